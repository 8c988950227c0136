"""Where STS is asked, compared with where botocore itself would ask for the same profile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from awsconf.online.sts import Place, place, service
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from awsconf.verification.targets import Target, target
from fixture import NOW

SERVICES = "[services mine]\nsts =\n  endpoint_url = http://localhost:4566\ns3 =\n  x = y\n"
WORLDS: dict[str, tuple[str, dict[str, str]]] = {
    "nothing": ("", {}),
    "a Region": ("region = eu-west-1", {}),
    "a Region in China": ("region = cn-north-1", {}),
    "a Region that is to come": ("region = eu-north-9", {}),
    "a Region of the environment": ("region = eu-west-1", {"AWS_DEFAULT_REGION": "us-west-2"}),
    "a Region for others": ("region = eu-west-1", {"AWS_REGION": "us-west-2"}),
    "an endpoint": ("region = eu-west-1\nendpoint_url = http://localhost:1", {}),
    "an endpoint with a path": ("region = eu-west-1\nendpoint_url = http://localhost:1/sts/", {}),
    "an endpoint of the environment": (
        "region = eu-west-1\nendpoint_url = http://localhost:1",
        {"AWS_ENDPOINT_URL": "http://localhost:2"},
    ),
    "an endpoint for STS": (
        "region = eu-west-1\nendpoint_url = http://localhost:1",
        {"AWS_ENDPOINT_URL": "http://localhost:2", "AWS_ENDPOINT_URL_STS": "http://localhost:3"},
    ),
    "an empty endpoint": ("endpoint_url =\nregion = eu-west-1", {}),
    "an endpoint in a services section": (
        "region = eu-west-1\nservices = mine\nendpoint_url = http://localhost:1",
        {},
    ),
    "endpoints that are ignored": (
        "endpoint_url = http://localhost:1\nignore_configured_endpoint_urls = true",
        {},
    ),
    "endpoints that the environment ignores": (
        "region = eu-west-1\nendpoint_url = http://localhost:1",
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"},
    ),
    "the global endpoint": ("region = us-east-1\nsts_regional_endpoints = legacy", {}),
    "no global endpoint": ("region = eu-south-2\nsts_regional_endpoints = legacy", {}),
    "the global endpoint by the environment": (
        "region = eu-west-1",
        {"AWS_STS_REGIONAL_ENDPOINTS": "legacy"},
    ),
    "legacy and an endpoint": (
        "region = us-east-1\nsts_regional_endpoints = legacy\nendpoint_url = http://localhost:1",
        {},
    ),
    "FIPS": ("region = us-west-2\nuse_fips_endpoint = true", {}),
    "two stacks": ("region = us-west-2", {"AWS_USE_DUALSTACK_ENDPOINT": "true"}),
    "FIPS that is no such thing": ("region = us-west-2\nuse_fips_endpoint = yes", {}),
}


@pytest.mark.parametrize("name", WORLDS)
def test_it_is_where_botocore_asks(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, environ = WORLDS[name]
    config = f"[profile a]\n{settings}\n{SERVICES}"
    ours = asked(config, environ)
    assert isinstance(ours, Target)
    found = place(service(ours))
    assert isinstance(found, Place)
    url, region = by_botocore(config, environ, tmp_path, monkeypatch)
    assert (found.url.rstrip("/"), found.region) == (url.rstrip("/"), region)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("region = evil.example/", "its Region is none: it can be no part of a host's name"),
        ("region = eu_west_1", "its Region is none: it can be no part of a host's name"),
        ("endpoint_url = here", "its endpoint is no URL"),
        ("endpoint_url = http://a b", "its endpoint is no URL"),
        ("endpoint_url = file:///etc/passwd", "its endpoint is no URL"),
        ("services = none", "its `services` names a section that does not exist"),
    ],
)
def test_a_place_that_is_none(settings: str, reason: str) -> None:
    assert asked(f"[profile a]\n{settings}\n", {}) == reason


def test_the_environment_counts_for_the_users_own_files_alone() -> None:
    environ = {"AWS_ENDPOINT_URL": "http://localhost:2", "AWS_DEFAULT_REGION": "us-west-2"}
    found = asked("[profile a]\nregion = eu-west-1\n", environ, own=False)
    assert found == Target("eu-west-1")


def asked(config: str, environ: dict[str, str], *, own: bool = True) -> Target | str:
    half = Half("config", parse(config, Role.CONFIG))
    snapshot = Snapshot(half, Half("credentials"), NOW, own=own, environ=environ)
    return target(snapshot, snapshot.profiles["a"])


def by_botocore(
    config: str, environ: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """The endpoint and the Region of the signature of a client that botocore makes."""
    (folder / "config").write_text(config, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    own = {"AWS_CONFIG_FILE": str(folder / "config"), "AWS_EC2_METADATA_DISABLED": "true"}
    for name, value in {**own, **environ}.items():
        monkeypatch.setenv(name, value)
    session = botocore.session.Session(profile="a")
    client: Any = session.create_client("sts", aws_access_key_id="x", aws_secret_access_key="x")
    signed: list[Any] = []

    def see(request: Any, **_: Any) -> None:
        signed.append(request)
        raise _Enough

    client.meta.events.register("before-send.sts", see)
    with pytest.raises(_Enough):
        client.get_caller_identity()
    scope = signed[0].headers["Authorization"].decode().split("/")
    return signed[0].url, scope[2]


class _Enough(Exception):  # noqa: N818 - it is none of an error
    """Nothing is sent."""
