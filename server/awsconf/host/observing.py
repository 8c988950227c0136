"""Looks at the machine for a doctor: what can be seen without the network and without a process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from awsconf.doctor.observations import File, Observations
from awsconf.host.clock import clock
from awsconf.host.container import container, instance
from awsconf.host.programs import programs
from awsconf.host.reading import Missing, read
from awsconf.paths import display
from awsconf.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awsconf.host.machine import Host

FILES = (
    *("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "AWS_WEB_IDENTITY_TOKEN_FILE"),
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
)
"""The variables that name a file which has to be there."""


def observe(host: Host, root: Path = Path("/")) -> Observations:
    """What is to be seen; `root` is where the files of the system are."""
    return Observations(
        platform=host.platform,
        files=tuple(_files(host)),
        unfound=frozenset(_unfound(host)),
        clock=clock(host.platform, root),
        programs=programs(host),
        container=container(host.environ, root),
        instance=instance(root),
    )


def _files(host: Host) -> Iterator[File]:
    places = host.pair_paths()
    halves = (
        (Role.CONFIG, places.config, places.config_from),
        (Role.CREDENTIALS, places.credentials, places.credentials_from),
    )
    for role, path, variable in halves:
        if path is None:
            yield File(role, "", variable)
            continue
        found = read(path)
        absence = found.reason.value if isinstance(found, Missing) else None
        yield File(role, display(path, host.home, host.cwd), variable, absence)


def _unfound(host: Host) -> Iterator[str]:
    for name in FILES:
        value = host.environ.get(name)
        if value and not _is_there(value, host):
            yield name


def _is_there(value: str, host: Host) -> bool:
    # A bundle may be a folder of certificates. No SDK knows `~` or variables in these.
    try:
        return (host.cwd / value).exists()
    except (OSError, ValueError):
        return False
