"""Whether JavaScript v3 asks the service of a container for credentials, at the URL it is given.

Source: aws/aws-sdk-js-v3: packages-internal/credential-provider-http/src/fromHttp/`fromHttp.ts`
and `checkUrl.ts`; what a URL is, the WHATWG says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from awsconf.resolve.answer import Failure
from awsconf.resolve.known import FULL_URI, RELATIVE_URI


def container(environ: Mapping[str, str]) -> Failure | None:
    """Why no service is asked; None where one is. A TypeError stops the chain."""
    relative, full = environ.get(RELATIVE_URI), environ.get(FULL_URI)
    if not relative and not full:
        return Failure("CredentialsProviderError", "No HTTP credential provider host provided.")
    return _refusal(f"http://169.254.170.2{relative}" if relative else full or "")


def _refusal(url: str) -> Failure | None:
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme, parts.hostname or ""
        # To ask for a port that is none raises, as JavaScript does.
        _ = parts.port
        is_accepted = scheme != "http" or _is_near(host)
    except ValueError:
        return _INVALID
    if not scheme or (scheme in ("http", "https") and not host):
        return _INVALID
    return None if is_accepted else _REFUSED


def _is_near(host: str) -> bool:
    """Whether a host may be asked without TLS, or is written too oddly to say that it may not."""
    if ":" in host:
        return ip_address(host) in (ip_address("::1"), ip_address("fd00:ec2::23"))
    if re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", host):
        return host.startswith("127.") or host in ("169.254.170.2", "169.254.170.23")
    is_number = re.fullmatch(r"\d+|0x[0-9a-f]*", host.rpartition(".")[2]) is not None
    is_plain = re.fullmatch("[a-z0-9._-]+", host) is not None
    return host == "localhost" or is_number or not is_plain


_INVALID = Failure("TypeError", "Invalid URL")
_REFUSED = Failure("CredentialsProviderError", "URL not accepted.")
