"""Hypothesis strategies for whole worlds: a pair of files, an environment, and who is asked.

The texts know what decides who answers, and how each of it goes wrong; `strategies` has those
that know the grammar.
"""

from __future__ import annotations

from hypothesis import strategies as st

import encoder
from measured import FOUND, MEASURED
from strategies import files

NAMES = ("a", "b", "c", "default")
ROLE = "arn:aws:iam::123456789012:role"
KEY, SECRET = (
    f"aws_access_key_id = {encoder.key_id()}",
    f"aws_secret_access_key = {encoder.secret()}",
)
PAIR = f"{KEY}\n{SECRET}"
SSO = "sso_account_id = 123456789012\nsso_role_name = Reader"
SETTINGS = (
    KEY,
    SECRET,
    PAIR,
    PAIR,
    f"role_arn = {ROLE}/App",
    f"role_arn = {ROLE}/App",
    "role_arn =",
    f"ROLE_ARN : {ROLE}/Upper",
    *(f"source_profile = {name}" for name in (*NAMES, "missing", "")),
    *(
        f"credential_source = {source}"
        for source in ("Environment", "Ec2InstanceMetadata", "EcsContainer", "environment", "")
    ),
    "credential_source =\n  a = 1",
    "source_profile =\n  a = 1",
    "web_identity_token_file = token.jwt",
    "web_identity_token_file =",
    f"sso_session = s\n{SSO}",
    f"sso_session = s\nsso_region = us-east-1\n{SSO}",
    f"sso_session = s\nsso_region = eu-west-1\n{SSO}",
    f"sso_session = gone\n{SSO}",
    f"sso_session =\n  a = 1\n{SSO}",
    f"sso_session = t\n{SSO}",
    f"sso_start_url = u\nsso_region = eu-west-1\n{SSO}",
    "sso_account_id = 123456789012",
    "sso_role_name = Reader",
    "sso_start_url = https://example.awsapps.com/start",
    "credential_process = never-run --fast",
    "credential_process = 'never",
    "credential_process =",
    "credential_process =\n  /bin/x --a=b",
    "login_session = arn:aws:sts::123456789012:assumed-role/App/me",
    "region = eu-west-1",
    "mfa_serial = arn:aws:iam::123456789012:mfa/me",
    "duration_seconds = 1h",
    "duration_seconds =\n  a = 1",
    "role_session_name = me\nexternal_id = x",
    "metadata_service_timeout = 5",
    "metadata_service_timeout = soon",
    "metadata_service_num_attempts =\n  a = 1",
    "ec2_metadata_service_endpoint = http://[::1]:1338",
    "ec2_metadata_service_endpoint = here",
    "ec2_metadata_service_endpoint_mode = IPv6",
    "ec2_metadata_service_endpoint_mode = both",
    "s3 =\n  addressing_style = path\n  use_accelerate_endpoint=true",
)
SESSIONS = (
    "",
    "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n",
    """\
[sso-session s]
sso_region = eu-west-1
sso_start_url = u
[sso-session t]
sso_start_url = u
[services x]
s3 =
  endpoint_url = http://localhost
""",
)
VARIABLES = {
    "AWS_PROFILE": (*NAMES, "missing", ""),
    "AWS_DEFAULT_PROFILE": (*NAMES, ""),
    "AWS_ACCESS_KEY_ID": (encoder.key_id("env"), encoder.key_id("env"), ""),
    "AWS_SECRET_ACCESS_KEY": (encoder.secret("env"), encoder.secret("env"), ""),
    "AWS_SESSION_TOKEN": ("t",),
    "AWS_SECURITY_TOKEN": ("t",),
    "AWS_CREDENTIAL_EXPIRATION": ("2999-01-01T00:00:00Z", "soon", ""),
    "AWS_WEB_IDENTITY_TOKEN_FILE": ("token.jwt", ""),
    "AWS_ROLE_ARN": (f"{ROLE}/Web", ""),
    "AWS_ROLE_SESSION_NAME": ("me",),
    "AWS_EC2_METADATA_DISABLED": ("true", "True", "1", "false"),
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": ("/v2/credentials", ".example.com/x", ""),
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": (
        "http://169.254.170.23/v1/credentials",
        "http://127.8.8.8/",
        "http://example.com/",
        "https://example.com/",
        "http://[::1/",
        "example.com",
        "",
    ),
    "AWS_CONTAINER_AUTHORIZATION_TOKEN": ("t", "a\nb"),
    "AWS_METADATA_SERVICE_TIMEOUT": ("2", "abc", "", " 3_0 "),
    "AWS_METADATA_SERVICE_NUM_ATTEMPTS": ("2", "1.5"),
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": ("http://localhost:1338", "x", "", "http://[fe80::1]"),
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": ("ipv4", "IPV6", "ipv5", ""),
    "AWS_EC2_METADATA_V1_DISABLED": ("true",),
    "AWS_IMDS_USE_IPV6": ("true",),
    "AWS_REGION": ("eu-west-1",),
    "AWS_DEFAULT_REGION": ("us-east-1",),
}
# Without these in the environment, botocore looks into the files before it asks anybody.
METADATA = {
    "AWS_METADATA_SERVICE_TIMEOUT": "1",
    "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "1",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4",
    "AWS_EC2_METADATA_V1_DISABLED": "true",
}


def _once_each(settings: list[str]) -> str:
    """The settings one below the other; of those alike by name the last."""
    found = {}
    for setting in settings:
        for line in setting.replace("\n  ", "\0").splitlines():
            found[line.split(" ", 1)[0].lower()] = line.replace("\0", "\n  ")
    return "\n".join(found.values())


_bodies = st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=4).map(_once_each)
_role_bodies = st.builds(
    "role_arn = arn:aws:iam::123456789012:role/{0}\nsource_profile = {1}\n{2}".format,
    st.sampled_from("XYZ"),
    st.sampled_from(NAMES),
    st.sampled_from(("", "", "", KEY, PAIR, "web_identity_token_file = token.jwt")),
)
_sections = st.dictionaries(
    st.sampled_from((*NAMES, *NAMES, "DEFAULT", "a b")),
    st.one_of(_bodies, _bodies, _role_bodies, st.just(PAIR), st.just("")),
    min_size=1,
    max_size=4,
)


def _config(sections: dict[str, str], sessions: str, quote: str) -> str:
    headers = {"default": "[default]", "DEFAULT": "[DEFAULT]", "a b": '[profile "a b"]'}
    plain = {name: f"[profile {quote}{name}{quote}]" for name in sections}
    return sessions + _joined({{**plain, **headers}[n]: body for n, body in sections.items()})


def _credentials(sections: dict[str, str]) -> str:
    return _joined({f"[{name}]": body for name, body in sections.items()})


def _joined(sections: dict[str, str]) -> str:
    return "".join(f"{header}\n{body}\n" for header, body in sections.items())


configs = st.builds(
    _config, _sections, st.sampled_from(SESSIONS), st.sampled_from(("", "", "", "'", '"'))
)
credentials = _sections.map(_credentials)

_measured = st.sampled_from([*MEASURED.values(), *FOUND.values()])
_cuts = st.one_of(
    st.just(""), st.text(st.sampled_from("|| =:#[]\tax\x0c\x85\xa0\udcff"), max_size=3)
)


def mutated(text: str, at: int, size: int, new: str) -> str:
    """A text with a few characters of it replaced; `|` ends a line."""
    return (text[:at] + new + text[at + size :]).replace("|", "\n")


def mutations(texts: st.SearchStrategy[str], longest: int) -> st.SearchStrategy[str]:
    """Those texts with one place of each damaged, or not."""
    return st.builds(mutated, texts, st.integers(0, longest), st.integers(0, 3), _cuts)


_pairs_that_resolve = st.tuples(configs, credentials)
_pairs_half_damaged = st.tuples(mutations(configs, 300), credentials)
_pairs_of_quirks = st.tuples(
    st.one_of(files, mutations(_measured, 70), configs), st.one_of(files, credentials)
)
#: Config and credentials; the second may be None, a file that is not there.
pairs = st.one_of(
    _pairs_that_resolve,
    _pairs_that_resolve,
    _pairs_that_resolve,
    _pairs_half_damaged,
    _pairs_of_quirks,
    st.tuples(configs, st.none()),
    st.tuples(st.none(), credentials),
)

_any_variables = st.lists(st.sampled_from(tuple(VARIABLES)), max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({n: st.sampled_from(VARIABLES[n]) for n in names})
)
_keys = st.fixed_dictionaries(
    {
        name: st.sampled_from(VARIABLES[name])
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE")
    }
)
environments = st.one_of(
    st.just({}),
    _any_variables,
    _any_variables,
    _keys,
    st.builds(lambda one, other: {**METADATA, **one, **other}, _keys, _any_variables),
)
