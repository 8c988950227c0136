"""Whole-section moves: what ConfigUpdater makes, read again, as the smallest edits."""

from __future__ import annotations

import pytest

import encoder
from awsconf.edits import apply
from awsconf.restructure import Refused, move_to_config
from awsconf.rule import Fix
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW


def pair(config: str, credentials: str) -> Snapshot:
    return Snapshot(
        Half("config", parse(config, Role.CONFIG)),
        Half("credentials", parse(credentials, Role.CREDENTIALS)),
        now=NOW,
    )


def moved(snapshot: Snapshot, name: str) -> tuple[str, str]:
    fix = move_to_config(snapshot, name)
    assert isinstance(fix, Fix)
    config, credentials = (
        apply(
            document.text if (document := snapshot.document(role)) else "",
            [edit for edit in fix.edits if edit.at.role is role],
        )
        for role in Role
    )
    return config, credentials


def test_a_whole_section_moves_with_its_comments() -> None:
    config, credentials = moved(
        pair(
            "[default]\nregion = eu-west-1\n",
            "[app]\n# how it is reached\nregion = a-b-2\ns3 =\n  addressing_style = path\n\n[b]\n",
        ),
        "app",
    )
    assert config == (
        "[default]\nregion = eu-west-1\n\n"
        "[profile app]\n# how it is reached\nregion = a-b-2\ns3 =\n  addressing_style = path\n\n"
    )
    assert credentials == "[b]\n"


def test_keys_stay_and_the_other_settings_go() -> None:
    keys = f"aws_access_key_id = {encoder.key_id()}\naws_secret_access_key = {encoder.secret()}\n"
    config, credentials = moved(
        pair(
            "[profile app]\r\noutput = json\r\nregion = eu-west-1\r\n",
            f"[app]\n{keys}region = eu-west-2\n",
        ),
        "app",
    )
    assert config == "[profile app]\r\noutput = json\r\nregion = eu-west-2\r\n"
    assert credentials == f"[app]\n{keys}"


def test_no_edit_carries_a_secret() -> None:
    secret = encoder.secret()
    keys = f"aws_access_key_id = {encoder.key_id()}\naws_secret_access_key = {secret}\n"
    fix = move_to_config(pair("", f"[app]\nregion = eu-west-2\n{keys}output = json\n"), "app")
    assert isinstance(fix, Fix)
    assert all(secret not in edit.text for edit in fix.edits)
    assert "[profile app]\nregion = eu-west-2\noutput = json\n" in [edit.text for edit in fix.edits]


@pytest.mark.parametrize(
    ("config", "credentials"),
    [
        ("[default]\n[default]\n", "[app]\nregion = a\n"),
        ("", "[app]\naws_access_key_id = x\n"),
        ("", "[app]\rregion = a\r"),
        ("", "[other]\nregion = a\n"),
        ("[DEFAULT]\nregion = b\n", "[DEFAULT]\nregion = c\n[app]\noutput = json\n"),
    ],
    ids=["a fault", "only keys", "lone returns", "no section", "inherited settings"],
)
def test_what_cannot_be_moved_is_refused(config: str, credentials: str) -> None:
    assert isinstance(move_to_config(pair(config, credentials), "app"), Refused)
