"""The command `rewrite`: turn a profile with a copied token into one that renews itself."""

from __future__ import annotations

from argparse import Namespace

from awsconf.cli.fix import store
from awsconf.cli.inputs import Pair, pairs
from awsconf.cli.options import options
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import say, write
from awsconf.host import Host
from awsconf.report.diff import differences
from awsconf.report.model import Judged
from awsconf.rewrite.asked import Refused, Wishes, plan


def rewrite(arguments: Namespace, host: Host) -> int:
    """Show the rewrite that the flags ask for, or write it, and return the exit status."""
    pair = _pair_with(arguments.profile, pairs(arguments, host, options(arguments)))
    wishes = Wishes(
        arguments.role_arn,
        arguments.source_profile,
        arguments.mfa_serial,
        arguments.duration_seconds,
        arguments.sso_session,
    )
    planned = plan(pair.snapshot, arguments.profile, wishes)
    judged = Judged(pair.snapshot, ())
    if isinstance(planned, Refused):
        raise Stop(Status.USAGE, judged.say(planned.reason))
    after = pair.snapshot.edited(planned.fix.edits)
    write((differences(pair.snapshot, after),))
    say(f"awsconf: {judged.say(planned.fix.title)}")
    for sentence in planned.evidence:
        say(f"awsconf: evidence: {judged.say(sentence)}")
    if arguments.write:
        store(pair, after, host)
        say("awsconf: written")
    else:
        say("awsconf: nothing was written; add --write to do it")
    return Status.CLEAN


def _pair_with(name: str, found: list[Pair]) -> Pair:
    """The pair that has the profile; the first where none has, so that its names can be told."""
    having = [pair for pair in found if name in pair.snapshot.profiles]
    if len(having) > 1:
        files = ", ".join(f"`{pair.snapshot.config.path}`" for pair in having)
        raise Stop(Status.USAGE, f"several pairs have the profile `{name}` ({files}); name one")
    return (having or found)[0]
