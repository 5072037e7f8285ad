"""What all tests share: under CI a browser test that is skipped is a failure, and so is a run that tests nothing."""

import os
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# A time limit would judge the machine: a busy one fails no test.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

REQUIRED = bool(os.environ.get("BRIEFBOOK_REQUIRE_BROWSER"))
BROWSER_TESTS = Path(__file__).parent / "browser"


@pytest.fixture
def as_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no threads of what else is tested in this process: a browser has some until the end."""
    count = threading.active_count
    others = count() - 1
    monkeypatch.setattr(threading, "active_count", lambda: count() - others)


def _needs_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None or item.path.is_relative_to(BROWSER_TESTS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a browser test into a failure where `.ci/run` has promised the browser."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail") and _needs_browser(item):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"BRIEFBOOK_REQUIRE_BROWSER is set, yet this test was skipped. {why}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself while it is imported: its tests would not even be counted."""
    report = yield
    if REQUIRED and report.skipped and collector.path.is_relative_to(BROWSER_TESTS):
        report.outcome = "failed"
        report.longrepr = f"BRIEFBOOK_REQUIRE_BROWSER is set, yet {collector.nodeid} was skipped. {report.longrepr}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a CI run in which everything was skipped: it has shown nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    worker = hasattr(session.config, "workerinput")
    if REQUIRED and not worker and reporter is not None and exitstatus == pytest.ExitCode.OK:
        passed = reporter.stats.get("passed", [])
        if not passed and not session.config.option.collectonly:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
