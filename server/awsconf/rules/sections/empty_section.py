"""The rule `empty-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.profiles import Profile
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, profile_rule
from awsconf.snapshot import Presence, Scene
from awsconf.syntax import LineKind
from awsconf.targets import concerned


@profile_rule(Severity.HINT, fixable=True)
def empty_section(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A profile without a single setting in either file.

    To JavaScript there is no such profile, and whoever asks for it fails; to the others there is
    one that says nothing.

    ```world
    own = true
    ```

    ```ini config
    [profile dev]
    ^^^^^^^^^^^^^ empty-section: `dev` holds no settings, so to JavaScript there is no such profile
    [profile test]
    region = eu-west-1
    ```
    """
    own = [part for part in profile.parts if part.reading.name == profile.name]
    if profile.name == "default" or any(part.reading.names for part in own):
        return
    if Presence.UNSEEN in scene[:2] or any(part.reading.problems for part in own):
        return
    absent = "so to JavaScript there is no such profile"
    blind = concerned(scene.options, {Dialect.JS})
    yield Finding(
        profile.home.header_at,
        "`{profile}` holds no settings" + (f", {absent}" if blind else ""),
        profile=profile.name,
        fixes=tuple(_fixes(own)),
        unnecessary=True,
    )


def _fixes(parts: list[Part]) -> Iterator[Fix]:
    """Not safe: whoever asks for the profile is refused when it is gone."""
    lines = [line for part in parts for line in part.section.lines]
    stretches = [whole for part in parts if (whole := part.whole)]
    if len(stretches) == len(parts) and not any(line.kind is LineKind.COMMENT for line in lines):
        yield Fix("Delete this section", tuple(Edit(whole, "") for whole in stretches))
