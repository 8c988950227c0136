"""The codes of MFA devices: from a flag, or asked for on a terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import say
from awsconf.verification.roles import Hop, Trial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awsconf.report.model import Judged


def codes_for(asked: Sequence[object], given: str | None, judged: Judged) -> dict[str, str]:
    """A code for each profile whose role wants one, by the name of the profile.

    None where there is nobody to ask.
    """
    wanting = _wanting(asked)
    if given is not None:
        if not re.fullmatch("[0-9]{6}", given):
            raise Stop(Status.USAGE, "--mfa-code: write the six digits that the device shows")
        if len(wanting) > 1:
            names = ", ".join(f"`{hop.profile}`" for hop in wanting)
            message = f"--mfa-code is good for one role, and several want one ({names})"
            raise Stop(Status.USAGE, judged.say(message))
        return {hop.profile: given for hop in wanting}
    if not sys.stdin or not sys.stdin.isatty():
        return {}
    return {hop.profile: _asked_for(hop, judged) for hop in wanting}


def _wanting(asked: Sequence[object]) -> list[Hop]:
    """The roles that want a code, each once."""
    hops = [hop for one in asked if isinstance(one, Trial) for hop in one.hops]
    return list({hop.profile: hop for hop in hops if hop.mfa_serial}.values())


def _asked_for(hop: Hop, judged: Judged) -> str:
    device = judged.say(hop.mfa_serial or "")
    say(f"awsconf: the six digits of the MFA device `{device}`, for the role of `{hop.profile}`:")
    code = sys.stdin.readline().strip()
    if not re.fullmatch("[0-9]{6}", code):
        raise Stop(Status.USAGE, "these are not six digits")
    return code
