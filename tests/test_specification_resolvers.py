"""The resolvers of Rust, Java, C and Go: they never raise, and what they say hangs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.providers import Provider
from awsconf.readers import go as go_reader
from awsconf.readers import specification as reader
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve import go, specification
from awsconf.resolve.answer import Asked, Found, Resolution
from awsconf.syntax import parse
from awsconf.text import Role
from strategies import examples, files

DIALECTS = (Dialect.RUST, Dialect.JAVA, Dialect.C, Dialect.GO)
NAMES = ("a", "b", "c", "default")
KEYS = "aws_access_key_id = AK1\naws_secret_access_key = SK1"
SETTINGS = (
    KEYS,
    KEYS,
    "aws_access_key_id = AK1",
    "aws_secret_access_key = SK1",
    "aws_session_token = T1",
    "aws_access_key_id =\naws_secret_access_key =",
    "role_arn = arn:aws:iam::123456789012:role/App",
    "role_arn = arn:aws:iam::123456789012:role/App",
    "role_arn =",
    *(f"source_profile = {name}" for name in (*NAMES, "missing", "")),
    *(f"credential_source = {source}" for source in ("Environment", "ecscontainer", "Bogus")),
    "credential_source = Ec2InstanceMetadata",
    "web_identity_token_file = token.jwt",
    "web_identity_token_file =",
    "sso_session = s\nsso_account_id = 123456789012\nsso_role_name = Reader",
    "sso_session = missing",
    "sso_region = eu-west-1",
    "sso_start_url = https://example.awsapps.com/start",
    "credential_process = never-run",
    "login_session = arn:aws:sts::123456789012:assumed-role/App/me",
    "mfa_serial = arn:aws:iam::123456789012:mfa/me",
    "s3 =\n  source_profile = a",
    "role_arn =\n  a = b",
    "broken",
)
VARIABLES = {
    "AWS_PROFILE": ("a", "missing", "", "default"),
    "AWS_DEFAULT_PROFILE": ("b", "missing"),
    "AWS_ACCESS_KEY_ID": ("AKENV", ""),
    "AWS_SECRET_ACCESS_KEY": ("SKENV", ""),
    "AWS_WEB_IDENTITY_TOKEN_FILE": ("token.jwt", ""),
    "AWS_ROLE_ARN": ("arn:aws:iam::123456789012:role/App",),
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": ("/x",),
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": ("http://localhost/x", ""),
    "AWS_EC2_METADATA_DISABLED": ("true", "TRUE", "1"),
}
SESSION = "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n"

_bodies = st.lists(st.sampled_from(SETTINGS[:-1]), max_size=4).map("\n".join)
_broken_bodies = st.lists(st.sampled_from(SETTINGS), max_size=4).map("\n".join)
_sections = st.dictionaries(st.sampled_from(NAMES), st.one_of(_bodies, _bodies, _broken_bodies))
_configs = _sections.map(
    lambda sections: SESSION + "".join(f"[profile {name}]\n{sections[name]}\n" for name in sections)
)
_credentials = _sections.map(
    lambda sections: "".join(f"[{name}]\n{sections[name]}\n" for name in sections)
)
pairs = st.one_of(
    st.tuples(_configs, _credentials), st.tuples(_configs, _credentials), st.tuples(files, files)
)
environments = st.dictionaries(
    st.sampled_from(sorted(VARIABLES)), st.integers(0, 3), max_size=3
).map(
    lambda chosen: {name: VARIABLES[name][i % len(VARIABLES[name])] for name, i in chosen.items()}
)
questions = st.builds(Asked, st.sampled_from((None, None, "a", "b", "missing", "")), environments)
dialects = st.sampled_from(DIALECTS)


def read(dialect: Dialect, config: str, credentials: str = "") -> Evaluation:
    documents = parse(config, Role.CONFIG), parse(credentials, Role.CREDENTIALS)
    if dialect is Dialect.GO:
        return go_reader.evaluate(*documents)
    return reader.evaluate(*documents, dialect)


def resolve(evaluation: Evaluation, asked: Asked) -> Resolution:
    answer = go.answer if evaluation.dialect is Dialect.GO else specification.answer
    return answer(evaluation, asked)


@examples(200)
@given(pair=pairs, asked=questions, dialect=dialects)
def test_a_resolution_hangs_together(pair: tuple[str, str], asked: Asked, dialect: Dialect) -> None:
    evaluation = read(dialect, *pair)
    resolution = resolve(evaluation, asked)
    assert resolution == resolve(evaluation, asked)
    found = [step.found for step in resolution.steps]
    assert found.count(Found.ANSWERS) == (resolution.provider is not None)
    if resolution.provider is not None:
        assert resolution.error is None
        assert resolution.hops[0].provider is resolution.provider
        assert resolution.hops[0].profile == resolution.profile
        at = found.index(Found.ANSWERS)
        assert resolution.steps[at].provider is resolution.provider
        assert set(found[at + 1 :]) <= {Found.NOT_ASKED}
    assert (Found.FAILS in found) or resolution.error is None
    for hop in resolution.hops:
        assert hop.profile in evaluation.profiles or len(resolution.hops) == 1
        if hop.provider is Provider.ASSUME_ROLE:
            assert hop.at_setting is not None
    assert resolution.view is evaluation.profiles.get(resolution.profile or "") or (
        resolution.profile is None
    )


@examples(100)
@given(pair=pairs, asked=questions, dialect=dialects)
def test_no_secret_is_told(pair: tuple[str, str], asked: Asked, dialect: Dialect) -> None:
    resolution = resolve(read(dialect, *pair), asked)
    told = [step.remark for step in resolution.steps]
    told += [resolution.error.message] if resolution.error is not None else []
    assert not [words for words in told if "SK1" in words or "SKENV" in words or "AKENV" in words]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.value)
def test_a_chain_of_thousands_ends(dialect: Dialect) -> None:
    config = "".join(
        f"[profile p{i}]\nrole_arn = A\nsource_profile = p{i + 1}\n" for i in range(3000)
    )
    resolution = resolve(read(dialect, config), Asked("p0"))
    assert resolution.error is not None
    assert resolution.error.message == "chain of more than 300 roles"


KEYS_OF_ENV = {"AWS_ACCESS_KEY_ID": "AKENV", "AWS_SECRET_ACCESS_KEY": "SKENV"}
WEB = {"AWS_WEB_IDENTITY_TOKEN_FILE": "token.jwt", "AWS_ROLE_ARN": "arn:aws:iam::1:role/App"}
CONTAINER = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/x"}
PAIR = f"[profile a]\n{KEYS}\n[profile gone]\nrole_arn = A\nsource_profile = missing\n"


@pytest.mark.parametrize(
    ("dialect", "asked", "expected"),
    [
        # Go alone lets a profile that is named in code win over keys in the environment.
        (Dialect.GO, Asked("a", KEYS_OF_ENV), "config-file"),
        (Dialect.RUST, Asked("a", KEYS_OF_ENV), "env"),
        (Dialect.JAVA, Asked("a", KEYS_OF_ENV), "env"),
        (Dialect.C, Asked("a", KEYS_OF_ENV), "env"),
        # It is also alone in failing for a profile that it would not have needed.
        (Dialect.GO, Asked(None, {**KEYS_OF_ENV, "AWS_PROFILE": "gone"}), "error"),
        (Dialect.RUST, Asked(None, {**KEYS_OF_ENV, "AWS_PROFILE": "gone"}), "env"),
        # An error in the profile ends the chain of Rust; Java and C ask on.
        (Dialect.RUST, Asked("gone", WEB), "error"),
        (Dialect.C, Asked("gone", WEB), "assume-role-with-web-identity"),
        (
            Dialect.JAVA,
            Asked("gone", {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "u"}),
            "container-role",
        ),
        (Dialect.JAVA, Asked("gone"), "error"),
        (Dialect.C, Asked("gone"), "error"),
        # In Java and Go web identity in the environment comes before the profile.
        (Dialect.JAVA, Asked("a", WEB), "assume-role-with-web-identity"),
        (Dialect.GO, Asked(None, {**WEB, "AWS_PROFILE": "a"}), "assume-role-with-web-identity"),
        (Dialect.GO, Asked("a", WEB), "config-file"),
        (Dialect.RUST, Asked("a", WEB), "config-file"),
        # Names of variables that only Go knows.
        (Dialect.GO, Asked(None, {"AWS_ACCESS_KEY": "AKENV", "AWS_SECRET_KEY": "SKENV"}), "env"),
        (Dialect.JAVA, Asked(None, {"AWS_ACCESS_KEY": "AKENV", "AWS_SECRET_KEY": "SKENV"}), "None"),
        (Dialect.GO, Asked(None, {"AWS_DEFAULT_PROFILE": "a"}), "config-file"),
        (Dialect.GO, Asked(None, {"AWS_DEFAULT_PROFILE": "missing"}), "None"),
        (Dialect.GO, Asked(None, {"AWS_PROFILE": "missing"}), "error"),
        (Dialect.RUST, Asked(None, {"AWS_PROFILE": "missing"}), "error"),
        # An empty variable names a profile without a name, but for Go.
        (Dialect.RUST, Asked(None, {"AWS_PROFILE": ""}), "error"),
        (Dialect.C, Asked(None, {"AWS_PROFILE": ""}), "error"),
        (Dialect.GO, Asked(None, {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "a"}), "config-file"),
        (Dialect.GO, Asked("", {"AWS_PROFILE": "a"}), "config-file"),
        (Dialect.RUST, Asked(), "None"),
        (Dialect.C, Asked(), "None"),
        (Dialect.RUST, Asked("a", {"AWS_ACCESS_KEY_ID": "AKENV"}), "config-file"),
        (Dialect.GO, Asked(None, {"AWS_WEB_IDENTITY_TOKEN_FILE": "t"}), "error"),
        (Dialect.JAVA, Asked(None, {"AWS_WEB_IDENTITY_TOKEN_FILE": "t"}), "None"),
    ],
)
def test_order_of_the_chain(dialect: Dialect, asked: Asked, expected: str) -> None:
    resolution = resolve(read(dialect, PAIR), asked)
    provider = "None" if resolution.provider is None else resolution.provider.value
    assert ("error" if resolution.error is not None else provider) == expected


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.value)
def test_metadata_is_never_asked(dialect: Dialect) -> None:
    evaluation = read(dialect, "[profile a]\nregion = eu-west-1\n")
    last = resolve(evaluation, Asked("a")).steps[-1]
    assert (last.provider, last.found) == (Provider.IAM_ROLE, Found.CANNOT_TELL)
    off = resolve(evaluation, Asked("a", {"AWS_EC2_METADATA_DISABLED": "True"})).steps[-1]
    assert off.found is Found.NOT_ASKED


def test_the_steps_of_rust_are_in_its_order() -> None:
    config = f"[profile a]\n{KEYS}\ncredential_process = x\n"
    resolution = resolve(read(Dialect.RUST, config), Asked("a", WEB))
    assert [(step.provider.value, step.found.value) for step in resolution.steps] == [
        ("env", "nothing"),
        ("assume-role", "nothing"),
        ("assume-role-with-web-identity", "nothing"),
        ("sso", "nothing"),
        ("login", "nothing"),
        ("custom-process", "answers"),
        ("config-file", "not-asked"),
        ("assume-role-with-web-identity", "not-asked"),
        ("container-role", "not-asked"),
        ("iam-role", "not-asked"),
    ]
    assert resolution.steps[7].remark == "would answer: `AWS_WEB_IDENTITY_TOKEN_FILE`"


def test_system_properties_come_first_in_java() -> None:
    """What the process is started with is not known here, and the chain says so (S14)."""
    resolution = resolve(read(Dialect.JAVA, f"[profile a]\n{KEYS}\n"), Asked("a"))
    first = resolution.steps[0]
    assert (first.provider, first.found) == (Provider.SYSTEM_PROPERTIES, Found.CANNOT_TELL)
    assert resolution.provider is Provider.CONFIG_FILE
    others = resolve(read(Dialect.RUST, PAIR), Asked("a"))
    assert all(step.provider is not Provider.SYSTEM_PROPERTIES for step in others.steps)
