"""Hypothesis strategies for pairs in which there is much to refactor, and much in the way."""

from __future__ import annotations

from hypothesis import strategies as st

import encoder
from awsconf.text import Role

Texts = dict[Role, str]

NAMES = ("app", "next", "default", "app-base", "a b")
ROLE = "arn:aws:iam::111122223333:role"


def keys(seed: str) -> str:
    return (
        f"aws_access_key_id = {encoder.key_id(seed=seed)}\n"
        f"aws_secret_access_key = {encoder.secret(seed)}\n"
    )


def signs_in(url: str, region: str = "eu-west-1") -> str:
    return (
        f"sso_start_url = {url}\nsso_region = {region}\n"
        "sso_account_id = 111122223333\nsso_role_name = Developer\n"
    )


CORP, OTHER = "https://corp.awsapps.com/start", "https://d-1234567890.awsapps.com/start"
SESSION = "sso_account_id = 111122223333\nsso_role_name = Developer\nsso_session = "
KEYS = (keys("one"), keys("two"), keys("one") + "aws_session_token = t\n")
BODIES = (
    *(*KEYS, *KEYS),
    *(signs_in(CORP), signs_in(CORP), signs_in(f"{CORP}/#"), signs_in(OTHER, "us-east-1")),
    *(f"{SESSION}corp\n", f"{SESSION}mine\n", "sso_session = corp\n"),
    *(f"role_arn = {ROLE}/A\nsource_profile = {name}\n" for name in ("app", "next", "app-base")),
    f"role_arn = {ROLE}/B\n",
    "credential_process = tool\n",
    "login_session = arn:aws:sts::111122223333:assumed-role/App/me\n",
    "web_identity_token_file = /token\nrole_arn = " + ROLE + "/W\n",
    "services = local\n",
)
PLAIN = (
    "region = eu-west-1\n",
    "Region = eu-west-2\n",
    "output = json\n",
    "endpoint_url = http://localhost:4566\n",
    "s3 =\n  endpoint_url = http://localhost:4566\n  addressing_style = path\n",
    "dynamodb =\n  endpoint_url = http://localhost:8000\n",
    "# a note\n",
    "; = another\n",
    "\n",
    "sso_region = eu-west-1\n",
    "aws_access_key_id = half\n",
)
SECTIONS = (
    f"[sso-session corp]\nsso_start_url = {CORP}\nsso_region = eu-west-1\n",
    f"[sso-session corp]\nsso_start_url = {CORP}\nsso_region = eu-west-1\n\n",
    f"[sso-session mine]\n# mine\nsso_start_url = {OTHER}\nsso_region = us-east-1\n",
    "[services local]\ns3 =\n  endpoint_url = http://localhost:4566\n",
    "[services local]\ndynamodb =\n  endpoint_url = http://localhost:9000\n",
    "[DEFAULT]\nregion = us-east-1\n",
)

_body = st.builds(
    lambda body, before, after: _once(before + body, after),
    st.sampled_from(("", *BODIES)),
    st.sampled_from((*PLAIN, "", "", "", "")),
    st.sampled_from((*PLAIN, "", "", "")),
)


def _once(body: str, after: str) -> str:
    """Two pieces, but for a second one that would repeat a setting."""
    name = after.partition(" =")[0].lower()
    return body if name.strip() and f"\n{name} =" in f"\n{body.lower()}" else body + after


def _header(name: str, role: Role, quote: str) -> str:
    if role is Role.CREDENTIALS or name == "default":
        return f"[{name}]\n"
    quote = '"' if " " in name else quote
    return f"[profile {quote}{name}{quote}]\n"


def _sections(role: Role) -> st.SearchStrategy[str]:
    section = st.builds(
        lambda name, quote, body: _header(name, role, quote) + body,
        st.sampled_from(NAMES),
        st.sampled_from(("", "", "", "", '"')),
        _body,
    )
    if role is Role.CREDENTIALS:
        return section
    return st.one_of(section, section, section, st.sampled_from(SECTIONS))


def _header_of(section: str) -> str:
    return section.partition("\n")[0].replace('"', "")


def _file(role: Role) -> st.SearchStrategy[str]:
    return st.builds(
        _written,
        st.one_of(
            st.lists(_sections(role), min_size=1, max_size=5, unique_by=_header_of),
            st.lists(_sections(role), min_size=1, max_size=5, unique_by=_header_of),
            st.lists(_sections(role), max_size=4),
        ),
        st.sampled_from(("\n", "\n", "\n", "\r\n", "\r\n", "\r")),
        st.booleans(),
        st.sampled_from(("", "", "", "\ufeff", "# first\n")),
    )


def _written(sections: list[str], line_end: str, ended: bool, first: str) -> str:
    text = first + "".join(sections)
    return (text if ended else text.rstrip("\n")).replace("\n", line_end)


_both: st.SearchStrategy[Texts] = st.fixed_dictionaries({role: _file(role) for role in Role})
_config_alone: st.SearchStrategy[Texts] = st.fixed_dictionaries(
    {Role.CONFIG: _file(Role.CONFIG), Role.CREDENTIALS: st.just("")}
)
pairs: st.SearchStrategy[Texts] = st.one_of(_both, _config_alone)
