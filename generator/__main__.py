"""The command's first lines: what must hold before anything slow or numerical is imported."""

import gc
import os
import signal
import sys
from typing import NoReturn

# One thread for matrix multiplication: the matrices are small, so that more threads cost twice the processor time and
# save none, and how a sum is split between threads shows in its last digits. NumPy reads these when it is imported.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

# New objects after which Python looks for cycles; it does so after 700 by itself. Here nearly all are values, by the
# million, that hold none, and to look at them again and again was a fifth of the time.
_PATIENCE = 200_000


def main() -> NoReturn:
    """Run the command, and end with its exit code."""
    # Python's own handler would print where it was interrupted. Publishing survives being killed at any moment.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_PATIENCE)
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
