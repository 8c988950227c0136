"""Whatever JSON is pasted, its values become settings, or its role that of a profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.chains import End, chain
from awsconf.credentials.statics import KEYS
from awsconf.pasted import Form, blocks
from awsconf.profiles import Profile
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part
from awsconf.rewrite.origin import Kind, origin
from awsconf.rewrite.pasting import fixes_of
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from rewrite import pairs
from rewrite.test_properties import snapshot
from strategies import examples

STS = f"arn:aws:sts::{pairs.ACCOUNT}:assumed-role"
KEY_ID, SECRET = encoder.key_id("ASIA", pairs.ACCOUNT, "pasted"), encoder.secret("pasted")
TOKEN = encoder.token(account=pairs.ACCOUNT, seed="pasted")
WHOSE = (
    None,
    f"{STS}/Deploy/alice",
    f"{STS}/Deploy/botocore-session-1780315200",
    f"{STS}/AWSReservedSSO_Admin_0123456789abcdef/a@b.example",
)
EXPIRIES = ("2026-06-01T13:00:00+00:00", "2026-06-01T13:00:00Z", 1780318800000)
HOMES = {
    Role.CREDENTIALS: ("", "[app]\n", "[app]\nregion = eu-west-1\n", "[default]\n# mine\n"),
    Role.CONFIG: ("", "[profile app]\n", "[profile app]\n  region = eu-west-1\n", "[default]\n"),
}
USER = "".join(f"{name} = {value}\n" for name, value in pairs.keys("user1"))


class Pasted(NamedTuple):
    """A pair with pasted JSON, and what it tells."""

    texts: dict[Role, str]
    role: Role
    whose: str | None
    of_login: bool
    expiry: object

    def __repr__(self) -> str:
        return f"<Pasted into {self.role.value}, of {self.whose}, {self.of_login}, {self.expiry}>"


@st.composite
def pasted(draw: st.DrawFn) -> Pasted:
    """JSON in one of the files, before, below or between sections."""
    role = draw(st.sampled_from(Role))
    whose, of_login = draw(st.sampled_from(WHOSE)), draw(st.booleans())
    expiry = draw(st.sampled_from(EXPIRIES))
    text = _answer(draw, whose, of_login, expiry)
    texts = {
        Role.CONFIG: draw(st.sampled_from(("", "[default]\noutput = json\n"))),
        Role.CREDENTIALS: f"[user1]\n{USER}",
    }
    home = draw(st.sampled_from(HOMES[role]))
    if home.startswith("[default]"):
        texts[Role.CONFIG] = texts[Role.CONFIG].replace("[default]", "[profile b]")
    after = "\n" + texts[role] if draw(st.booleans()) or not home else ""
    before = texts[role] + "\n" if home and not after and "[default]" not in home else ""
    texts[role] = before + home + text + ("" if draw(st.booleans()) else "\n") + after
    line_end = draw(st.sampled_from(("\n", "\r\n")))
    texts[role] = texts[role].replace("\n", line_end)
    return Pasted(texts, role, whose, of_login, expiry)


def _answer(draw: st.DrawFn, whose: str | None, of_login: bool, expiry: object) -> str:
    keys = [("AccessKeyId", KEY_ID), ("SecretAccessKey", SECRET), ("SessionToken", TOKEN)]
    credentials: dict[str, Any] = dict(draw(st.permutations([*keys, ("Expiration", expiry)])))
    members: list[tuple[str, Any]] = [("Credentials", credentials)]
    if whose is not None:
        user = {"AssumedRoleId": "AROAIOSFODNN7EXAMPLE:alice", "Arn": whose}
        members.append(("AssumedRoleUser", user))
    if of_login:
        members.append(("SubjectFromWebIdentityToken", "alice"))
    indent = draw(st.sampled_from((None, 2, 4)))
    return json.dumps(dict(draw(st.permutations(members))), indent=indent)


@given(pasted())
@examples(150)
def test_what_is_pasted_becomes_settings_or_a_role(given: Pasted) -> None:
    world = snapshot(given.texts)
    found = list(offered(world))
    # Without a header nobody knows whose they are, if there is a default profile already.
    text = given.texts[given.role]
    assert found or (given.whose is None and text.startswith("{") and "[default]" in text)
    for name, fix in found:
        for edit in fix.edits:
            assert SECRET not in edit.text
            assert TOKEN not in edit.text
        after = world.edited(fix.edits)
        profile = after.profiles[name]
        assert all(not reading.refusals for reading in after.readings.values()), fix.title
        assert not any(block.form is Form.JSON for block in all_blocks(after)), fix.title
        if fix.preferred:
            check_settings(given, profile)
        else:
            check_role(given, after, profile, fix)


def check_settings(given: Pasted, profile: Profile) -> None:
    """The values are the profile's, with the expiry and whose session it is."""
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    assert [profile.text(name) for name in names] == [KEY_ID, SECRET, TOKEN]
    expiry = str(given.expiry).replace("+00:00", "Z")
    assert profile.text("x_security_token_expires") == expiry
    noted = "x_principal_arn" if given.of_login else "assumed_role_arn"
    assert profile.text(noted) == given.whose


def check_role(given: Pasted, after: Snapshot, profile: Profile, fix: Fix) -> None:
    """Only a role that others may assume is assumed, with lasting keys, and the old ones go."""
    assert given.whose is not None, fix.title
    assert "AWSReservedSSO" not in given.whose
    assert not given.of_login
    assert KEYS.isdisjoint(profile.names)
    assert profile.text("role_arn") == f"arn:aws:iam::{pairs.ACCOUNT}:role/Deploy"
    assert profile.text("source_profile") == "user1"
    assert chain(after.profiles, profile).end is End.ANSWERED
    assert fix.title.endswith("(check the role path)")
    label = "alice" if given.whose.endswith("alice") else None
    assert profile.text("role_session_name") == label


def offered(world: Snapshot) -> Iterator[tuple[str, Fix]]:
    """The fixes, each with the profile that it is about."""
    for reading, part in parts(world):
        for block in blocks(part.section):
            for fix in fixes_of(world, reading, part, block):
                yield part.reading.name or fix.title.split("`")[1], fix


def all_blocks(world: Snapshot) -> Iterator[Any]:
    return (block for _, part in parts(world) for block in blocks(part.section))


def parts(world: Snapshot) -> Iterator[tuple[Reading, Part]]:
    return ((reading, part) for reading in world.readings.values() for part in reading.parts)


@pytest.mark.parametrize(
    "line",
    [
        "export AWS_ACCESS_KEY_ID={0} AWS_SECRET_ACCESS_KEY='{1}' AWS_SESSION_TOKEN=\"{2}\"",
        (
            "export AWS_ACCESS_KEY_ID={0} && export AWS_SECRET_ACCESS_KEY={1}; "
            "export AWS_SESSION_TOKEN={2}"
        ),
        (
            '$Env:AWS_ACCESS_KEY_ID="{0}"; $Env:AWS_SECRET_ACCESS_KEY="{1}"; '
            '$Env:AWS_SESSION_TOKEN="{2}"'
        ),
        'set "AWS_ACCESS_KEY_ID={0}"\nset "AWS_SECRET_ACCESS_KEY={1}"\nset "AWS_SESSION_TOKEN={2}"',
        (
            "set -Ux AWS_ACCESS_KEY_ID {0};\nset --export --global AWS_SECRET_ACCESS_KEY {1}\n"
            "set -gx AWS_SESSION_TOKEN {2}"
        ),
        (
            "setenv AWS_ACCESS_KEY_ID {0}\nsetenv AWS_SECRET_ACCESS_KEY {1}\n"
            "setx AWS_SESSION_TOKEN {2} /M"
        ),
    ],
)
def test_lines_of_a_shell_become_settings(line: str) -> None:
    text = f"[app]\n{line.format(KEY_ID, SECRET, TOKEN)}\n"
    world = snapshot({Role.CONFIG: "", Role.CREDENTIALS: text})
    ((_, fix),) = offered(world)
    assert world.edited(fix.edits).text(Role.CREDENTIALS) == (
        f"[app]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n"
        f"aws_session_token = {TOKEN}\n"
    )


def test_the_expiry_that_was_pasted_is_no_mark_of_a_login() -> None:
    keys = f'"AccessKeyId": "{KEY_ID}", "SecretAccessKey": "{SECRET}", "SessionToken": "{TOKEN}"'
    for text in (
        f'{{"Credentials": {{{keys}, "Expiration": "2026-06-01T13:00:00+00:00"}}}}',
        f'{{"Version": 1, "Expiration": "2026-06-01T13:00:00+00:00", {keys}}}',
    ):
        world = snapshot({Role.CONFIG: "", Role.CREDENTIALS: f"[app]\n{text}\n"})
        ((_, fix),) = offered(world)
        after = world.edited(fix.edits)
        assert "x_security_token_expires = 2026-06-01T13:00:00Z\n" in after.text(Role.CREDENTIALS)
        assert origin(after, after.profiles["app"]).kind is Kind.UNKNOWN
