"""What no rewrite may ever do, whatever stands in the files and whatever is known of the token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

import encoder
from awsconf.caches.entries import Caches, Entry, Source
from awsconf.caches.names import stems
from awsconf.chains import chain
from awsconf.credentials.key_facts import KeyFacts, key_facts
from awsconf.credentials.statics import KEYS
from awsconf.facts import Answer, Facts, key_print
from awsconf.profiles import Profile
from awsconf.rewrite.asked import Plan, Wishes, plan
from awsconf.rewrite.living import living_setting
from awsconf.rewrite.offers import offers, rewrites
from awsconf.rewrite.wiring import account_of_caller, is_temporary
from awsconf.rewrite.writing import DECISIVE_SETTINGS
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.sources import behind, has_lasting_keys
from awsconf.text import Role
from awsconf.values.arns import account_in
from fixture import NOW
from rewrite import pairs
from rewrite.pairs import Pair
from rewrite.test_properties import snapshot
from strategies import examples

ACCOUNT = pairs.ACCOUNT
SESSIONS = (
    f"arn:aws:sts::{ACCOUNT}:assumed-role/Deploy/alice",
    f"arn:aws:sts::{ACCOUNT}:assumed-role/Other/botocore-session-1780315200",
    "arn:aws:sts::444455556666:assumed-role/Elsewhere/i-0123456789abcdef0",
)
RESERVED = (
    f"arn:aws:sts::{ACCOUNT}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/a@b.example",
)
OF_USERS = (
    f"arn:aws:iam::{ACCOUNT}:user/team/alice",
    f"arn:aws:iam::{ACCOUNT}:root",
    f"arn:aws:sts::{ACCOUNT}:federated-user/bob",
)
ARNS = (*SESSIONS, *RESERVED, *OF_USERS)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Snapshot, Profile, KeyFacts]:
    """A pair around a copied token, of which a cache, AWS itself or nobody may know more."""
    pair: Pair = draw(pairs.pairs())
    world = snapshot(pair.texts)
    profile = world.profiles.get(pair.name)
    facts = key_facts(profile) if profile is not None else None
    assume(profile is not None and facts is not None and facts.sends_token)
    assert profile is not None
    assert facts is not None
    entries = (_entry(draw, world, facts),) if draw(st.booleans()) else ()
    answers = {}
    if draw(st.integers(0, 2)) == 0:
        answers[key_print(facts)] = Answer(NOW, ACCOUNT, draw(st.sampled_from(ARNS)))
    known = Facts(Caches(entries), answers=answers)
    return world._replace(facts=known), profile, facts


def _entry(draw: st.DrawFn, world: Snapshot, facts: KeyFacts) -> Entry:
    config = world.readings.get(Role.CONFIG)
    sessions = config.sessions if config is not None else {}
    known = [stem for one in world.profiles.values() for stem in stems(one, sessions)]
    stem = draw(st.sampled_from((*sorted(set(known)), "0" * 40)))
    source = draw(st.sampled_from(Source))
    arn = draw(st.sampled_from((None, *SESSIONS, *RESERVED)))
    end = NOW + draw(st.sampled_from((timedelta(hours=1), timedelta(days=-9))))
    return Entry(f"~/{stem}.json", stem, source, facts.id, facts.token_print, end, arn)


def fixes(world: Snapshot, profile: Profile) -> Iterator[Fix]:
    """All that is offered for the profile without being told more."""
    yield from offers(world, profile, sure=True)
    yield from rewrites(world, profile.home.header_at)
    planned = plan(world, profile.name, Wishes())
    if isinstance(planned, Plan):
        yield planned.fix


@given(worlds())
@examples(300)
def test_no_rewrite_goes_astray(made: tuple[Snapshot, Profile, KeyFacts]) -> None:
    world, profile, facts = made
    for fix in fixes(world, profile):
        check_secrets(world, fix)
        after = world.edited(fix.edits)
        now = after.profiles[profile.name]
        if fix.title.startswith("Note when"):
            assert "x_security_token_expires" in now
            continue
        check_role(world, profile, facts, now, fix)
        check_own(now, fix)
        if "source_profile" in now and "Delete the dead keys" not in fix.title:
            check_source(world, profile, after, now, fix)


def check_secrets(world: Snapshot, fix: Fix) -> None:
    """No edit and no title holds a secret of any profile, nor a piece of one."""
    for profile in world.profiles.values():
        for name, found in profile.settings():
            if name in KEYS and name != "aws_access_key_id" and found.text != "inherited":
                told = (fix.title, *(edit.text for edit in fix.edits))
                assert not any(found.text[8:24] in text for text in told), fix.title


def check_role(world: Snapshot, profile: Profile, facts: KeyFacts, now: Profile, fix: Fix) -> None:
    """Only a role's session becomes a role, and never one of Identity Center's."""
    arn = now.text("role_arn")
    if arn is None or arn == profile.text("role_arn"):
        return
    assert "AWSReservedSSO_" not in arn, fix.title
    if "web_identity_token_file" in now:
        assert behind(world, profile), fix.title
        return
    answer, entry = world.answer(facts), world.entry(facts)
    if answer is not None:
        assert answer.arn in SESSIONS, fix.title
    if entry is not None and not (answer is not None and answer.arn):
        assert entry.source is Source.ROLE or behind(world, profile), fix.title
    if entry is None:
        assert "x_principal_arn" not in profile, fix.title
        assert answer or profile.text("assumed_role") != "False", fix.title
        assert answer or not re.match("[0-9]{12}_", profile.name), fix.title


def check_own(now: Profile, fix: Fix) -> None:
    """What decides who the profile is stands in its own sections, and no key is left."""
    for name in DECISIVE_SETTINGS:
        found = now.get(name)
        assert found is None or found.part.reading.name == now.name, (fix.title, name)
    assert KEYS.isdisjoint(now.names), fix.title


def check_source(world: Snapshot, before: Profile, after: Snapshot, now: Profile, fix: Fix) -> None:
    """The source lasts, leads nowhere back, and is asked for no more than it may give."""
    path = chain(after.profiles, now)
    names = [link.profile.name for link in path.links]
    assert len(set(names)) == len(names), fix.title
    last = path.links[-1].profile
    facts = key_facts(last)
    assert facts is None or has_lasting_keys(last), fix.title
    source = after.profiles[now.text("source_profile") or ""]
    seconds = now.text("duration_seconds") or "0"
    if is_temporary(source) and seconds.isdigit():
        assert int(seconds) <= 3600 or int(seconds) > 43200, fix.title
    device = account_in(now.text("mfa_serial") or "")
    calling = account_of_caller(source)
    if device and calling and "\n" not in (now.text("mfa_serial") or ""):
        assert device == calling or behind(world, before), fix.title


def test_a_living_configuration_is_never_written_over() -> None:
    """The worlds above reach it; this keeps them from passing for want of any."""
    texts = {
        Role.CONFIG: "[profile app]\ncredential_process = tool\n",
        Role.CREDENTIALS: "[app]\n"
        + "".join(f"{name} = {value}\n" for name, value in pairs.keys("app", "ASIA")),
    }
    world = snapshot(texts)
    profile = world.profiles["app"]
    facts = key_facts(profile)
    assert facts is not None
    entry = Entry("~/a.json", "a", Source.ROLE, facts.id, facts.token_print, NOW, SESSIONS[0])
    world = world._replace(facts=Facts(Caches((entry,))))
    assert living_setting(world, profile) == "credential_process"
    (fix,) = offers(world, profile, sure=True)
    assert fix.title == "Delete the dead keys of `app`, which hide its `credential_process`"
    assert encoder.token(account=ACCOUNT, seed="app") not in "".join(one.text for one in fix.edits)
