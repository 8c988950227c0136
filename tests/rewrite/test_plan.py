"""The rewrite that is asked for by name: what it infers, and what it refuses."""

from __future__ import annotations

import pytest

from awsconf.edits import apply
from awsconf.rewrite.asked import Plan, Refused, Wishes, plan
from awsconf.text import Role
from fixture import Case, Marked

ROLE = "arn:aws:iam::111122223333:role/Deploy"
STATIC = """\
aws_access_key_id = <ASIA {name}>
aws_secret_access_key = <secret {name}>
aws_session_token = <token {name} issued=2026-05-20T12:00Z>
"""
LONG_TERM = "[{name}]\naws_access_key_id = <AKIA {name}>\naws_secret_access_key = <secret {name}>\n"
USER = LONG_TERM.format(name="user1")
DEAD = "[app]\n" + STATIC.format(name="app")


def asked(credentials: str, wishes: Wishes, config: str = "", name: str = "app") -> Plan | Refused:
    return plan(case(config, credentials).snapshot(), name, wishes)


def case(config: str, credentials: str) -> Case:
    return Case(None, "", files={Role.CONFIG: config, Role.CREDENTIALS: credentials})


def after(config: str, credentials: str, wishes: Wishes) -> dict[Role, str]:
    before = case(config, credentials)
    planned = plan(before.snapshot(), "app", wishes)
    assert isinstance(planned, Plan), planned
    edits = planned.fix.edits
    return {
        role: apply(marked.text, [edit for edit in edits if edit.at.role is role])
        for role, marked in before.marked.items()
    }


def reason(answer: Plan | Refused) -> str:
    assert isinstance(answer, Refused)
    return answer.reason


def test_everything_given() -> None:
    wishes = Wishes(ROLE, "user1", "arn:aws:iam::111122223333:mfa/alice", 7200)
    texts = after("[default]\r\nregion = eu-west-1\r\n", USER + "\n" + DEAD, wishes)
    assert texts[Role.CONFIG] == (
        "[default]\r\nregion = eu-west-1\r\n\r\n[profile app]\r\n"
        f"role_arn = {ROLE}\r\nsource_profile = user1\r\n"
        "mfa_serial = arn:aws:iam::111122223333:mfa/alice\r\nduration_seconds = 7200\r\n"
    )
    assert texts[Role.CREDENTIALS] == Marked.read(USER).text


def test_the_only_long_term_profile_is_the_source() -> None:
    texts = after("", USER + "\n" + DEAD, Wishes(ROLE))
    assert texts[Role.CONFIG] == f"[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n"


def test_settings_that_are_there_are_changed_in_place() -> None:
    config = "[profile app]\nrole_arn=old\nsource_profile=gone\ncredential_source=Environment\n"
    texts = after(config, USER + "\n" + DEAD, Wishes(ROLE))
    assert texts[Role.CONFIG] == f"[profile app]\nrole_arn={ROLE}\nsource_profile=user1\n"


def test_an_alive_token_may_be_replaced_too() -> None:
    alive = DEAD.replace("2026-05-20T12:00Z", "2026-06-01T11:59Z")
    assert isinstance(asked(USER + alive, Wishes(ROLE)), Plan)


def test_a_name_with_a_blank_is_quoted_as_the_cli_quotes_it() -> None:
    credentials = USER + "[my app]\n" + STATIC.format(name="app")
    planned = asked(credentials, Wishes(ROLE), name="my app")
    assert isinstance(planned, Plan)
    assert any(edit.text.startswith("[profile 'my app']\n") for edit in planned.fix.edits)


def test_the_default_profile_needs_no_prefix() -> None:
    planned = asked(USER + "[default]\n" + STATIC.format(name="d"), Wishes(ROLE), name="default")
    assert isinstance(planned, Plan)
    assert any(edit.text.startswith("[default]\nrole_arn") for edit in planned.fix.edits)


def test_to_a_session_by_the_name_of_the_portal() -> None:
    config = "[sso-session corp]\nsso_region = eu-west-1\n"
    credentials = "[111122223333_Admin]\n" + STATIC.format(name="x")
    planned = asked(credentials, Wishes(), config, "111122223333_Admin")
    assert isinstance(planned, Plan)
    assert any(
        "sso_session = corp\nsso_account_id = 111122223333\n" in e.text for e in planned.fix.edits
    )


LEFTOVER = LONG_TERM.format(name="ci") + "aws_session_token = <token ci>\n"
REFUSALS = {
    "no such profile": (DEAD, Wishes(), "there is no profile `apq`; did you mean `app`?", "apq"),
    "no keys": ("[app]\nregion = x\n", Wishes(), "holds no static keys", "app"),
    "half a pair": ("[app]\naws_secret_access_key = x\n", Wishes(), "incomplete key pair", "app"),
    "long-term keys": (USER, Wishes(), "long-term keys, which do not expire", "user1"),
    "a leftover token": (LEFTOVER, Wishes(ROLE), "a leftover token beside a long-term key", "ci"),
    "a source with a leftover token": (
        DEAD + LEFTOVER,
        Wishes(ROLE, "ci"),
        "`ci` sends a leftover token with its long-term key",
        "app",
    ),
    "a session and a role": (
        USER + DEAD,
        Wishes(ROLE, sso_session="corp"),
        "--sso-session assumes no role",
        "app",
    ),
    "role unknown": (USER + DEAD, Wishes(), "say --role-arn ARN", "app"),
    "no source": (DEAD, Wishes(ROLE), "no profile could lend", "app"),
    "several sources": (
        USER + LONG_TERM.format(name="user2") + DEAD,
        Wishes(ROLE),
        "several profiles could be the source (`user1`, `user2`)",
        "app",
    ),
    "source missing": (USER + DEAD, Wishes(ROLE, "user"), "did you mean `user1`?", "app"),
    "its own source": (DEAD, Wishes(ROLE, "app"), "would be its own source", "app"),
    "a temporary source": (
        DEAD + "[tmp]\n" + STATIC.format(name="tmp"),
        Wishes(ROLE, "tmp"),
        "`tmp` is itself a copied session token",
        "app",
    ),
    "a ring": (
        DEAD + "[next]\nrole_arn = r\nsource_profile = app\n",
        Wishes(ROLE, "next"),
        "that would close a ring: app → next → app",
        "app",
    ),
    "a source whose dead keys hide its role": (
        DEAD + USER + "[both]\nrole_arn = r\nsource_profile = user1\n" + STATIC.format(name="both"),
        Wishes(ROLE, "both"),
        "`both` is itself a copied session token",
        "app",
    ),
    "a placeholder source": (
        DEAD + "[doc]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n",
        Wishes(ROLE, "doc"),
        "are placeholders",
        "app",
    ),
    "not an ARN": (USER + DEAD, Wishes("Deploy"), "--role-arn must be the ARN", "app"),
    "a reserved role": (
        USER + DEAD,
        Wishes("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0"),
        "cannot be assumed by others",
        "app",
    ),
    "an SSO token to a role": (
        USER + "[111122223333_Admin]\n" + STATIC.format(name="x"),
        Wishes(ROLE),
        "cannot become a role profile",
        "111122223333_Admin",
    ),
    "a SAML token": (
        USER + DEAD + "x_principal_arn = arn:aws:sts::111122223333:assumed-role/A/b\n",
        Wishes(ROLE, "user1"),
        "a session of a SAML or web identity login",
        "app",
    ),
    "a user's session": (
        USER + DEAD + "assumed_role = False\n",
        Wishes(ROLE, "user1"),
        "a session of `GetSessionToken`",
        "app",
    ),
    "too short": (USER + DEAD, Wishes(ROLE, duration_seconds=60), "between 900 and 43200", "app"),
    "a bad serial": (USER + DEAD, Wishes(ROLE, mfa_serial="a b"), "--mfa-serial must be", "app"),
    "no such session": (DEAD, Wishes(sso_session="corp"), "no `[sso-session corp]`", "app"),
}


@pytest.mark.parametrize("title", REFUSALS)
def test_what_must_not_be_rewritten_is_refused_with_the_reason(title: str) -> None:
    credentials, wishes, expected, name = REFUSALS[title]
    assert expected in reason(asked(credentials, wishes, name=name))


def test_a_chained_session_may_last_an_hour() -> None:
    config = f"[profile hub]\nrole_arn = {ROLE}\nsource_profile = user1\n"
    wishes = Wishes(ROLE, "hub", duration_seconds=7200)
    assert "3600 at most" in reason(asked(USER + DEAD, wishes, config))
    assert isinstance(asked(USER + DEAD, wishes._replace(duration_seconds=3600), config), Plan)


def test_no_edit_carries_a_secret() -> None:
    before = case("", USER + DEAD)
    planned = plan(before.snapshot(), "app", Wishes(ROLE))
    assert isinstance(planned, Plan)
    inserted = "".join(edit.text for edit in planned.fix.edits)
    assert inserted == f"[profile app]\nrole_arn = {ROLE}\nsource_profile = user1\n"
