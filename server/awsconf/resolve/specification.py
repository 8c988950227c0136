"""Who answers when Rust, Java or C is asked for credentials: the environment, the files, the rest.

In Rust an error in a profile ends the chain; Java and C go on and tell it only if nobody answers.
Sources: smithy-lang/smithy-rs: aws-config/src/default_provider/credentials.rs;
aws/aws-sdk-java-v2: `DefaultCredentialsProvider`;
awslabs/aws-c-auth: credentials_provider_default_chain.c.
"""

from __future__ import annotations

from collections.abc import Mapping

from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve import common_runtime, java, rust
from awsconf.resolve.answer import Asked, Found, Resolution, Step
from awsconf.resolve.known import World
from awsconf.resolve.steps import (
    KEY_IDS,
    SECRETS,
    Link,
    Reply,
    container,
    environment,
    follow,
    instance,
    profile_link,
    web_identity,
    world,
)


def answer(evaluation: Evaluation, asked: Asked) -> Resolution:
    """Who answers, for an evaluation of RUST, JAVA or C, or with which error it ends."""
    return follow(world(evaluation, asked), _LINKS[evaluation.dialect])


def _system_properties(_: World) -> Reply:
    remark = "`aws.accessKeyId` and `aws.secretAccessKey` of the process are not known here"
    return Reply((Step(Provider.SYSTEM_PROPERTIES, Found.CANNOT_TELL, remark),))


# Keys in the environment win over a profile even where code names it.
_LINKS: Mapping[Dialect, tuple[Link, ...]] = {
    Dialect.RUST: (
        environment(KEY_IDS, (*SECRETS, "SECRET_ACCESS_KEY")),
        profile_link(rust.ORDER, rust.ask, failure_ends=True),
        web_identity(lack_ends=True),
        container,
        instance,
    ),
    Dialect.JAVA: (
        _system_properties,
        environment(),
        web_identity(lack_ends=False),
        profile_link(java.ORDER, java.ask, failure_ends=False),
        container,
        instance,
    ),
    Dialect.C: (
        environment(),
        profile_link(common_runtime.ORDER, common_runtime.ask, failure_ends=False),
        web_identity(lack_ends=False),
        container,
        instance,
    ),
}
