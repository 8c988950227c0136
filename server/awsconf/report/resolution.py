"""What the formats of `resolve` draw from: answers and settings, with nothing secret in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.keys import masked_id
from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.redaction import HIDDEN, masked_stretch
from awsconf.resolve import choosing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awsconf.readers.evaluation import Evaluation, Refusal, Setting
    from awsconf.report.model import Judged
    from awsconf.resolve.answer import Failure, Hop, Resolution
    from awsconf.text import At


class Row(NamedTuple):
    """A value as it may be shown, and where it stands: in a file, or in an environment variable."""

    name: str
    value: str
    path: str | None
    line: int | None
    variable: str | None = None
    shadowed: tuple[Row, ...] = ()

    @property
    def place(self) -> str:
        """The place for a person."""
        return f"${self.variable}" if self.variable else f"{self.path}:{self.line}"


class Answered:
    """The answer of one reader about one profile of one pair, and how it is told."""

    def __init__(
        self,
        judged: Judged,
        evaluation: Evaluation,
        resolution: Resolution,
        environ: Mapping[str, str],
        refusal: Refusal | None = None,
        *,
        is_chosen_by_environment: bool = False,
    ) -> None:
        self.evaluation = evaluation
        self.resolution = resolution
        self.environ = environ
        self.refusal = refusal
        self.is_chosen_by_environment = is_chosen_by_environment
        self._judged = judged

    def __repr__(self) -> str:
        return f"<Answered {self.resolution.dialect.value}>"

    @property
    def profile(self) -> str | None:
        """The name of the profile; None where the answer is about a file that is refused."""
        name = self.resolution.profile
        return None if name is None else self.say(name)

    @property
    def subject(self) -> str:
        """The profile that the answer is about, or the file that is refused."""
        if self.resolution.profile is not None:
            return self.say(self.resolution.profile)
        return "the pair" if self.refusal is None else self.place(self.refusal.at)[0]

    @property
    def provider(self) -> str:
        """Who answers, by botocore's method name, or `none`."""
        return named(self.resolution.provider)

    @property
    def failure(self) -> Failure | None:
        """The error, as it may be shown."""
        error = self.resolution.error
        if error is None:
            return None
        message = error.message
        if self.refusal is not None:
            path = self._judged.location(self.refusal.at).path
            message = message.replace("{path}", path)
        return error._replace(message=self.say(message))

    def say(self, text: str) -> str:
        """A text as it may be shown."""
        return self._judged.say(text)

    def place(self, at: At) -> tuple[str, int]:
        """The path that people see, and the line from 1."""
        path, start, _ = self._judged.location(at)
        return path, start.line

    def value(self, setting: Setting) -> str:
        """The value of a setting as it may be shown."""
        document = self._judged.snapshot.document(setting.at.role)
        shown = None if document is None else masked_stretch(document, setting.at.span)
        return self.say(setting.text if shown is None else shown)

    def first_line(self, at: At) -> str:
        """What stands at a place as it may be shown; of several lines the first."""
        document = self._judged.snapshot.document(at.role)
        if document is None:
            return ""
        shown = masked_stretch(document, at.span)
        text = document.text[at.start : at.end] if shown is None else shown
        return self.say("".join(text.splitlines()[:1]))

    def role(self, hop: Hop) -> str | None:
        """The role of a hop; that of web identity may be in the environment."""
        if hop.role is not None:
            return self.value(hop.role)
        from_environment = hop.provider is Provider.WEB_IDENTITY and "AWS_ROLE_ARN" in self.environ
        return self.say(self.environ["AWS_ROLE_ARN"]) if from_environment else None

    def row(self, name: str, setting: Setting, shadowed: tuple[Setting, ...] = ()) -> Row:
        """A setting of a file."""
        hidden = tuple(self.row(name, one) for one in shadowed)
        return Row(self.say(name), self.value(setting), *self.place(setting.at), None, hidden)

    def rows(self) -> tuple[Row, ...]:
        """The settings that take effect, by name; those of the environment hide those of files."""
        found = {row.name: row for row in self._file_rows()}
        for row in self._environment_rows():
            hidden = found.get(row.name)
            below = () if hidden is None else (hidden._replace(shadowed=()), *hidden.shadowed)
            found[row.name] = row._replace(shadowed=below)
        return tuple(found.values())

    def variable_row(self, variable: str) -> Row | None:
        """A key in the environment; None where the variable is not one of a key."""
        found = _key_rows(self.resolution.dialect, self.environ)
        return next((row for row in found if row.variable == variable), None)

    def differs(self, name: str, other: Answered) -> bool:
        """Whether two readers take a setting of a file otherwise, be it a secret, which none shows.

        A setting that only one of them has is seen by its row.
        """
        mine, theirs = self._text(name), other._text(name)
        return mine is not None and theirs is not None and mine != theirs

    def _text(self, name: str) -> str | None:
        view = self.resolution.view
        settings = {} if view is None else view.settings
        block, _, inner = name.partition(".")
        if name not in settings and block in settings:
            setting = settings[block].nested.get(inner)
        else:
            setting = settings.get(name)
        return None if setting is None else setting.text

    def _file_rows(self) -> Iterator[Row]:
        view = self.resolution.view
        if view is None:
            return
        for name, setting in view.settings.items():
            hidden = view.shadowed.get(name, ())
            if not setting.nested:
                yield self.row(name, setting, hidden)
            for inner, nested in setting.nested.items():
                full = f"{name}.{inner}"
                below = tuple(one.nested[inner] for one in hidden if inner in one.nested)
                # To JavaScript a block is no layer: each of its settings hides on its own.
                if full not in view.settings:
                    below = (*view.shadowed.get(full, ()), *below)
                yield self.row(full, nested, below)

    def _environment_rows(self) -> Iterator[Row]:
        dialect, hops = self.resolution.dialect, self.resolution.hops
        if hops and hops[0].provider is Provider.ENV:
            yield from _key_rows(dialect, self.environ)
        region = choosing.region(dialect, self.environ)
        if region.value is not None:
            yield Row("region", self.say(region.value), None, None, region.variable)


def flat(message: str) -> str:
    """The words of an SDK on one line; some of them fill several."""
    return " ".join(filter(None, map(str.strip, message.split("\n"))))


def named(provider: Provider | None) -> str:
    """A provider by botocore's method name; nobody is `none`."""
    return "none" if provider is None else provider.value


def _key_rows(dialect: Dialect, environ: Mapping[str, str]) -> Iterator[Row]:
    key_id = environ.get("AWS_ACCESS_KEY_ID", "")
    yield Row("aws_access_key_id", masked_id(key_id), None, None, "AWS_ACCESS_KEY_ID")
    yield Row("aws_secret_access_key", HIDDEN, None, None, "AWS_SECRET_ACCESS_KEY")
    tokens = ("AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN")
    for variable in tokens if dialect is Dialect.PYTHON else tokens[1:]:
        if environ.get(variable):
            yield Row("aws_session_token", HIDDEN, None, None, variable)
            return
