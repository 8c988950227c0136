"""What holds for every test run: one that ran nothing fails, and under CI nothing may skip."""

from __future__ import annotations

import os

import pytest

SKIPPED_UNDER_CI = "nothing may skip under CI: install what the skipped tests need"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the fixture pages be rewritten from what happened."""
    parser.addoption("--update", action="store_true", help="rewrite expectations of fixture pages")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten."""
    return bool(request.config.getoption("--update"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run that only seems to have passed into a failure."""
    if session.exitstatus != pytest.ExitCode.OK or session.config.option.collectonly:
        return
    if _skipped_under_ci(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif _count(session.config, "skipped") and not _count(session.config, "passed"):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say why a run without a failed test fails."""
    if _skipped_under_ci(config):
        terminalreporter.section(SKIPPED_UNDER_CI, red=True)


def _skipped_under_ci(config: pytest.Config) -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"} and _count(config, "skipped") > 0


def _count(config: pytest.Config, outcome: str) -> int:
    """Return how many reports had the outcome; a worker of xdist has no reporter and counts 0."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get(outcome, ())) if reporter else 0
