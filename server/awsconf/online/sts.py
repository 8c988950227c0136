"""Requests to STS, sent by boto3 with given keys and nothing else: no chain of providers is asked.

Where a request goes and how it is signed, sent, tried again and read is boto3's own business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from typing import Any, NamedTuple

from awsconf.online import isolated
from awsconf.online.transport import Failed, Route, trouble_of
from awsconf.verification.subjects import Keys
from awsconf.verification.targets import Target
from awsconf.verification.troubles import Trouble

TIMEOUT = 10.0
"""Seconds, to connect and again to answer."""

ATTEMPTS = 2


class Place(NamedTuple):
    """Where a request goes, and the Region that its signature names."""

    url: str
    region: str


class Said(NamedTuple):
    """What STS said: a result, which may hold credentials, or the code of a refusal."""

    result: Mapping[str, Any]
    error: str | None
    date: str | None

    def __repr__(self) -> str:
        return f"<Said {self.error or 'yes'}>"


class Service(NamedTuple):
    """STS as a target means it, and the session of boto3 that asks it; for one thread alone."""

    session: Any
    target: Target


def service(target: Target) -> Service:
    """STS for a target."""
    globally = "legacy" if target.globally else "regional"
    return Service(isolated.session({"sts_regional_endpoints": globally}), target)


def place(service: Service) -> Place | Failed:
    """Where boto3 would ask STS: a request is made up, and dropped before it is signed."""
    from botocore import UNSIGNED

    def drop(request: Any, region_name: str, **_: Any) -> None:
        signing = request.context.get("signing") or {}
        raise _Dropped(Place(request.url, signing.get("region") or region_name))

    try:
        with closing(_client(service, {"signature_version": UNSIGNED, "proxies": {}})) as client:
            client.meta.events.register("before-sign.sts", drop)
            client.get_caller_identity()
    except _Dropped as dropped:
        return dropped.place
    except Exception as error:
        return Failed(trouble_of(error))
    return Failed(Trouble.OTHER)


def call(
    service: Service, route: Route, keys: Keys, operation: str, parameters: Mapping[str, str | int]
) -> Said | Failed:
    """Ask STS; what fails on the way or on its side is tried once more."""
    from botocore.exceptions import ClientError

    # The code of an MFA device is good for one request, be it answered or not.
    attempts = 1 if "TokenCode" in parameters else ATTEMPTS
    wishes = {
        "connect_timeout": route.timeout,
        "read_timeout": route.timeout,
        "proxies": dict(route.proxies),
        "retries": {"total_max_attempts": attempts, "mode": "standard"},
    }
    try:
        with closing(_client(service, wishes, keys, route.certificates)) as client:
            client.meta.events.register("before-parse.sts", _heed_the_proxy)
            answer = getattr(client, operation)(**parameters)
    except ClientError as error:
        return _refused(error.response)
    except Exception as error:
        return Failed(_trouble(error))
    return Said(answer, None, _date(answer))


class _Dropped(Exception):  # noqa: N818 - it is none of an error
    """Raised into boto3, so that it sends nothing."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


GLOBAL_REGION = "us-east-1"


def _client(
    service: Service,
    wishes: Mapping[str, Any],
    keys: Keys | None = None,
    certificates: str | None = None,
) -> Any:
    from botocore.config import Config

    target = service.target
    config = Config(
        user_agent="awsconf",
        use_fips_endpoint=target.fips,
        use_dualstack_endpoint=target.dual_stack,
        ignore_configured_endpoint_urls=True,
        # What AWS says of a value counts, not what is known of it here.
        parameter_validation=False,
        **wishes,
    )
    key_id, secret, token = keys or (None, None, None)
    return isolated.client(
        service.session,
        "sts",
        region_name=target.region or (GLOBAL_REGION if target.endpoint else "aws-global"),
        endpoint_url=target.endpoint,
        verify=certificates or True,
        config=config,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
        aws_session_token=token,
    )


def _heed_the_proxy(response_dict: Mapping[str, Any], **_: Any) -> None:
    """Of a request without TLS the proxy's own refusal looks like the server's."""
    from botocore.exceptions import ProxyConnectionError

    if response_dict["status_code"] == PROXY_WANTS_PASSWORD:
        raise ProxyConnectionError(proxy_url="")


PROXY_WANTS_PASSWORD = 407


def _refused(answer: Mapping[str, Any]) -> Said | Failed:
    code = answer.get("Error", {}).get("Code")
    # A number is what botocore makes of an answer that is none of AWS.
    if not isinstance(code, str) or not re.fullmatch(r"[A-Z][A-Za-z.]{2,63}", code):
        return Failed(Trouble.NOT_AWS)
    return Said({}, code, _date(answer))


def _date(answer: Mapping[str, Any]) -> str | None:
    date = answer["ResponseMetadata"].get("HTTPHeaders", {}).get("date")
    return date if isinstance(date, str) else None


def _trouble(error: Exception) -> Trouble:
    from botocore.exceptions import BotoCoreError
    from botocore.parsers import ResponseParserError

    if isinstance(error, (BotoCoreError, UnicodeError)):
        return trouble_of(error)
    # The parser stumbles over what it does not expect.
    stumbles = (ResponseParserError, KeyError, ValueError, TypeError, AttributeError)
    return Trouble.NOT_AWS if isinstance(error, stumbles) else Trouble.OTHER
