"""What is said of the environment: keys, tokens, choices, redirections, notes."""

from __future__ import annotations

import pytest

import encoder
from awsconf.doctor.environment import environment
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Instance, Observations
from awsconf.evidence import Certainty
from awsconf.snapshot import Snapshot
from doctor.scene import DEAD, KEYS, PAIR, SEEN, SESSION, about, commands, scene, states, told

CONFIG = "[default]\nregion = eu-west-1\n[profile dev]\nregion = eu-west-2\n"
MINE = f"[default]\n{KEYS}"
EVERY = {"bash", "zsh", "fish", "powershell", "cmd"}
ON_EC2 = Observations(instance=Instance("the firmware says so"))


def lines(snapshot: Snapshot, seen: Observations = SEEN) -> list[Line]:
    found = list(environment(snapshot, seen))
    assert all(line.topic is Topic.ENVIRONMENT for line in found)
    assert found
    return found


def test_nothing_is_set() -> None:
    assert told(lines(scene(CONFIG, MINE))) == [("ok", "no variable comes before the files")]


def test_s9_a_dead_session_and_the_command_for_each_shell() -> None:
    found = lines(scene(CONFIG, MINE, **DEAD))
    dead = about(found, "the session in the environment is dead")
    assert dead.state is State.TROUBLE
    assert dead.certainty is not Certainty.HINT
    assert "issued 12 days ago" in dead.message
    variables = "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"
    assert commands(dead)["bash"] == f"unset {variables}"
    assert commands(dead)["fish"] == f"set -e {variables}"
    assert commands(dead)["cmd"].startswith('set "AWS_ACCESS_KEY_ID=" & ')
    assert commands(dead).keys() == commands(dead, lasting=True).keys() == EVERY


def test_one_command_clears_all_that_is_wrong() -> None:
    snapshot = scene(CONFIG, MINE, **DEAD, AWS_PROFILE="gone", AWS_RETRY_MODE="standard")
    last = lines(snapshot)[-1]
    assert last.for_every_shell
    assert "the 4 variables" in last.message
    names = "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE"
    assert commands(last)["zsh"] == f"unset {names}"
    # What somebody wanted is not among them.
    assert not any("RETRY" in one.text for one in last.commands)


def test_the_shell_in_use_comes_first() -> None:
    fish = about(lines(scene(**DEAD, SHELL="/usr/bin/fish")), "is dead")
    assert fish.commands[0].text.startswith("set -e ")
    windows = Observations(platform="win32")
    assert (
        about(lines(scene(**DEAD), windows), "is dead").commands[0].text.startswith("Remove-Item")
    )


def test_a_living_session_is_all_right() -> None:
    snapshot = scene(CONFIG, **SESSION, AWS_CREDENTIAL_EXPIRATION="2026-06-01T13:00:00Z")
    found = lines(snapshot)
    assert about(found, "the session in the environment expires in 60 minutes").state is State.OK
    assert states(found) == {State.OK, State.NOTE}


def test_a_session_about_to_die() -> None:
    snapshot = scene(CONFIG, **SESSION, AWS_CREDENTIAL_EXPIRATION="2026-06-01T12:10:00Z")
    assert about(lines(snapshot), "expires in less than 15 minutes").state is State.WARNING


def test_a_session_from_the_future_proves_the_clock_wrong() -> None:
    snapshot = scene(**SESSION | {"AWS_SESSION_TOKEN": "<token work issued=2026-06-01T15:00Z>"})
    line = about(lines(snapshot), "clock is behind")
    assert line.state is State.WARNING
    assert line.commands[0].text == "awsconf doctor --online"


def test_s22_aws_vault_is_asked_for_the_next_session() -> None:
    found = lines(scene(CONFIG, **DEAD, AWS_VAULT="work"))
    dead = about(found, "is dead")
    assert [one.text for one in dead.commands] == ["exit", "aws-vault exec work"]
    assert dead.message.endswith("; leave this shell for a new one")
    assert commands(found[-1])["bash"].startswith("unset AWS_ACCESS_KEY_ID")
    assert about(found, "started by aws-vault for `work`", "no SDK reads it").state is State.NOTE


@pytest.mark.parametrize(
    "environ",
    [
        {"AWS_CA_BUNDLE": "ca.pem"},
        {"REQUESTS_CA_BUNDLE": "ca.pem"},
        {"AWS_VAULT": "work"},
        {"AWS_SESSION_EXPIRATION": "2026-06-02T12:00:00Z"},
        {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"},
    ],
)
def test_what_is_as_it_has_to_be_is_not_to_be_cleared(environ: dict[str, str]) -> None:
    (line,) = lines(scene(CONFIG, **environ))
    assert (line.state, line.commands, line.clears) == (State.NOTE, (), ())


def test_only_what_is_set_is_cleared() -> None:
    seen = Observations(unfound=frozenset({"AWS_WEB_IDENTITY_TOKEN_FILE"}))
    found = lines(scene(CONFIG, AWS_WEB_IDENTITY_TOKEN_FILE="x"), seen)
    line = about(found, "names a file that is not there")
    assert commands(line)["powershell"] == "Remove-Item Env:AWS_WEB_IDENTITY_TOKEN_FILE"


def test_the_bundle_that_is_passed_over() -> None:
    seen = Observations(unfound=frozenset({"REQUESTS_CA_BUNDLE"}))
    bundles = {"AWS_CA_BUNDLE": "ca.pem", "REQUESTS_CA_BUNDLE": "gone.pem"}
    assert states(lines(scene(CONFIG, **bundles), seen)) == {State.NOTE}


def test_the_keys_that_a_tool_has_put_there_on_purpose() -> None:
    line = about(lines(scene(CONFIG, MINE, **SESSION)), "instead of the profile `default`")
    assert line.state is State.WARNING
    wanted = scene(CONFIG, MINE, **SESSION, AWSUME_PROFILE="dev")
    assert about(lines(wanted), "instead of the profile `default`").state is State.NOTE
    stale = scene(CONFIG, MINE, **DEAD, AWSUME_PROFILE="dev")
    assert about(lines(stale), "instead of the profile `default`").state is State.WARNING


@pytest.mark.parametrize(
    "environ",
    [
        {"AWS_METADATA_SERVICE_TIMEOUT": "five"},
        {"AWS_RETRY_MODE": "often"},
        {**PAIR, "AWS_CREDENTIAL_EXPIRATION": "soon"},
        {**PAIR, "AWS_CREDENTIAL_EXPIRATION": "2026-06-02 12:00:00"},
    ],
)
def test_a_value_at_which_botocore_stops_is_told_of_once(environ: dict[str, str]) -> None:
    name = list(environ)[-1]
    found = [one for one in lines(scene(CONFIG, **environ)) if f"`{name}`" in one.message]
    line, *notes = found
    assert (line.state, commands(line)["zsh"]) == (State.TROUBLE, f"unset {name}")
    # What a tool has put there is explained besides.
    assert [one for one in notes if one.commands] == []


def test_s22_what_tools_note_is_explained() -> None:
    past = "2026-05-31T12:00:00Z"
    found = lines(
        scene(
            **SESSION | {"AWS_SESSION_TOKEN": "<token work issued=2026-05-31T11:00Z>"},
            AWS_SESSION_EXPIRATION=past,
            AWS_CREDENTIAL_EXPIRATION=past,
            AWSUME_EXPIRATION="2026-05-31 12:00:00",
            AWS_SSO_SESSION_EXPIRATION="soon",
        )
    )
    says = "says that the session ended at 2026-05-31 12:00 UTC, 24 hours ago"
    assert about(found, "`AWS_SESSION_EXPIRATION`", says, "no SDK reads it").state is State.NOTE
    assert about(found, "`AWS_CREDENTIAL_EXPIRATION` " + says, "boto3 and JavaScript read it")
    assert about(found, "`AWSUME_EXPIRATION` says 2026-05-31 12:00 and no zone", "awsume sets it")
    assert about(found, "`AWS_SSO_SESSION_EXPIRATION` is no time that can be read")
    dead = about(found, "is dead: expired at 2026-05-31 12:00 UTC")
    assert dead.state is State.TROUBLE


def test_s20_two_tokens_and_who_takes_which() -> None:
    old = {"AWS_SECURITY_TOKEN": "<token work issued=2026-05-20T11:00Z>"}
    line = about(lines(scene(CONFIG, **SESSION, **old)), "are two tokens")
    assert line.state is State.TROUBLE
    assert "the AWS CLI and boto3 send the former" in line.message
    assert "JavaScript, Go, Rust, Java and the C runtime the latter" in line.message
    assert "`AWS_SECURITY_TOKEN` was issued earlier; unset `AWS_SECURITY_TOKEN`" in line.message
    assert commands(line)["bash"] == "unset AWS_SECURITY_TOKEN"
    swapped = {
        **SESSION,
        "AWS_SECURITY_TOKEN": SESSION["AWS_SESSION_TOKEN"],
        "AWS_SESSION_TOKEN": old["AWS_SECURITY_TOKEN"],
    }
    line = about(lines(scene(CONFIG, **swapped)), "are two tokens")
    assert commands(line)["bash"] == "unset AWS_SESSION_TOKEN"


def test_s20_the_old_name_alone_and_twice() -> None:
    token = SESSION["AWS_SESSION_TOKEN"]
    alone = {**SESSION, "AWS_SECURITY_TOKEN": token}
    found = lines(scene(**alone))
    assert about(found, "the same token as `AWS_SESSION_TOKEN`").state is State.NOTE
    del alone["AWS_SESSION_TOKEN"]
    line = about(lines(scene(**alone)), "in `AWS_SECURITY_TOKEN` alone")
    assert line.state is State.WARNING


def test_s14_keys_hide_a_profile() -> None:
    found = lines(scene(CONFIG, MINE, **PAIR))
    line = about(found, "are used instead of the profile `default`")
    assert line.state is State.WARNING
    assert commands(line)["bash"] == "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"
    named = lines(scene(CONFIG, f"[dev]\n{KEYS}", **PAIR, AWS_PROFILE="dev"))
    assert about(named, "instead of the profile `dev` (JavaScript excepted)")
    same = lines(scene(CONFIG, MINE, **PAIR | {"AWS_ACCESS_KEY_ID": "<AKIA base>"}))
    assert about(same, "the profile `default` has the same").state is State.NOTE
    assert about(lines(scene(CONFIG, **PAIR)), "whatever the files say").state is State.NOTE


@pytest.mark.parametrize(
    ("environ", "words", "state"),
    [
        ({"AWS_ACCESS_KEY_ID": "<AKIA a>"}, "without `AWS_SECRET_ACCESS_KEY`", State.TROUBLE),
        ({"AWS_SECRET_ACCESS_KEY": "<secret a>"}, "every SDK passes over", State.NOTE),
        ({"AWS_SESSION_TOKEN": "<token a>"}, "`AWS_SESSION_TOKEN` without", State.NOTE),
        ({**SESSION, "AWS_SESSION_TOKEN": ""}, "with its token only", State.TROUBLE),
        ({**PAIR, "AWS_SESSION_TOKEN": "<token a>"}, "is a long-term key", State.TROUBLE),
        ({"AWS_ACCESS_KEY": "<AKIA a>", "AWS_SECRET_KEY": "<secret a>"}, "only Go", State.NOTE),
        (
            {**SESSION, "AWS_CREDENTIAL_EXPIRATION": "2026-06-01 13:00:00"},
            "fail with a `TypeError`",
            State.TROUBLE,
        ),
        (
            {**PAIR, "AWS_CREDENTIAL_EXPIRATION": "2026-06-01T11:59:00Z"},
            "`AWS_CREDENTIAL_EXPIRATION` has passed",
            State.TROUBLE,
        ),
    ],
)
def test_keys_that_are_not_whole(environ: dict[str, str], words: str, state: State) -> None:
    assert about(lines(scene(CONFIG, **environ)), words).state is state


def test_an_emulator_takes_any_key() -> None:
    given = {**SESSION, "AWS_SESSION_TOKEN": "", "AWS_ENDPOINT_URL": "http://localhost:4566"}
    found = lines(scene(**given))
    assert State.TROUBLE not in states(found)
    line = about(found, "sends the calls of all services to `http://localhost:4566`")
    assert line.state is State.WARNING


def test_the_profile_is_chosen() -> None:
    line = about(lines(scene(CONFIG, AWS_PROFILE="dev")), "`AWS_PROFILE` (`dev`)")
    assert line.message == "`AWS_PROFILE` (`dev`) chooses the profile of every SDK"
    line = about(lines(scene(CONFIG, AWS_DEFAULT_PROFILE="dev")), "`AWS_DEFAULT_PROFILE` (`dev`)")
    assert "JavaScript, Rust, Java and the C runtime do not read it" in line.message
    both = scene(CONFIG, AWS_PROFILE="dev", AWS_DEFAULT_PROFILE="default")
    line = about(lines(both), "AWS_PROFILE", "AWS_DEFAULT_PROFILE")
    assert line.state is State.WARNING
    assert "`AWS_DEFAULT_PROFILE` (`default`) chooses the profile of boto3 and version 1" in (
        line.message
    )


def test_the_profile_is_not_there() -> None:
    line = about(lines(scene(CONFIG, AWS_PROFILE="dve")), "there is no such profile")
    assert (line.state, "did you mean `dev`?" in line.message) == (State.TROUBLE, True)
    line = about(lines(scene(CONFIG, AWS_PROFILE="")), "is set to nothing")
    assert line.state is State.TROUBLE
    # One half cannot be read, and may hold it.
    assert State.TROUBLE not in states(lines(scene(CONFIG, AWS_PROFILE="dve")._replace(own=False)))


def test_the_region_is_chosen() -> None:
    line = about(lines(scene(CONFIG, AWS_REGION="eu-west-3")), "`AWS_REGION` (`eu-west-3`)")
    assert line.state is State.NOTE
    assert "boto3 and version 1 of the AWS CLI do not read it" in line.message
    both = scene(CONFIG, AWS_REGION="eu-west-3", AWS_DEFAULT_REGION="eu-west-1")
    assert about(lines(both), "AWS_DEFAULT_REGION").state is State.WARNING


@pytest.mark.parametrize(
    ("environ", "words", "state"),
    [
        ({"AWS_ENDPOINT_URL_S3": "http://me:x@h/"}, "of `s3` to `http://h`", State.WARNING),
        ({"AWS_ENDPOINT_URL": "localhost:1"}, "to what is no URL", State.WARNING),
        ({"AWS_ENDPOINT_URL": "http://[::"}, "to what is no URL", State.WARNING),
        ({"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "switches off", State.NOTE),
        ({"AWS_CA_BUNDLE": ""}, "`AWS_CA_BUNDLE` is set to nothing", State.TROUBLE),
        ({"AWS_CA_BUNDLE": "ca.pem"}, "trust the certificates", State.NOTE),
        ({"AWS_WEB_IDENTITY_TOKEN_FILE": "t"}, "without `AWS_ROLE_ARN`", State.TROUBLE),
        ({"AWS_ROLE_ARN": "arn"}, "replaces the role", State.NOTE),
        ({"AWS_BEARER_TOKEN_BEDROCK": "<secret b>"}, "sent to `bedrock`", State.NOTE),
        ({"JAVA_TOOL_OPTIONS": "-Daws.accessKeyId=x"}, "`aws.accessKeyId`", State.WARNING),
        ({"BOTO_CONFIG": "x"}, "older tools", State.NOTE),
        ({"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"}, "role of a container", State.NOTE),
        ({"AWS_EC2_METADATA_DISABLED": "true"}, "keeps the SDKs", State.NOTE),
        ({"AWS_EC2_METADATA_DISABLED": "1"}, "neither `true` nor `false`", State.WARNING),
        ({"AWS_METADATA_SERVICE_TIMEOUT": "5s"}, "is no whole number", State.TROUBLE),
        ({"AWS_METADATA_SERVICE_NUM_ATTEMPTS": "x"}, "is no whole number", State.TROUBLE),
        ({"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "v6"}, "neither `ipv4`", State.TROUBLE),
        ({"AWS_ACCESS_KEYID": "x"}, "did you mean `AWS_ACCESS_KEY_ID`?", State.WARNING),
        ({"AWS_OF_OUR_OWN": "x"}, "no SDK is known to read `AWS_OF_OUR_OWN`", State.NOTE),
    ],
)
def test_other_variables(environ: dict[str, str], words: str, state: State) -> None:
    found = lines(scene(CONFIG, **environ))
    assert about(found, words).state is state


def test_a_guess_clears_nothing() -> None:
    found = lines(scene(CONFIG, AWS_ACCOUNT_IDS="111122223333"))
    line = about(found, "did you mean `AWS_ACCOUNT_ID`?")
    assert (line.certainty, commands(line)["bash"]) == (Certainty.HINT, "unset AWS_ACCOUNT_IDS")
    assert not any(line.for_every_shell for line in found)


def test_both_of_web_identity() -> None:
    given = {"AWS_WEB_IDENTITY_TOKEN_FILE": "t", "AWS_ROLE_ARN": "arn"}
    assert about(lines(scene(**given)), "comes before static keys").state is State.NOTE


@pytest.mark.parametrize(
    "environ",
    [
        {"AWS_CA_BUNDLE": "x"},
        {"REQUESTS_CA_BUNDLE": "x"},
        {"AWS_WEB_IDENTITY_TOKEN_FILE": "x", "AWS_ROLE_ARN": "y"},
        {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "y",
        },
    ],
)
def test_a_file_that_is_not_there(environ: dict[str, str]) -> None:
    seen = Observations(unfound=frozenset(environ))
    assert about(lines(scene(**environ), seen), "names a file that is not there").state is (
        State.TROUBLE
    )


def test_a_setting_of_the_profile_is_hidden() -> None:
    config = "[default]\nretry_mode = legacy\n"
    line = about(lines(scene(config, AWS_RETRY_MODE="adaptive")), "AWS_RETRY_MODE")
    assert "(`adaptive`) comes before the setting `retry_mode`" in line.message
    assert line.message.endswith("it hides what the profile `default` says of it")


def test_s17_a_proxy_without_the_exception() -> None:
    line = about(lines(scene(HTTP_PROXY="http://p:1"), ON_EC2), "through `HTTP_PROXY`")
    assert (line.state, line.certainty) == (State.WARNING, Certainty.STRONG)
    assert commands(line)["bash"] == 'export NO_PROXY="169.254.169.254"'
    line = about(
        lines(scene(http_proxy="http://p:1", no_proxy="internal"), ON_EC2), "through `http_proxy`"
    )
    assert commands(line)["fish"] == 'set -gx no_proxy "$no_proxy,169.254.169.254"'
    config = "[profile x]\nrole_arn = a\ncredential_source = Ec2InstanceMetadata\n"
    assert about(lines(scene(config, HTTP_PROXY="http://p:1")), "HTTP_PROXY").certainty is (
        Certainty.HINT
    )


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_PROXY": "http://p:1", "NO_PROXY": "localhost, 169.254.169.254"},
        {"HTTP_PROXY": "http://p:1", "NO_PROXY": "*"},
        {"HTTPS_PROXY": "http://p:1"},
        {"HTTP_PROXY": "http://p:1", "AWS_EC2_METADATA_DISABLED": "true"},
        {"HTTP_PROXY": ""},
    ],
)
def test_s17_where_there_is_nothing_to_say(environ: dict[str, str]) -> None:
    assert not any("by way of a proxy" in line.message for line in lines(scene(**environ), ON_EC2))


def test_s17_far_from_any_instance_a_proxy_is_no_matter() -> None:
    assert told(lines(scene(HTTP_PROXY="http://p:1"))) == [
        ("ok", "no variable comes before the files")
    ]


def test_no_value_of_a_key_gets_into_a_line() -> None:
    secret, token = encoder.secret("canary"), encoder.token(seed="canary")
    names = {*DEAD, "AWS_SECURITY_TOKEN", "AWS_SECRET_KEY", "AWS_BEARER_TOKEN_X", "AWS_SECRET_Z"}
    for value in (secret, token):
        snapshot = scene(CONFIG, **dict.fromkeys(names, value))
        written = repr(lines(snapshot))
        assert value[:12] not in written
