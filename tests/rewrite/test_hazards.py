"""Pairs in which a rewrite, made without care, would break another profile or the whole file."""

from __future__ import annotations

import pytest

from awsconf.refactoring import planning
from awsconf.rewrite.asked import Plan, Refused, Wishes, plan
from awsconf.rewrite.offers import offers, rewrites
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import Case, Marked

ROLE = "arn:aws:iam::111122223333:role/Deploy"
USER = "[user1]\naws_access_key_id = <AKIA user1>\naws_secret_access_key = <secret user1>\n"
DEAD = (
    "[app]\naws_access_key_id = <ASIA app>\naws_secret_access_key = <secret app>\n"
    "aws_session_token = <token app issued=2026-05-20T12:00Z>\n"
)


def world(config: str, credentials: str) -> Snapshot:
    return Case(None, "", files={Role.CONFIG: config, Role.CREDENTIALS: credentials}).snapshot()


def rewritten(config: str, credentials: str, wishes: Wishes) -> dict[Role, str]:
    before = world(config, credentials)
    planned = plan(before, "app", wishes)
    assert isinstance(planned, Plan), planned
    after = before.edited(planned.fix.edits)
    return {role: after.text(role) for role in Role}


@pytest.mark.parametrize(
    "setting", ["role_arn = old", "credential_source = Environment", "aws_session_token = x"]
)
@pytest.mark.parametrize("role", Role)
def test_what_all_profiles_inherit_is_in_the_way(setting: str, role: Role) -> None:
    """It can be neither changed, since it is everybody's, nor overcome from the config file."""
    shared = f"[DEFAULT]\n{setting}\n"
    texts = {Role.CONFIG: "[profile app]\n", Role.CREDENTIALS: USER + DEAD}
    texts[role] = shared + texts[role]
    pair = world(texts[Role.CONFIG], texts[Role.CREDENTIALS])
    answer = plan(pair, "app", Wishes(ROLE, "user1"))
    assert isinstance(answer, Refused)
    assert answer.reason.startswith(f"`[DEFAULT]` sets `{setting.partition(' ')[0]}`")
    assert list(offers(pair, pair.profiles["app"], sure=True)) == []


def test_an_emptied_section_stays_where_something_is_inherited_through_it() -> None:
    shared = "[DEFAULT]\nregion = eu-west-1\n"
    texts = rewritten("[profile app]\n", shared + USER + DEAD, Wishes(ROLE))
    assert texts[Role.CREDENTIALS] == shared + Marked.read(USER).text + "[app]\n"


def test_a_value_over_several_lines_is_not_copied() -> None:
    """A second line without an indentation would be no value any more."""
    config = (
        f"[profile twin]\nrole_arn = {ROLE}\nsource_profile = user1\nmfa_serial = a\n  b\n"
        "external_id = a\n  b = c\n"
    )
    texts = rewritten(config, USER + DEAD, Wishes(ROLE))
    assert texts[Role.CONFIG] == (
        f"{config}\n[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n"
    )


def test_a_name_that_no_setting_can_hold_is_no_source() -> None:
    wide = USER.replace("[user1]", "[ wide ]")
    answer = plan(world("", wide + DEAD), "app", Wishes(ROLE, " wide "))
    assert isinstance(answer, Refused)
    assert "begins or ends with a blank" in answer.reason
    answer = plan(world("", wide + DEAD), "app", Wishes(ROLE))
    assert isinstance(answer, Refused)
    assert "no profile could lend" in answer.reason


def test_a_web_identity_would_be_asked_before_the_role() -> None:
    config = f"[profile app]\nrole_arn = {ROLE}\nweb_identity_token_file = /token\n"
    texts = rewritten(config, USER + DEAD, Wishes(ROLE, "user1"))
    assert texts[Role.CONFIG] == f"[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n"


def test_the_blanks_before_the_last_section_leave_a_whole_line() -> None:
    texts = rewritten("", USER.rstrip() + "  \n \n\n" + DEAD, Wishes(ROLE))
    assert texts[Role.CREDENTIALS] == Marked.read(USER).text.rstrip() + "  \n"


def test_where_two_sections_meet_the_later_is_meant() -> None:
    pair = world("", DEAD + USER + "region = eu-west-1\n" + DEAD.replace("app", "next"))
    (user,) = (pair.profiles["user1"].own(Role.CREDENTIALS),)
    assert user is not None
    assert rewrites(pair, At(Role.CREDENTIALS, user.start, user.start)) == []
    offered = planning.offers(pair, At(Role.CREDENTIALS, user.start, user.start))
    assert {offer.profile for offer in offered} == {"user1"}
    end = len(pair.text(Role.CREDENTIALS))
    assert all("`next`" in fix.title for fix in rewrites(pair, At(Role.CREDENTIALS, end, end)))
    after = user.start + len(user.section.text)
    assert list(planning.offers(pair, At(Role.CREDENTIALS, after, end))) == []


@pytest.mark.parametrize("setting", ["  region = eu-west-1\n", ""], ids=["filled", "empty"])
def test_new_settings_stay_above_an_indented_header(setting: str) -> None:
    config = f"[profile app]\n{setting} [profile user1]\n region = us-east-1\n"
    indent = "  " if setting else " "
    assert rewritten(config, USER + DEAD, Wishes(ROLE))[Role.CONFIG] == (
        f"[profile app]\n{setting}{indent}role_arn = {ROLE}\n{indent}source_profile = user1\n"
        " [profile user1]\n region = us-east-1\n"
    )


@pytest.mark.parametrize("header", [" [next]\n ", "[next\n"], ids=["indented", "unclosed"])
def test_a_header_that_is_none_to_python_guards_what_follows(header: str) -> None:
    pair = world("", USER + DEAD + header + USER.partition("\n")[2])
    answer = plan(pair, "app", Wishes(ROLE))
    assert isinstance(answer, Refused)
    assert "a header below `app`" in answer.reason
    assert list(offers(pair, pair.profiles["app"], sure=True)) == []


def test_a_comment_between_the_lines_of_a_dead_value_stays() -> None:
    note = "aws_expiration = 2026-05-20\n# why\n  13:00\n"
    assert rewritten("", USER + DEAD + note, Wishes(ROLE))[Role.CREDENTIALS].endswith(
        "[app]\n# why\n"
    )
    before = f"[profile app]\n{note}"
    assert rewritten(before, USER + DEAD, Wishes(ROLE))[Role.CONFIG] == (
        f"[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n# why\n"
    )


OTHER = "aws_access_key_id = <{kind} other>\naws_secret_access_key = <secret other>\n"


@pytest.mark.parametrize(
    ("config", "credentials"),
    [
        ("[profile app]\n" + OTHER.format(kind="AKIA"), USER + DEAD),
        ("", USER + "[app]\n" + OTHER.format(kind="ASIA") + DEAD),
        ("", USER + "[app]\n" + OTHER.format(kind="AKIA") + DEAD),
    ],
    ids=["a lasting pair in the other file", "a second section", "a lasting one in it"],
)
def test_another_key_pair_of_the_profile_is_not_lost(config: str, credentials: str) -> None:
    """No second copy of a secret may exist, and the other token may well live."""
    pair = world(config, credentials)
    answer = plan(pair, "app", Wishes(ROLE, "user1"))
    assert isinstance(answer, Refused)
    assert "also holds the key" in answer.reason
    assert list(offers(pair, pair.profiles["app"], sure=True)) == []


def test_a_temporary_pair_of_the_other_file_goes_too() -> None:
    """A copied session of the config file would else answer in the place of the role."""
    texts = rewritten("[profile app]\n" + OTHER.format(kind="ASIA"), USER + DEAD, Wishes(ROLE))
    assert texts[Role.CONFIG] == f"[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n"


def test_sections_that_are_read_in_one_piece_are_told_apart() -> None:
    """Further out than the setting above it, a header that is indented is one to Python too."""
    first = DEAD.replace("\naws", "\n  aws")
    second = " [next]\n# Expires: 2026-05-20 17:56:11 -0700 PDT\n" + DEAD.partition("\n")[2]
    pair = world("", USER + first + second.replace(" app", " next"))
    for name in ("app", "next"):
        offered = rewrites(pair, pair.profiles[name].home.header_at)
        assert offered
        assert all(f"Rewrite `{name}` " in fix.title for fix in offered)
    after = pair.edited(rewrites(pair, pair.profiles["app"].home.header_at)[0].edits)
    assert "# Expires: " in after.text(Role.CREDENTIALS)
