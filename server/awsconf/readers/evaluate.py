"""Asks any one SDK what it makes of the pair."""

from __future__ import annotations

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.syntax import Document


def evaluate(dialect: Dialect, config: Document | None, credentials: Document | None) -> Evaluation:
    """What the SDK makes of both files; None is a file that is not there."""
    # Each is imported when it is asked for: most commands ask one or none of them.
    if dialect is Dialect.PYTHON:
        from awsconf.readers import botocore

        return botocore.evaluate(config, credentials)
    if dialect is Dialect.JS:
        from awsconf.readers import javascript

        return javascript.evaluate(config, credentials)
    if dialect is Dialect.GO:
        from awsconf.readers import go

        return go.evaluate(config, credentials)
    from awsconf.readers import specification

    return specification.evaluate(config, credentials, dialect)
