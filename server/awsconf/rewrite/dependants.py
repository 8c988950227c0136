"""The profiles that use a rewritten one as their source, and what the rewrite means for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.chains import assumes_role
from awsconf.edits import Edit
from awsconf.profiles import Found, Profile
from awsconf.rewrite.wiring import LONGEST_CHAINED
from awsconf.snapshot import Snapshot


def dependants(snapshot: Snapshot, profile: Profile) -> tuple[Profile, ...]:
    """The profiles that assume their roles with the credentials of `profile`."""
    asking = snapshot.references["source_profile"].get(profile.name, ())
    return tuple(other for other in asking if other is not profile and assumes_role(other))


def shortened(snapshot: Snapshot, profile: Profile) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """The edits that give each of them the hour that AWS grants in a chain, and their remark.

    AWS refused more with the copied session too; what was dead anyway fails no more for that.
    """
    found = list(_too_long(snapshot, profile))
    edits = tuple(Edit(one.at, str(LONGEST_CHAINED)) for _, one in found)
    names = ", ".join(f"`{other.name}`" for other, _ in found[:3])
    return edits, (f"{names} for an hour at most",) if found else ()


def warnings(snapshot: Snapshot, profile: Profile) -> Iterator[str]:
    """Sentences about the profiles that use `profile` as their source."""
    found = dependants(snapshot, profile)
    if len(found) == 1:
        yield (
            f"`{found[0].name}` assumes its role with the credentials of `{profile.name}`;"
            " once those renew themselves, so do its own"
        )
    elif found:
        names = ", ".join(f"`{other.name}`" for other in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        yield (
            f"{names}{more} assume their roles with the credentials of `{profile.name}`;"
            " once those renew themselves, so do theirs"
        )


def _too_long(snapshot: Snapshot, profile: Profile) -> Iterator[tuple[Profile, Found]]:
    for other in dependants(snapshot, profile):
        found = other.get("duration_seconds")
        if found is None or found.part.reading.name != other.name:
            continue
        if re.fullmatch("[0-9]{4,5}", found.text) and 3600 < int(found.text) <= 43200:
            yield other, found
