"""The command's first lines: what must hold before anything slow or numerical is imported."""

import os
import signal
import sys
from typing import NoReturn

from generator.engine import space

# One thread for matrix multiplication: the matrices are small, so that more threads cost twice the processor time and
# save none, and how a sum is split between threads shows in its last digits. NumPy reads these when it is imported.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def main() -> NoReturn:
    """Run the command, and end with its exit code."""
    # Python's own handler would print where it was interrupted. Publishing survives being killed at any moment.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    space.patient()
    for name in _ONE_THREAD:
        os.environ[name] = "1"
    from generator.cli import run  # noqa: PLC0415 - after the lines above

    _end(run())


def _end(code: int) -> NoReturn:
    """End at once: to free what is at hand one by one, as Python does, takes longer than most stages of a build.

    Not where other threads live, or somebody watches who writes at the end what they saw.
    """
    threads = sys.modules.get("threading")
    if sys.getprofile() is None and sys.gettrace() is None and (threads is None or threads.active_count() == 1):
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
