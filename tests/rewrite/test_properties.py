"""Whatever stands around a copied token, a rewrite does what it says and nothing else.

The judge is botocore, which reads the files before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from botocore.exceptions import ConfigParseError
from hypothesis import given

import oracle
from awsconf.credentials.companions import COMPANION_KEYS, COMPANION_MARKS
from awsconf.edits import apply
from awsconf.restructure import move_to_config
from awsconf.rewrite.asked import Plan, Refused, Wishes, plan
from awsconf.rewrite.offers import offers, rewrites
from awsconf.rule import Fix
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW
from rewrite import pairs
from rewrite.pairs import Pair
from strategies import examples

KEYS = {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token"}
DEAD = {*KEYS, *COMPANION_KEYS, *COMPANION_MARKS}
GIVEN = {
    *("role_arn", "source_profile", "credential_source", "mfa_serial", "external_id"),
    *("duration_seconds", "sso_session", "sso_account_id", "sso_role_name"),
    *("web_identity_token_file", "sso_start_url", "sso_region"),
}


def snapshot(texts: Mapping[Role, str]) -> Snapshot:
    halves = {role: Half(role.value, parse(texts[role], role)) for role in Role}
    return Snapshot(halves[Role.CONFIG], halves[Role.CREDENTIALS], now=NOW, own=True)


class Seen(NamedTuple):
    """What botocore makes of a pair; `None` in the place of the profiles: it refuses it."""

    config: Mapping[str, Any]
    outcomes: Mapping[str, oracle.Outcome]
    files: Mapping[Role, Mapping[str, Any]]


def seen(texts: Mapping[Role, str], directory: Path) -> Seen | None:
    for role in Role:
        oracle.write(texts[role], role, directory)
    with oracle.machine(directory):
        try:
            config = oracle.full_config()
        except ConfigParseError:
            return None
        outcomes = {name: oracle.resolve(name) for name in config["profiles"]}
    files = {role: oracle.read(texts[role], role, directory) for role in Role}
    return Seen(config, outcomes, {role: file.profiles for role, file in files.items() if file})


def after(texts: Mapping[Role, str], fix: Fix) -> dict[Role, str]:
    return {
        role: apply(texts[role], [edit for edit in fix.edits if edit.at.role is role])
        for role in Role
    }


@given(pair=pairs.pairs(), wishes=pairs.wishes)
@examples(60)
def test_a_rewrite_does_what_it_says_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, pair: Pair, wishes: Wishes
) -> None:
    check(pair, wishes, tmp_path_factory.getbasetemp())


def check(pair: Pair, wishes: Wishes, directory: Path) -> None:
    world = snapshot(pair.texts)
    before = seen(pair.texts, directory)
    for fix in fixes(world, pair, wishes):
        check_form(pair, fix)
        texts = after(pair.texts, fix)
        if before is None:
            continue
        now = seen(texts, directory)
        assert now is not None, fix.title
        check_the_profile(before, now, pair.name, fix)
        check_the_others(before, now, pair.name)
        check_again(snapshot(texts), pair.name, fix, wishes)
    for moved in moves(world, pair):
        check_form(pair, moved)
        now = seen(after(pair.texts, moved), directory)
        if before is not None:
            assert now is not None
            assert now.config == before.config
            assert now.outcomes.keys() == before.outcomes.keys()
            for name, outcome in now.outcomes.items():
                assert outcome[:3] == before.outcomes[name][:3]


def fixes(world: Snapshot, pair: Pair, wishes: Wishes) -> Iterator[Fix]:
    profile = world.profiles.get(pair.name)
    if profile is None:
        return
    planned = plan(world, pair.name, wishes)
    if isinstance(planned, Plan):
        yield planned.fix
    inferred = plan(world, pair.name, Wishes())
    if isinstance(inferred, Plan):
        yield inferred.fix
    offered = list(rewrites(world, profile.home.header_at))
    yield from offered
    if offered:
        assert [fix.edits for fix in offers(world, profile, sure=True)] == [
            fix.edits for fix in offered
        ]


def moves(world: Snapshot, pair: Pair) -> Iterator[Fix]:
    moved = move_to_config(world, pair.name)
    if isinstance(moved, Fix):
        yield moved


def check_form(pair: Pair, fix: Fix) -> None:
    """No edit holds a secret, none is for nothing, and the form of the files is kept."""
    assert fix.edits, fix.title
    for edit in fix.edits:
        assert not any(secret in edit.text for secret in pair.secrets)
        assert pair.texts[edit.at.role][edit.at.start : edit.at.end] != edit.text
    texts = after(pair.texts, fix)
    for role in Role:
        old, new = pair.texts[role], texts[role]
        assert new.startswith("\ufeff") == old.startswith("\ufeff")
        assert ends(new) <= (ends(old) or ends(pair.texts[role.other]) or {"\n"}), fix.title
    comments = [line for text in pair.texts.values() for line in lines(text) if line[:1] in "#;"]
    kept = [line for text in texts.values() for line in lines(text) if line[:1] in "#;"]
    assert sorted(kept) == sorted(comments), fix.title


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def ends(text: str) -> set[str]:
    crlf, rest = "\r\n" in text, text.replace("\r\n", "")
    return {
        end for end, there in (("\r\n", crlf), ("\n", "\n" in rest), ("\r", "\r" in rest)) if there
    }


def check_the_profile(before: Seen, now: Seen, name: str, fix: Fix) -> None:
    assert name in now.config["profiles"], fix.title
    old, new = before.config["profiles"][name], now.config["profiles"][name]
    for file in now.files.values():
        assert not KEYS & own(file, name), fix.title
    for key, value in old.items():
        if key not in DEAD | GIVEN:
            assert new.get(key) == value, key
    outcome = now.outcomes[name]
    if fix.title.startswith("Delete the dead keys"):
        assert outcome.methods[:1] not in (("shared-credentials-file",), ("config-file",))
    elif " to sign in " in fix.title:
        if "fill in" not in fix.title:
            assert outcome.methods[:1] == ("sso",), (fix.title, outcome)
    else:
        assert outcome.methods[:1] == ("assume-role",), (fix.title, outcome)
        assert outcome.error is None
        check_source(before, new, fix)


def own(file: Mapping[str, Any], name: str) -> set[str]:
    """The settings of a profile in one file, without those that all sections inherit."""
    return {key for key, value in file.get(name, {}).items() if value != "inherited"}


def check_source(before: Seen, new: Mapping[str, Any], fix: Fix) -> None:
    role = new["role_arn"].rsplit("/", 1)[-1]
    assert f"`{role}`" in fix.title or "fill in the role" in fix.title
    assert new["source_profile"] in before.config["profiles"]
    if "with the credentials of" in fix.title:
        assert f"`{new['source_profile']}`" in fix.title
    assert "\n" not in "".join(
        new.get(key, "") for key in ("role_arn", "source_profile") if key in new
    )


def check_the_others(before: Seen, now: Seen, name: str) -> None:
    assert before.config["profiles"].keys() == now.config["profiles"].keys()
    assert before.config["sso_sessions"] == now.config["sso_sessions"]
    for other, settings in before.config["profiles"].items():
        if other == name:
            continue
        assert now.config["profiles"][other] == settings, other
        follows, outcome = settings.get("source_profile"), before.outcomes[other]
        if (
            follows != name
            and before.config["profiles"].get(follows, {}).get("source_profile") != name
        ):
            assert now.outcomes[other][:3] == outcome[:3], other


def check_again(world: Snapshot, name: str, fix: Fix, wishes: Wishes) -> None:
    """What is done is not offered again."""
    answer = plan(world, name, wishes)
    assert isinstance(answer, Refused), fix.title
