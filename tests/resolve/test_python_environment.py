"""botocore with an environment: the measured matrix, case by case."""

from __future__ import annotations

import pytest

import encoder
from awsconf.readers.botocore import evaluate
from awsconf.readers.dialects import Dialect
from awsconf.resolve import choosing
from awsconf.resolve.answer import Asked, Found, Resolution
from awsconf.resolve.python import answer
from awsconf.syntax import parse
from awsconf.text import Role

CONFIG = """\
[default]
region = cfg-default
aws_access_key_id = AKDEF
aws_secret_access_key = x
[profile p1]
region = cfg-p1
aws_access_key_id = AKP1
aws_secret_access_key = x
[profile p2]
region = cfg-p2
[profile wid]
role_arn = arn:aws:iam::1:role/WID
web_identity_token_file = token
"""
CREDENTIALS = "[p2]\naws_access_key_id = AKP2\naws_secret_access_key = x\n"
OFF = {"AWS_EC2_METADATA_DISABLED": "true"}
KEYS = {"AWS_ACCESS_KEY_ID": encoder.key_id(), "AWS_SECRET_ACCESS_KEY": encoder.secret()}
WEB = {"AWS_WEB_IDENTITY_TOKEN_FILE": "token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/ENV"}
WID = "assume-role-with-web-identity"
NO_ROLE = (
    "The provided profile or the current environment is configured to assume role with web "
    "identity but has no role ARN configured. Ensure that the profile has the role_arn"
    "configuration set or the AWS_ROLE_ARN env var is set."
)
UNSUPPORTED = (
    "Unsupported host 'example.com'.  Can only retrieve metadata from a loopback address or one "
    "of these hosts: 169.254.170.2, 169.254.170.23, fd00:ec2::23, localhost"
)
MODE = (
    "InvalidIMDSEndpointModeError: Invalid EC2 Instance Metadata endpoint mode: both Valid "
    "endpoint modes (case-insensitive): ('ipv4', 'ipv6')."
)
# By their numbers in the matrix: the environment, the profile given by name, who answers (with
# the profile that it answers for), or the error.
CASES: dict[str, tuple[dict[str, str], str | None, str]] = {
    "E01": ({}, None, "default: config-file"),
    "E02": (KEYS, None, "default: env"),
    "E03": ({**KEYS, "AWS_PROFILE": "p1"}, None, "p1: env"),
    "E04": (KEYS, "p1", "p1: config-file"),
    "E05": ({"AWS_PROFILE": "p1"}, None, "p1: config-file"),
    "E06": ({"AWS_DEFAULT_PROFILE": "p2"}, None, "p2: shared-credentials-file"),
    "E07": (
        {"AWS_PROFILE": "p1", "AWS_DEFAULT_PROFILE": "p2"},
        None,
        "p2: shared-credentials-file",
    ),
    "E08": (
        {"AWS_PROFILE": ""},
        None,
        "ProfileNotFound: The config profile () could not be found",
    ),
    "E09": (
        {"AWS_PROFILE": "nope"},
        None,
        "ProfileNotFound: The config profile (nope) could not be found",
    ),
    "E10": (
        {**KEYS, "AWS_PROFILE": "nope"},
        None,
        "ProfileNotFound: The config profile (nope) could not be found",
    ),
    "E11": (
        {"AWS_ACCESS_KEY_ID": "x"},
        None,
        "PartialCredentialsError: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
    ),
    "E12": ({"AWS_SECRET_ACCESS_KEY": "x"}, None, "default: config-file"),
    "E16": ({**KEYS, "AWS_CREDENTIAL_EXPIRATION": "2020-01-01"}, None, "default: env"),
    "E17": (
        {**KEYS, "AWS_CREDENTIAL_EXPIRATION": "soon"},
        None,
        "ParserError: Unknown string format: soon",
    ),
    "E18": ({"AWS_ACCESS_KEY_ID": ""}, None, "default: config-file"),
    "E19": (WEB, None, f"default: {WID}"),
    "E20": ({**WEB, "AWS_PROFILE": "p1"}, None, f"p1: {WID}"),
    "E21": (WEB, "p1", "p1: config-file"),
    "E22": ({"AWS_WEB_IDENTITY_TOKEN_FILE": "token"}, None, f"InvalidConfigError: {NO_ROLE}"),
    "E23": ({"AWS_ROLE_ARN": "arn:aws:iam::1:role/ENV"}, "wid", f"wid: {WID}"),
    "E24": ({**WEB, "AWS_PROFILE": "p2"}, None, f"p2: {WID}"),
    "E34": (
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/", "AWS_PROFILE": "p0"},
        None,
        f"ValueError: {UNSUPPORTED}",
    ),
    "E38": (
        {"AWS_METADATA_SERVICE_TIMEOUT": "abc"},
        None,
        "ValueError: invalid literal for int() with base 10: 'abc'",
    ),
    "X19": (
        {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "both"},
        "p1",
        MODE,
    ),
}


def resolved(environ: dict[str, str], profile: str | None, config: str = CONFIG) -> Resolution:
    ours = evaluate(parse(config, Role.CONFIG), parse(CREDENTIALS, Role.CREDENTIALS))
    return answer(ours, Asked(profile, {**OFF, **environ}))


@pytest.mark.parametrize("case", CASES)
def test_the_matrix(case: str) -> None:
    environ, profile, expected = CASES[case]
    found = resolved(environ, profile, CONFIG + "[profile p0]\n")
    if found.error is not None:
        assert f"{found.error.type}: {found.error.message}" == expected
    else:
        assert found.provider is not None
        assert f"{found.profile}: {found.provider.value}" == expected


@pytest.mark.parametrize("environ", [{}, KEYS], ids=["E35", "E35 with keys"])
def test_default_has_to_be_there_once_it_is_named(environ: dict[str, str]) -> None:
    found = resolved({**environ, "AWS_PROFILE": "default"}, None, "[profile p1]\n")
    assert found.error is not None
    assert found.error.message == "The config profile (default) could not be found"
    assert resolved({}, None, "[profile p1]\n").error is None


def test_what_is_hidden_is_told() -> None:
    """A role of the machine lies behind static keys: the step says so (S14)."""
    found = resolved({"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"}, None)
    steps = {step.provider.value: step for step in found.steps}
    assert steps["config-file"].found is Found.ANSWERS
    hidden = steps["container-role"]
    assert hidden.found is Found.NOT_ASKED
    assert hidden.remark == "would answer: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`"


def test_the_metadata_service_is_not_asked_from_here() -> None:
    found = resolved({"AWS_EC2_METADATA_DISABLED": "1"}, "p0", CONFIG + "[profile p0]\n")
    assert (found.provider, found.error) == (None, None)
    assert found.steps[-1].found is Found.CANNOT_TELL


def test_the_only_word_that_switches_the_metadata_service_off() -> None:
    for word, expected in (("TRUE", Found.NOTHING), ("yes", Found.CANNOT_TELL)):
        found = resolved({"AWS_EC2_METADATA_DISABLED": word}, "p0", CONFIG + "[profile p0]\n")
        assert found.steps[-1].found is expected


def test_a_chain_that_no_stack_would_hold_ends() -> None:
    links = "".join(
        f"[profile q{n}]\nrole_arn = r\nsource_profile = q{n + 1}\n" for n in range(2000)
    )
    found = resolved({}, "q0", links + "[profile q2000]\n")
    assert found.error is not None
    assert found.error.type == "RecursionError"


BOTH_PROFILES = {"AWS_PROFILE": "p1", "AWS_DEFAULT_PROFILE": "p2"}
BOTH_REGIONS = {"AWS_REGION": "r1", "AWS_DEFAULT_REGION": "r2"}


@pytest.mark.parametrize(
    ("dialect", "profile", "region"),
    [
        (Dialect.PYTHON, "p2", "r2"),
        (Dialect.JS, "p1", "r1"),
        (Dialect.GO, "p1", "r1"),
        (Dialect.RUST, "p1", "r1"),
        (Dialect.JAVA, "p1", "r1"),
        (Dialect.C, "p1", "r1"),
    ],
)
def test_who_takes_which_variable(dialect: Dialect, profile: str, region: str) -> None:
    assert choosing.profile(dialect, BOTH_PROFILES).value == profile
    assert choosing.region(dialect, BOTH_REGIONS).value == region
    assert choosing.profile(dialect, {}) == choosing.NOTHING


def test_an_empty_variable() -> None:
    assert choosing.profile(Dialect.PYTHON, {"AWS_PROFILE": ""}).value == ""
    assert choosing.profile(Dialect.JS, {"AWS_PROFILE": ""}) == choosing.NOTHING
    assert (
        choosing.profile(Dialect.GO, {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "b"}).value == "b"
    )


def test_version_2_of_the_cli_asks_the_other_way_round() -> None:
    assert choosing.cli_2_profile(BOTH_PROFILES) == ("p1", "AWS_PROFILE")
    assert choosing.cli_2_region(BOTH_REGIONS) == ("r1", "AWS_REGION")
    assert choosing.cli_2_region({"AWS_DEFAULT_REGION": "r2"}).value == "r2"
