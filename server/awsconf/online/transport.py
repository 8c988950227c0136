"""One request the way botocore sends it: through the proxy and with the certificates it would use.

It is not tried again, redirects are not followed, and of a long answer the rest is not read.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from awsconf.proxies import by_scheme
from awsconf.verification.troubles import Trouble

if TYPE_CHECKING:
    from botocore.awsrequest import AWSResponse

LARGEST = 1 << 16


class Route(NamedTuple):
    """The way to a server; `proxies` may hold a password."""

    url: str
    proxies: Mapping[str, str]
    certificates: str | None
    """The file of those that are trusted; botocore's own where it is None."""
    timeout: float

    def __repr__(self) -> str:
        return f"<Route to {self.url}>"

    @classmethod
    def of(
        cls, url: str, environ: Mapping[str, str], timeout: float, certificates: str | None = None
    ) -> Route:
        """The way that the environment tells; `certificates` are those of the profile."""
        named = environ.get("AWS_CA_BUNDLE") or certificates or environ.get("REQUESTS_CA_BUNDLE")
        return cls(url, by_scheme(url, environ), named or None, timeout)


class Replied(NamedTuple):
    """The answer of a server: header names in small letters. `body` may hold a secret."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"<Replied {self.status}>"


class Failed(NamedTuple):
    """That there was no answer, and why."""

    trouble: Trouble


def send(route: Route, method: str, headers: Mapping[str, str], body: bytes) -> Replied | Failed:
    """Send a request that needs no signature."""
    from botocore.awsrequest import AWSRequest
    from botocore.httpsession import URLLib3Session

    keep_silent()
    url = route.url if urlsplit(route.url).path else f"{route.url}/"
    request = AWSRequest(method, url, dict(headers), body, stream_output=True)
    session = URLLib3Session(
        verify=route.certificates or True, proxies=dict(route.proxies), timeout=route.timeout
    )
    try:
        return _replied(session.send(request.prepare()))
    except Exception as error:
        return Failed(trouble_of(error))
    finally:
        session.close()


def keep_silent() -> None:
    """Have boto3 and its like log nothing: on DEBUG they tell tokens, and whole answers."""
    for name in ("boto3", "botocore", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def trouble_of(error: Exception) -> Trouble:
    """What an exception of botocore or urllib3 says; its text may quote the proxy's password."""
    from botocore import exceptions as of_botocore

    kinds = (
        (of_botocore.SSLError, Trouble.CERTIFICATE),
        (of_botocore.ProxyConnectionError, Trouble.PROXY),
        ((of_botocore.ConnectTimeoutError, of_botocore.ReadTimeoutError), Trouble.TIMED_OUT),
        (of_botocore.EndpointConnectionError, Trouble.UNREACHABLE),
        (of_botocore.ConnectionClosedError, Trouble.CLOSED),
    )
    found = next((trouble for kind, trouble in kinds if isinstance(error, kind)), Trouble.OTHER)
    if found is Trouble.UNREACHABLE and _is_of_names(error):
        return Trouble.NAME_UNKNOWN
    return found


def _replied(response: AWSResponse) -> Replied:
    body = response.raw.read(LARGEST, decode_content=True)
    headers = {str(name).lower(): str(value) for name, value in response.headers.items()}
    return Replied(response.status_code, headers, body)


def _is_of_names(error: BaseException) -> bool:
    """Whether a name could not be resolved, as far as the chain of exceptions tells."""
    import socket

    inner: object = getattr(error, "kwargs", {}).get("error")
    told = [inner, getattr(inner, "__cause__", None), error.__cause__, error.__context__]
    names = [type(one).__name__ for one in told]
    return "NameResolutionError" in names or any(isinstance(one, socket.gaierror) for one in told)
