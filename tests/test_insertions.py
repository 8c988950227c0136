"""New lines look as if they had always stood there: their indentation, delimiter and line ends."""

from __future__ import annotations

import pytest

from awsconf.edits import apply
from awsconf.insertions import above, at_end_of, below, empty_profile, instead_of
from awsconf.profiles import Found, Profile
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW

NEW = [("output", "json"), ("max_attempts", "3")]


def world(config: str | None, credentials: str | None = None) -> Snapshot:
    """A snapshot of the files that are there."""
    ours = parse(config, Role.CONFIG) if config is not None else None
    theirs = parse(credentials, Role.CREDENTIALS) if credentials is not None else None
    return Snapshot(Half("config", ours), Half("credentials", theirs), now=NOW)


def region(config: str) -> Found:
    found = world(config).profiles["app"].get("region")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[profile app]\nregion = a\nretry_mode = standard\n",
            "[profile app]\nregion = a\noutput = json\nmax_attempts = 3\nretry_mode = standard\n",
        ),
        (
            "[profile app]\r\n  region=a\r\n",
            "[profile app]\r\n  region=a\r\n  output=json\r\n  max_attempts=3\r\n",
        ),
        ("[profile app]\nregion = a", "[profile app]\nregion = a\noutput = json\nmax_attempts = 3"),
        (
            "[profile app]\nregion      = a\n",
            "[profile app]\nregion      = a\noutput = json\nmax_attempts = 3\n",
        ),
    ],
    ids=["in the middle", "indented, CRLF", "no last line end", "a column of delimiters"],
)
def test_below_a_setting(before: str, after: str) -> None:
    assert apply(before, [below(region(before), NEW)]) == after


def test_above_a_setting_that_ends_a_file_without_a_line_end() -> None:
    before = "[profile app]\r\n\tregion = a"
    after = "[profile app]\r\n\toutput = json\r\n\tmax_attempts = 3\r\n\tregion = a"
    assert apply(before, [above(region(before), NEW)]) == after


def test_in_the_place_of_a_setting() -> None:
    before = "[profile app]\nregion= a\n  and more of it\nretry_mode = standard\n"
    after = "[profile app]\noutput= json\nmax_attempts= 3\nretry_mode = standard\n"
    assert apply(before, [instead_of(region(before), NEW)]) == after


@pytest.mark.parametrize(
    ("config", "after"),
    [
        (
            "[profile app]\n    region = a\nfoo=bar\n\n[profile b]\n",
            "[profile app]\n    region = a\nfoo=bar\noutput=json\nmax_attempts=3\n\n[profile b]\n",
        ),
        (
            "[profile app]\nregion=a\ns3=\n  use_arn_region = true",
            "[profile app]\nregion=a\ns3=\n  use_arn_region = true\noutput=json\nmax_attempts=3\n",
        ),
        ("[profile app]", "[profile app]\noutput = json\nmax_attempts = 3\n"),
        ("", "[profile app]\noutput = json\nmax_attempts = 3\n"),
        ("[default]", "[default]\n\n[profile app]\noutput = json\nmax_attempts = 3\n"),
        ("[default]\n\n", "[default]\n\n[profile app]\noutput = json\nmax_attempts = 3\n"),
    ],
    ids=["last indentation", "a block", "header alone", "empty", "new section", "blank line there"],
)
def test_at_the_end_of_a_profile(config: str, after: str) -> None:
    snapshot = world(config, "[app]\nregion = a\n")
    edit = at_end_of(snapshot, snapshot.profiles["app"], NEW)
    assert apply(config, [edit]) == after
    added = snapshot.edited((edit,)).profiles["app"]
    assert [added.text(name) for name, _ in NEW] == [value for _, value in NEW]


def test_a_config_file_that_comes_into_being_has_the_line_ends_of_the_other() -> None:
    snapshot = world(None, "[app]\r\nregion = a\r\n")
    edit = at_end_of(snapshot, Profile("app", (), snapshot.profiles["app"].credentials), NEW)
    assert edit.text == "[profile app]\r\noutput = json\r\nmax_attempts = 3\r\n"


@pytest.mark.parametrize(
    ("name", "edits"),
    [("new", ["\n[profile new]\n"]), ("default", ["\n[default]\n"]), ("a b", []), ("[", [])],
)
def test_an_empty_profile_has_a_name_that_every_sdk_understands(
    name: str, edits: list[str]
) -> None:
    made = empty_profile(world("[profile app]\n"), name)
    assert [edit.text for edit in made] == edits
    assert empty_profile(world(None), name) == ()
