"""The access key id of a profile, where it stands as a person meant it and can be judged."""

from __future__ import annotations

from awsconf.credentials.statics import judged_keys
from awsconf.naming import swallows
from awsconf.nearest import bare
from awsconf.profiles import Found, Profile
from awsconf.values.confusable import confusables


def judged_id(profile: Profile) -> Found | None:
    """The access key id to which AWS's own rules apply; None where others speak of it first.

    Quotes, a comment and odd characters are other rules', and so is a value that goes on over a
    line that was meant for something else.
    """
    keys = judged_keys(profile)
    if keys is None or keys.id is None or not keys.is_whole or swallows(*keys.id):
        return None
    text = keys.id.text
    return keys.id if bare(text)[0] == text and not any(confusables(text)) else None
