"""Rewrites that are led by what is known from elsewhere, and what else a menu offers then."""

from __future__ import annotations

from awsconf.rewrite.asked import Plan, Refused, Wishes, plan
from awsconf.rewrite.offers import offers, rewrites
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import Case

ROLE = "arn:aws:iam::111122223333:role/team/Deploy"
STS = "arn:aws:sts::111122223333:assumed-role/Deploy/alice"
USERS = "".join(
    f"[{name}]\naws_access_key_id = <AKIA {name}>\naws_secret_access_key = <secret {name}>\n"
    for name in ("user1", "user2")
)
TOKEN = (
    "[app]\naws_access_key_id = <ASIA app>\naws_secret_access_key = <secret app>\n"
    "aws_session_token = <token app>"
)
DEPLOY = f"[profile deploy]\nrole_arn = {ROLE}\nsource_profile = user1\nexternal_id = demo\n"
HELD = f"role expires=2026-06-01T13:00Z arn={STS}"


def world(config: str, credentials: str, **known: str) -> Snapshot:
    named = {name.replace("_", "."): value for name, value in known.items()}
    files = {Role.CONFIG: config, Role.CREDENTIALS: credentials}
    return Case(None, "", files=files, world=named).snapshot()


def test_the_plan_follows_the_cache() -> None:
    before = world(DEPLOY, USERS + TOKEN, cached_app=f"{HELD} of=deploy")
    planned = plan(before, "app", Wishes())
    assert isinstance(planned, Plan)
    assert planned.fix.title == (
        "Use profile `deploy` instead of the copied token: let `app` assume `Deploy` as it does"
    )
    assert planned.evidence == (
        (
            "the token is a role's session, begun with other keys:"
            " the cache at `~/.aws/cli/cache/app.json` holds the same token:"
            " credentials of a role that was assumed"
        ),
    )
    after = before.edited(planned.fix.edits).profiles["app"]
    settings = ("role_arn", "source_profile", "external_id")
    assert [after.text(name) for name in settings] == [ROLE, "user1", "demo"]


def test_two_profiles_of_one_file_are_asked_back() -> None:
    config = DEPLOY + DEPLOY.replace("deploy]", "deploy2]").replace("user1", "user2")
    before = world(config, USERS + TOKEN, cached_app=f"{HELD} of=deploy")
    refused = plan(before, "app", Wishes())
    assert isinstance(refused, Refused)
    assert "of several profiles (`deploy`, `deploy2`); say --source-profile" in refused.reason
    planned = plan(before, "app", Wishes(source_profile="user2"))
    assert isinstance(planned, Plan)
    assert before.edited(planned.fix.edits).profiles["app"].text("source_profile") == "user2"


def test_a_model_that_leads_back_is_none() -> None:
    config = DEPLOY.replace("user1", "app")
    before = world(config, USERS + TOKEN, cached_app=f"{HELD} of=deploy")
    titles = [fix.title for fix in rewrites(before, At(Role.CREDENTIALS, len(USERS), len(USERS)))]
    assert all(title.startswith("Rewrite `app`") for title in titles)


def test_a_model_with_surroundings_lends_them() -> None:
    config = f"[profile hub]\nrole_arn = {ROLE}\ncredential_source = Environment\n"
    before = world(config, USERS + TOKEN, cached_app=f"{HELD} of=hub")
    planned = plan(before, "app", Wishes())
    assert isinstance(planned, Plan)
    after = before.edited(planned.fix.edits).profiles["app"]
    assert (after.text("credential_source"), "source_profile" in after) == ("Environment", False)


def test_a_model_whose_session_is_gone_is_not_preferred() -> None:
    config = (
        "[profile signs]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = A\n"
    )
    for session, preferred in (
        ("", False),
        ("[sso-session corp]\nsso_start_url = https://x\nsso_region = eu-west-1\n", True),
    ):
        before = world(
            config + session,
            USERS + TOKEN,
            cached_app="sso expires=2026-06-01T13:00Z of=signs",
        )
        (fix,) = offers(before, before.profiles["app"], sure=True)
        assert fix.title.startswith("Use profile `signs` instead of the copied token")
        assert fix.preferred is preferred
        assert ("no such `[sso-session]`" in fix.title) is not preferred


def test_a_name_that_may_be_chance_gives_way_to_a_wish() -> None:
    before = world("", USERS + TOKEN.replace("[app]", "[session-abcde]"))
    refused = plan(before, "session-abcde", Wishes())
    assert isinstance(refused, Refused)
    assert "a session of `GetSessionToken`" in refused.reason
    assert isinstance(plan(before, "session-abcde", Wishes(ROLE, "user1")), Plan)


def test_the_rewrite_says_who_follows() -> None:
    config = f"[profile next]\nrole_arn = {ROLE}2\nsource_profile = app\nduration_seconds = 7200\n"
    before = world(config, USERS + TOKEN)
    planned = plan(before, "app", Wishes(ROLE, "user1"))
    assert isinstance(planned, Plan)
    assert planned.fix.title.endswith("(`next` for an hour at most)")
    assert planned.evidence[-1].startswith("`next` assumes its role with the credentials of `app`")
    assert before.edited(planned.fix.edits).profiles["next"].text("duration_seconds") == "3600"


def noted(snapshot: Snapshot) -> list[str]:
    at = snapshot.profiles["app"].home.header_at
    found = [fix for fix in rewrites(snapshot, at) if fix.title.startswith("Note when")]
    assert not any(fix.preferred or fix.safe for fix in found)
    return [snapshot.edited(fix.edits).text(Role.CREDENTIALS) for fix in found]


def test_the_end_of_a_living_token_may_be_noted() -> None:
    before = world("", TOKEN + "\nregion = eu-west-1\n", cached_app=HELD)
    note = "x_security_token_expires = 2026-06-01T13:00:00Z"
    (text,) = noted(before)
    assert text.splitlines()[-2:] == [note, "region = eu-west-1"]
    (text,) = noted(world("", TOKEN, cached_app=HELD))
    assert text.endswith(f"\n{note}")


def test_a_note_is_offered_only_where_it_would_help() -> None:
    note = "\nexpiration = 2026-06-01 13:00:00"
    assert noted(world("", TOKEN + note, cached_app=HELD)) == []
    dead = HELD.replace("06-01T13", "06-01T11")
    assert noted(world("", TOKEN, cached_app=dead)) == []
    assert noted(world("", TOKEN)) == []


def test_the_menu_of_a_pasted_block_is_there_on_each_of_its_lines() -> None:
    pasted = (
        '[app]\n{"Credentials": {\n"AccessKeyId": "<ASIA app>",\n'
        '"SecretAccessKey": "<secret app>",\n"SessionToken": "<token app>"},\n'
        f'"AssumedRoleUser": {{"Arn": "{STS}"}}}}\n'
    )
    before = world("", USERS + pasted)
    text = before.text(Role.CREDENTIALS)
    for word in ("SessionToken", "AssumedRoleUser"):
        start = text.index(word)
        assert [fix.title for fix in rewrites(before, At(Role.CREDENTIALS, start, start))] == [
            "Write them as settings",
            (
                "Let `app` assume `Deploy` with the credentials of `user1` instead"
                " (check the role path)"
            ),
            (
                "Let `app` assume `Deploy` with the credentials of `user2` instead"
                " (check the role path)"
            ),
        ]
    start = text.index("[user1]")
    assert rewrites(before, At(Role.CREDENTIALS, start, start)) == []
