"""The generated catalogue follows from the TOML, and Regions and services from botocore."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.loaders import Loader
from schema_data import SCHEMAS, load_script, load_toml

RUN = "run `python schemas/refresh.py refresh`, then `python schemas/refresh.py build`"


@pytest.fixture(scope="module")
def script() -> Any:
    return load_script()


def test_generated_catalogue_is_not_stale(script: Any) -> None:
    written = json.loads((SCHEMAS / "generated" / "catalogue.json").read_bytes())
    assert written == json.loads(script.build()), "run `python schemas/refresh.py build`"


def test_build_is_reproducible(script: Any) -> None:
    assert script.build().encode() == (SCHEMAS / "generated" / "catalogue.json").read_bytes(), (
        "run `python schemas/refresh.py build`"
    )


def test_services_are_those_of_botocore(script: Any) -> None:
    written = _flat(load_toml(SCHEMAS / "services.toml")["services"])
    installed = _flat(script.installed_services())
    assert (installed - written, written - installed) == (set(), set()), RUN


def test_clients_are_those_of_botocore() -> None:
    services = load_toml(SCHEMAS / "services.toml")["services"].values()
    written = {client for service in services for client in service["clients"]}
    loader = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    assert written == set(loader.list_available_services("service-2")), RUN


@pytest.mark.parametrize("client", ["ec2", "logs", "elasticbeanstalk", "sms-voice", "s3control"])
def test_service_ids_are_those_of_the_whole_model(client: str) -> None:
    loader = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    identity = loader.load_service_model(client, "service-2")["metadata"]["serviceId"]
    services = load_toml(SCHEMAS / "services.toml")["services"]
    assert [found["id"] for found in services.values() if client in found["clients"]] == [identity]


def test_regions_are_those_of_botocore() -> None:
    loader = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    installed = {
        (partition["id"], code)
        for partition in loader.load_data("partitions")["partitions"]
        for code in partition["regions"]
    }
    partitions = load_toml(SCHEMAS / "regions.toml")["partitions"]
    written = {
        (name, code) for name, partition in partitions.items() for code in partition["regions"]
    }
    assert (installed - written, written - installed) == (set(), set()), RUN


def test_refresh_changes_nothing_that_is_fresh(script: Any) -> None:
    for path, text in script.refresh().items():
        assert text == path.read_text(encoding="utf-8"), RUN


def test_regions_on_by_default_exist() -> None:
    regions = load_toml(SCHEMAS / "regions.toml")
    assert set(regions["default_enabled"]) <= regions["partitions"]["aws"]["regions"].keys()


def _flat(services: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (key, found["id"], client) for key, found in services.items() for client in found["clients"]
    }
