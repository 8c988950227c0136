"""`readers.javascript` and `resolve.javascript` against the packages of the SDK themselves.

Each example is a pair of files: every profile, session and services section must be the same as
in the SDK's loader, every place must hold what it is said to hold, and each question to the
default chain must get the same answer from the same provider.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import javascript_oracle
from awsconf.providers import Provider
from awsconf.readers.evaluation import Evaluation, Settings
from awsconf.readers.javascript import evaluate
from awsconf.resolve.answer import Asked, Found, Hop, Resolution
from awsconf.resolve.javascript import answer
from awsconf.syntax import Document, parse
from awsconf.text import Role
from awsconf.undecodable import decoded
from javascript_oracle import Answer, Oracle, Question, Tables
from strategies import answering_names, answering_pairs, conforming, files

# What JavaScript sees in other ways than others, by the number in the table of quirks.
MEASURED = {
    "P02 section twice": "[profile foo]|region = a|[profile foo]|output = json",
    "P05 twice but for case": "[profile foo]|Region = a|region = b",
    "P06 no delimiter": "[profile foo]|region|output = json",
    "P07 empty value": "[profile foo]|region =|output = json",
    "P09 empty name": "[profile foo]|= value|output = json",
    "P10 colon": "[profile foo]|region : us-west-2|output:json",
    "P11 colon first": "[profile foo]|a:b = c|output = json",
    "P12 hash after value": "[profile foo]|region = us-west-2 # c|output = json#c|a = b\t;c",
    "P16 indented comment": "[profile foo]|region = a|  # c|output = json",
    "P18b adjacent comment": "[default]|region = a|[profile foo]# c|region = b",
    "P19 bracket in comment": "[profile foo] ; see [bar]|region = a",
    "P21b unclosed later": "[default]|region = a|[profile foo|region = b",
    "P22 nothing in brackets": "[]|region = a|[default]|region = b",
    "P25 blanks in brackets": "[ profile foo ]|region = a|[profile foo ]|region = b",
    "P27 tab": "[profile\tfoo]|region = a|[profile\rbar]|a = b",
    "P28 quoted": "[profile \"foo\"]|region = a|[profile 'bar']|a = b|[profile \"x']|a = b",
    "P30 quoted with a blank": '[profile "my profile"]|region = a',
    "P37 dotted": "[profile.foo]|region = a|[profile.a b c]|region = a|[profile.]|x = y",
    "P39 unprefixed": "[foo]|region = a|[DEFAULT]|region = b|[a b c]|x = y",
    "P40 defaults": "[DEFAULT]|region = a|[profile foo]|output = json",
    "P42 default twice": "[profile default]|region = a|[default]|output = json",
    "P43 default twice, other order": "[default]|output = json|[profile default]|region = a",
    "P45 prefix in credentials": "[profile foo]|region = a|[sso-session s]|sso_region = b",
    "P46 unknown type": "[foo bar]|region = a|[toolkit x]|a = b",
    "P53 all indented": "[profile foo]|  region = a|  output = json",
    "P54 second indented": "[profile foo]|region = a|  output = json",
    "P55 block": "[profile foo]|s3 =|  a = 1|  b = 2 # c|region = x|  c = 3",
    "P59 junk in block": "[profile foo]|s3 =|  bogus|  a = 1|region = x",
    "P61 twice in block": "[profile foo]|s3 =|  a = 1|  a = 2|s3 = x|s3 =|  b = 1",
    "P65 block in block": "[profile foo]|s3 =|  a =|    b = 1|  c = 2|region = x",
    "block as a plain name": "[profile foo]|s3.a = 1|s3 =|  a = 2|  b = 3|s3.b = 4",
    "P69 byte order mark": "\ufeff[default]|region = a|\ufeffa = b|s3 =|\ufeffx = y",
    "P70 lone CR": "[default]\rregion = a|output = json\r",
    "P71 undecodable": "# caf\udce9|[default]|region = a\udce2\udc82b|\udcff = c",
    "P74 no-break space": "[profile foo]|region =\xa0us-west-2\xa0|a =\x85b\x85|c =\x1cd\x1c",
    "P78 before any section": "region = a|[profile foo]|region = b",
    "P84 empty section": "[profile foo]|[default]|region = a|[profile b]|s3 =",
    "P87 session and profile": "[sso-session s]|sso_region = r|[profile s]|sso_session = s",
    "P88 names": "[profile a@b.c+d%e:f/g-h_i]|x = y|[profile caf\xe9]|x = y|[profile a!]|x = y",
    "P89 prototype": "[default]|region = a|[__proto__]|region = b",
    "P89b prototype, prefixed": "[default]|region = a|[profile __proto__]|region = b",
    "P89c prototype, quoted": '[default]|a = b|[profile "__proto__"]|region = b|[x]|a = b',
    "setting of that name": "[profile a]|__proto__ = b|[b]|__proto__ = c|s3 =|  __proto__ = d",
    "session of that name": "[sso-session __proto__]|a = b|[sso-session toString]|c = d",
    "names of every object": "[profile toString]|a = b|[valueOf]|a = b|[c]|toString = d",
    "services": "[services s]|s3 =|  endpoint_url = u|[services]|a = b|[services.t]|a = b",
    "P91 indented header": "[default]|region = a|  [profile foo]|output = json",
    "P97 quotes": '[profile foo]|a = "b # c"|d = "e;f"',
}
SPLICES = st.text(st.sampled_from("|| =:#;[]\tax'\".\x0b\x85\xa0\u2028\ufeff\r\udcff"), max_size=3)

URLS = (
    "http://localhost:1/a",
    "http://127.1.2.3/",
    "http://10.0.0.1/",
    "http://[::1]/a",
    "http://[::2]/a",
    "http://[fd00:ec2:0::23]/a",
    "http://[x",
    "http://",
    "http://example.com/a",
    "https://example.com/a",
    "example.com",
    "/a",
)
ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {"AWS_EC2_METADATA_DISABLED": "true"},
    {"AWS_EC2_METADATA_DISABLED": "false"},
    {"AWS_EC2_METADATA_DISABLED": "0"},
    {"AWS_ACCESS_KEY_ID": "key of env", "AWS_SECRET_ACCESS_KEY": "secret"},
    {"AWS_ACCESS_KEY_ID": "key of env", "AWS_EC2_METADATA_DISABLED": "true"},
    {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "secret"},
    {"AWS_PROFILE": "a"},
    {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "a"},
    {"AWS_PROFILE": "b", "AWS_ACCESS_KEY_ID": "key of env", "AWS_SECRET_ACCESS_KEY": "secret"},
    {"AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "role of env"},
    {"AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_EC2_METADATA_DISABLED": "true"},
    {"AWS_ROLE_ARN": "role of env", "AWS_PROFILE": "c"},
    {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2", "AWS_EC2_METADATA_DISABLED": "true"},
    {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "v2"},
    {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": ":x"},
    *({"AWS_CONTAINER_CREDENTIALS_FULL_URI": url} for url in URLS),
)
# Somebody for each of them to ask: keys, a role of the container, and nobody.
PLAIN = (
    """\
[profile a]
role_arn = A
source_profile = b
[profile e]
role_arn = E
credential_source = EcsContainer
""",
    "[b]\naws_access_key_id = key of b\naws_secret_access_key = secret\n",
)
questions = st.lists(
    st.builds(
        Question,
        st.one_of(st.none(), st.none(), answering_names, st.sampled_from(("absent", ""))),
        st.sampled_from(ENVIRONMENTS),
    ),
    min_size=2,
    max_size=3,
)


def afresh(count: int, *, full: int) -> settings:
    """How hard a comparison is tried, on other pairs in each run."""
    return settings(conforming(count, full=full), derandomize=False)


@pytest.fixture(scope="module")
def javascript(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oracle]:
    if reason := javascript_oracle.lack():
        pytest.skip(reason)
    with javascript_oracle.running(tmp_path_factory.mktemp("javascript")) as oracle:
        yield oracle


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", MEASURED)
def test_measured(name: str, end: str, javascript: Oracle) -> None:
    text = MEASURED[name].replace("|", end)
    _compare(javascript, text, None)
    _compare(javascript, None, text)
    _compare(javascript, text, text)


@pytest.mark.parametrize("environ", ENVIRONMENTS, ids=str)
def test_environments(environ: dict[str, str], javascript: Oracle) -> None:
    asked = [Question(name, environ) for name in (None, "", "a", "e", "absent")]
    _compare(javascript, *PLAIN, asked)


@afresh(200, full=8_000)
@given(config=files, credentials=files, asked=questions)
def test_generated(
    config: str, credentials: str, asked: list[Question], javascript: Oracle
) -> None:
    _compare(javascript, config, credentials, asked)


@afresh(100, full=4_000)
@given(
    text=st.sampled_from(list(MEASURED.values())),
    at=st.integers(0, 70),
    size=st.integers(0, 3),
    new=SPLICES,
    other=files,
    role=st.sampled_from(Role),
)
def test_mutated(
    text: str, at: int, size: int, new: str, other: str, role: Role, javascript: Oracle
) -> None:
    mutated = (text[:at] + new + text[at + size :]).replace("|", "\n")
    # What a mutation brings together may be a character, which no file gives byte by byte.
    mutated = mutated.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    pair = (mutated, other) if role is Role.CONFIG else (other, mutated)
    _compare(javascript, *pair, [Question(), Question("foo"), Question("toString")])


@afresh(200, full=8_000)
@given(pair=answering_pairs, asked=questions)
def test_resolved(pair: tuple[str, str], asked: list[Question], javascript: Oracle) -> None:
    _compare(javascript, *pair, asked)


def _compare(
    oracle: Oracle,
    config: str | None,
    credentials: str | None,
    asked: list[Question] | None = None,
) -> None:
    heard = oracle.ask(config, credentials, asked or [])
    documents = {
        role: parse(text, role)
        for role, text in ((Role.CONFIG, config), (Role.CREDENTIALS, credentials))
        if text is not None
    }
    evaluation = evaluate(documents.get(Role.CONFIG), documents.get(Role.CREDENTIALS))
    seen = {name: view.settings for name, view in evaluation.profiles.items()}
    assert _flat(seen) == _profiles(heard.profiles)
    assert _flat(evaluation.sessions) == heard.sessions
    assert _flat(evaluation.services) == heard.services
    _compare_places(evaluation, documents)
    for question, said in zip(asked or [], heard.answers, strict=True):
        resolution = answer(evaluation, Asked(question.profile, question.environ))
        _compare_answer(resolution, said)


def _flat(tables: Mapping[str, Settings]) -> Tables:
    """Settings as JavaScript keeps them: those of a block under `block.name`."""
    return {
        name: {
            key: text
            for setting in table.values()
            for key, text in (
                *([(setting.name, setting.text)] if setting.text else []),
                *((f"{setting.name}.{k}", inner.text) for k, inner in setting.nested.items()),
            )
        }
        for name, table in tables.items()
    }


def _profiles(tables: Tables) -> Tables:
    """The table of the loader without the sessions and services that stand among the profiles."""
    return {
        name: table
        for name, table in tables.items()
        if not name.startswith(("sso-session.", "services."))
    }


def _compare_places(evaluation: Evaluation, documents: Mapping[Role, Document]) -> None:
    every = [view.settings for view in evaluation.profiles.values()]
    for table in (*every, *evaluation.sessions.values(), *evaluation.services.values()):
        for setting in table.values():
            for one in (setting, *setting.nested.values()):
                for at, expected in ((one.name_at, one.name), (one.at, one.text)):
                    text = documents[at.role].text[at.start : at.end]
                    assert "\ufffd" in expected or decoded(text) == expected


def _compare_answer(resolution: Resolution, said: Answer) -> None:
    if said.error is not None:
        _compare_error(resolution, *said.error)
        return
    assert resolution.error is None
    roles = [hop.role.text for hop in resolution.hops if hop.role is not None and _assumes(hop)]
    assert [role for role, _ in said.roles] == roles[::-1]
    if said.roles:
        assert resolution.provider is Provider.ASSUME_ROLE
        _compare_key(resolution.hops[-1], said.roles[0][1])
    else:
        assert resolution.hops[0].provider is resolution.provider
        _compare_key(resolution.hops[0], said.key)
    if resolution.provider in STATIC:
        assert "CREDENTIALS_PROFILE" in said.features
    elif resolution.provider is Provider.WEB_IDENTITY:
        in_profile = resolution.hops[0].at_setting is not None
        assert ("CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN" in said.features) is in_profile


STATIC = {Provider.SHARED_CREDENTIALS: Role.CREDENTIALS, Provider.CONFIG_FILE: Role.CONFIG}

CONNECTED = (Provider.CONTAINER, Provider.IAM_ROLE)


def _assumes(hop: Hop) -> bool:
    return hop.provider is Provider.ASSUME_ROLE


def _compare_key(hop: Hop, key: str | None) -> None:
    """The key id that came of the profile in which a chain begins."""
    if hop.provider is Provider.PROCESS:
        assert key == "from a process"
    elif hop.provider is Provider.ENV:
        assert key == "key of env"
    elif hop.provider is Provider.WEB_IDENTITY:
        assert key == f"exchanged {hop.role.text if hop.role else 'role of env'}"
    else:
        assert hop.provider in STATIC
        assert hop.at_setting is not None
        assert key == hop.at_setting.text
        assert hop.at_setting.at.role is STATIC[hop.provider]


def _compare_error(resolution: Resolution, kind: str, words: str) -> None:
    begins = resolution.hops[-1].provider if resolution.hops else None
    cannot_tell = any(step.found is Found.CANNOT_TELL for step in resolution.steps)
    if words == "Could not load credentials from any providers":
        assert resolution.provider is None
        assert resolution.error is None
        assert not cannot_tell
    elif resolution.error is not None:
        assert kind == resolution.error.type
        assert words.startswith(resolution.error.message)
    elif "blocked" in words or "not a valid container" in words:
        # Whoever would be connected to is taken to answer, but for the metadata service.
        assert cannot_tell if resolution.provider is None else begins in CONNECTED
    elif words.startswith("The SSO session"):
        assert begins is Provider.SSO
    else:
        assert words.startswith("Failed to load token from")
        assert begins is Provider.LOGIN
