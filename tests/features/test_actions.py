"""What is offered at a place, in the words of the core: which kinds, which edits, where from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from awsconf.check import check
from awsconf.edits import Edit, apply
from awsconf.evidence import Certainty
from awsconf.features.actions import Action, Kind, actions
from awsconf.rule import Finding, Fix, Rule, Scope, Severity
from awsconf.rules import every_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import Case


def snapshot(text: str) -> Snapshot:
    return Case(None, "", files={Role.CONFIG: text}).snapshot()


def rule_of(*swaps: tuple[str, str], safe: bool = True) -> Rule:
    """A rule that finds each text and would put another in its place."""

    def judge(world: Snapshot) -> Iterator[Finding]:
        document = world.config.document
        for old, new in swaps:
            start = document.text.find(old) if document is not None else -1
            at = At(Role.CONFIG, start, start + len(old))
            if start >= 0:
                yield Finding(at, old, fixes=(Fix(new, (Edit(at, new),), safe=safe),))

    return Rule("swap", "hygiene", Scope.PAIR, Severity.HINT, Certainty.HINT, judge)


def offered(world: Snapshot, rule: Rule, start: int, end: int, *only: str) -> list[Action]:
    found = check(world, (rule,))
    return list(actions(world, found, (rule,), At(Role.CONFIG, start, end), only or None))


@pytest.mark.parametrize(
    ("start", "end", "titles"),
    [
        *((0, 0, []), (0, 4, ["x"]), (5, 5, ["x"]), (7, 7, ["x"]), (8, 8, [])),
        *((0, 14, ["x", "y"]), (7, 10, ["x", "y"])),
    ],
)
def test_a_fix_is_offered_where_its_finding_is_touched(
    start: int, end: int, titles: list[str]
) -> None:
    world, rule = snapshot("[p]\none\n\n\ntwo\n"), rule_of(("one", "x"), ("two", "y"), safe=False)
    assert [action.title for action in offered(world, rule, start, end, "quickfix")] == titles


def test_nothing_is_fixed_all_that_is_not_safe() -> None:
    world, rule = snapshot("one"), rule_of(("one", "x"), safe=False)
    assert offered(world, rule, 0, 0, "source.fixAll.awsconf") == []


@pytest.mark.parametrize(
    ("swaps", "edits"),
    [
        ((("one", "x"), ("two", "y")), 2),
        ((("one", "longer and longer"), ("longer and ", "")), 1),
        ((("one", "two"), ("two", "three"), ("three", "")), 1),
    ],
)
def test_fixing_all_in_one_step(swaps: tuple[tuple[str, str], ...], edits: int) -> None:
    text = "[p]\none\n[q]\ntwo\n"
    world = snapshot(text)
    (action,) = offered(world, rule_of(*swaps), 0, 0, "source.fixAll")
    assert action.kind is Kind.FIX_ALL
    assert len(action.edits) >= edits
    after = apply(text, action.edits)
    assert not any(old in after for old, _ in swaps)
    assert after.startswith("[p]\n")


ALIVE = """\
[user1]
aws_access_key_id = <AKIA user1>
aws_secret_access_key = <secret user1>

[app]
aws_access_key_id = <ASIA app>
aws_secret_access_key = <secret app>
aws_session_token = <token app issued=2026-06-01T11:30Z>
assumed_role_arn = arn:aws:iam::111122223333:role/App
region = eu-west-1
"""


def test_a_living_token_may_be_rewritten_and_its_section_restructured() -> None:
    world = Case(None, "", files={Role.CREDENTIALS: ALIVE}).snapshot()
    at = At(Role.CREDENTIALS, ALIVE.index("[app]") + 200, ALIVE.index("[app]") + 200)
    found = list(actions(world, [], (), at, ["refactor"]))
    assert [(action.title, action.kind) for action in found] == [
        ("Rewrite `app` to assume `App` with the credentials of `user1`", Kind.REWRITE),
        ("Move the settings of `app` to the config file", Kind.MOVE),
    ]
    assert list(actions(world, [], (), at, ["quickfix"])) == []


def test_what_mends_a_finding_is_offered_once() -> None:
    dead = ALIVE.replace("2026-06-01T11:30Z", "2026-05-20T12:00Z")
    world = Case(None, "", files={Role.CREDENTIALS: dead}).snapshot()
    found = check(world, every_rule())
    token = next(one for one in found if one.rule.name == "expired-session-token").finding.at
    kinds = [
        action.kind
        for action in actions(world, found, (), token)
        if action.title.startswith("Rewrite")
    ]
    assert kinds == [Kind.QUICK_FIX]


def test_a_refactoring_that_a_fix_does_as_well_is_offered_once() -> None:
    config = "[profile app]\nrole_arn = arn:aws:iam::111122223333:role/App\nsource_profile = app\n"
    keys = ALIVE.partition("\n\n")[0].replace("user1", "app") + "\n"
    files = {Role.CONFIG: config, Role.CREDENTIALS: keys}
    world = Case(None, "", files=files).snapshot()
    found = check(world, every_rule())
    source = next(one for one in found if one.rule.name == "self-sourced-role").finding.at
    titles = [action.title for action in actions(world, found, (), source)]
    assert "Move the keys to `app-base`" in titles
    assert not any(title.startswith("Keep the keys") for title in titles)
    elsewhere = At(Role.CREDENTIALS, 0, 0)
    (split,) = actions(world, found, (), elsewhere, ["refactor.extract"])
    assert (
        split.title
        == "Keep the keys of `app` in `app-base`, and let `app` assume its role with them"
    )


@pytest.mark.parametrize("header", ["[profile a]# ] ours", "[profile a] o]", "[profile\u00a0a]"])
@pytest.mark.parametrize("other", ["a", "b"])
def test_no_fix_of_a_header_makes_one_that_is_there(header: str, other: str) -> None:
    """Alone it would be right, but botocore would refuse the whole file."""
    names = ("header-adjacent-comment", "header-trailing-text", "invisible-character")
    rules = tuple(rule for rule in every_rule() if rule.name in names)
    world = snapshot(f"[profile {other}]\noutput = json\n\n{header}\nregion = eu-west-1\n")
    start = world.text(Role.CONFIG).index(header)
    at = At(Role.CONFIG, start, start + len(header))
    found = list(actions(world, check(world, rules), rules, at, ["quickfix"]))
    assert not world.readings[Role.CONFIG].refusals
    for action in found:
        assert not world.edited(action.edits).readings[Role.CONFIG].refusals
    assert bool(found) is (other == "b")
