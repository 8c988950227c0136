"""What a refusal means, and what to do about it.

A code of AWS is not proof of which of several values is wrong: an old token may be called
unknown instead of expired, a wrong clock looks like a wrong secret, and so on; the sentences
say no more than the code does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from awsconf.catalogue import regions
from awsconf.credentials.keys import IdKind
from awsconf.credentials.lifetime import humanise
from awsconf.verification import commands
from awsconf.verification.outcomes import BY_CLOCK, Outcome
from awsconf.verification.roles import Hop, Trial
from awsconf.verification.subjects import Subject
from awsconf.verification.troubles import Trouble


class Meaning(NamedTuple):
    """What happened, what to do, and the next command to type, if there is one."""

    what: str
    remedy: str
    command: str | None = None


def meaning(outcome: Outcome, asked: Subject | Trial) -> Meaning | None:
    """What an outcome says of what was asked; None where there is nothing to explain."""
    subject = asked.source if isinstance(asked, Trial) else asked
    if outcome.trouble is not None:
        return _of_trouble(outcome.trouble, subject)
    if outcome.error is None:
        return None
    if outcome.has_wrong_clock and outcome.error in BY_CLOCK and outcome.skew is not None:
        return _of_clock(outcome.skew)
    hop = asked.hops[outcome.hop] if isinstance(asked, Trial) else None
    if hop is not None and outcome.error in _OF_ROLES:
        return _OF_ROLES[outcome.error](hop)
    if hop is not None and outcome.hop > 0:
        what = f"AWS refuses the session that was just opened: `{outcome.error}`"
        return Meaning(what, f"look at the role of `{asked.profile}` in IAM")
    return _OF_KEYS.get(outcome.error, _unknown(outcome.error))(subject)


def _of_clock(skew: timedelta) -> Meaning:
    by = humanise(abs(skew)).removeprefix("in ")
    way = "ahead of" if skew > timedelta() else "behind"
    return Meaning(
        f"this computer's clock is {by} {way} that of the server, and AWS takes"
        " no request that seems to be signed then; of the keys this says nothing",
        "set the clock, by NTP best",
        commands.doctor(),
    )


def _of_trouble(trouble: Trouble, subject: Subject) -> Meaning:
    where = "STS" if subject.target.endpoint is None else "the endpoint of the profile"
    what = f"{where} could not be asked: {trouble.value}"
    region = subject.target.region
    if trouble is Trouble.NAME_UNKNOWN and region and region not in regions():
        return Meaning(what, f"see whether `{region}` is a Region; it is not listed")
    return Meaning(what, _WAYS_OUT[trouble])


_WAYS_OUT = {
    Trouble.NAME_UNKNOWN: "see whether this computer is online, and whether its VPN knows the name",
    Trouble.UNREACHABLE: "see whether the network lets requests out, or wants a proxy"
    " (`HTTPS_PROXY`)",
    Trouble.TIMED_OUT: "try again; if it lasts, a firewall may swallow the request, or a proxy be"
    " wanted (`HTTPS_PROXY`)",
    Trouble.CERTIFICATE: "where a proxy opens TLS, name its certificates in `ca_bundle` or"
    " `AWS_CA_BUNDLE`; a wrong clock has the same effect",
    Trouble.PROXY: "see whether `HTTPS_PROXY` is right, with its user and password, or except the"
    " host in `NO_PROXY`",
    Trouble.CLOSED: "try again; if it lasts, a firewall or a proxy may cut the connection",
    Trouble.NOT_AWS: "see what answers at that address: a proxy, the sign-in page of a network, or"
    " a wrong `endpoint_url`",
    Trouble.CANCELLED: "ask again when it suits",
    Trouble.OTHER: "see whether the endpoint and the certificates of the profile are right",
}

# What STS says of the keys themselves. The remedies name values, and no code tells which it is.


def _expired(subject: Subject) -> Meaning:
    what = "the session token has expired"
    if not subject.revealed.sends_token:
        # There is none to expire, so something else is old.
        return Meaning(f"{what}, says AWS, though none was sent", "see whether the clock is right")
    if subject.revealed.kind is IdKind.LONG_TERM:
        remedy = "delete the token: it is left over from other keys, and this one takes none"
        return Meaning(what, remedy, commands.check())
    remedy = "let the profile renew itself, or get new keys where these came from"
    return Meaning(what, remedy, commands.rewrite(subject.profile))


def _request_expired(subject: Subject) -> Meaning:
    what = "AWS calls the request expired"
    if subject.revealed.sends_token:
        what += ": its session token, or else this computer's clock"
        return Meaning(what, *_expired(subject)[1:])
    return Meaning(f"{what}, though it bears no token", "set the clock", commands.doctor())


def _unknown_id(subject: Subject) -> Meaning:
    facts, what = subject.revealed, "AWS does not know the access key, or not with what was sent"
    if facts.kind is IdKind.TEMPORARY and not facts.sends_token:
        remedy = "a temporary key works with its session token only, and there is none"
        return Meaning(what, remedy, commands.check())
    if facts.kind is IdKind.LONG_TERM and facts.sends_token:
        remedy = "delete the session token: a long-term key takes none"
        return Meaning(what, remedy, commands.check())
    if facts.sends_token:
        remedy = (
            "the token may be cut, of another key, or have died so long ago that AWS has forgotten"
            " it; or the Region is one where this kind of token does not count"
        )
        return Meaning(what, remedy, commands.rewrite(subject.profile))
    remedy = (
        "it may be mistyped, deleted or deactivated, or belong to another partition of AWS, such as"
        " China; see the user's access keys in IAM"
    )
    return Meaning(what, remedy)


def _signature(_: Subject) -> Meaning:
    what = "the signature does not fit: most likely the secret is not that of this access key"
    remedy = (
        "copy the secret again, whole and without quotes; if another secret was tried with the same"
        " key just now, wait some seconds, since AWS then refuses the right one too"
    )
    return Meaning(what, remedy, commands.check())


def _denied(_: Subject) -> Meaning:
    what = "AWS knows the keys, and a policy forbids even this request"
    return Meaning(what, "ask whoever administers the account: a policy denies with conditions")


def _region(subject: Subject) -> Meaning:
    region = subject.target.region or "this Region"
    what = f"STS is not switched on in `{region}` for the account"
    return Meaning(what, "switch the Region on in the account, or take another `region`")


def _busy(_: Subject) -> Meaning:
    return Meaning("AWS is asked too much, or has trouble of its own", "try again in a while")


def _unknown(code: str) -> Callable[[Subject], Meaning]:
    def unknown(_: Subject) -> Meaning:
        return Meaning(f"AWS refuses: `{code}`", "look the code up in the pages of AWS STS")

    return unknown


_OF_KEYS: dict[str, Callable[[Subject], Meaning]] = {
    "ExpiredToken": _expired,
    "ExpiredTokenException": _expired,
    "RequestExpired": _request_expired,
    "RequestTimeTooSkewed": _request_expired,
    "InvalidClientTokenId": _unknown_id,
    "UnrecognizedClientException": _unknown_id,
    "InvalidAccessKeyId": _unknown_id,
    "InvalidToken": _unknown_id,
    "AuthFailure": _unknown_id,
    "SignatureDoesNotMatch": _signature,
    "InvalidSignatureException": _signature,
    "IncompleteSignature": _signature,
    "AccessDenied": _denied,
    "AccessDeniedException": _denied,
    "RegionDisabledException": _region,
    "OptInRequired": _region,
    "Throttling": _busy,
    "ThrottlingException": _busy,
    "ServiceUnavailable": _busy,
    "InternalFailure": _busy,
}


def _role_denied(hop: Hop) -> Meaning:
    what = f"AWS lets these keys not assume the role of `{hop.profile}`, or there is no such role"
    remedy = (
        "see whether the role's trust policy names whoever asks, whether a policy allows"
        " `sts:AssumeRole`, and whether the ARN is right, its path included"
    )
    if hop.mfa_serial is None:
        remedy += "; the role may also want an MFA code (`mfa_serial`)"
    else:
        remedy += "; a wrong or used MFA code is refused the same way"
    return Meaning(what, remedy + ("" if hop.external_id else " or an `external_id`"))


def _role_invalid(hop: Hop) -> Meaning:
    what = f"AWS takes a value for the role of `{hop.profile}` for invalid"
    remedy = (
        "see whether `role_arn`, `role_session_name`, `external_id` and `duration_seconds` are"
        " right; a role lasts no longer than it is set to, and an hour where a role assumes it"
    )
    return Meaning(what, remedy, commands.check())


_OF_ROLES: dict[str, Callable[[Hop], Meaning]] = {
    "AccessDenied": _role_denied,
    "AccessDeniedException": _role_denied,
    "ValidationError": _role_invalid,
    "InvalidParameterValue": _role_invalid,
    "MalformedInput": _role_invalid,
}
