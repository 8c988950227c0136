"""Why a server could not be asked, whatever the question was."""

from __future__ import annotations

import enum


class Trouble(enum.Enum):
    """What stood in the way; the value completes "the server could not be asked: …"."""

    NAME_UNKNOWN = "its name is not known here (DNS)"
    UNREACHABLE = "nothing there takes a connection, or there is no route to it"
    TIMED_OUT = "it did not answer in time"
    CERTIFICATE = "the connection is not trusted (TLS)"
    PROXY = "the proxy does not let the request through"
    CLOSED = "the connection was cut before there was an answer"
    NOT_AWS = "what answered does not speak the language of AWS"
    CANCELLED = "it was cancelled"
    OTHER = "the request could not be sent"

    __hash__ = object.__hash__
