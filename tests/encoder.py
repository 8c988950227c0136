"""The encoder of synthetic keys and tokens, which the demo ships and the tests share."""

from awsconf.demo.synthetic import (
    ACCOUNT,
    ISSUED,
    encode,
    key_id,
    message,
    noise,
    secret,
    token,
    user_block,
    varint,
    version_1,
    version_2,
)

__all__ = [
    "ACCOUNT",
    "ISSUED",
    "encode",
    "key_id",
    "message",
    "noise",
    "secret",
    "token",
    "user_block",
    "varint",
    "version_1",
    "version_2",
]
