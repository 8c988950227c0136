"""What a quick look at a section promises, so that most rules need not be asked about it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.catalogue import regions
from awsconf.readers.plain import is_plain, is_usual
from awsconf.rule import Scope
from awsconf.rules import every_rule
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW

NAMES = st.text(string.ascii_letters + string.digits + "_/.%@:+-", min_size=1, max_size=8)
ARNS = st.text(string.ascii_letters + string.digits + "_+=,.@-", min_size=1, max_size=8)
ACCOUNTS = st.text(string.digits, min_size=12, max_size=12)
BASE64 = string.ascii_letters + string.digits + "/+"
KEYS = {
    "aws_access_key_id": st.text(string.ascii_uppercase + string.digits, min_size=16, max_size=24),
    "aws_secret_access_key": st.text(BASE64, min_size=40, max_size=40),
    "aws_session_token": st.text(BASE64 + "=", min_size=1, max_size=60),
}
SETTINGS = KEYS | {
    "region": st.sampled_from(sorted(regions())) | NAMES,
    "output": st.sampled_from(["json", "text", "table", "yaml", "yml"]),
    "role_arn": st.builds("arn:aws:iam::{}:role/{}".format, ACCOUNTS, ARNS),
    "mfa_serial": st.builds("arn:aws:iam::{}:mfa/{}".format, ACCOUNTS, ARNS),
    "source_profile": NAMES,
    "sso_session": NAMES,
    "sso_role_name": NAMES,
    "sso_account_id": ACCOUNTS,
}
ENDS = st.sampled_from(["\n", "\r\n", " \n", "\n\n", "\n# a comment\n"])
GATED = [rule for rule in every_rule() if rule.trigger.odd or rule.trigger.unusual]


@st.composite
def sections(draw: st.DrawFn, role: Role, name: str) -> str:
    """A section of a profile that mostly has the usual form."""
    known = SETTINGS if role is Role.CONFIG else KEYS
    chosen = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=6, unique=True))
    header = f"[profile {name}]" if role is Role.CONFIG and name != "default" else f"[{name}]"
    signs = st.sampled_from(["=", " = ", "= "])
    lines = [f"{each}{draw(signs)}{draw(known[each])}{draw(ENDS)}" for each in chosen]
    return f"{header}{draw(ENDS)}{''.join(lines)}"


@given(st.data())
def test_of_usual_sections_the_gated_rules_have_nothing_to_say(data: st.DataObject) -> None:
    name = data.draw(NAMES | st.just("default"))
    texts = {role: data.draw(sections(role, name)) for role in Role}
    config, credentials = (Half(role.value, parse(texts[role], role)) for role in Role)
    snapshot = Snapshot(config, credentials, now=NOW)
    parts = [part for reading in snapshot.readings.values() for part in reading.parts]
    usual = [part for part in parts if is_usual(part)]
    assert all(is_plain(part.section) for part in usual)
    for rule in GATED:
        found = []
        if rule.scope is Scope.SECTION:
            found = [one for part in usual for one in rule.judge(part, snapshot.scene)]
        elif rule.scope is Scope.PROFILE and len(usual) == len(parts):
            profiles = snapshot.profiles.values()
            found = [one for profile in profiles for one in rule.judge(profile, snapshot.scene)]
        assert [one.message for one in found] == [], rule


@pytest.mark.parametrize("role", list(Role))
def test_most_sections_are_usual(role: Role) -> None:
    lines = {
        Role.CONFIG: "[profile dev]\nregion = eu-west-1\nsource_profile=base\n\n",
        Role.CREDENTIALS: f"[dev]\naws_access_key_id = AKIA{'B' * 16}\r\n# a note\n",
    }
    document = parse(lines[role], role)
    config, credentials = (Half("", document if role is each else None) for each in Role)
    snapshot = Snapshot(config, credentials, now=NOW)
    (part,) = snapshot.readings[role].parts
    assert is_usual(part)
