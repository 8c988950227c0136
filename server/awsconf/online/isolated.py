"""A session of boto3 that knows what it is told, and nothing of files, variables or the machine.

Where boto3 looks for anything by itself, it finds an empty place: so no key, endpoint, model or
plug-in can come from anywhere but the one who asks.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from awsconf.online.transport import keep_silent


def session(settings: Mapping[str, str]) -> Any:
    """A session with these settings, and botocore's own defaults for all others."""
    from boto3.session import Session

    keep_silent()
    return Session(botocore_session=_deaf(settings))


def client(session: Any, service: str, **wishes: Any) -> Any:
    """A client of such a session, which must be told its Region and all that it is to know."""
    from botocore.plugin import PluginContext, reset_plugin_context, set_plugin_context

    # By a variable, botocore would import any module into every client.
    token = set_plugin_context(PluginContext(plugins="DISABLED"))
    try:
        return session.client(service, **wishes)
    finally:
        reset_plugin_context(token)


def _deaf(settings: Mapping[str, str]) -> Any:
    from botocore.configprovider import ConfigValueStore, ConstantProvider
    from botocore.credentials import CredentialResolver
    from botocore.loaders import Loader
    from botocore.session import Session
    from botocore.tokens import TokenProviderChain

    # STS needs none of the handlers, and one of them looks at variables of AWS Lambda.
    found = Session(include_builtin_handlers=False)
    # Of a setting, a variable of the environment, a default and a type only the default is left.
    defaults = {name: default for name, (_, _, default, _) in Session.SESSION_VARIABLES.items()}
    nowhere = {"config_file": os.devnull, "credentials_file": os.devnull}
    told = {**defaults, **nowhere, **settings}
    store = ConfigValueStore({name: ConstantProvider(value) for name, value in told.items()})
    found.register_component("config_store", store)
    # botocore's own data alone, and not what lies in `~/.aws/models`.
    data = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    found.register_component("data_loader", data)
    found.register_component("credential_provider", CredentialResolver([]))
    found.register_component("token_provider", TokenProviderChain([]))
    return found
