"""The refactorings by their names, in the order in which people are told of them."""

from __future__ import annotations

from awsconf.refactoring.answers import Refactoring
from awsconf.refactoring.bases import (
    ROLE_WISHES,
    base_and_role,
    own_sources,
    role_template,
    split,
    with_keys,
)
from awsconf.refactoring.merging import merge, merge_all, repeated
from awsconf.refactoring.moves import (
    move_keys,
    move_settings,
    with_keys_in_config,
    with_settings,
)
from awsconf.refactoring.services import to_services, with_endpoints
from awsconf.refactoring.sessions import (
    all_from_session,
    all_to_session,
    from_session,
    in_sessions,
    legacy,
    to_session,
)

REFACTORINGS = (
    Refactoring(
        "sso-session",
        "let a profile that says where to sign in do so through an `[sso-session]`",
        "rewrite",
        to_session,
        legacy,
        together=all_to_session,
    ),
    Refactoring(
        "legacy-sso",
        "write into a profile where its session signs in, for tools that know no sessions",
        "rewrite",
        from_session,
        in_sessions,
        together=all_from_session,
    ),
    Refactoring(
        "base-and-role",
        "keep the keys of a profile in one of their own, and assume a role with them",
        "extract",
        base_and_role,
        with_keys,
        offer=role_template,
        wishes=ROLE_WISHES,
    ),
    Refactoring(
        "split",
        "keep the keys of a profile that is its own source in one of their own",
        "extract",
        split,
        own_sources,
    ),
    Refactoring(
        "move-keys",
        "move static keys from the config file to the credentials file",
        "move",
        move_keys,
        with_keys_in_config,
    ),
    Refactoring(
        "move-settings",
        "move what is no key from the credentials file to the config file",
        "move",
        move_settings,
        with_settings,
    ),
    Refactoring(
        "services",
        "move the endpoints of single services to a `[services]` section",
        "extract",
        to_services,
        with_endpoints,
    ),
    Refactoring(
        "merge",
        "make one of sections that stand there several times",
        "rewrite",
        merge,
        repeated,
        together=merge_all,
        mends=True,
    ),
)

BY_NAME = {refactoring.name: refactoring for refactoring in REFACTORINGS}
