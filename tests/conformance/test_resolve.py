"""`resolve` against a real botocore session: who answers for a profile, and why nobody does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
import oracle
from awsconf.chains import Chain, End, chain, provider
from awsconf.profiles import Profile, profiles
from awsconf.providers import Provider
from awsconf.readers.python import read
from awsconf.syntax import parse
from awsconf.text import Role
from oracle import Outcome
from strategies import examples

CREDENTIAL_SOURCES = ("Environment", "Ec2InstanceMetadata", "EcsContainer")

NAMES = ("a", "b", "c", "default")
KEY, SECRET = (
    f"aws_access_key_id = {encoder.key_id()}",
    f"aws_secret_access_key = {encoder.secret()}",
)
SETTINGS = (
    KEY,
    SECRET,
    f"{KEY}\n{SECRET}",
    f"{KEY}\n{SECRET}",
    "role_arn = arn:aws:iam::123456789012:role/App",
    "role_arn = arn:aws:iam::123456789012:role/App",
    "role_arn =",
    *(f"source_profile = {name}" for name in (*NAMES, "missing", "")),
    *(f"credential_source = {source}" for source in (*CREDENTIAL_SOURCES, "environment")),
    "web_identity_token_file = token.jwt",
    "web_identity_token_file =",
    "sso_session = s\nsso_account_id = 123456789012\nsso_role_name = Reader",
    "sso_account_id = 123456789012",
    "sso_start_url = https://example.awsapps.com/start",
    "credential_process = never-run",
    "login_session = arn:aws:sts::123456789012:assumed-role/App/me",
    "region = eu-west-1",
)
SESSION = (
    "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n"
)


def _once_each(settings: list[str]) -> str:
    """The settings one below the other; of those alike by name the last."""
    lines = (line for setting in settings for line in setting.splitlines())
    return "\n".join({line.split(" ", 1)[0]: line for line in lines}.values())


_bodies = st.lists(st.sampled_from(SETTINGS), max_size=3).map(_once_each)
_role_bodies = st.builds(
    "role_arn = arn:aws:iam::123456789012:role/App\nsource_profile = {}\n{}".format,
    st.sampled_from(NAMES),
    st.sampled_from(("", "", "", KEY, SECRET, "web_identity_token_file = token.jwt")),
)
_sections = st.dictionaries(
    st.sampled_from((*NAMES, *NAMES, "DEFAULT")),
    st.one_of(_bodies, _role_bodies),
    max_size=4,
)


def _config(sections: dict[str, str]) -> str:
    headers = {"default": "[default]", "DEFAULT": "[DEFAULT]"}
    return SESSION + _joined({headers.get(n, f"[profile {n}]"): b for n, b in sections.items()})


def _credentials(sections: dict[str, str]) -> str:
    return _joined({f"[{name}]": body for name, body in sections.items()})


def _joined(sections: dict[str, str]) -> str:
    return "".join(f"{header}\n{body}\n" for header, body in sections.items())


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pair")


@examples(150)
@given(config=_sections.map(_config), credentials=_sections.map(_credentials))
def test_generated_pairs(config: str, credentials: str, directory: Path) -> None:
    oracle.write(config, Role.CONFIG, directory)
    oracle.write(credentials, Role.CREDENTIALS, directory)
    ours = profiles(read(parse(config, Role.CONFIG)), read(parse(credentials, Role.CREDENTIALS)))
    with oracle.machine(directory):
        assert set(ours) == set(oracle.full_config()["profiles"])
        for name, profile in ours.items():
            outcome = oracle.resolve(name)
            if provider(profile) is Provider.ASSUME_ROLE:
                _compare_chain(profile, chain(ours, profile), outcome)
            else:
                _compare_provider(profile, provider(profile), outcome)


def _compare_provider(profile: Profile, answer: Provider | None, outcome: Outcome) -> None:
    assert outcome.methods == (() if answer is None else (answer.value,))
    if outcome.access_key is not None and answer is not Provider.PROCESS:
        file = Role.CREDENTIALS if answer is Provider.SHARED_CREDENTIALS else Role.CONFIG
        found = profile.inside(file, "aws_access_key_id")
        assert found is not None
        assert outcome.access_key == found.text


# What botocore says for each end of a chain, by the names of the last two profiles.
ERRORS = {
    End.NO_SOURCE: "Partial .* assume-role, missing: source_profile or credential_source",
    End.CONFLICT: 'The profile "{last}" contains both source_profile and credential_source',
    End.MISSING: 'The source_profile "{source}" referenced in the profile "{last}" does not exist',
    End.CYCLE: "Infinite loop .* from profile {source} which has already been visited",
    End.NO_CREDENTIALS: 'The source profile "{last}" must have credentials',
}


def _compare_chain(profile: Profile, found: Chain, outcome: Outcome) -> None:
    assert found.links[0].profile is profile
    last = found.links[-1]
    if found.end is not End.ANSWERED:
        source = last.source.text if last.source is not None else ""
        expected = ERRORS[found.end].format(last=last.profile.name, source=source)
        assert re.search(expected, str(outcome.error))
    elif found.provider is not None:
        assert outcome.methods[-1] == found.provider.value
        if outcome.error is None:
            hops = len(found.links) - 1
            assert outcome.methods == (*["assume-role"] * hops, found.provider.value)
    else:
        _compare_credential_source(last.profile, outcome)


def _compare_credential_source(profile: Profile, outcome: Outcome) -> None:
    """Nothing answers on this machine, so botocore names the source that it asked."""
    source = profile.text("credential_source")
    known = source in CREDENTIAL_SOURCES
    expected = "retrieving credentials from" if known else "credential source"
    assert re.search(f'{expected} "?{source}', str(outcome.error))


def test_ends_of_chains_are_all_reached() -> None:
    """The table above has a text for every end that botocore would call an error."""
    # Ours alone is to give a chain up that is longer than any that is tried here.
    assert set(ERRORS) == set(End) - {End.ANSWERED, End.UNKNOWN}
