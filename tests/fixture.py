"""The fixture language: Markdown pages with the expectation beside the input.

A page is a rule's; each `##` heading is a case. Its fences are the files (`ini config`,
`ini credentials`) and the world (`world`: `now`, `own`, `zone`, `mtime.config`, `mode.config`,
`tracked.config`, likewise for `credentials`, `targets`, `env.NAME`, `shell`, `companions`, and of a
profile `cached.PROFILE` and `said.PROFILE`). Lines of carets under
a line are the findings expected there; they are taken out before parsing, since the language has no
safe inline comment. Each `###` heading is a fix, by its title and what it claims, followed by the
files that it changes.
Keys and tokens are made at run time: `<AKIA alice>`, `<secret alice>`,
`<token alice account=111122223333 issued=2026-06-01T08:00Z>`; so are bytes that a page cannot
hold: `<byte e9>`. A fence `cache PATH` is a file of a cache, by its folder (`cli`, `sso`, `login`,
`boto`, `awsume`) and its name, in which `<sha1 TEXT>` stands for a digest. See `tests/README.md`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import encoder
from awsconf.caches.entries import Caches
from awsconf.caches.parsing import Folder, parsed, stem_of
from awsconf.check import Diagnostic
from awsconf.credentials.keys import Fingerprint, fingerprint
from awsconf.facts import Answer, Facts, KeyPrint
from awsconf.readers.dialects import Dialect
from awsconf.rule import Fix
from awsconf.snapshot import Half, Options, Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Role, Source
from elsewhere import is_told, told

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
ACCOUNT = "111122223333"
PATHS = {Role.CONFIG: "~/.aws/config", Role.CREDENTIALS: "~/.aws/credentials"}


@dataclass
class Case:
    """One case of a page: what goes in, and the page's own text of it, to be compared."""

    page: Path | None
    title: str
    prose: str = ""
    files: dict[Role, str] = field(default_factory=dict)
    world: dict[str, str] = field(default_factory=dict)
    caches: dict[str, str] = field(default_factory=dict)
    fixes: dict[str, dict[Role, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.page.stem if self.page else 'docstring'}: {self.title}"

    @property
    def marked(self) -> dict[Role, Marked]:
        """The files without their carets, and with keys and tokens in place."""
        return {role: Marked.read(text) for role, text in self.files.items()}

    def snapshot(self, texts: dict[Role, str] | None = None) -> Snapshot:
        """The world of this case; `texts` stand in for its own files."""
        own = {role: marked.text for role, marked in self.marked.items()}
        world = self._world(texts or own)
        # What is known from elsewhere is known of the keys of the page, whatever stands in for it.
        if not is_told(self.world):
            return world
        return world._replace(facts=told(self._world(own), self.world, stamp))

    def _world(self, texts: dict[Role, str]) -> Snapshot:
        world = self.world

        def half(role: Role) -> Half:
            document = parse(texts[role], role) if role in texts else None
            mtime = world.get(f"mtime.{role.value}")
            mode, git = world.get(f"mode.{role.value}"), world.get(f"tracked.{role.value}")
            return Half(
                PATHS[role],
                document,
                stamp(mtime) if mtime else None,
                int(mode, 8) if mode else None,
                git == "true" if git else None,
            )

        return Snapshot(
            half(Role.CONFIG),
            half(Role.CREDENTIALS),
            now=stamp(world["now"]) if "now" in world else NOW,
            own=world.get("own") == "true",
            zone=zone(world.get("zone", "+00:00")),
            environ=self.environ,
            in_shell=world.get("shell") == "true",
            options=Options(
                targets=self._targets, companion_keys=tuple(world.get("companions", "").split())
            ),
            facts=self.facts,
        )

    @property
    def facts(self) -> Facts:
        """What is known from elsewhere: what the caches hold, what was seen, what AWS answered."""
        found = [self._cached(path, text) for path, text in self.caches.items()]
        entries = tuple(entry for one in found for entry in one.entries)
        logins = tuple(login for one in found for login in one.logins)
        looked = self.caches or self.world.get("caches") == "true"
        known = {name: _MADE.sub(make, value) for name, value in self.world.items()}
        return Facts(
            Caches(entries, logins) if looked else None,
            dict(_seen(value) for name, value in known.items() if name.startswith("seen")),
            dict(_answer(value) for name, value in known.items() if name.startswith("answer")),
        )

    def _cached(self, path: str, text: str) -> Caches:
        """What one file of a cache holds."""
        short, name = _MADE.sub(make, path).split("/", 1)
        folder, stem = Folder[short.upper()], stem_of(Folder[short.upper()], name)
        assert stem is not None, f"`{name}` is no file of the cache `{short}`"
        where = zone(self.world.get("zone", "+00:00"))
        return parsed(folder, f"~/{folder.value}/{name}", stem, _MADE.sub(make, text), where)

    @property
    def environ(self) -> dict[str, str]:
        """The variables of the environment, with keys and tokens in place."""
        named = ((name, value) for name, value in self.world.items() if name.startswith("env."))
        return {name[4:]: _MADE.sub(make, value) for name, value in named}

    @property
    def _targets(self) -> frozenset[Dialect]:
        names = [name.strip() for name in self.world.get("targets", "").split(",")]
        return frozenset(map(Dialect, filter(None, names))) or frozenset(Dialect)


@dataclass(frozen=True)
class Marked:
    """A text with its keys made, and the way back to how the page writes it."""

    written: str
    text: str
    carets: str
    makes: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def read(cls, text: str) -> Marked:
        """Take the carets out and put keys and tokens in."""
        lines = text.splitlines(keepends=True)
        written = "".join(line for line in lines if not _CARETS.match(line))
        pieces, makes, offset, length = [], [], 0, 0
        for match in _MADE.finditer(written):
            before, made = written[offset : match.start()], make(match)
            pieces += [before, made]
            length += len(before)
            makes.append((match.start(), match.end(), length, length + len(made)))
            length, offset = length + len(made), match.end()
        return cls(written, "".join((*pieces, written[offset:])), text, tuple(makes))

    def back(self, offset: int) -> int:
        """An offset in the text as an offset in what the page writes."""
        shift = 0
        for start, end, real_start, real_end in self.makes:
            if offset <= real_start:
                break
            if offset < real_end:
                return min(end, start + offset - real_start)
            shift = end - real_end
        return offset + shift

    def with_carets(self, found: list[Diagnostic]) -> str:
        """The page's text with the findings that were made, one line of carets each."""
        source = Source(self.written)
        lines = self.written.splitlines(keepends=True) or [""]
        notes: dict[int, list[str]] = {}
        for diagnostic in found:
            at = diagnostic.finding.at
            line, column = source.place(self.back(at.start))
            end = min(self.back(at.end), source.line_span(line).end)
            width = max(1, end - source.line_starts[line] - column)
            note = f"{' ' * column}{'^' * width} {label(diagnostic)}\n"
            notes.setdefault(min(line, len(lines) - 1), []).append(note)
        return "".join(
            (line if line.endswith("\n") or i not in notes else line + "\n")
            + "".join(notes.get(i, ()))
            for i, line in enumerate(lines)
        )


def label(diagnostic: Diagnostic) -> str:
    """`rule: message`, with the severity where it is not the rule's own."""
    rule, finding, severity, _ = diagnostic
    own = severity is rule.severity
    return f"{rule.name}{'' if own else f'[{severity.value}]'}: {finding.message}"


def fix_heading(fix: Fix) -> str:
    """A fix as its `###` heading names it."""
    claims = [word for word in ("safe", "preferred") if getattr(fix, word)]
    return fix.title + (f" ({', '.join(claims)})" if claims else "")


def written_back(case: Case, text: str) -> str:
    """A text in which the keys and tokens of a case stand as its page writes them."""
    for marked in case.marked.values():
        for start, end, real_start, real_end in marked.makes:
            text = text.replace(marked.text[real_start:real_end], marked.written[start:end])
    return text


def secrets(case: Case) -> set[str]:
    """Every secret and token that was made for a case."""
    in_files = {
        marked.text[real_start:real_end]
        for marked in case.marked.values()
        for start, _, real_start, real_end in marked.makes
        if marked.written[start:].startswith(("<secret", "<token"))
    }
    environ = case.environ
    secret = (name for name in environ if case.world[f"env.{name}"].startswith(("<sec", "<tok")))
    elsewhere = "".join((*case.caches.values(), *case.world.values()))
    made = {make(one) for one in _MADE.finditer(elsewhere) if one[1] in ("secret", "token")}
    return in_files | {environ[name] for name in secret} | made


def _seen(text: str) -> tuple[Fingerprint, datetime]:
    """A token and when it was seen first, as the world has it."""
    token, moment = text.split()
    return fingerprint(token), stamp(moment)


def _answer(text: str) -> tuple[KeyPrint, Answer]:
    """Keys and what AWS answered to them, as the world has it."""
    key_id, secret, *rest = text.split()
    words = (word.partition("=") for word in rest)
    named = {name: value for name, _, value in words if name in ("at", "account", "arn", "error")}
    token = next((word for word in rest if word.partition("=")[0] not in named), None)
    keys = KeyPrint(key_id, fingerprint(secret), fingerprint(token) if token else None)
    error, account, arn = (named.get(name) for name in ("error", "account", "arn"))
    return keys, Answer(stamp(named["at"]) if "at" in named else NOW, account, arn, error)


_CARETS = re.compile(r"[ ]*\^+ [a-z][a-z0-9-]*(\[[a-z]+\])?: ")
_MADE = re.compile(r"<(AKIA|ASIA|secret|token|byte|sha1|sha256)((?: [^<>\n]*)?)>")


def make(match: re.Match[str]) -> str:
    """A key id, a secret or a token, or bytes, as the page asks for it."""
    kind, words = match[1], match[2].split()
    if kind == "byte":
        return bytes.fromhex(match[2]).decode("utf-8", "surrogateescape")
    if kind in ("sha1", "sha256"):
        return hashlib.new(kind, match[2][1:].encode()).hexdigest()
    named = dict(word.split("=", 1) for word in words if "=" in word)
    seed = next((word for word in words if "=" not in word), "somebody")
    account = named.get("account", ACCOUNT)
    if kind == "secret":
        made = encoder.secret(seed)
    elif kind == "token":
        made = encoder.token(
            type=int(named.get("type", "33")),
            account=account,
            region=named.get("region", "eu-west-1"),
            issued=stamp(named["issued"]) if "issued" in named else NOW - timedelta(hours=1),
            seed=seed,
        )
    else:
        made = encoder.key_id(kind, account, seed)
    return made[int(named.get("from", 0)) : int(named.get("to", len(made)))]


def stamp(text: str) -> datetime:
    """A moment as pages write it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def zone(text: str) -> timezone:
    """A fixed offset such as `+02:00`."""
    hours, minutes = text[1:].split(":")
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cases(page: Path) -> list[Case]:
    """The cases of a page."""
    return list(_cases(page.read_text(encoding="utf-8"), page))


def example(page: str, title: str) -> Case:
    """The one case of a docstring."""
    case = Case(None, title)
    _read_fences(case, page)
    return case


def _cases(text: str, page: Path) -> Iterator[Case]:
    for chunk in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, body = chunk.split("\n", 1)
        case = Case(page, title.strip())
        first, *fixes = re.split(r"^### ", body, flags=re.MULTILINE)
        case.prose = _FENCE.sub("", first).strip()
        _read_fences(case, first)
        for fix in fixes:
            heading, rest = fix.split("\n", 1)
            case.fixes[heading.strip()] = {
                Role(info.split()[1]): content for info, content in _FENCE.findall(rest)
            }
        yield case


def _read_fences(case: Case, body: str) -> None:
    for info, content in _FENCE.findall(body):
        words = info.split()
        if words[:1] == ["world"]:
            pairs = (line.split("=", 1) for line in content.splitlines() if "=" in line)
            case.world.update({name.strip(): value.strip() for name, value in pairs})
        elif words[:1] == ["cache"]:
            case.caches[info.split(" ", 1)[1]] = content
        elif words[:1] == ["ini"] and len(words) > 1:
            case.files[Role(words[1])] = content


def render(case: Case, found: list[Diagnostic], fixes: dict[str, dict[Role, str]]) -> str:
    """The case as its page should hold it, from what happened."""
    lines = [f"## {case.title}\n\n"]
    if case.prose:
        lines.append(f"{case.prose}\n\n")
    if case.world:
        world = "".join(f"{name} = {value}\n" for name, value in case.world.items())
        lines.append(f"```world\n{world}```\n\n")
    for path, content in case.caches.items():
        lines.append(f"```cache {path}\n{content}```\n\n")
    for role, marked in case.marked.items():
        mine = [diagnostic for diagnostic in found if diagnostic.finding.at.role is role]
        lines.append(f"```ini {role.value}\n{marked.with_carets(mine)}```\n\n")
    for heading, texts in fixes.items():
        lines.append(f"### {heading}\n\n")
        for role, text in texts.items():
            end = "" if text.endswith("\n") or not text else "\n"
            lines.append(f"```ini {role.value}\n{text}{end}```\n\n")
    return "".join(lines)


def written(case: Case) -> str:
    """The case as its page has it."""
    assert case.page is not None
    text = case.page.read_text(encoding="utf-8")
    start = text.index(f"\n## {case.title}\n") + 1
    end = text.find("\n## ", start)
    return text[start:].rstrip("\n") + "\n\n" if end < 0 else text[start : end + 1]


def moved(at: At, by: int) -> At:
    """A place shifted by `by` code points."""
    return At(at.role, at.start + by, at.end + by)
