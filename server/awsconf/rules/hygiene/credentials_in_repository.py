"""The rule `credentials-in-repository`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.expiry import State
from awsconf.credentials.statics import judged_in, supplying_keys
from awsconf.profiles import Found
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.ERROR, needs=("aws_secret_access_key",))
def credentials_in_repository(snapshot: Snapshot) -> Iterator[Finding]:
    """Keys in a file that git tracks, or would take along with the next `git add .`.

    Whoever clones the repository has the keys, and its history keeps them when the file is gone.
    That a file is tracked is read from the repository's index; git itself is not run. One that is
    not tracked is a warning, unless the work tree's `.gitignore` leaves it out.
    Placeholders, the sample keys of AWS's pages, emulators' keys and dead sessions are no matter.

    ```world
    tracked.credentials = true
    ```

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ^^^^^^^^^^^^^^^^^^^^^ credentials-in-repository: git tracks this file with the keys of `dev`, so all who have the repository have them; rotate them, and take the file out
    ```
    """
    for role in snapshot.readings:
        half = snapshot.half(role)
        secrets = dict(_secrets(snapshot, role)) if half.tracked is not None else {}
        if not secrets:
            continue
        (name, first), *others = secrets.items()
        yield Finding(
            first.name_at,
            "git tracks this file with the keys of `{profile}`, so all who have the repository have"
            " them; rotate them, and take the file out"
            if half.tracked
            else "this file with the keys of `{profile}` lies in a git work tree, which does not"
            " ignore it; move it, or name it in `.gitignore`",
            profile=name,
            severity=None if half.tracked else Severity.WARNING,
            related=tuple(
                Related(found.name_at, f"the keys of `{name}`") for name, found in others
            ),
        )


def _secrets(snapshot: Snapshot, role: Role) -> Iterator[tuple[str, Found]]:
    """The secrets of one file that may still work, by the profile; each place once."""
    seen = set()
    for name, profile in snapshot.profiles.items():
        keys = judged_in(profile, role)
        if keys is None or not keys.is_whole or keys.secret is None or keys.secret.at in seen:
            continue
        verdict = snapshot.verdicts.get(name)
        is_dead = verdict is not None and verdict.state is State.EXPIRED
        if not is_dead or keys != supplying_keys(profile):
            seen.add(keys.secret.at)
            yield name, keys.secret
