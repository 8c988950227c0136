"""Whatever files and environment hold, an examination ends, and what it says can be shown."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

import worlds
from awsconf.caches.entries import Caches
from awsconf.doctor.examination import examine, is_well
from awsconf.doctor.line import State
from awsconf.doctor.observations import (
    Clock,
    Container,
    File,
    Instance,
    Metadata,
    Observations,
    Outcome,
    Program,
)
from awsconf.facts import Facts
from awsconf.report import Style
from awsconf.report.doctor import json, text
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW
from strategies import examples, files

NAMES = (
    *("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_VAULT"),
    *("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_ENDPOINT_URL"),
    *("AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_ENDPOINT_URL_S3", "HTTP_PROXY"),
    *("NO_PROXY", "SHELL", "AWS_CONFIG_FILE", "AWS_METADATA_SERVICE_TIMEOUT", "AWS_X Y;z"),
    *("AWS_EC2_METADATA_DISABLED", "AWS_RETRY_MODE", "AWS_CA_BUNDLE", "AWS_BEARER_TOKEN_A"),
)
anything = st.text(st.characters(codec=None, exclude_characters="\0"), max_size=20)
environments = st.dictionaries(st.sampled_from(NAMES), anything, max_size=8)
moments = st.none() | st.datetimes(timezones=st.just(NOW.tzinfo))
observations = st.builds(
    Observations,
    platform=st.sampled_from(("linux", "darwin", "win32")),
    profile=st.none() | anything,
    files=st.lists(
        st.builds(
            File,
            st.sampled_from(Role),
            anything,
            st.none() | st.just("AWS_CONFIG_FILE"),
            st.none() | st.just("may not be read"),
        ),
        max_size=2,
    ).map(tuple),
    unfound=st.frozensets(st.sampled_from(NAMES)),
    clock=st.builds(
        Clock,
        st.none() | st.booleans(),
        st.none() | anything,
        st.none() | st.timedeltas(),
        st.none() | anything,
        st.none() | anything,
        st.sampled_from((None, "chrony", "ntpd")),
    ),
    programs=st.lists(st.builds(Program, anything, st.none() | anything), max_size=2).map(tuple),
    container=st.none() | st.builds(Container, anything),
    instance=st.none() | st.builds(Instance, anything),
    metadata=st.none()
    | st.builds(
        Metadata,
        anything,
        st.sampled_from(Outcome),
        st.booleans(),
        st.none() | anything,
        moments,
        st.none() | st.integers(100, 599),
        st.none() | st.just("http_proxy"),
        st.booleans(),
        st.none() | anything,
        st.none() | st.timedeltas(),
    ),
)


def snapshot(config: str | None, credentials: str | None, environ: dict[str, str]) -> Snapshot:
    """The user's own pair with these texts; None is a file that is not there."""
    return Snapshot(
        Half("~/.aws/config", None if config is None else parse(config, Role.CONFIG)),
        Half(
            "~/.aws/credentials",
            None if credentials is None else parse(credentials, Role.CREDENTIALS),
        ),
        NOW,
        own=True,
        environ=environ,
        facts=Facts(Caches()),
    )


@examples(60)
@given(files, files, environments, observations)
def test_nothing_breaks_an_examination(
    config: str, credentials: str, environ: dict[str, str], seen: Observations
) -> None:
    world = snapshot(config, credentials, environ)
    lines = tuple(examine(world, seen))
    assert all(line.message and line.message[-1] != "." for line in lines)
    page = "".join(text(lines, world, Style()))
    # A lone mark of an undecodable byte would stop the printing.
    assert page.encode()
    assert "".join(json(lines, world)).isascii()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", page)


@examples(60)
@given(worlds.pairs, worlds.environments)
def test_where_botocore_fails_there_is_trouble(
    pair: tuple[str | None, str | None], environ: dict[str, str]
) -> None:
    world = snapshot(*pair, environ)
    lines = tuple(examine(world, Observations()))
    fails = [line for line in lines if "the AWS CLI and boto3 fail for" in line.message]
    assert len(fails) <= 1
    assert not fails or (fails[0].state is State.TROUBLE and not is_well(lines))
