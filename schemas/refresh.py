"""Turns the data of this folder into what the package reads, and renews what botocore knows.

`build` writes `generated/catalogue.json` from the TOML files;
`refresh` rewrites `regions.toml` and `services.toml` from the installed botocore.
Neither is part of the package: a person runs them, and the tests say when to.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
GENERATED = HERE / "generated" / "catalogue.json"
REGIONS = HERE / "regions.toml"
SERVICES = HERE / "services.toml"

Data = dict[str, Any]


def build() -> str:
    """The text of the generated catalogue, one setting a line so that a change reads as one."""
    regions = _read(REGIONS)
    parts = {
        "settings": [setting_row(*named) for named in settings()],
        "partitions": [_partition_row(*named) for named in regions["partitions"].items()],
        "services": [
            [key, service["id"], service["clients"]]
            for key, service in _read(SERVICES)["services"].items()
        ],
        "default_enabled": regions["default_enabled"],
        "foreign": list(_read(HERE / "sections.toml")["foreign"].items()),
    }
    return "{\n" + ",\n".join(f'"{part}": {_lines(rows)}' for part, rows in parts.items()) + "\n}\n"


def refresh() -> dict[Path, str]:
    """The renewed text of the two data files; which Regions are on by default is kept as it was."""
    return {
        REGIONS: _regions_text(_read(REGIONS)["default_enabled"], installed_partitions()),
        SERVICES: _services_text(installed_services()),
    }


def settings() -> Iterator[tuple[str, str, Data]]:
    """Kind of section, key inside it, and fields of each setting, in the order of the files."""
    for path in sorted((HERE / "settings").rglob("*.toml")):
        for kind, tables in _read(path).items():
            for key, fields in tables.items():
                yield kind, key, fields


def setting_row(kind: str, key: str, fields: Data) -> Data:
    """A setting as `awsconf.catalogue` reads it: what its table implies is written out."""
    parent = fields.get("parent")
    row = {
        "id": f"{kind}.{key}",
        "name": key.removeprefix(f"{parent}.") if parent else key,
        "kind": kind,
        **(_BOOLEAN if fields["type"] == "boolean" and "values" not in fields else {}),
        **{name: _plain(value) for name, value in fields.items() if name not in _UNREAD},
    }
    if fields["type"] == "boolean":
        row.setdefault("case_sensitive", False)
    if "values" in fields:
        row["values"] = [[value["value"], value.get("description", "")] for value in row["values"]]
    if "support" in fields:
        row["support"] = {sdk: how for how, sdks in fields["support"].items() for sdk in sdks}
    if fields.get("sensitivity") == "secret":
        row["secret"] = True
    return row


def installed_partitions() -> Data:
    """Partitions and their Regions as the installed botocore lists them, in our form."""
    found = _loader().load_data("partitions")["partitions"]
    return {
        partition["id"]: {
            "pattern": partition["regionRegex"],
            "dns_suffix": partition["outputs"]["dnsSuffix"],
            "dual_stack_dns_suffix": partition["outputs"]["dualStackDnsSuffix"],
            "global_region": partition["outputs"]["implicitGlobalRegion"],
            "regions": {
                code: region.get("description", code)
                for code, region in sorted(partition["regions"].items())
            },
        }
        for partition in sorted(found, key=lambda partition: str(partition["id"]))
    }


def installed_services() -> Data:
    """Services of the installed botocore by their key in a `services` section, in our form.

    The key is the service id in lower case with underscores for spaces
    (AWS SDKs and Tools Reference Guide, "Service-specific endpoints").
    """
    loader = _loader()
    found: Data = {}
    for client in sorted(loader.list_available_services("service-2")):
        identity = _service_id(loader, client)
        service = found.setdefault(identity.lower().replace(" ", "_"), {"id": identity})
        service.setdefault("clients", []).append(client)
    return dict(sorted(found.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what `build` or `refresh` says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("task", choices=("build", "refresh"))
    task = parser.parse_args(arguments).task
    for path, text in ({GENERATED: build()} if task == "build" else refresh()).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        sys.stdout.write(f"wrote {path.relative_to(HERE.parent)}\n")
    return 0


_UNREAD = frozenset({"sources", "confidence"})
"""Fields that only a person needs."""

_BOOLEAN: Data = {
    "format": "true or false; write it in lower case",
    "values": [["true", "on"], ["false", "off"]],
}


def _read(path: Path) -> Data:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _plain(value: object) -> object:
    """Long texts stand one sentence a line in the TOML, and as one paragraph in the catalogue."""
    return " ".join(value.split()) if isinstance(value, str) and "\n" in value else value


def _lines(rows: Sequence[object]) -> str:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return "[\n" + ",\n".join(map(dump, rows)) + "\n]"


def _partition_row(name: str, partition: Data) -> Data:
    return {"id": name, **partition, "regions": list(partition["regions"].items())}


def _loader() -> Any:
    """botocore's own data only, without the models that a user may have added."""
    from botocore.loaders import Loader

    return Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)


def _service_id(loader: Any, client: str) -> str:
    """Read from the head of the model, since all 439 models whole take half a minute."""
    version = loader.determine_latest_version(client, "service-2")
    model = Path(loader.BUILTIN_DATA_PATH, client, version, "service-2.json.gz")
    if model.exists():
        with gzip.open(model) as stream:
            found = re.search(rb'"serviceId"\s*:\s*"([^"]+)"', stream.read(4096))
        if found:
            return found[1].decode()
    metadata: dict[str, str] = loader.load_service_model(client, "service-2")["metadata"]
    return metadata["serviceId"]


def _regions_text(default_enabled: Sequence[str], partitions: Data) -> str:
    listed = "".join(f"  {_quoted(code)},\n" for code in default_enabled)
    return _REGIONS_HEAD.format(listed) + "".join(
        _partition_text(name, partition) for name, partition in partitions.items()
    )


def _partition_text(name: str, partition: Data) -> str:
    facts = [f"{key} = {_quoted(text)}" for key, text in partition.items() if key != "regions"]
    places = [f"{code} = {_quoted(place)}" for code, place in partition["regions"].items()]
    return "\n".join(
        ["", f"[partitions.{name}]", *facts, "", f"[partitions.{name}.regions]", *places, ""]
    )


def _services_text(services: Data) -> str:
    return _SERVICES_HEAD + "".join(
        f"{key} = {{ id = {_quoted(service['id'])}, clients = {json.dumps(service['clients'])} }}\n"
        for key, service in services.items()
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if "\\" in text else json.dumps(text, ensure_ascii=False)


_REGIONS_HEAD = """\
# Partitions and Regions, from botocore: `python schemas/refresh.py refresh` rewrites this file.
# `default_enabled` is kept by hand: the Regions of the partition `aws` that need no opt-in.

default_enabled = [
{}]
"""

_SERVICES_HEAD = """\
# Services by their key in a `services` section, from botocore: id, and the names of their clients.
# `python schemas/refresh.py refresh` rewrites this file.

[services]
"""

if __name__ == "__main__":
    sys.exit(main())
