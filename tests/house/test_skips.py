"""The law of tests/conftest.py itself: a skipped test fails CI, and a run of nothing fails."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
PASSES = "def test_passes():\n    assert True\n"
SKIPS = "import pytest\n\ndef test_skips():\n    pytest.skip('no editor here')\n"

pytest_plugins = ["pytester"]


def run(pytester: pytest.Pytester, *sources: str, ci: str) -> pytest.RunResult:
    """Run the sources as test files, under our conftest, in a process of their own."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(**{f"test_{number}": source for number, source in enumerate(sources)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CI", ci)
        return pytester.runpytest_subprocess("-p", "no:xdist")


def test_a_skip_fails_under_ci(pytester: pytest.Pytester) -> None:
    result = run(pytester, PASSES, SKIPS, ci="true")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*nothing may skip under CI*", "*1 passed, 1 skipped*"])


def test_a_skip_passes_elsewhere(pytester: pytest.Pytester) -> None:
    assert run(pytester, PASSES, SKIPS, ci="").ret == pytest.ExitCode.OK


def test_a_run_without_skips_passes_under_ci(pytester: pytest.Pytester) -> None:
    assert run(pytester, PASSES, ci="true").ret == pytest.ExitCode.OK


def test_a_run_of_nothing_but_skips_fails(pytester: pytest.Pytester) -> None:
    assert run(pytester, SKIPS, ci="").ret == pytest.ExitCode.NO_TESTS_COLLECTED
