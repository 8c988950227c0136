"""What the environment does to the files: whom it names, and how far a finding about it goes.

A variable has no place in a file, so a finding points at the header that it concerns. It is a
fact in the shell from which we were asked; in an editor it is a hint, whose environment is that
of wherever it was started. No value of a key or token leaves here.
"""

from __future__ import annotations

from awsconf.credentials.companions import companions
from awsconf.credentials.expiry import Verdict, judge
from awsconf.credentials.keys import IdKind, id_kind, is_placeholder_id
from awsconf.credentials.tokens import decode_token
from awsconf.finding import Finding
from awsconf.profiles import Profile
from awsconf.snapshot import Snapshot
from awsconf.text import At

PROFILE, DEFAULT_PROFILE = "AWS_PROFILE", "AWS_DEFAULT_PROFILE"
KEY_ID, SECRET_KEY = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
SESSION_TOKEN, SECURITY_TOKEN = "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"
TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE"  # noqa: S105 - the name of a variable
EXPIRATION = "AWS_CREDENTIAL_EXPIRATION"
PROFILES = (PROFILE, DEFAULT_PROFILE)


def variable(snapshot: Snapshot, name: str) -> str:
    """The value of a variable; empty where it is not set, or the files are not the user's own."""
    return snapshot.environ.get(name, "") if snapshot.own else ""


def chosen(snapshot: Snapshot) -> Profile | None:
    """The profile that boto3 takes where nobody names one, if it is there."""
    name = variable(snapshot, DEFAULT_PROFILE) or variable(snapshot, PROFILE) or "default"
    return snapshot.profiles.get(name)


def place(snapshot: Snapshot, profile: Profile | None = None) -> At | None:
    """The header of a profile, or the first of the files; None where there is no header."""
    if profile is not None:
        return profile.home.header_at
    parts = (part for reading in snapshot.readings.values() for part in reading.parts)
    return next((part.header_at for part in parts if part.reading.header_line), None)


def seen(snapshot: Snapshot, finding: Finding) -> Finding:
    """A finding as it may be told: in the shell as it is, in an editor as a mere hint."""
    if snapshot.in_shell:
        return finding
    return finding.softened(", in the environment that this editor was started with")


def session(snapshot: Snapshot) -> Verdict | None:
    """What can be said of the session token in the environment; None without one for AWS.

    A clock that the files prove wrong can date it no more than theirs.
    """
    key_id = variable(snapshot, KEY_ID)
    # An older token under the old name is another rule's.
    token = variable(snapshot, SESSION_TOKEN) or variable(snapshot, SECURITY_TOKEN)
    # Whoever talks to an emulator has tokens that live for ever.
    elsewhere = variable(snapshot, "AWS_ENDPOINT_URL") or is_placeholder_id(key_id)
    if not token or elsewhere or id_kind(key_id) is not IdKind.TEMPORARY:
        return None
    if snapshot.clock_doubt is not None:
        return None
    notes = companions([(name, variable(snapshot, name)) for name in _NOTES], extra=_NOTES)
    verdict = judge(
        decode_token(token),
        notes,
        now=snapshot.now,
        zone=snapshot.zone,
        expiring_within=snapshot.options.expiring_within,
    )
    evidence = tuple(map(_spelt, verdict.evidence))
    return verdict._replace(reason=_spelt(verdict.reason), evidence=evidence)


def marks(snapshot: Snapshot) -> tuple[str, ...]:
    """What the variables that tools set beside keys and tokens tell, and who reads them."""
    return tuple(sentence for name, sentence in _MARKS.items() if variable(snapshot, name))


_NOTES = (
    EXPIRATION,
    "AWS_SESSION_EXPIRATION",
    "AWS_SSO_SESSION_EXPIRATION",
    "AWSUME_EXPIRATION",
)
_MARKS = {
    "AWS_VAULT": "`AWS_VAULT` is set by aws-vault, which started this shell; `exit` leaves it",
    "AWSUME_PROFILE": "`AWSUME_PROFILE` is set by awsume; `awsume --unset` takes its keys away",
    EXPIRATION: "`AWS_CREDENTIAL_EXPIRATION` is read by the AWS CLI, boto3 and JavaScript alone",
    "AWS_SESSION_EXPIRATION": "`AWS_SESSION_EXPIRATION` is a note that no SDK reads",
    "AWS_SSO_SESSION_EXPIRATION": "`AWS_SSO_SESSION_EXPIRATION` is a note that no SDK reads",
    "AWSUME_EXPIRATION": "`AWSUME_EXPIRATION` is a note that no SDK reads",
}


def _spelt(sentence: str) -> str:
    """A sentence with the variables as the environment spells them."""
    for name in _NOTES:
        sentence = sentence.replace(name.lower(), name)
    return sentence
