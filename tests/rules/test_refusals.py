"""What the rules say of a file as a whole, against botocore itself on every page's cases."""

from __future__ import annotations

from pathlib import Path

import botocore.exceptions
import botocore.session
import pytest

import fixture
from awsconf.check import check
from awsconf.rule import Severity
from awsconf.rules import every_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case

PAGES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for page in PAGES for case in fixture.cases(page)]
REFUSING = {
    "byte-order-mark",
    "duplicate-section",
    "duplicate-setting",
    "foreign-format",
    "missing-delimiter",
    "setting-outside-section",
    "undecodable-text",
    "unclosed-header",
}
"""The rules whose errors say that the AWS CLI and boto3 refuse the whole file."""
VARIABLES = {Role.CONFIG: "AWS_CONFIG_FILE", Role.CREDENTIALS: "AWS_SHARED_CREDENTIALS_FILE"}


@pytest.fixture
def is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refused:
    for role, variable in VARIABLES.items():
        monkeypatch.setenv(variable, str(tmp_path / role.value))
    return Refused(tmp_path)


class Refused:
    """Whether botocore refuses one of the files of a snapshot, which are written for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, snapshot: Snapshot) -> bool:
        for role in Role:
            document = snapshot.document(role)
            text = document.text if document is not None else ""
            (self.folder / role.value).write_bytes(text.encode("utf-8", "surrogateescape"))
        try:
            _ = botocore.session.Session().full_config
        except botocore.exceptions.ConfigParseError:
            return True
        return False


@pytest.mark.parametrize("case", CASES, ids=str)
def test_botocore_refuses_what_the_rules_say_it_refuses(case: Case, is_refused: Refused) -> None:
    snapshot = case.snapshot()
    says = any(
        diagnostic.rule.name in REFUSING and diagnostic.severity is Severity.ERROR
        for diagnostic in check(snapshot, every_rule())
    )
    assert is_refused(snapshot) is says


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_fix_makes_botocore_refuse(case: Case, is_refused: Refused) -> None:
    snapshot = case.snapshot()
    fixes = [fix for found in check(snapshot, every_rule()) for fix in found.finding.fixes]
    if not is_refused(snapshot):
        for fix in fixes:
            assert not is_refused(snapshot.edited(fix.edits)), fix.title
