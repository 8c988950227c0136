"""The rule `endpoint-not-honoured`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import moving
from awsconf.catalogue import find
from awsconf.portability.disagreement import evaluations
from awsconf.profiles import Found, Profile
from awsconf.readers.evaluation import Ignored, Ignoring
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.targets import Concerned, concerned, reads
from awsconf.text import At, Role

_ENDPOINTS = ("endpoint_url", "services", "ignore_configured_endpoint_urls")


@profile_rule(Severity.WARNING, needs=_ENDPOINTS, fixable=True)
def endpoint_not_honoured(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An endpoint in the credentials file that not every SDK looks for there.

    Where a profile stands in both files, Go takes from the credentials file the keys and a fixed
    list of settings, and endpoints are not among them: it sends its requests, with the keys that
    were meant for an emulator or for another maker's service, to AWS.
    In the config file everybody finds them.

    ```ini config
    [profile local]
    region = eu-west-1
    ```
    ```ini credentials
    [local]
    aws_access_key_id = test
    aws_secret_access_key = test
    endpoint_url = http://localhost:4566
    ^^^^^^^^^^^^ endpoint-not-honoured: Go passes over `endpoint_url` in the credentials file, as `local` stands in the config file too; move it there
    ```
    """
    ours, theirs = profile.own(Role.CONFIG), profile.own(Role.CREDENTIALS)
    if ours is None or theirs is None:
        return
    views = evaluations({part.role: part.section.text for part in (ours, theirs)})
    for name in _ENDPOINTS:
        value, setting = theirs.reading.settings.get(name), find(SectionKind.PROFILE, name)
        mine = ours.reading.settings.get(name)
        is_said = mine is not None and value is not None and mine.text == value.text
        if value is not None and value.text and setting is not None and not is_said:
            lost = Ignored(At(theirs.role, *value.line.name), Ignoring.MERGED_AWAY)
            losing = (each for each, view in views.items() if lost in view.ignored)
            who = concerned(scene.options, (each for each in losing if reads(each, setting)))
            if who:
                yield _finding(profile.name, ours, Found(theirs, value), who)


def _finding(name: str, ours: Part, found: Found, who: Concerned) -> Finding:
    settings = ours.reading.settings
    is_there = found.value.name.lower() in settings
    beside = next((Found(ours, value) for value in settings.values()), None)
    edits = () if is_there or beside is None else moving(found, beside)
    return Finding(
        found.name_at,
        "{who} over `{setting}` in the credentials file, as `{profile}` stands in the config file"
        " too; " + ("keep one of the two" if is_there else "move it there"),
        who=who.does("passes", "pass"),
        profile=name,
        setting=found.value.name,
        # Not safe: to them, the setting is new.
        fixes=fix("Move it to the config file", edits, preferred=True),
    )
