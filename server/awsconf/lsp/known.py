"""What is known of credentials from elsewhere than the two files, while the server runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awsconf.facts import Answer, Facts, KeyPrint

if TYPE_CHECKING:
    from awsconf.host import Host
    from awsconf.lsp.settings import Settings


@dataclass(eq=False)
class Known:
    """What AWS answered, when it was asked."""

    answers: dict[KeyPrint, Answer] = field(default_factory=dict)

    def facts(self, _host: Host, _settings: Settings) -> Facts:
        """What is known now of the user's own pair."""
        return Facts(answers=dict(self.answers))
