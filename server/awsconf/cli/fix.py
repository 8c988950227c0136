"""What `check --fix` and `check --diff` do: mend the pairs in memory, then write or show that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.cli.check import show, status
from awsconf.cli.inputs import Pair, shown
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import say, write
from awsconf.fixing import Fixed, fix_all
from awsconf.host import Change, ChangedOnDisk, Host, PairNotWritten, write_all
from awsconf.report.diff import differences
from awsconf.report.model import Judged
from awsconf.text import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from awsconf.rule import Rule
    from awsconf.snapshot import Snapshot


class Mended(NamedTuple):
    """A pair and what became of it in memory."""

    pair: Pair
    fixed: Fixed

    @property
    def judged(self) -> Judged:
        """What is left, in the texts as they are now."""
        return Judged(self.fixed.snapshot, self.fixed.left)


def fix(arguments: Namespace, host: Host, found: list[Pair], rules: tuple[Rule, ...]) -> int:
    """Apply the fixes asked for, on disk or, with --diff, on paper; return the exit status."""
    mended = [
        Mended(pair, fix_all(pair.snapshot, rules, unsafe=arguments.unsafe_fixes)) for pair in found
    ]
    if any(not one.fixed.converged for one in mended):
        raise Stop(Status.INTERNAL, "internal error: fixes undo each other; nothing was written")
    left = [one.judged for one in mended]
    if arguments.diff:
        write(differences(one.pair.snapshot, one.fixed.snapshot) for one in mended)
        _tell(mended, "would fix")
        count = sum(len(one.diagnostics) for one in left)
        say(f"awsconf: {count} finding{'s' if count != 1 else ''} would be left")
        return status(arguments, left, changed=any(one.fixed.done for one in mended))
    for one in mended:
        store(one.pair, one.fixed.snapshot, host)
        _tell([one], "fixed")
    show(arguments, host, left, rules)
    return status(arguments, left)


def store(pair: Pair, after: Snapshot, host: Host) -> None:
    """Write the files that changed, both or none. Raises Stop where that cannot be done."""
    changes = list(_changes(pair, after))
    try:
        write_all(changes)
    except ChangedOnDisk as error:
        name = shown(error.path, host)
        raise Stop(Status.USAGE, f"`{name}` {error.what}; it was left alone") from None
    except PairNotWritten as error:
        state = [f"`{shown(path, host)}` was put back as it was" for path in error.restored]
        state += [f"`{shown(path, host)}` could not be put back" for path in error.left]
        what = f"`{shown(error.path, host)}` could not be written: {_reason(error.__cause__)}"
        raise Stop(Status.USAGE, "; ".join([what, *state])) from None
    except OSError as error:
        names = ", ".join(f"`{shown(change.path, host)}`" for change in changes)
        raise Stop(Status.USAGE, f"{names} could not be written: {_reason(error)}") from None


def _reason(error: BaseException | None) -> str:
    """Why the system refused, in its words."""
    if isinstance(error, ChangedOnDisk):
        return error.what
    words = error.strerror if isinstance(error, OSError) else None
    return words or type(error).__name__


def _changes(pair: Pair, after: Snapshot) -> Iterator[Change]:
    for role in Role:
        document = after.document(role)
        if document is not None and document is not pair.snapshot.document(role):
            yield Change(pair.paths[role], document.text, pair.reads.get(role))


def _tell(mended: Sequence[Mended], verb: str) -> None:
    """What was done, a line each, on standard error: the report itself may be for a program."""
    for one in mended:
        before = Judged(one.pair.snapshot, ())
        for (rule, finding, _, _), fix in one.fixed.done:
            path = before.location(finding.at).path
            say(f"awsconf: {verb} {path}: {rule.name}: {before.say(fix.title)}")
