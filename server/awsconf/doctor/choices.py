"""The variables that choose the profile and the Region, and who obeys which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import clearing, order
from awsconf.nearest import nearest
from awsconf.readers.dialects import Dialect
from awsconf.redaction import masked_text
from awsconf.resolve import choosing
from awsconf.resolve.choosing import Chosen
from awsconf.snapshot import Snapshot
from awsconf.surroundings import DEFAULT_PROFILE, PROFILE
from awsconf.wording import enumerated

REGION, DEFAULT_REGION = "AWS_REGION", "AWS_DEFAULT_REGION"


def choices(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is to be said of the profile, then of the Region."""
    shells = order(snapshot.environ, seen.platform)
    for line in (*_profile(snapshot), *_region(snapshot)):
        yield line._replace(commands=clearing(line.clears, shells))


def _profile(snapshot: Snapshot) -> Iterator[Line]:
    environ = snapshot.environ
    names = [name for name in (PROFILE, DEFAULT_PROFILE) if name in environ]
    yield from (_no_profile(snapshot, name) for name in names if _is_unknown(snapshot, name))
    known = [name for name in names if not _is_unknown(snapshot, name)]
    if not known:
        return
    values = {environ[name] for name in names}
    state = State.WARNING if len(values) > 1 else State.NOTE
    message = _said(environ, "profile", choosing.profile, choosing.cli_2_profile(environ), known)
    yield Line(Topic.ENVIRONMENT, state, message, clears=tuple(known))


def _is_unknown(snapshot: Snapshot, name: str) -> bool:
    # A file that may not be read may hold any profile.
    return snapshot.own and snapshot.environ[name] not in snapshot.profiles


def _no_profile(snapshot: Snapshot, variable: str) -> Line:
    name = snapshot.environ[variable]
    error = f"`The config profile ({masked_text(name)}) could not be found`"
    if not name:
        what = f"`{variable}` is set to nothing, which the AWS CLI and boto3 take for a name"
        remedy = "unset it"
    else:
        what = f"`{variable}` names `{masked_text(name)}`, and there is no such profile"
        near = nearest(name, snapshot.profiles)
        remedy = f"did you mean `{near[0]}`?" if near else "unset it, or name another"
    message = f"{what}: {error}; {remedy}"
    return Line(Topic.ENVIRONMENT, State.TROUBLE, message, clears=(variable,))


def _region(snapshot: Snapshot) -> Iterator[Line]:
    environ = snapshot.environ
    names = [name for name in (REGION, DEFAULT_REGION) if environ.get(name)]
    if not names:
        return
    state = State.WARNING if len({environ[name] for name in names}) > 1 else State.NOTE
    message = _said(environ, "Region", choosing.region, choosing.cli_2_region(environ), names)
    yield Line(Topic.ENVIRONMENT, state, message, clears=tuple(names))


def _said(
    environ: Mapping[str, str],
    what: str,
    choose: Callable[[Dialect, Mapping[str, str]], Chosen],
    cli_2: Chosen,
    names: list[str],
) -> str:
    """Each variable with its value, and who takes the profile or the Region from it."""
    takers: dict[str | None, list[str]] = {}
    for dialect in Dialect:
        title = "boto3 and version 1 of the AWS CLI" if dialect is Dialect.PYTHON else dialect.title
        takers.setdefault(choose(dialect, environ).variable, []).append(title)
    takers.setdefault(cli_2.variable, []).append("version 2 of the AWS CLI")
    told = [
        f"`{name}` (`{masked_text(environ[name])}`) chooses the {what} of "
        + (_everyone(takers[name]) if name in takers else "nobody")
        for name in names
    ]
    blind = f"; {enumerated(takers[None])} do not read it" if None in takers else ""
    return enumerated(told) + (blind if len(names) == 1 else "")


def _everyone(titles: list[str]) -> str:
    return "every SDK" if len(titles) > len(Dialect) else enumerated(titles)
