"""S1, S2, S4, S6, S14, S15: whose credentials a profile gets, and how long they live."""

from __future__ import annotations

from typing import Any

from fixture import Marked
from troubleshooting.person import Person

CONFIG = """\
[profile project1]
region = ap-northeast-1
aws_access_key_id = <AKIA old>
aws_secret_access_key = <secret old>

[profile role]
role_arn = arn:aws:iam::111122223333:role/Reader
source_profile = project1
"""
DEAD = """\
[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-05-20T12:00Z>
"""
ALIVE = """\
[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-06-01T11:30Z>
aws_expiration = 2026-06-01T14:42:00Z
"""
USER = """\
[default]
aws_access_key_id = <AKIA user>
aws_secret_access_key = <secret user>
"""


def last_four(mark: str) -> str:
    return Marked.read(mark).text[-4:]


def test_s01_provider_file_line_and_what_is_shadowed(person: Person) -> None:
    person.has(config=CONFIG, credentials=DEAD)
    said = person.types("awsconf explain project1 --format json").json
    assert said["provider"] == "shared-credentials-file"
    assert (said["origin"]["path"], said["origin"]["line"]) == ("~/.aws/credentials", 2)
    (shadowed,) = said["shadowed"]
    assert (shadowed["provider"], shadowed["by"]["line"]) == ("config-file", 3)
    with person.editor() as editor:
        shown = editor.hover("config", "[profile project1")
    assert "shared-credentials-file answers: aws_access_key_id (credentials:2)." in shown
    assert "config-file by aws_access_key_id (config:3)" in shown


def test_s01_a_role_leads_back_to_whoever_has_the_dead_token(person: Person) -> None:
    person.has(config=CONFIG, credentials=DEAD)
    said = person.types("awsconf explain role --format json")
    assert said.status == 1
    assert [hop["profile"] for hop in said.json["chain"]] == ["role", "project1"]
    assert said.json["life"]["state"] == "expired"


def test_s02_one_view_with_the_last_four_characters(person: Person) -> None:
    """`tests/aws/test_configure_list.py` compares the same with the real `aws configure list`."""
    person.has(config="[default]\nregion = eu-west-1\n", credentials=USER + DEAD)
    answers = {
        one["profile"]: one
        for one in person.types("awsconf resolve --all --format json").json["profiles"]
    }
    assert answers.keys() == {"default", "project1"}
    for name, mark in (("default", "<AKIA user>"), ("project1", "<ASIA project1>")):
        (key,) = (row for row in answers[name]["settings"] if row["name"] == "aws_access_key_id")
        assert key["value"][-4:] == last_four(mark)
        assert key["path"] == "~/.aws/credentials"
        assert answers[name]["provider"] == "shared-credentials-file"
    lines = person.types("awsconf resolve --all").lines
    assert any(last_four("<ASIA project1>") in line and "project1" in line for line in lines)


def test_s02_keys_that_are_shared_or_contradict_each_other(person: Person) -> None:
    twin = USER + USER.replace("[default]", "[other]")
    person.has(config=CONFIG, credentials=DEAD + twin)
    found = {one["rule"] for one in _findings(person)}
    assert {"conflicting-keys", "duplicated-keys"} <= found
    with person.editor() as editor:
        assert editor.findings("conflicting-keys")
        assert editor.findings("duplicated-keys")


def test_s04_the_death_of_a_token_with_its_evidence(person: Person) -> None:
    person.has(config=CONFIG, credentials=DEAD)
    (found,) = (one for one in _findings(person) if one["rule"] == "expired-session-token")
    assert any("issued at 2026-05-20 12:00 UTC" in text for text in found["evidence"])
    with person.editor() as editor:
        (shown,) = editor.findings("expired-session-token")
    assert "2026-05-20 12:00 UTC" in shown["message"]


def test_s04_the_time_that_is_left_of_a_live_one(person: Person) -> None:
    person.has(config=CONFIG, credentials=ALIVE)
    said = person.types("awsconf explain project1")
    assert said.status == 0
    assert "2 hours left, until 2026-06-01 14:42 UTC" in said.lines
    with person.editor() as editor:
        assert editor.findings("expired-session-token") == []
        for words in ("[project1", "aws_session_token = I"):
            assert "2026-06-01 14:42 UTC (aws_expiration)" in editor.hover("credentials", words)


ROLE = """\
[profile role]
role_arn = arn:aws:iam::111122223333:role/Reader
source_profile = user
duration_seconds = {seconds}

[profile user]
region = eu-west-1
{more}"""
KEYS = "[user]\naws_access_key_id = <AKIA user>\naws_secret_access_key = <secret user>\n"


def test_s06_duration_seconds_is_completed_and_documented(person: Person) -> None:
    person.has(config=ROLE.format(seconds="", more=""), credentials=KEYS)
    with person.editor() as editor:
        offered = editor.completion("config", "duration_seconds = ")
        assert list(offered) == ["900", "3600", "43200"]
        assert offered["43200"]["detail"] == "12 hours, the most"
        page = editor.hover("config", "duration_seco")
    assert "takes 900 to 43200, in seconds" in page
    assert "3600 is the ceiling when the caller is itself an assumed role" in page


def test_s06_duration_seconds_is_checked(person: Person) -> None:
    person.has(config=ROLE.format(seconds="60", more=""), credentials=KEYS)
    (found,) = _findings(person)
    assert (found["rule"], "from 900 to 43200" in found["message"]) == ("invalid-value", True)


def test_s06_an_hour_is_the_most_in_a_chain(person: Person) -> None:
    behind = "role_arn = arn:aws:iam::111122223333:role/First\nsource_profile = base\n"
    base = KEYS.replace("[user]", "[base]")
    person.has(config=ROLE.format(seconds="43200", more=behind), credentials=base)
    (found,) = _findings(person)
    assert found["rule"] == "chained-session-too-long"
    assert "3600 at most" in found["message"]


def test_s06_said_where_the_provider_ignores_it(person: Person) -> None:
    person.has(
        config=ROLE.format(seconds="3600", more="duration_seconds = 43200\n"), credentials=KEYS
    )
    with person.editor() as editor:
        (shown,) = editor.findings("unused-session-duration")
    assert "`user` assumes no role" in shown["message"]


def test_s14_the_default_chain_of_every_sdk(person: Person) -> None:
    person.has(credentials=USER)
    said = person.types("awsconf explain default --format json").json
    chains = {chain["reader"]: chain["steps"] for chain in said["default_chains"]}
    assert set(chains) == {"python", "js", "go", "rust", "java", "c"}
    assert chains["java"][0] == {
        "provider": "system-properties",
        "found": "cannot-tell",
        "remark": "`aws.accessKeyId` and `aws.secretAccessKey` of the process are not known here",
    }
    for steps in chains.values():
        assert "shared-credentials-file" in [
            step["provider"] for step in steps if step["found"] == "answers"
        ]
        assert steps[-1]["provider"] == "iam-role"
    lines = person.types("awsconf explain default --chains").lines
    assert "default chain of Java" in lines
    assert any(line.startswith("system-properties cannot tell") for line in lines)


def test_s14_keys_that_hide_the_role_of_a_container(person: Person) -> None:
    person.has(credentials=USER)
    person.sets(AWS_CONTAINER_CREDENTIALS_RELATIVE_URI="/v2/credentials/1")
    (found,) = (one for one in _findings(person) if one["rule"] == "container-role-shadowed")
    assert "`default` come before the role of this container" in found["message"]
    with person.editor() as editor:
        assert editor.findings("container-role-shadowed")
    said = person.types("awsconf explain default --format json").json
    assert "container-role" in [each["provider"] for each in said["shadowed"]]


def test_s15_a_warning_ahead_of_the_end(person: Person) -> None:
    """`tests/protocol/test_alarm.py` shows that it comes by itself when the moment has come."""
    person.has(credentials=ALIVE.replace("14:42", "12:12"))
    (found,) = (one for one in _findings(person) if one["rule"] == "expiring-session-token")
    assert "2026-06-01 12:12 UTC" in found["message"]
    with person.editor() as editor:
        assert editor.findings("expiring-session-token")
    later = [one["rule"] for one in _findings(person, "--expiring-within 5")]
    assert "expiring-session-token" not in later


def _findings(person: Person, flags: str = "") -> list[dict[str, Any]]:
    report = person.types(f"awsconf check --format json --exit-zero {flags}").json
    found: list[dict[str, Any]] = report["findings"]
    return found
