"""The rule `missing-services-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.headings import Heading
from awsconf.insertions import empty_section
from awsconf.nearest import bare, nearest
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, fix, pair_rule
from awsconf.sections.misheaded import is_misheaded
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role
from awsconf.values.amiss import empty


@pair_rule(Severity.ERROR, needs=("services",), fixable=True)
def missing_services_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A `services` that names no `[services …]` section of the config file.

    botocore refuses to make a client: `The profile is configured to use the services section but
    the "locl" services configuration does not exist.` JavaScript refuses too.

    ```ini config
    [profile dev]
    services = locl
               ^^^^ missing-services-section: `dev` takes its endpoints from the section `[services locl]`, which does not exist; did you mean `local`?
    [services local]
    s3 =
      endpoint_url = http://localhost:4566
    ```
    """
    reading = snapshot.readings.get(Role.CONFIG)
    there = reading.services if reading is not None else {}
    for name, profiles in snapshot.references["services"].items():
        for profile in profiles if name not in there else ():
            found = profile.get("services")
            if found is not None and not name:
                yield from empty(found.part, "services", snapshot.scene)
            elif found is not None and not (found.value.following or _is_misheaded(snapshot, name)):
                yield _finding(snapshot, profile, found, tuple(there))


def _is_misheaded(snapshot: Snapshot, name: str) -> bool:
    """Whether it is there under a wrong header, of which another rule speaks."""
    return is_misheaded(snapshot, Heading(SectionKind.SERVICES, name))


def _finding(snapshot: Snapshot, profile: Profile, found: Found, there: tuple[str, ...]) -> Finding:
    name, comment = bare(found.text.removeprefix("services "))
    near = (name,) if name in there else nearest(name, there, limit=3)
    remedy = "; write `{nearest}` alone" if name in there else "; did you mean `{nearest}`?"
    changes = (
        Fix(f"Change to `{other}`", (Edit(found.at, other),), preferred=len(near) == 1)
        for other in near
        if not comment
    )
    return Finding(
        found.at,
        "`{profile}` takes its endpoints from the section `[services {section}]`, which does not"
        " exist" + (remedy if near else ""),
        profile=profile.name,
        section=name,
        nearest=near[0] if near else "",
        fixes=(
            *changes,
            *fix(f"Create the section `[services {name}]`", _creation(snapshot, found, name)),
        ),
    ).unless_unseen(snapshot.scene, Role.CONFIG)


def _creation(snapshot: Snapshot, found: Found, name: str) -> tuple[Edit, ...]:
    is_plain = found.text == name and " " not in name
    return empty_section(snapshot, f"services {name}") if is_plain else ()
