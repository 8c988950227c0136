"""What an access key id or a secret access key reveals by its form alone.

Nothing here asks AWS, and no sentence that leaves here holds any part of a secret.
"""

from __future__ import annotations

import enum
import re
from typing import NamedTuple


class IdKind(enum.Enum):
    """What a value of `aws_access_key_id` is, by its prefix (IAM User Guide, "IAM identifiers")."""

    LONG_TERM = "long-term access key id"
    TEMPORARY = "temporary access key id"
    BEARER = "id of an STS service bearer token"
    CONTEXT = "id of a context-specific credential"
    RESOURCE = "id of an IAM resource"
    BEDROCK = "Bedrock API key"
    EMULATOR = "emulator's access key id"
    LEGACY = "access key id of an old form"
    OTHER = "unrecognised value"


def id_kind(key_id: str) -> IdKind:
    """What `key_id` is; OTHER if it has no form that AWS or its emulators are known to use."""
    if _PREFIXED.fullmatch(key_id):
        kind = _KINDS.get(key_id[:4])
        if kind:
            return kind
    if key_id.startswith(("ABSK", "bedrock-api-key-")):
        return IdKind.BEDROCK
    if key_id == "test" or _is_account(key_id):
        return IdKind.EMULATOR
    return IdKind.LEGACY if _TWENTY.fullmatch(key_id) else IdKind.OTHER


def account_of(key_id: str) -> str | None:
    """The account (12 digits) that an `AKIA` or `ASIA` id holds, or None if it is not readable.

    Ids of the old generation and placeholders hold none. The layout is undocumented but was
    confirmed on 120,753 public pairs ("A short note on AWS KEY ID", Tal Be'ery; "A bitwise
    analysis of AWS access key identifiers", WithSecure Labs), so the answer is strong, not proof.
    """
    if not _DECODABLE.fullmatch(key_id) or is_placeholder_id(key_id):
        return None
    # Ten characters are fifty bits, of which the first is the generation and the next forty-seven
    # hold the account. Comparing single characters instead is off by one for some ids.
    head = int(key_id[4:14].translate(_TO_BASE_32), 32) >> 2
    if not head >> 47:
        return None
    account = f"{(head & 0x7FFF_FFFF_FF80) >> 7:012}"
    return account if len(account) == 12 else None


def masked_id(key_id: str) -> str:
    """`key_id` as messages may show it: `AKIA…` and the last four characters.

    Anything that is not beyond doubt an AWS id is named by its kind only, in angle brackets.
    """
    if re.fullmatch(_SHOWABLE, key_id):
        return f"{key_id[:4]}…{key_id[-4:]}"
    return f"<{id_kind(key_id).value}>"


def looks_like_id(text: str) -> bool:
    """Whether `text` has exactly the form of an access key id: a known prefix and 16 more."""
    return bool(_ID.fullmatch(text))


def looks_like_secret(text: str) -> bool:
    """Whether `text` has exactly the form of a secret access key: 40 characters of its alphabet."""
    return bool(_SECRET.fullmatch(text))


def secret_problem(text: str, key_id: str = "", token: str = "") -> str | None:
    """Why `text` cannot be a working secret access key, or None.

    The reason completes "the secret access key …" and holds no part of any value. `key_id` and
    `token` are the other values of the same section, if it has them.
    """
    text = text.strip()
    if not text:
        return "is empty"
    if text == key_id.strip():
        return "is the same text as the access key id"
    if text == token.strip():
        return "is the same text as the session token"
    if looks_like_secret(text):
        return None
    if looks_like_id(text):
        return "has the form of an access key id"
    fault = next((reason for form, reason in _FAULTS if re.search(form, text)), None)
    return fault or _alphabet_fault(text)


def is_placeholder_id(text: str) -> bool:
    """Whether `text` stands for an access key id to be filled in: `YOUR_KEY`, `AKIA…EXAMPLE`.

    Twelve equal digits do not: an emulator takes an account number for an id.
    """
    text = text.strip()
    if _EXAMPLE_ID.search(text):
        return not _is_account(text)
    return not looks_like_id(text) and bool(re.search(_TEMPLATE, text) or re.match(_WORDS, text))


def is_placeholder_secret(text: str) -> bool:
    """Whether `text` stands for a secret access key to be filled in."""
    text = text.strip()
    return _is_filler(text) or (not looks_like_secret(text) and bool(re.match(_WORDS, text)))


def is_placeholder_token(text: str) -> bool:
    """Whether `text` stands for a session token to be filled in."""
    text = text.strip()
    if _is_filler(text) or text.startswith(_REPEATED_START):
        return True
    return bool(re.match(_WORDS, text))


class Fingerprint(NamedTuple):
    """Stands for a secret where only its equality matters."""

    digest: bytes

    def __repr__(self) -> str:
        return "<redacted>"


def fingerprint(secret: str) -> Fingerprint:
    """An opaque value that is equal for equal secrets, and from which none can be guessed."""
    # Imported here because it costs more than the rest of this module, and few commands need it.
    from hashlib import blake2b

    text = secret.encode("utf-8", "surrogatepass")
    return Fingerprint(blake2b(text, digest_size=16).digest())


_KINDS = {
    "AKIA": IdKind.LONG_TERM,
    "ASIA": IdKind.TEMPORARY,
    "ABIA": IdKind.BEARER,
    "ACCA": IdKind.CONTEXT,
    "AIDA": IdKind.RESOURCE,
    "AROA": IdKind.RESOURCE,
    "AGPA": IdKind.RESOURCE,
    "AIPA": IdKind.RESOURCE,
    "ANPA": IdKind.RESOURCE,
    "ANVA": IdKind.RESOURCE,
    "APKA": IdKind.RESOURCE,
    "ASCA": IdKind.RESOURCE,
    "LKIA": IdKind.EMULATOR,
    "LSIA": IdKind.EMULATOR,
}

# The API model promises 16 to 128 word characters; in practice there are 20, in capitals.
_PREFIXED = re.compile(r"[A-Z]{4}[A-Z0-9]{12,124}")
_SHOWABLE = rf"(?:{'|'.join(_KINDS)})[A-Z0-9]{{12,28}}"
_ID = re.compile(r"(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|LKIA|LSIA)[A-Z0-9]{16}")
_DECODABLE = re.compile(r"A[KS]IA[A-Z2-7]{16}")
_TWENTY = re.compile(r"[A-Z0-9]{20}")
_TO_BASE_32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHIJKLMNOPQRSTUV")

_SECRET = re.compile(r"[A-Za-z0-9+/]{40}")
_SECRET_LENGTH = 40

# What follows is compiled when a value is first seen that is not plainly a good one.

# The loaders of the SDKs keep all of these as part of the value.
_FAULTS = (
    (r"[\r\n]", "runs over several lines"),
    (r"[\"'`]", "holds quotes, which most SDKs take as part of the value"),
    (r"\s[#;]", "is followed by a comment, which the AWS CLI and boto3 take as part of it"),
    (r"%[0-9A-Fa-f]{2}", "holds URL escapes such as those for `/` and `+`"),
    (r"\s", "holds blanks"),
)

# None of these signs belongs to the alphabet of an id, a secret or a token.
_TEMPLATE = (
    r"(?as)<[^<>]*>|\{\{[^{}]*\}\}|\$\{[^{}]*\}|^\$\(?\w+\)?$|^\[.*\]$|^\{.*\}$"
    r"|\*{3}|\.{3}|…|•{3}|_{4}|^-{3,}$"
)
_ALPHABET = re.compile(r"[A-Za-z0-9+/=]+")
# No random value of this size has such a run in practice.
_RUN = "x" * 8
_EXAMPLE_ID = re.compile(
    r"EXAMPLE$|^(?:A[KS]IA|LKIA|LSIA)?([A-Za-z0-9?#])\1{2,}$|[xX]{7}", re.ASCII
)
# Words that people write where a value should stand. They are looked for at the start only, and
# never in a text that has the form of a real value, because short ones do occur by chance.
_WORDS = (
    r"(?ai)(?:(?:AKIA|ASIA)?[-_ ]*)"
    r"(?:your[-_ a-z]|my[-_ ]|the[-_ ]|some[-_ ]|an?[-_ ]|enter[-_ ]|paste|insert|change[-_ ]?me"
    r"|change[-_ ]?this|replace|place[-_ ]?holder|redacted|removed[-_ ]?|example|sample[-_ ]"
    r"|dummy[-_ ]|fill[-_ ]?me|fill[-_ ]?in|to[-_ ]?do$|todo[-_ ]|fixme|fake[-_ ]|tbd$|put[-_ ]"
    r"|aws[-_ ](?:access|secret|session)|access[-_ ]?key|secret[-_ ]?(?:access[-_ ]?)?key"
    r"|session[-_ ]?token)"
)
# The sample of AWS's own pages repeats the start of a token instead of continuing it.
_REPEATED_START = "IQoJb3JpZ2luX2IQoJb3JpZ2luX2"


def _is_account(text: str) -> bool:
    return len(text) == 12 and text.isascii() and text.isdigit()


def _is_filler(text: str) -> bool:
    if "EXAMPLE" in text or _RUN in text.lower():
        return True
    if len(text) > 2 and text == text[0] * len(text):
        return True
    # Tokens are long, and to know their alphabet is cheaper than to look for every sign in them.
    return not _ALPHABET.fullmatch(text) and bool(re.search(_TEMPLATE, text))


def _alphabet_fault(text: str) -> str | None:
    if len(text) != _SECRET_LENGTH:
        return f"has {len(text)} characters; those of AWS have {_SECRET_LENGTH}"
    if not _SECRET.fullmatch(text):
        return "holds a character other than letters, digits, `+` and `/`"
    return None
