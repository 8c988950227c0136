"""botocore's providers that look at no profile: environment, container, instance metadata.

Source: boto/botocore: botocore/credentials.py and botocore/utils.py.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from awsconf.providers import Provider
from awsconf.resolve.answer import Hop
from awsconf.resolve.asking import Failed, Look, Question, attempted, plain
from awsconf.resolve.known import FULL_URI, RELATIVE_URI

KEY_ID, SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"


def keys(question: Question) -> Look:
    """Keys in the environment."""
    environ = question.environ
    if not environ.get(KEY_ID):
        return Look(None, f"no `{KEY_ID}`")
    if not environ.get(SECRET):
        message = f"Partial credentials found in env, missing: {SECRET}"
        raise Failed("PartialCredentialsError", message)
    _check_expiry(environ.get("AWS_CREDENTIAL_EXPIRATION", ""))
    return Look((Hop(question.name, Provider.ENV),), f"`{KEY_ID}`")


def container(question: Question) -> Look:
    """The service that hands out credentials in a container."""
    environ = question.environ
    variable = RELATIVE_URI if RELATIVE_URI in environ else FULL_URI
    if variable not in environ:
        return Look(None, f"no `{RELATIVE_URI}`, no `{FULL_URI}`")
    if "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" not in environ:
        _check_authorization(environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN", ""))
    before = f"http://{_HOSTS[0]}" if variable == RELATIVE_URI else ""
    _check_host(before + environ[variable])
    return Look((Hop(question.name, Provider.CONTAINER),), f"`{variable}`")


def instance(question: Question) -> Look:
    """The metadata service of EC2, which nothing here asks."""
    if question.environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true":
        return Look(None, "`AWS_EC2_METADATA_DISABLED` switches it off")
    return Look(None, "the metadata service is not asked from here", unsure=True)


def ec2_file(question: Question) -> Look:
    """A file of the first command line tools for EC2."""
    if "AWS_CREDENTIAL_FILE" not in question.environ:
        return Look(None, "no `AWS_CREDENTIAL_FILE`")
    return Look(None, "the file of `AWS_CREDENTIAL_FILE` is not looked into", unsure=True)


def boto_file(question: Question) -> Look:
    """The files of boto before version 3."""
    named = "BOTO_CONFIG" in question.environ
    what = "the file of `BOTO_CONFIG` is" if named else "`/etc/boto.cfg` and `~/.boto` are"
    return Look(None, f"{what} not looked into", unsure=True)


def check_metadata_settings(question: Question) -> None:
    """Raise what botocore raises while it builds its providers, even if it needs none of this.

    Here it looks into the files for the first time, unless each setting is in the environment.
    """
    for name in ("metadata_service_timeout", "metadata_service_num_attempts"):
        _check_integer(_variable(question, name, f"AWS_{name.upper()}"))
    endpoint = _variable(question, *_ENDPOINT)
    mode = _variable(question, *_MODE)
    if mode is None:
        _variable(question, "imds_use_ipv6", "AWS_IMDS_USE_IPV6")
    else:
        _check_mode(mode)
    _variable(question, "ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED")
    if endpoint:
        _check_endpoint(endpoint)


_ENDPOINT = ("ec2_metadata_service_endpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT")
_MODE = ("ec2_metadata_service_endpoint_mode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")


def _variable(question: Question, name: str, variable: str) -> Any:
    if variable in question.environ:
        return question.environ[variable]
    setting = question.scoped().get(name)
    return None if setting is None else plain(setting)


def _check_integer(value: Any) -> None:
    if value is not None:
        attempted(lambda: int(value))


def _check_mode(mode: Any) -> None:
    if attempted(lambda: mode.lower()) not in ("ipv4", "ipv6"):
        raise Failed(
            "InvalidIMDSEndpointModeError",
            f"Invalid EC2 Instance Metadata endpoint mode: {mode} "
            "Valid endpoint modes (case-insensitive): ('ipv4', 'ipv6').",
        )


def _check_endpoint(endpoint: Any) -> None:
    if set("\t\r\n").intersection(endpoint) or not _is_host(_host(endpoint)):
        message = f"Invalid endpoint EC2 Instance Metadata endpoint: {endpoint}"
        raise Failed("InvalidIMDSEndpointError", message)


def _host(url: Any) -> str | None:
    host: str | None = attempted(lambda: urlsplit(url).hostname)
    return host


def _is_host(host: str | None) -> bool:
    if host is None:
        return False
    label = r"(?!-)[A-Za-z\d-]{1,63}(?<!-)"
    if len(host) <= 255 and re.fullmatch(rf"(?:{label}\.)*{label}\.?", host):
        return True
    return ":" in host and _address(host) is not None


def _address(host: str | None) -> object | None:
    try:
        return ip_address(host or "")
    except ValueError:
        return None


_HOSTS = ("169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost")


def _check_authorization(token: str) -> None:
    if "\r" in token or "\n" in token:
        raise Failed("ValueError", "Auth token value is not a legal header value")


def _check_host(url: str) -> None:
    host = _host(url)
    if urlsplit(url).scheme == "https" or getattr(_address(host), "is_loopback", False):
        return
    if host not in _HOSTS:
        raise Failed(
            "ValueError",
            f"Unsupported host '{host}'.  Can only retrieve metadata from a loopback address "
            f"or one of these hosts: {', '.join(_HOSTS)}",
        )


def _check_expiry(text: str) -> None:
    """Raise for the one kind of text that is beyond doubt no time to dateutil: another word.

    Of anything with a digit it makes what it can.
    """
    word = re.fullmatch(r"[a-z]{3,}", text.strip().lower())
    if word is not None and not _MAY_BE_TIME.intersection((word[0], word[0][:3])):
        raise Failed("ParserError", f"Unknown string format: {text}")


# The names of days and months by their beginnings, and a word that dateutil passes over.
_MAY_BE_TIME = frozenset(
    {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "and"}
    | {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)
