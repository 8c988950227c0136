"""Which proxy of the environment a request would go through, by the rules of urllib and botocore.

Source: boto/botocore: botocore/utils.py, `get_environ_proxies`; Python's `urllib.request`.
What macOS and Windows know of proxies beside the environment is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Proxy(NamedTuple):
    """A proxy, and the variable that names it; the URL may hold a password."""

    variable: str
    url: str

    def __repr__(self) -> str:
        return f"<Proxy of {self.variable}>"


def proxy_for(url: str, environ: Mapping[str, str]) -> Proxy | None:
    """The proxy that a request to `url` goes through; None where it goes straight."""
    found = _proxies(environ)
    parts = urlsplit(url)
    exceptions = found["no"].url if "no" in found else ""
    return None if _is_excepted(parts.netloc, exceptions) else found.get(parts.scheme)


def by_scheme(url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The same in the form that botocore takes."""
    proxy = proxy_for(url, environ)
    return {} if proxy is None else {urlsplit(url).scheme: proxy.url}


def _proxies(environ: Mapping[str, str]) -> dict[str, Proxy]:
    """By scheme; a name in small letters wins, even by being empty."""
    found: dict[str, Proxy] = {}
    for name, value in environ.items():
        scheme = _scheme(name)
        if scheme and value:
            found[scheme] = Proxy(name, value)
    # In a CGI script, this one could be a header of whoever asks.
    if "REQUEST_METHOD" in environ:
        found.pop("http", None)
    for name, value in environ.items():
        scheme = _scheme(name)
        if scheme and name.endswith("_proxy"):
            found.pop(scheme, None)
            if value:
                found[scheme] = Proxy(name, value)
    return found


def _is_excepted(netloc: str, exceptions: str) -> bool:
    """Whether `NO_PROXY` names a host, with its port or without: the host itself, or its domain."""
    if exceptions == "*":
        return True
    place = netloc.rpartition("@")[2].lower()
    host = re.sub(r":[0-9]*$", "", place)
    for one in exceptions.split(","):
        name = one.strip().lstrip(".").lower()
        if name and any(f".{known}".endswith(f".{name}") for known in (host, place)):
            return True
    return False


def _scheme(name: str) -> str:
    return name.lower().removesuffix("_proxy") if name.lower().endswith("_proxy") else ""
