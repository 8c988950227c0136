"""The command `rewrite`: turn a profile with a copied token into one that renews itself."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from awsconf.cli.fix import store
from awsconf.cli.inputs import Pair, pairs
from awsconf.cli.options import options
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.rewrite_arguments import DEFAULT
from awsconf.cli.screen import say, write
from awsconf.host import Host
from awsconf.report.diff import differences
from awsconf.report.model import Judged
from awsconf.rewrite.asked import Refused, Wishes, plan
from awsconf.rule import Fix


def rewrite(arguments: Namespace, host: Host) -> int:
    """Show the rewrite that the flags ask for, or write it, and return the exit status."""
    if arguments.mode != DEFAULT or arguments.all or arguments.list:
        # Imported here, since whoever rewrites a token needs none of it.
        from awsconf.cli.refactor import refactor

        return refactor(arguments, host)
    if arguments.profile is None:
        raise Stop(Status.USAGE, "the following arguments are required: PROFILE")
    pair = pair_with(arguments.profile, pairs(arguments, host, options(arguments)))
    planned = plan(pair.snapshot, arguments.profile, wished(arguments))
    judged = Judged(pair.snapshot, ())
    if isinstance(planned, Refused):
        raise Stop(Status.USAGE, judged.say(planned.reason))
    evidence = [f"evidence: {sentence}" for sentence in planned.evidence]
    return carry_out(pair, planned.fix, evidence, arguments, host)


def carry_out(
    pair: Pair, fix: Fix, remarks: Iterable[str], arguments: Namespace, host: Host
) -> int:
    """Show a change as a diff, and write it if that is asked for; the exit status."""
    judged, after = Judged(pair.snapshot, ()), pair.snapshot.edited(fix.edits)
    write((differences(pair.snapshot, after),))
    say(f"awsconf: {judged.say(fix.title)}")
    for remark in remarks:
        say(f"awsconf: {judged.say(remark)}")
    if arguments.write:
        store(pair, after, host)
        say("awsconf: written")
    else:
        say("awsconf: nothing was written; add --write to do it")
    return Status.CLEAN


def wished(arguments: Namespace) -> Wishes:
    """What the person gave."""
    return Wishes(
        arguments.role_arn,
        arguments.source_profile,
        arguments.mfa_serial,
        arguments.duration_seconds,
        arguments.sso_session,
    )


def pair_with(name: str, found: list[Pair]) -> Pair:
    """The pair that has the profile; the first where none has, so that its names can be told."""
    having = [pair for pair in found if name in pair.snapshot.profiles]
    if len(having) > 1:
        files = ", ".join(f"`{pair.snapshot.config.path}`" for pair in having)
        raise Stop(Status.USAGE, f"several pairs have the profile `{name}` ({files}); name one")
    return (having or found)[0]
