"""Twice as much text costs twice as much: counted in calls, since no clock says the same twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

import pytest

from awsconf.caches.entries import Caches, Entry, Source
from awsconf.caches.names import role_stem
from awsconf.check import check
from awsconf.credentials.keys import fingerprint
from awsconf.facts import Facts
from awsconf.features.actions import actions
from awsconf.features.completion import completion
from awsconf.features.hover import hover
from awsconf.portability.disagreement import LONGEST
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import NOW, Case, Marked
from laws.cases import RULES

H = "[default]\n"
LINES = {
    "settings that nobody reads": "key<n> = x\n",
    "a setting again and again": "region = eu-west-1\n",
    "an empty setting again and again": "region =\n",
    "names without anything": "=\n",
    "plain text": "lorem ipsum\n",
    "YAML": "region: eu-west-1\n",
    "TOML": 'region = "eu-west-1"\n',
    "JSON": '{"AccessKeyId":\n',
    "a shell": "export AWS_REGION=eu-west-1\n",
    "settings further in": "  output = json\n",
    "comments further in": "  # a note\n",
    "blocks": "s<n> =\n  endpoint_url = http://localhost\n",
}
SECTIONS = {
    "indented headers": "  [profile p<n>]\n",
    "unclosed headers": "[profile p<n>\n",
    "blanks in headers": "[ profile p<n> ]\nregion = eu-west-1\n",
    "quotes in headers": '[profile "p <n>"]\nregion = eu-west-1\n',
    "start URLs": (
        "[profile p<n>]\nsso_start_url = https://p<n>.awsapps.com/start\nsso_region = eu-west-1\n"
        "sso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
    "a chain of roles": (
        "[profile p<n>]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p<next>\n"
    ),
    "a chain of ambiguous roles": (
        "[profile p<n>]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p<next>\n"
        "sso_session = s\nsso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
}
SIZE = 2 * LONGEST


COPIES = (
    "[copy<n>]\naws_access_key_id = <ASIA copy<n>>\naws_secret_access_key = <secret copy<n>>\n"
    "aws_session_token = <token copy<n> issued=2026-06-01T06:00Z>\n"
)
ROLES = (
    "[profile role<n>]\nrole_arn = arn:aws:iam::111122223333:role/Role<n>\nsource_profile = base\n"
)
ENDED = NOW - timedelta(hours=1)


@pytest.mark.parametrize("shape", LINES)
def test_lines_of_one_section(shape: str) -> None:
    _is_linear(_judge, lambda size: _snapshot(H + _repeated(LINES[shape], size)))


@pytest.mark.parametrize("shape", SECTIONS)
def test_sections_of_one_file(shape: str) -> None:
    _is_linear(_judge, lambda size: _snapshot(_repeated(SECTIONS[shape], size)))


def test_copies_of_dead_sessions_that_a_cache_tells_of() -> None:
    """Of each, whose it is and what could be done instead."""
    _is_linear(_judge, _copied, 100)


def test_copies_of_dead_sessions_of_one_role_that_many_assume() -> None:
    role = "arn:aws:sts::111122223333:assumed-role/Role/me"
    roles, dead = ROLES.replace("Role<n>", "team/Role"), f"{COPIES}assumed_role_arn = {role}\n"

    def world(size: int) -> Snapshot:
        credentials = Marked.read(BASE + _repeated(dead, size)).text
        files = {Role.CONFIG: _repeated(roles, size), Role.CREDENTIALS: credentials}
        return Case(None, "", world={"own": "true", "now": "2026-07-01T00:00Z"}).snapshot(files)

    _is_linear(_judge, world, 100)


@pytest.mark.parametrize(
    ("setting", "asked"),
    [
        ("[profile role50]", hover),
        ("source_profile = ", hover),
        ("source_profile = ", completion),
        ("role_arn = ", completion),
        ("[copy50]", hover),
        ("aws_session_token = ", hover),
    ],
)
def test_what_an_editor_asks_about_one_place(
    setting: str, asked: Callable[[Snapshot, Role, int], object]
) -> None:
    def ask(snapshot: Snapshot) -> None:
        role = next(role for role in Role if setting in snapshot.text(role))
        assert asked(snapshot, role, snapshot.text(role).index(setting) + len(setting) - 1)

    _is_linear(ask, _copied, 100)


def test_sources_that_an_editor_offers_to_a_long_chain() -> None:
    def ask(snapshot: Snapshot) -> None:
        text = snapshot.text(Role.CONFIG)
        assert completion(snapshot, Role.CONFIG, text.rindex(" = p") + 3)

    chain = SECTIONS["a chain of roles"]
    _is_linear(ask, lambda size: _snapshot("[profile base]\n" + _repeated(chain, size)))


@pytest.mark.parametrize(
    ("setting", "any_offers"),
    [("[profile role50]", False), ("[copy50]", True), ("aws_session_token = ", True)],
)
def test_what_an_editor_offers_at_one_place(setting: str, any_offers: bool) -> None:
    def offer(snapshot: Snapshot) -> None:
        role = next(role for role in Role if setting in snapshot.text(role))
        start = snapshot.text(role).index(setting) + 1
        found = check(snapshot, RULES)
        offered = list(actions(snapshot, found, RULES, At(role, start, start)))
        assert bool(offered) is any_offers

    _is_linear(offer, _copied, 100)


def _copied(size: int) -> Snapshot:
    """As many roles, each with a session in the cache and a copy of that in a profile."""
    credentials = Marked.read(BASE + _repeated(COPIES, size)).text
    files = {Role.CONFIG: _repeated(ROLES, size), Role.CREDENTIALS: credentials}
    snapshot = Case(None, "", world={"own": "true"}).snapshot(files)
    kept = (_kept(number) for number in range(size))
    return snapshot._replace(facts=Facts(Caches(tuple(kept))))


BASE = "[base]\naws_access_key_id = <AKIA base>\naws_secret_access_key = <secret base>\n"


def _kept(number: int) -> Entry:
    arn = f"arn:aws:iam::111122223333:role/Role{number}"
    key = Marked.read(f"<ASIA copy{number}>").text
    token = Marked.read(f"<token copy{number} issued=2026-06-01T06:00Z>").text
    path = f"~/.aws/cli/cache/{number}.json"
    return Entry(path, role_stem(arn), Source.ROLE, key, fingerprint(token), ENDED)


def _repeated(text: str, size: int) -> str:
    numbered = (text.replace("<n>", str(n)).replace("<next>", str(n + 1)) for n in range(size))
    return "".join(numbered)


def _is_linear(
    ask: Callable[[Snapshot], None], world: Callable[[int], Snapshot], size: int = SIZE
) -> None:
    """Whether the second half costs about what the first does; a start costs a little, once."""
    _calls(ask, world(size))
    once, twice = _calls(ask, world(size)), _calls(ask, world(2 * size))
    assert twice < 2.4 * once


def _calls(ask: Callable[[Snapshot], None], snapshot: Snapshot) -> int:
    """How many functions of Python are called, or gone on with, for an answer."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        ask(snapshot)
    finally:
        sys.setprofile(before)
    return count


def _judge(snapshot: Snapshot) -> None:
    for diagnostic in check(snapshot, RULES):
        assert diagnostic.finding.message


def _snapshot(text: str) -> Snapshot:
    return Case(None, "").snapshot({Role.CONFIG: text, Role.CREDENTIALS: ""})
