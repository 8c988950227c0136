"""The SDKs whose reading of the files is computed, by the names that the command line takes."""

from __future__ import annotations

import enum


class Dialect(enum.Enum):
    """An SDK, as `--reader` and `--target` name it."""

    PYTHON = "python"
    """botocore, and so boto3 and both AWS CLIs."""
    JS = "js"
    """JavaScript v3."""
    GO = "go"
    """Go v2."""
    RUST = "rust"
    """Rust, and with it Kotlin: the cross-SDK specification to the letter."""
    JAVA = "java"
    """Java v2."""
    C = "c"
    """The AWS Common Runtime."""

    # Members are single objects, and Enum's own hash is a Python function.
    __hash__ = object.__hash__

    @property
    def title(self) -> str:
        """The name for a sentence."""
        return _TITLES[self.value]


_TITLES = {
    "python": "the AWS CLI and boto3",
    "js": "JavaScript",
    "go": "Go",
    "rust": "Rust",
    "java": "Java",
    "c": "the C runtime",
}
