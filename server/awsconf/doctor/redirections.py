"""The variables that send calls elsewhere: endpoints, other credentials, certificates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import clearing, order
from awsconf.redaction import masked_text
from awsconf.snapshot import Snapshot

ENDPOINT, IGNORING = "AWS_ENDPOINT_URL", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
BUNDLE, OTHER_BUNDLE = "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"
TOKEN_FILE, ROLE = "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"
JAVA_OPTIONS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


def redirections(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is to be said of each of them."""
    environ = snapshot.environ
    shells = order(environ, seen.platform)
    found = (
        *_endpoints(environ),
        *_bundles(environ, seen),
        *_web_identity(environ, seen),
        *_bearer_tokens(environ),
        *_java_options(environ),
        *_older_files(environ),
    )
    for line in found:
        # PowerShell stumbles over a variable that is not set.
        there = tuple(name for name in line.clears if name in environ)
        yield line._replace(commands=clearing(there, shells), clears=there)


def place(url: str) -> str:
    """The scheme and the host of a URL in backquotes; the rest of it may hold a secret."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "what is no URL"
    if not host or parts.scheme not in ("http", "https"):
        return "what is no URL"
    host = f"[{host}]" if ":" in host else host
    return f"`{parts.scheme}://{masked_text(host)}{f':{port}' if port else ''}`"


def _line(state: State, message: str, *clears: str) -> Line:
    return Line(Topic.ENVIRONMENT, state, message, clears=clears)


def _endpoints(environ: Mapping[str, str]) -> Iterator[Line]:
    if environ.get(IGNORING, "").lower() == "true":
        message = f"`{IGNORING}` switches off every endpoint of the environment and of the files"
        yield _line(State.NOTE, message, IGNORING)
        return
    for name in sorted(environ):
        if not environ[name] or not (name == ENDPOINT or name.startswith(f"{ENDPOINT}_")):
            continue
        whose = "all services" if name == ENDPOINT else f"`{name[len(ENDPOINT) + 1 :].lower()}`"
        message = f"`{name}` sends the calls of {whose} to {place(environ[name])} and not to AWS"
        yield _line(State.WARNING, f"{message}; unset it to reach AWS", name)


def _bundles(environ: Mapping[str, str], seen: Observations) -> Iterator[Line]:
    # Where the first is set, botocore never looks at the second.
    name = BUNDLE if BUNDLE in environ else OTHER_BUNDLE
    if name not in environ:
        return
    whose = "the AWS CLI and boto3" + (", Go and Ruby" if name == BUNDLE else "")
    if not environ[name].strip():
        message = (
            f"`{name}` is set to nothing, at which newer versions of the AWS CLI and boto3 stop"
            " (`Invalid CA bundle`); unset it"
        )
        yield _line(State.TROUBLE, message, name)
    elif name in seen.unfound:
        message = f"`{name}` names a file that is not there, and {whose} reach nothing then"
        yield _line(State.TROUBLE, f"{message}; name another, or unset it", name)
    else:
        # Behind a proxy that opens connections this is as it has to be, so there is no command.
        message = f"{whose} trust the certificates of `{name}` and no others"
        yield _line(State.NOTE, message)


def _web_identity(environ: Mapping[str, str], seen: Observations) -> Iterator[Line]:
    file, role = environ.get(TOKEN_FILE), environ.get(ROLE)
    both = (TOKEN_FILE, ROLE)
    if file and TOKEN_FILE in seen.unfound:
        message = f"`{TOKEN_FILE}` names a file that is not there; name another, or unset it"
        yield _line(State.TROUBLE, message, *both)
    elif file and not role:
        message = (
            f"`{TOKEN_FILE}` is set without `{ROLE}`: the AWS CLI and boto3 fail unless the profile"
            " has a role, JavaScript passes over it; set both, or unset it"
        )
        yield _line(State.TROUBLE, message, TOKEN_FILE)
    elif file:
        message = (
            f"`{TOKEN_FILE}` with `{ROLE}` comes before static keys in the files for the AWS CLI,"
            " boto3, Go and Java, and after them for JavaScript, Rust and the C runtime"
        )
        yield _line(State.NOTE, message, *both)
    elif role:
        message = f"`{ROLE}` replaces the role of profiles with a `web_identity_token_file` alone"
        yield _line(State.NOTE, message, ROLE)


def _bearer_tokens(environ: Mapping[str, str]) -> Iterator[Line]:
    for name in sorted(environ):
        if name.startswith("AWS_BEARER_TOKEN_") and environ[name]:
            service = name.removeprefix("AWS_BEARER_TOKEN_").lower()
            message = f"`{name}` is sent to `{service}` instead of any credentials"
            yield _line(State.NOTE, message, name)


def _java_options(environ: Mapping[str, str]) -> Iterator[Line]:
    for name in JAVA_OPTIONS:
        for option in ("aws.accessKeyId", "aws.profile", "aws.region"):
            if f"-D{option}=" in environ.get(name, ""):
                message = (
                    f"`{name}` sets the system property `{option}` for every Java program, which"
                    " comes before environment and files"
                )
                yield _line(State.WARNING, message, name)


def _older_files(environ: Mapping[str, str]) -> Iterator[Line]:
    for name in ("AWS_CREDENTIAL_FILE", "BOTO_CONFIG"):
        if environ.get(name):
            message = f"`{name}` names a file of older tools, which boto3 still asks after the pair"
            yield _line(State.NOTE, message, name)
