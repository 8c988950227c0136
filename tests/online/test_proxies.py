"""The proxies of an environment, compared with what urllib makes of the same one."""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit

import pytest
from botocore.utils import get_environ_proxies
from hypothesis import given, settings
from hypothesis import strategies as st

from awsconf.proxies import by_scheme, proxy_for

NAMES = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "REQUEST_METHOD"]
VALUES = ["", "http://one:3128", "two:3128"]
EXCEPTIONS = [
    "",
    "*",
    "169.254.169.254",
    "example.com",
    ".example.com",
    " a.example.com:8080 , localhost",
    "[fd00:ec2::254]",
    "127.0.0.1,",
]
URLS = [
    "http://169.254.169.254",
    "http://[fd00:ec2::254]",
    "https://sts.example.com",
    "http://a.example.com:8080",
    "https://notexample.com",
    "http://127.0.0.1:5000/path",
]
environments = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES)).flatmap(
    lambda found: st.builds(
        lambda name, value: {**found, name: value},
        st.sampled_from(["no_proxy", "NO_PROXY"]),
        st.sampled_from(EXCEPTIONS),
    )
)


@pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="the system has a say there, and names fold"
)
@settings(deadline=None)
@given(environments, st.sampled_from(URLS))
def test_botocore_would_take_the_same(environ: dict[str, str], url: str) -> None:
    kept = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environ)
        expected = get_environ_proxies(url).get(urlsplit(url).scheme)
    finally:
        os.environ.clear()
        os.environ.update(kept)
    assert by_scheme(url, environ).get(urlsplit(url).scheme) == expected


def test_the_variable_is_named_and_the_password_is_not() -> None:
    found = proxy_for("http://x", {"HTTP_PROXY": "http://user:word@proxy"})
    assert found is not None
    assert repr(found) == "<Proxy of HTTP_PROXY>"
