"""All other `AWS_*` variables: those that stand for a setting, and those that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from awsconf import catalogue
from awsconf.check import check
from awsconf.credentials.stamps import parse_stamp
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations
from awsconf.doctor.remote import MODE, NUMBERS, SWITCH, misread_numbers
from awsconf.doctor.shells import clearing, order
from awsconf.entries import Setting
from awsconf.evidence import Certainty
from awsconf.nearest import nearest
from awsconf.profiles import Profile
from awsconf.readers.dialects import Dialect
from awsconf.redaction import masked_text
from awsconf.rule import Severity
from awsconf.rules import selected
from awsconf.snapshot import Snapshot
from awsconf.surroundings import EXPIRATION, chosen
from awsconf.syntax import SectionKind
from awsconf.targets import concerned, reads
from awsconf.wording import enumerated

SPOKEN_OF = frozenset(
    {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"}
    | {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"}
    | {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CREDENTIAL_FILE"}
    | {"AWS_ENDPOINT_URL", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_CA_BUNDLE"}
    | {"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"}
    | {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"}
    | {"AWS_EC2_METADATA_DISABLED", "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION"}
    | {"AWS_SSO_SESSION_EXPIRATION", "AWS_VAULT", "AWS_SSO_PROFILE"}
)
"""The variables about which other lines speak."""

READ = frozenset(
    {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_LOGIN_CACHE_DIRECTORY", "AWS_SDK_LOAD_CONFIG"}
    | {"AWS_CLI_HISTORY_FILE", "AWS_CLI_FILE_ENCODING", "AWS_CLI_DATA_FILE_PATH", "AWS_TS_HOME"}
    | {"AWS_EXECUTION_ENV", "AWS_XRAY_DAEMON_ADDRESS", "AWS_XRAY_CONTEXT_MISSING"}
    | {"AWS_NODEJS_CONNECTION_REUSE_ENABLED", "AWS_LOGIN_SESSION_DURATION"}
)
"""Further variables that AWS's own programs set or read, and that stand for no setting."""
FAMILIES = (
    *("AWS_ENDPOINT_URL_", "AWS_BEARER_TOKEN_", "AWS_LAMBDA_", "AWS_SSO_", "AWS_VAULT_"),
    *("AWS_CLI_", "AWS_CDK_", "AWS_SAM_", "AWS_TOOLKIT_"),
)
OLD_KEYS = ("AWS_ACCESS_KEY", "AWS_SECRET_KEY")


def others(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """A line for each that stands for a setting, and one for each that looks like another."""
    environ = snapshot.environ
    shells = order(environ, seen.platform)
    known = _settings()
    misread = tuple(_misread(snapshot))
    told = {*misread_numbers(environ), *(name for line in misread for name in line.clears)}
    there = {name: row for name, row in known.items() if name not in told}
    found = (*misread, *_old_keys(environ), *_standing_in(snapshot, there))
    for line in (*found, *_unknown(environ, known)):
        yield line._replace(commands=clearing(line.clears, shells))


def _settings() -> Mapping[str, Setting]:
    """The settings by the variables that stand for them."""
    rows = (*catalogue.settings(SectionKind.PROFILE), *catalogue.settings(SectionKind.SERVICES))
    return {name: row for row in reversed(rows) if row.origin == "aws" for name in row.env}


def _misread(snapshot: Snapshot) -> Iterator[Line]:
    """The values that an SDK does not take, as the rules about them have it."""
    told = {*NUMBERS, MODE, SWITCH}
    stamp = parse_stamp(snapshot.environ.get(EXPIRATION, ""))
    if stamp is not None and not stamp.aware:
        told.add(EXPIRATION)
    for one in check(snapshot, selected(_RULES)):
        name = one.finding.fields.get("variable", EXPIRATION)
        if name not in told:
            state = State.TROUBLE if one.severity is Severity.ERROR else State.WARNING
            message = one.finding.message
            yield Line(Topic.ENVIRONMENT, state, message, one.certainty, clears=(name,))


_RULES = ("invalid-environment-value", "malformed-expiration-variable")


def _old_keys(environ: Mapping[str, str]) -> Iterator[Line]:
    found = tuple(name for name in OLD_KEYS if environ.get(name))
    if found:
        names = enumerated([f"`{name}`" for name in found])
        message = f"{names}: only Go and Ruby take keys from such a name; others pass over it"
        yield Line(Topic.ENVIRONMENT, State.NOTE, message, clears=found)


def _standing_in(snapshot: Snapshot, known: Mapping[str, Setting]) -> Iterator[Line]:
    environ, profile = snapshot.environ, chosen(snapshot._replace(own=True))
    for name in sorted(environ.keys() & known.keys() - SPOKEN_OF):
        setting = known[name]
        if not environ[name] or not name.startswith(("AWS_", "BOTOCORE_")):
            continue
        takers = concerned(
            snapshot.options,
            (one for one in Dialect if one is not Dialect.C and reads(one, setting)),
        )
        for_whom = f" for {takers}" if takers else ""
        own = _own_value(profile, setting)
        hides = f"; it hides what the profile `{own}` says of it" if own else ""
        value = "" if setting.secret else f" (`{masked_text(environ[name])}`)"
        message = f"`{name}`{value} comes before the setting `{setting.name}`{for_whom}{hides}"
        yield Line(Topic.ENVIRONMENT, State.NOTE, message, clears=(name,))


def _own_value(profile: Profile | None, setting: Setting) -> str:
    """The name of the profile, where it has the setting itself."""
    has = profile is not None and setting.parent is None and setting.name in profile.names
    return profile.name if profile is not None and has else ""


def _unknown(environ: Mapping[str, str], known: Mapping[str, Setting]) -> Iterator[Line]:
    names = SPOKEN_OF | READ | known.keys() | set(OLD_KEYS)
    strange = [
        name
        for name in sorted(environ)
        if name.startswith("AWS_") and name not in names and not name.startswith(FAMILIES)
    ]
    for name in strange:
        near = nearest(name, (one for one in names if "<" not in one))
        if near and re.fullmatch(r"\w+", name):
            message = f"no SDK reads `{masked_text(name)}`; did you mean `{near[0]}`?"
            yield Line(Topic.ENVIRONMENT, State.WARNING, message, Certainty.HINT, clears=(name,))
    rest = [name for name in strange if not nearest(name, names)]
    if rest:
        listed = enumerated([f"`{masked_text(name)}`" for name in rest[:10]])
        more = f" and {len(rest) - 10} more" if len(rest) > 10 else ""
        message = f"no SDK is known to read {listed}{more}"
        yield Line(Topic.ENVIRONMENT, State.NOTE, message, Certainty.HINT)
