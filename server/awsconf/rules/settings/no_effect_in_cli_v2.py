"""The rule `no-effect-in-cli-v2`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.targets import concerned
from awsconf.text import Role


@section_rule(Severity.HINT, unusual=True)
def no_effect_in_cli_v2(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting that version 2 of the AWS CLI no longer reads.

    It dropped `api_versions`, `cli_follow_urlparam`, `defaults_mode` and the old choices of
    endpoints, which boto3 or version 1 still know, the section `[preview]`, and plug-ins without
    a `cli_legacy_plugin_path` (AWS CLI, "Breaking changes").

    ```ini config
    [profile dev]
    sts_regional_endpoints = regional
    ^^^^^^^^^^^^^^^^^^^^^^ no-effect-in-cli-v2: version 2 of the AWS CLI does not read `sts_regional_endpoints`
    ```
    """
    reading = part.reading
    tables = (SectionKind.PLUGINS, SectionKind.PREVIEW)
    if reading.names.isdisjoint(_DROPPED) and reading.kind not in tables:
        return
    if not concerned(scene.options, (Dialect.PYTHON,)):
        return
    if reading.kind is SectionKind.PROFILE:
        for name in sorted(reading.names & _DROPPED):
            yield Finding(
                part.at(reading.settings[name].line.name),
                "version 2 of the AWS CLI does not read `{setting}`",
                setting=name,
                profile=part.owner,
            )
    elif reading.kind in tables and part.role is Role.CONFIG:
        yield from _tables(part)


_DROPPED = frozenset(
    {
        "api_versions",
        "cli_follow_urlparam",
        "defaults_mode",
        "s3_us_east_1_regional_endpoint",
        "sts_regional_endpoints",
    }
)


def _tables(part: Part) -> Iterator[Finding]:
    """What is to be said of `[preview]` and `[plugins]`."""
    settings = part.reading.settings
    if part.reading.kind is SectionKind.PREVIEW:
        yield Finding(part.header_at, "version 2 of the AWS CLI does not read `[preview]`")
    elif settings and "cli_legacy_plugin_path" not in settings:
        yield Finding(
            part.header_at,
            "version 2 of the AWS CLI loads no plug-in without `cli_legacy_plugin_path`",
        )
