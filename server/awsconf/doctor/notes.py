"""The variables that login tools leave behind: what they tell, and who reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.credentials.lifetime import humanise, show
from awsconf.credentials.stamps import parse_stamp
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations
from awsconf.evidence import Certainty
from awsconf.redaction import masked_text
from awsconf.snapshot import Snapshot

NO_SDK = "no SDK reads it"
EXPIRIES: Mapping[str, str] = {
    "AWS_CREDENTIAL_EXPIRATION": "the AWS CLI, boto3 and JavaScript read it; aws-vault and"
    " `aws configure export-credentials` set it",
    "AWS_SESSION_EXPIRATION": f"{NO_SDK}, only prompts do; Granted, aws-google-auth,"
    " onelogin-aws-assume-role and older aws-vault set it",
    "AWS_SSO_SESSION_EXPIRATION": f"{NO_SDK}; aws-sso-cli sets it",
    "AWSUME_EXPIRATION": f"{NO_SDK}; awsume sets it",
}
TOOLS: Mapping[str, str] = {
    "AWS_VAULT": "this shell was started by aws-vault for `{}`",
    "AWSUME_PROFILE": "awsume put the profile `{}` into this shell",
    "AWS_SSO_PROFILE": "aws-sso-cli put the profile `{}` into this shell",
    "GRANTED_SSO_ROLE_NAME": "Granted put the role `{}` into this shell",
}


def notes(snapshot: Snapshot, _: Observations) -> Iterator[Line]:
    """What each of them tells."""
    # They hide nothing, and without them a session is as it was: so no command clears them.
    yield from _tools(snapshot.environ)
    yield from _expiries(snapshot)


def _tools(environ: Mapping[str, str]) -> Iterator[Line]:
    for name, sentence in TOOLS.items():
        if environ.get(name):
            told = sentence.format(masked_text(environ[name]))
            message = f"{told} (`{name}`; {NO_SDK})"
            yield Line(Topic.ENVIRONMENT, State.NOTE, message, Certainty.STRONG)


def _expiries(snapshot: Snapshot) -> Iterator[Line]:
    for name, readers in EXPIRIES.items():
        text = snapshot.environ.get(name)
        if not text:
            continue
        stamp = parse_stamp(text)
        if stamp is None:
            told = "is no time that can be read"
        elif not stamp.aware:
            told = f"says {stamp.moment:%Y-%m-%d %H:%M} and no zone"
        else:
            left = humanise(stamp.moment - snapshot.now)
            ends = "ended" if stamp.moment <= snapshot.now else "ends"
            told = f"says that the session {ends} at {show(stamp.moment)}, {left}"
        message = f"`{name}` {told}; {readers}"
        yield Line(Topic.ENVIRONMENT, State.NOTE, message)
