"""What odd headers are meant for, and which SDKs see it; the cases are measured ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.headings import Heading, misplaced, mistyped, readers_of
from awsconf.readers import python
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import is_regular
from awsconf.readers.reading import Part
from awsconf.syntax import SectionKind, parse
from awsconf.text import Role

PROFILE, SESSION, SERVICES = SectionKind.PROFILE, SectionKind.SSO_SESSION, SectionKind.SERVICES
NAMES = st.from_regex(r"[A-Za-z0-9_/.%@:+-]+", fullmatch=True)


def part(header: str, role: Role = Role.CONFIG) -> Part:
    return python.read(parse(f"[{header}]\nregion = eu-west-1\n", role)).parts[-1]


@pytest.mark.parametrize(
    ("header", "readers"),
    [
        ("profile foo", "python js go rust java c"),
        ('profile "foo"', "python js"),
        ("profile 'a b'", "python"),
        ("profile a b", "go"),
        ("profile DOM\\user", "go c"),
        ("profile a!b", "python go"),
        ("profile a#b", "python"),
        ("profile __proto__", "python go rust java c"),
    ],
)
def test_who_finds_a_profile_of_the_config_file(header: str, readers: str) -> None:
    name = header.removeprefix("profile ").strip("\"'")
    found = readers_of(header, Heading(PROFILE, name), Role.CONFIG)
    assert found == frozenset(map(Dialect, readers.split()))


@pytest.mark.parametrize(
    ("header", "readers"),
    [
        ("a b", "python go"),
        ("a, b", "python js go"),
        ("Zürich", "python js go"),
        ("DOM\\user", "python js go c"),
    ],
)
def test_who_finds_a_profile_of_the_credentials_file(header: str, readers: str) -> None:
    found = readers_of(header, Heading(PROFILE, header), Role.CREDENTIALS)
    assert found == frozenset(map(Dialect, readers.split()))


@given(NAMES, st.sampled_from([PROFILE, SESSION, SERVICES]))
def test_all_find_what_is_regular(name: str, kind: SectionKind) -> None:
    heading = Heading(kind, name)
    text = heading.text(Role.CONFIG)
    if is_regular(text, Role.CONFIG) and not heading.is_default:
        assert readers_of(text, heading, Role.CONFIG) == frozenset(Dialect)
        assert mistyped(part(text)) is None


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Profile foo", Heading(PROFILE, "foo")),
        ("profile-x foo", Heading(PROFILE, "foo")),
        ("porfile foo", Heading(PROFILE, "foo")),
        ("Defaults", Heading(PROFILE, "default")),
        ("profile foo", None),
        ("prefix foo", None),
        ("default", None),
        ("DEFAULT", None),
        ("profile", None),
    ],
)
def test_what_a_mistyped_header_is_meant_for(header: str, meant: Heading | None) -> None:
    assert mistyped(part(header)) == meant


def test_a_header_over_settings_of_a_tool_is_the_tools() -> None:
    document = parse("[service mesh]\nowner = platform team\n", Role.CONFIG)
    assert mistyped(python.read(document).parts[-1]) is None


def test_which_sections_of_the_credentials_file_belong_elsewhere() -> None:
    assert misplaced("sso_session corp") == Heading(SESSION, "corp")
    assert misplaced("Services local") == Heading(SERVICES, "local")
    assert misplaced("sso-session") is None
    assert misplaced("profile corp") is None


@given(st.text(max_size=20), st.sampled_from(Role))
def test_no_header_raises(header: str, role: Role) -> None:
    for one in python.read(parse(f"[{header}]\n", role)).parts:
        mistyped(one)
        misplaced(one.reading.header or "")
        readers_of(one.reading.header or "", Heading(PROFILE, "dev"), role)
