"""What an SDK knows when it is asked, and the hops that look the same whoever takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from awsconf.providers import Provider
from awsconf.readers.evaluation import Evaluation, View
from awsconf.resolve.answer import Hop

TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE"  # noqa: S105 - the name of a variable
RELATIVE_URI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI"


class World(NamedTuple):
    """What an SDK knows when it is asked: the files, the environment, and the profile's name.

    `is_named` says that code or the environment names it.
    """

    evaluation: Evaluation
    environ: Mapping[str, str]
    name: str
    is_named: bool

    def __repr__(self) -> str:
        # The environment may hold keys.
        return f"<World of {self.name}>"

    def view(self, name: str) -> View | None:
        """The profile of that name."""
        return self.evaluation.profiles.get(name)


def has_container(environ: Mapping[str, str]) -> bool:
    """Whether the environment says where a container's credentials are."""
    return bool(environ.get(RELATIVE_URI) or environ.get(FULL_URI))


def role_hop(view: View) -> Hop:
    """The hop that assumes a profile's role."""
    role = view.get("role_arn")
    return Hop(view.name, Provider.ASSUME_ROLE, role, role)


def hop(view: View, provider: Provider, setting: str) -> Hop:
    """The hop to a provider that is known by one of its settings."""
    role = view.get("role_arn") if provider is Provider.WEB_IDENTITY else None
    return Hop(view.name, provider, role, view.get(setting))
