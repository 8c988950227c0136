"""Whether this process runs in a container, and this machine is an instance of EC2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from awsconf.doctor.observations import Container, Instance


def container(environ: Mapping[str, str], root: Path = Path("/")) -> Container | None:
    """The container, by what the engines leave in it; `root` is where the system's files are."""
    for name, engine in _VARIABLES.items():
        if environ.get(name):
            return Container(f"`{name}` is set, as in a task or pod of {engine}")
    for path in (".dockerenv", "run/.containerenv"):
        if _text(root / path) is not None:
            return Container(f"there is a file `/{path}`")
    groups = _text(root / "proc/1/cgroup") or ""
    if re.search(r"/(?:docker|kubepods|ecs|lxc)[/.-]", groups):
        return Container("`/proc/1/cgroup` names a container")
    return None


def instance(root: Path = Path("/")) -> Instance | None:
    """The instance, by what its firmware says."""
    for name, mark in _FIRMWARE.items():
        text = _text(root / name)
        if text is not None and text.lower().startswith(mark):
            return Instance(f"`/{name}` says that this is an instance of EC2")
    return None


_VARIABLES = {
    "ECS_CONTAINER_METADATA_URI_V4": "Amazon ECS",
    "ECS_CONTAINER_METADATA_URI": "Amazon ECS",
    "KUBERNETES_SERVICE_HOST": "Kubernetes",
}
_FIRMWARE = {
    "sys/devices/virtual/dmi/id/sys_vendor": "amazon ec2",
    "sys/devices/virtual/dmi/id/bios_vendor": "amazon ec2",
    "sys/hypervisor/uuid": "ec2",
}
_LARGEST = 64 * 1024


def _text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return None
