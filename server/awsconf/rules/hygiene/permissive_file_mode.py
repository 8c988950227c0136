"""The rule `permissive-file-mode`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.credentials.statics import SECRET_KEY, keys_in
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Half, Snapshot
from awsconf.text import At, Role


@pair_rule(Severity.WARNING, needs=("aws_secret_access_key",))
def permissive_file_mode(snapshot: Snapshot) -> Iterator[Finding]:
    """A file with keys that other people on the machine may read or change.

    The AWS CLI writes its files for their owner alone (mode 600), and newer versions warn of any
    other mode (aws/aws-cli#10019). Looked at are files with keys that are no placeholders, on
    POSIX, where the file is your own; a checked-out repository has other worries.
    A mode is no text, so no edit mends it.

    ```world
    mode.credentials = 644
    ```

    ```ini credentials
    [default]
    ^^^^^^^^^ permissive-file-mode: everybody on this machine may read the keys in this file, by its mode 644; run `chmod 600 ~/.aws/credentials`
    aws_access_key_id = <AKIA alice>
    aws_secret_access_key = <secret alice>
    ```
    """
    for role, reading in snapshot.readings.items():
        half = snapshot.half(role)
        checked_out = half.tracked is not None and not snapshot.own
        if half.mode is None or not half.mode & _OTHERS or checked_out:
            continue
        headers = [part.header_at for part in reading.parts if part.reading.header is not None]
        if headers and _holds_keys(snapshot, role):
            yield _finding(half, half.mode, headers[0])


_GROUP, _EVERYBODY, _READ = 0o060, 0o006, 0o044
_OTHERS = _GROUP | _EVERYBODY


def _holds_keys(snapshot: Snapshot, role: Role) -> bool:
    # Most config files hold none at all, which is quickly seen.
    if not any(SECRET_KEY in part.reading.settings for part in snapshot.readings[role].parts):
        return False
    every = (keys_in(profile, role) for profile in snapshot.profiles.values())
    return any(keys and keys.secret and not keys.placeholders for keys in every)


def _finding(half: Half, mode: int, at: At) -> Finding:
    return Finding(
        at,
        "{who} may {do} the keys in this file, by its mode {mode}; run `chmod 600 {path}`",
        who="everybody on this machine" if mode & _EVERYBODY else "the group of this file",
        do="read" if mode & _READ else "change",
        mode=f"{mode:03o}",
        path=_word(half.path),
    )


def _word(path: str) -> str:
    """A path as a shell takes it; a tilde stays outside of the quotes, where it is read."""
    if re.fullmatch(r"[\w@%+=:,./~-]+", path):
        return path
    # Imported here, since hardly any path needs it.
    from shlex import quote

    home = "~/" if path.startswith("~/") else ""
    return home + quote(path.removeprefix(home))
