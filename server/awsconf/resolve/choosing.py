"""Which profile and which Region an SDK takes from the environment, and from which variable.

Sources: boto/botocore: configprovider.py; aws/aws-cli, branch v2: its botocore/configprovider.py;
smithy-lang/smithy-typescript: `getProfileName`; aws/aws-sdk-go-v2: config/env_config.go;
awslabs/aws-c-auth: source/credentials_utils.c; the SDKs' reference guide for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from awsconf.readers.dialects import Dialect

DEFAULT = "default"


class Chosen(NamedTuple):
    """What the environment chooses, and by which variable; both None where it says nothing."""

    value: str | None
    variable: str | None


NOTHING = Chosen(None, None)


def profile(dialect: Dialect, environ: Mapping[str, str]) -> Chosen:
    """The profile that the environment chooses for an SDK."""
    return _first(environ, _PROFILE[dialect], empty_counts=dialect not in _PASSING_OVER_EMPTY)


def region(dialect: Dialect, environ: Mapping[str, str]) -> Chosen:
    """The Region that the environment chooses for an SDK, before any file is asked."""
    return _first(environ, _REGION[dialect], empty_counts=dialect not in _PASSING_OVER_EMPTY)


def cli_2_profile(environ: Mapping[str, str]) -> Chosen:
    """The profile that the environment chooses for version 2 of the AWS CLI.

    It asks the variables in the other order than boto3 and version 1.
    """
    return _first(environ, ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"), empty_counts=True)


def cli_2_region(environ: Mapping[str, str]) -> Chosen:
    """The Region that the environment chooses for version 2 of the AWS CLI."""
    return _first(environ, ("AWS_REGION", "AWS_DEFAULT_REGION"), empty_counts=True)


def _first(environ: Mapping[str, str], variables: tuple[str, ...], *, empty_counts: bool) -> Chosen:
    for variable in variables:
        value = environ.get(variable)
        if value or (value is not None and empty_counts):
            return Chosen(value, variable)
    return NOTHING


_PROFILE = {
    Dialect.PYTHON: ("AWS_DEFAULT_PROFILE", "AWS_PROFILE"),
    Dialect.JS: ("AWS_PROFILE",),
    Dialect.GO: ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"),
    Dialect.RUST: ("AWS_PROFILE",),
    Dialect.JAVA: ("AWS_PROFILE",),
    Dialect.C: ("AWS_PROFILE",),
}
_REGION = {
    Dialect.PYTHON: ("AWS_DEFAULT_REGION",),
    Dialect.JS: ("AWS_REGION",),
    Dialect.GO: ("AWS_REGION", "AWS_DEFAULT_REGION"),
    Dialect.RUST: ("AWS_REGION", "AWS_DEFAULT_REGION"),
    Dialect.JAVA: ("AWS_REGION",),
    Dialect.C: ("AWS_REGION", "AWS_DEFAULT_REGION"),
}
# To these an empty variable is none; to botocore it is a profile without a name.
_PASSING_OVER_EMPTY = frozenset({Dialect.JS, Dialect.GO})
