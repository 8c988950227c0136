"""Who answers for a profile, through which chain, or with which error: one module an SDK."""

from __future__ import annotations

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve.answer import Asked, Resolution


def ask(evaluation: Evaluation, asked: Asked) -> Resolution:
    """Ask the SDK that made the evaluation who answers."""
    # Each is imported when it is asked for: most commands ask one or none of them.
    if evaluation.dialect is Dialect.PYTHON:
        from awsconf.resolve import python

        return python.answer(evaluation, asked)
    if evaluation.dialect is Dialect.JS:
        from awsconf.resolve import javascript

        return javascript.answer(evaluation, asked)
    if evaluation.dialect is Dialect.GO:
        from awsconf.resolve import go

        return go.answer(evaluation, asked)
    from awsconf.resolve import specification

    return specification.answer(evaluation, asked)
