"""What is said of the files, the chain, the caches, the clock and the metadata service."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from awsconf.caches.entries import Caches, Entry, Login, Source
from awsconf.caches.names import sso_stem, token_stem
from awsconf.doctor.caches import caches
from awsconf.doctor.chain import chain
from awsconf.doctor.clock import clock
from awsconf.doctor.examination import TOPICS, examine, is_well
from awsconf.doctor.files import files
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.metadata import metadata
from awsconf.doctor.observations import (
    Clock,
    Container,
    File,
    Instance,
    Metadata,
    Observations,
    Outcome,
)
from awsconf.evidence import Certainty
from awsconf.facts import Facts
from awsconf.text import Role
from doctor.scene import DEAD, KEYS, PAIR, SEEN, about, commands, scene, states, told

CONFIG = "[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = base\n"
MINE = f"[base]\n{KEYS}"
BOTH = (File(Role.CONFIG, "~/.aws/config"), File(Role.CREDENTIALS, "~/.aws/credentials"))
EC2 = Instance("the firmware says so")
IN_CONTAINER = Container("`ECS_CONTAINER_METADATA_URI` is set")
ENDPOINT = "http://169.254.169.254"
STEM = "0a" * 20


def test_s3_the_files_that_are_used_and_why() -> None:
    found = list(files(scene("[default]\nregion = eu-west-1\n", MINE), Observations(files=BOTH)))
    assert told(found)[0] == (
        "ok",
        "the config file is `~/.aws/config` (the place below `$HOME`), with 1 section",
    )
    assert told(found)[-1][0] == "ok"
    windows = Observations("win32", files=BOTH)
    assert "(the place below `%USERPROFILE%`)" in next(files(scene(CONFIG), windows)).message


def test_s3_no_files_are_no_trouble() -> None:
    absent = tuple(one._replace(absence="does not exist") for one in BOTH)
    found = list(files(scene(), Observations(files=absent)))
    assert states(found) == {State.NOTE}
    assert "there is no credentials file `~/.aws/credentials`" in found[1].message


def test_s3_a_variable_leads_nowhere() -> None:
    gone = File(Role.CONFIG, "~/conf", "AWS_CONFIG_FILE", "does not exist")
    line = about(files(scene(), Observations(files=(gone,))), "as if it were empty")
    assert (line.state, commands(line)["bash"]) == (State.TROUBLE, "unset AWS_CONFIG_FILE")
    nothing = gone._replace(path="")
    line = about(files(scene(), Observations(files=(nothing,))), "is set to nothing")
    assert line.state is State.TROUBLE
    denied = File(Role.CREDENTIALS, "~/.aws/credentials", None, "may not be read")
    line = about(files(scene(), Observations(files=(denied,))), "may not be read")
    assert line.state is State.TROUBLE


@pytest.mark.parametrize("value", ["$HOME/config", "~/config"])
def test_a_path_that_not_all_expand(value: str) -> None:
    seen = Observations(files=(File(Role.CONFIG, "~/config", "AWS_CONFIG_FILE"),))
    found = list(files(scene("[default]\nregion = eu-west-1\n", AWS_CONFIG_FILE=value), seen))
    assert about(found, "write the whole path").state is State.WARNING


def test_a_mode_that_lets_others_in() -> None:
    snapshot = scene(CONFIG, MINE)
    snapshot = snapshot._replace(credentials=snapshot.credentials._replace(mode=0o644))
    line = about(files(snapshot, Observations(files=BOTH)), "mode 644")
    assert line.commands[0].text == "chmod 600 ~/.aws/credentials"


def test_what_check_finds_is_counted() -> None:
    broken = "[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = bse\n"
    line = about(files(scene(broken, MINE), Observations(files=BOTH)), "`awsconf check` finds")
    assert (line.state, line.commands[0].text) == (State.TROUBLE, "awsconf check")
    assert "1 error" in line.message
    assert line.evidence[0].startswith("the first: ")
    # With caches, only the check that looks into them finds as much.
    cached = scene(broken, MINE)._replace(facts=Facts(Caches((entry(FUTURE),))))
    line = about(files(cached, Observations(files=BOTH)), "`awsconf check --caches` finds")
    assert line.commands[0].text == "awsconf check --caches"


def test_what_is_wrong_with_the_environment_is_told_once() -> None:
    found = list(files(scene(CONFIG, MINE, **DEAD), Observations(files=BOTH)))
    assert told(found)[-1] == ("ok", "`awsconf check` finds no mistake in them")


def test_s1_who_answers() -> None:
    found = list(chain(scene(CONFIG, MINE), Observations(profile="dev")))
    state, message = told(found)[0]
    assert state == "ok"
    assert message == (
        "asked for `dev`, the AWS CLI and boto3 take credentials from `assume-role`"
        " through `base` (`shared-credentials-file`)"
    )
    assert found[0].commands[0].text == "awsconf resolve dev"
    assert State.WARNING not in states(found)


def test_s14_java_and_what_cannot_be_seen_of_it() -> None:
    line = about(chain(scene(CONFIG, MINE), SEEN), "Java")
    assert line.state is State.UNKNOWN
    for name in ("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken", "aws.profile"):
        assert f"`{name}`" in line.message


def test_the_sdks_that_take_others() -> None:
    found = list(chain(scene(CONFIG, MINE, **PAIR, AWS_PROFILE="dev"), SEEN))
    assert about(found, "asked for `dev`, the AWS CLI and boto3").message.endswith("`env`")
    line = about(found, "JavaScript takes those for `dev`")
    assert (line.state, line.commands[0].text) == (
        State.WARNING,
        "awsconf resolve --reader all",
    )


def test_an_sdk_that_fails() -> None:
    found = list(chain(scene(CONFIG, MINE), Observations(profile="dve")))
    assert found[0].state is State.TROUBLE
    assert found[0].message.endswith("ProfileNotFound; did you mean `dev`?")
    assert found[0].evidence == ("The config profile (dve) could not be found",)


def test_a_file_that_is_refused() -> None:
    line = next(chain(scene("[default]\nregion\n[default]\n"), SEEN))
    assert (line.state, line.message) == (
        State.TROUBLE,
        "the AWS CLI and boto3 fail for any profile: ConfigParseError",
    )
    assert line.evidence == ("Unable to parse config file: ~/.aws/config",)


def test_nobody_answers() -> None:
    line = next(chain(scene(), SEEN))
    assert (line.state, line.commands[0].text) == (State.UNKNOWN, "awsconf doctor --metadata")
    line = next(chain(scene(AWS_EC2_METADATA_DISABLED="true"), SEEN))
    assert line.state is State.TROUBLE
    role = Metadata(ENDPOINT, Outcome.ANSWERED, True, "App")
    assert next(chain(scene(), Observations(metadata=role))).state is State.OK
    none = Metadata(ENDPOINT, Outcome.NO_ROLE, True)
    assert next(chain(scene(), Observations(metadata=none))).state is State.TROUBLE


def test_s4_what_it_starts_with_is_dead() -> None:
    keys = (
        "[base]\naws_access_key_id = <ASIA base>\naws_secret_access_key = <secret base>\n"
        "aws_session_token = <token base issued=2026-05-20T12:00Z>\n"
    )
    found = list(chain(scene(CONFIG, keys), Observations(profile="dev")))
    line = about(found, "the session token of `base`, with which it starts, is dead")
    assert line.state is State.TROUBLE
    assert line.commands[0].text == "awsconf rewrite base"


def test_s4_the_session_in_the_environment_is_dead() -> None:
    line = next(chain(scene(CONFIG, MINE, **DEAD), SEEN))
    assert line.state is State.NOTE
    assert line.message.endswith("take credentials from `env`, whose session is dead")


def asked_for_p(*logins: Login, entries: tuple[Entry, ...] = ()) -> list[Line]:
    facts = Facts(Caches(entries, logins))
    return list(chain(scene(SSO)._replace(facts=facts), Observations(profile="p")))


def test_a_login_that_is_not_there_or_over() -> None:
    for found, words in (
        (asked_for_p(), "no login of the session `my sso`, with which it starts, is kept here"),
        (asked_for_p(sso_login("my sso", PAST)), "the login of the session `my sso`"),
    ):
        line = about(found, words)
        assert (line.state, line.certainty) == (State.TROUBLE, Certainty.STRONG)
        assert [one.text for one in line.commands] == ['aws sso login --sso-session "my sso"']
        assert found[0].state is State.NOTE
    for login in (sso_login("my sso", FUTURE), sso_login("my sso", PAST, renewable=True)):
        found = asked_for_p(login)
        assert found[0].state is State.OK
        assert not [one for one in found if "login" in one.message]
    # Nobody looked.
    found = list(chain(scene(SSO), Observations(profile="p")))
    assert found[0].state is State.OK


def test_the_aws_cli_works_on_with_what_it_keeps() -> None:
    stem = sso_stem("111122223333", "Dev", session="my sso")
    kept = Entry(f"~/.aws/cli/cache/{stem}.json", stem, Source.SSO, "ASIA", None, FUTURE)
    line = about(asked_for_p(sso_login("my sso", PAST), entries=(kept,)), "expired 24 hours ago")
    assert line.state is State.WARNING
    assert "the AWS CLI keeps credentials of it" in line.evidence[0]


def test_an_sdk_that_finds_none_is_no_warning() -> None:
    found = asked_for_p(sso_login("my sso", FUTURE))
    assert about(found, "the C runtime finds none for `p`").state is State.NOTE


def test_s14_keys_hide_the_role_of_a_container_or_an_instance() -> None:
    uri = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2"}
    asked = Observations(profile="base")
    assert about(chain(scene(None, MINE, **uri), asked), "in the files hide the role of this co")
    assert about(chain(scene(None, MINE, **uri, **PAIR), SEEN), "in the environment hide")
    on_ec2 = asked._replace(instance=EC2)
    assert about(chain(scene(None, MINE), on_ec2), "hide the role of this instance, if it has")
    role = Metadata(ENDPOINT, Outcome.ANSWERED, True, "App")
    known = on_ec2._replace(metadata=role)
    assert about(chain(scene(None, MINE), known), "the role of this instance (`App`)")
    assert not [one for one in chain(scene(None, MINE), asked) if "hide" in one.message]


def entry(expires: datetime, path: str = f"~/.aws/cli/cache/{STEM}.json") -> Entry:
    arn = "arn:aws:sts::111122223333:assumed-role/D/me"
    return Entry(path, STEM, Source.ROLE, "ASIA", None, expires, arn)


PAST = datetime(2026, 5, 31, 12, tzinfo=timezone.utc)
FUTURE = datetime(2026, 6, 2, tzinfo=timezone.utc)


def test_s8_the_dead_entries_and_what_removes_just_these() -> None:
    kept = entry(FUTURE, "~/.aws/cli/cache/kept.json")
    snapshot = scene()._replace(facts=Facts(Caches((entry(PAST), kept))))
    (line,) = caches(snapshot, SEEN)
    assert "1 file of the caches is dead" in line.message
    (sentence,) = line.evidence
    assert sentence == (
        f"`~/.aws/cli/cache/{STEM}.json` expired at 2026-05-31 12:00 UTC, 24 hours ago"
        " (arn:aws:sts::111122223333:assumed-role/D/me)"
    )
    assert line.commands[0].text == "awsconf doctor --clear-cache"
    assert commands(line)["bash"] == f"rm -- ~/.aws/cli/cache/{STEM}.json"
    assert commands(line)["cmd"] == f'del "%USERPROFILE%\\.aws\\cli\\cache\\{STEM}.json"'


SSO = """\
[sso-session 'my sso']
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
[profile p]
sso_session = my sso
sso_account_id = 111122223333
sso_role_name = Dev
region = eu-west-1
[sso-session other]
sso_start_url = https://other.awsapps.com/start
sso_region = eu-west-1
[profile q]
sso_session = other
sso_account_id = 111122223333
sso_role_name = Dev
"""


def sso_login(name: str, expires: datetime, *, renewable: bool = False) -> Login:
    stem = token_stem(name)
    return Login(f"~/.aws/sso/cache/{stem}.json", stem, expires, renewable)


def test_s8_a_login_that_is_over() -> None:
    login = sso_login("my sso", PAST)
    (line,) = caches(scene(SSO)._replace(facts=Facts(Caches(logins=(login,)))), SEEN)
    assert line.state is State.WARNING
    # Who signs in elsewhere need not do so again.
    typed = [one.text for one in line.commands if one.shell is None]
    assert typed == ['aws sso login --sso-session "my sso"', "awsconf doctor --clear-cache"]
    (line,) = caches(scene(CONFIG)._replace(facts=Facts(Caches(logins=(login,)))), SEEN)
    assert line.state is State.NOTE
    snapshot = scene()._replace(facts=Facts(Caches(logins=(login._replace(renewable=True),))))
    assert told(caches(snapshot, SEEN)) == [("ok", "nothing in the caches is dead (1 file)")]


def test_s8_no_caches() -> None:
    assert list(caches(scene(), SEEN)) == []
    assert told(caches(scene()._replace(facts=Facts(Caches())), SEEN)) == [
        ("ok", "the caches are empty")
    ]


def test_s13_the_clock_is_kept_or_not() -> None:
    kept = Observations(clock=Clock(True, "systemd-timesyncd"))
    assert next(clock(scene(), kept)).state is State.OK
    free = Observations(clock=Clock(False, "the kernel"), instance=EC2)
    line = next(clock(scene(), free))
    assert (line.state, line.certainty) == (State.WARNING, Certainty.STRONG)
    assert line.commands[0].text == "sudo timedatectl set-ntp true"
    assert "169.254.169.123" in line.evidence[0]
    chrony = free._replace(clock=Clock(False, "the kernel", daemon="chrony"))
    first, second = next(clock(scene(), chrony)).commands
    assert first.text == "chronyc tracking"
    assert second.text == (
        "sudo chronyc add server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4"
    )
    inside = Observations(clock=Clock(False, "the kernel"), container=IN_CONTAINER)
    assert next(clock(scene(), inside)).state is State.NOTE


def test_s12_what_cannot_be_true_by_this_clock() -> None:
    keys = (
        "[base]\naws_access_key_id = <ASIA base>\naws_secret_access_key = <secret base>\n"
        "aws_session_token = <token base issued=2026-06-01T18:00Z>\n"
    )
    line = about(clock(scene(CONFIG, keys), SEEN), "this computer's clock is behind")
    assert (line.state, line.certainty) == (State.WARNING, Certainty.STRONG)
    assert line.commands[0].text == "awsconf doctor --online"
    measured = Observations(clock=Clock(skew=timedelta(hours=-6)))
    assert not [one for one in clock(scene(CONFIG, keys), measured) if "computer" in one.message]


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", "timedatectl"),
        ("darwin", "sntp time.apple.com"),
        ("win32", "w32tm /query /status"),
    ],
)
def test_s13_where_it_cannot_be_told(platform: str, command: str) -> None:
    line = next(clock(scene(), Observations(platform)))
    assert (line.state, line.commands[0].text) == (State.UNKNOWN, command)


@pytest.mark.parametrize(
    ("skew", "words", "state"),
    [
        (timedelta(seconds=2), "agrees with", State.OK),
        (timedelta(minutes=4, seconds=59), "4 minutes and 59 seconds ahead of", State.NOTE),
        (timedelta(minutes=-2), "2 minutes behind", State.NOTE),
        (timedelta(minutes=5), "5 minutes ahead of", State.TROUBLE),
        (timedelta(hours=-3), "3 hours behind", State.TROUBLE),
        (timedelta(seconds=3601), "1 hour and 1 second ahead of", State.TROUBLE),
    ],
)
def test_s12_the_clock_is_off(skew: timedelta, words: str, state: State) -> None:
    seen = Observations(clock=Clock(True, skew=skew, asked="https://sts.amazonaws.com"))
    line = about(clock(scene(), seen), words)
    assert line.state is state
    assert "`https://sts.amazonaws.com`" in line.message
    assert (state is State.TROUBLE) is bool(line.commands)


def test_s12_the_server_could_not_be_asked() -> None:
    seen = Observations(clock=Clock(trouble="it did not answer in time", asked="https://x"))
    line = about(clock(scene(), seen), "`https://x` could not be asked")
    assert line.state is State.UNKNOWN


def asked(
    found: Metadata, container: Container | None = None, instance: Instance | None = None
) -> Observations:
    return Observations(metadata=found, container=container, instance=instance)


def test_s16_the_role_of_the_instance() -> None:
    role = Metadata(ENDPOINT, Outcome.ANSWERED, True, "App", FUTURE)
    ((state, message),) = told(metadata(scene(), asked(role)))
    assert state == "ok"
    assert message == (
        "`http://169.254.169.254` answers with a token (IMDSv2): the role `App`, whose keys"
        " end at 2026-06-02 00:00 UTC, in 12 hours"
    )
    old = role._replace(with_token=False)
    assert "without a token (IMDSv1)" in told(metadata(scene(), asked(old)))[0][1]
    over = role._replace(expires=PAST)
    assert states(metadata(scene(), asked(over))) == {State.TROUBLE}


def test_s19_the_limit_of_hops() -> None:
    late = Metadata(ENDPOINT, Outcome.TIMED_OUT, hops_suspected=True)
    (line,) = metadata(scene(), asked(late, container=IN_CONTAINER))
    assert (line.state, line.certainty) == (State.TROUBLE, Certainty.STRONG)
    assert line.commands[0].text == (
        "aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID"
        " --http-put-response-hop-limit 2 --http-endpoint enabled"
    )
    (line,) = metadata(scene(), asked(late._replace(hops_suspected=False), container=IN_CONTAINER))
    assert (line.state, line.certainty) == (State.WARNING, Certainty.HINT)


def test_s18_more_patience() -> None:
    late = Metadata(ENDPOINT, Outcome.TIMED_OUT)
    (line,) = metadata(scene(), asked(late, instance=EC2))
    assert commands(line)["bash"] == (
        "export AWS_METADATA_SERVICE_TIMEOUT=5 AWS_METADATA_SERVICE_NUM_ATTEMPTS=3"
    )
    assert states(metadata(scene(), asked(late))) == {State.UNKNOWN}


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.NO_ROLE, State.WARNING),
        (Outcome.REFUSED, State.TROUBLE),
        (Outcome.NO_CREDENTIALS, State.TROUBLE),
        (Outcome.NOT_METADATA, State.TROUBLE),
        (Outcome.MISCONFIGURED, State.TROUBLE),
        (Outcome.DISABLED, State.NOTE),
        (Outcome.UNREACHABLE, State.UNKNOWN),
    ],
)
def test_the_service_does_otherwise(outcome: Outcome, state: State) -> None:
    (line,) = metadata(scene(), asked(Metadata(ENDPOINT, outcome, status=401)))
    assert line.state is state
    assert outcome.value in line.message


def test_s17_the_proxy_before_the_service() -> None:
    found = Metadata(ENDPOINT, Outcome.ANSWERED, True, "App", FUTURE, proxied_by="http_proxy")
    first, _ = metadata(scene(http_proxy="http://p:1"), asked(found))
    assert first.state is State.WARNING
    assert commands(first)["bash"] == 'export NO_PROXY="169.254.169.254"'


def test_the_service_knows_the_time() -> None:
    found = Metadata(ENDPOINT, Outcome.ANSWERED, True, "App", FUTURE, skew=timedelta(minutes=-9))
    line = about(metadata(scene(), asked(found)), "is 9 minutes behind")
    assert line.state is State.TROUBLE


def test_the_whole_examination_goes_by_topic() -> None:
    found = tuple(examine(scene(CONFIG, MINE, **DEAD), Observations(files=BOTH)))
    assert list(TOPICS) == list(Topic)
    topics = [line.topic for line in found]
    assert topics == sorted(topics, key=list(Topic).index)
    assert not is_well(found)
    assert is_well(tuple(examine(scene(), SEEN)))
