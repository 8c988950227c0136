"""What is hidden of a document, and that nothing of a secret is left to see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.redaction import (
    HIDDEN,
    hidden,
    holds_secret,
    masked,
    masked_line,
    masked_stretch,
    masked_text,
    secret_words,
)
from awsconf.syntax import parse
from awsconf.text import Role, Source, Span

SECRET = encoder.secret("redaction")
TOKEN = encoder.token(seed="redaction")
KEY_ID = encoder.key_id("AKIA", seed="redaction")
SHOWN_ID = f"AKIA…{KEY_ID[-4:]}"


def shown(text: str) -> str:
    """A text as it may be shown."""
    return masked(parse(text, Role.CREDENTIALS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"aws_secret_access_key = {SECRET}\n", "aws_secret_access_key = ••••\n"),
        (f"aws_secret_access_key={SECRET}", "aws_secret_access_key=••••"),
        ("aws_session_token = short one\r\n", "aws_session_token = ••••\r\n"),
        ("aws_session_token =\n", "aws_session_token =\n"),
        ("AWS_SECRET_ACCESS_KEY : x\n", "AWS_SECRET_ACCESS_KEY : ••••\n"),
        ("# aws_secret_access_key = x\n", "# aws_secret_access_key = ••••\n"),
        (";aws_secret_access_key=x", ";aws_secret_access_key=••••"),
        ("export AWS_SESSION_TOKEN=x\n", "export AWS_SESSION_TOKEN=••••\n"),
        ('$env:AWS_SESSION_TOKEN="x"\n', "$env:AWS_SESSION_TOKEN=••••\n"),
        ('"SecretAccessKey": "x",\n', '"SecretAccessKey": ••••\n'),
        ("aws_secret_access_key x y\n", "aws_secret_access_key ••••\n"),
        ("aws_session_token x == = z\n", "aws_session_token ••••\n"),
        ("credential_process = f --password x -v\n", "credential_process = f --password ••••\n"),
        (f"aws_access_key_id = {KEY_ID}\n", f"aws_access_key_id = {SHOWN_ID}\n"),
        (f"aws_access_key_id = {KEY_ID} # y\n", f"aws_access_key_id = {SHOWN_ID} # y\n"),
        (f'aws_access_key_id = "{KEY_ID}"\n', f'aws_access_key_id = "{SHOWN_ID}"\n'),
        ("aws_access_key_id = x\n", "aws_access_key_id = ••••\n"),
        (f"aws_access_key_id = {SECRET}\n", "aws_access_key_id = ••••\n"),
        (f"aws_session_token = {KEY_ID}\n", "aws_session_token = ••••\n"),
        (f"# old one: {KEY_ID}\n", f"# old one: {SHOWN_ID}\n"),
        (f"region = {SECRET}\n", "region = ••••\n"),
        (f"[default] {SECRET}\n", "[default] ••••\n"),
        (f"junk {TOKEN} more\n", "junk •••• more\n"),
        ("password=eyJhbGciOiJub25lIn0.e30.\n", "password=••••\n"),
        ("# see eyJhbGciOiJub25lIn0.e30.x\n", "# see ••••\n"),
        (
            "endpoint_url = https://bob:x@host:80/y:z@w\n",
            "endpoint_url = https://••••@host:80/y:z@w\n",
        ),
        ("api_key = x\n", "api_key = ••••\n"),
        ("aws_session_tokn = x\n", "aws_session_tokn = ••••\n"),
        ("credential_process = f --pwd x\n", "credential_process = f --pwd ••••\n"),
        (
            "credential_process = f -H 'Authorization: Bearer x'\n",
            "credential_process = f -H 'Authorization: ••••\n",
        ),
        (
            "endpoint_url = http://h/?X-Amz-Signature=x\n",
            "endpoint_url = http://h/?X-Amz-Signature=••••\n",
        ),
    ],
)
def test_a_line(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[profile my_secret]\nregion = eu-west-1\n",
        "[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/secret-reader\n",
        "role_arn = arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/A_0a1b2c3d4e5f\n",
        "web_identity_token_file = /var/run/secrets/eks.amazonaws.com/serviceaccount/token\n",
        "credential_process = /Users/JohnDoe2/Documents/project/bin/aws-credentials --profile x\n",
        "# the secret is kept elsewhere\n",
        "credential_process = pass show aws/dev\n",
        "endpoint_url = http://localhost:4566/a@b\n",
        "s3 =\n  signature_version = s3v4\n",
        "[services local]\nsecrets_manager =\n  endpoint_url = http://localhost:4566\n",
        "aws_session_token =\nregion=\noutput = json\n",
        "",
        "\ufeff",
        "\ufeff[default]",
    ],
)
def test_nothing_is_hidden_of(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aws_session_token = ab\n  cd\n\n  ef = gh\nregion = x\n",
         "aws_session_token = ••••\n  ••••\n\n  ••••\nregion = x\n"),
        ("aws_session_token = ab\ncdE+/\ncd==\nregion = x\n",
         "aws_session_token = ••••\n••••\n••••\nregion = x\n"),
        ("# aws_session_token = ab\n#   cd\n# ef=\n# a note\n",
         "# aws_session_token = ••••\n#   ••••\n# ••••\n# a note\n"),
        ("aws_session_token = ab\n  # cd\n# a note\n",
         "aws_session_token = ••••\n  # ••••\n# a note\n"),
        ("some_token = ab\nregion eu-west-1\n", "some_token = ••••\nregion eu-west-1\n"),
        ("s3 =\n  some_token = ab\n  use_accelerate = true\n",
         "s3 =\n  some_token = ••••\n  use_accelerate = true\n"),
        (f"{TOKEN[:60]}\n{TOKEN[60:120]}\nQUJD\nregion = x\n", "••••\n••••\n••••\nregion = x\n"),
    ],
)  # fmt: skip
def test_a_secret_that_goes_on(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-16-le"])
def test_lines_of_utf_16_are_hidden_whole(codec: str) -> None:
    raw = f"[dev]\r\naws_secret_access_key = {encoder.secret('wide')}\r\n".encode(codec)
    masked = shown("# as it was\n" + raw.decode("utf-8", "surrogateescape"))
    assert masked.startswith("# as it was\n••••\r")
    assert not set(masked.partition("\n")[2]) - set("•\0\r\n")


def test_hidden_stretches_are_those_of_the_document() -> None:
    text = f"\ufeff[a]\naws_session_token = x\n[b]\naws_access_key_id = {KEY_ID}\n"
    found = hidden(parse(text, Role.CREDENTIALS))
    assert [(text[a:b], stand_in) for (a, b), stand_in in found] == [
        ("x", HIDDEN),
        (KEY_ID, SHOWN_ID),
    ]


def test_columns_of_a_masked_line() -> None:
    text = f"[a]\n  aws_access_key_id = {KEY_ID} # {SECRET} end\n"
    line = masked_line(parse(text, Role.CREDENTIALS), 1)
    assert line.text == f"  aws_access_key_id = {SHOWN_ID} # •••• end"
    real = text.split("\n")[1]

    def at(part: str) -> str:
        start = real.index(part)
        a, b = line.shown(Span(start, start + len(part)))
        return line.text[a:b]

    assert at("aws_access_key_id") == "aws_access_key_id"
    assert at(KEY_ID) == at(KEY_ID[3:9]) == SHOWN_ID
    assert at(SECRET) == at(SECRET[5:25]) == HIDDEN
    assert at("# ") == "# "
    assert at("end") == "end"


def test_a_masked_line_of_each_number() -> None:
    text = "\ufeffaws_session_token = ab\n\n[b]\naws_session_token = x"
    document = parse(text, Role.CREDENTIALS)
    lines = [masked_line(document, number).text for number in range(4)]
    assert "\n".join(lines) == masked(document)
    assert masked_line(parse("", Role.CONFIG), 0).text == ""


def test_sentences() -> None:
    assert masked_text(f"`{SECRET}` is no profile") == f"`{HIDDEN}` is no profile"
    assert masked_text(f"`{KEY_ID}` is dead") == f"`{SHOWN_ID}` is dead"
    assert masked_text("no `correct-horse-battery`", frozenset({"correct-horse-battery"})) == (
        f"no `{HIDDEN}`"
    )
    plain = "`aws_session_token` stands beside a long-term key"
    assert masked_text(plain) == plain


@pytest.mark.parametrize("digest", ["0a1b" * 10, "0a1b" * 16])
def test_the_name_of_a_file_of_a_cache_is_no_secret(digest: str) -> None:
    path = f"~/.aws/cli/cache/{digest}.json"
    assert masked_text(f"by `{path}`") == f"by `{path}`"
    for other in (digest, f"{digest}.txt", f"{digest}0.json", f"{SECRET}/{digest}.json"):
        assert HIDDEN in masked_text(other)


def test_edits_that_move_a_secret_are_known() -> None:
    document = parse("aws_secret_access_key = 'hunter2hunter2'\n", Role.CREDENTIALS)
    secrets = frozenset(secret_words(document, 6))
    assert holds_secret("x = hunter2hunter2\n", secrets)
    assert holds_secret(f"\n{SECRET}\n", frozenset())
    assert not holds_secret("role_arn = arn:aws:iam::123456789012:role/NAME\n", secrets)


NAMES = st.sampled_from(
    [
        *("aws_secret_access_key", "aws_session_token", "AWS_SECURITY_TOKEN", "client_secret"),
        *("# aws_secret_access_key", ";aws_session_token", "export AWS_SESSION_TOKEN"),
        *("  aws_session_token", '"SecretAccessKey"', "aws_access_key_id", "set AWS_SESSION_TOKEN"),
    ]
)
DELIMITERS = st.sampled_from(["=", " = ", ":", " : ", "=\t", "=  ", " =\u3000"])
SECRETS = st.integers().map(encoder.secret) | st.integers().map(
    lambda seed: encoder.token(seed=seed)
)
TEXTS = st.text(max_size=60) | st.sampled_from(["[default]", "x = 1", "  nested = 2", "# note"])


@given(
    before=TEXTS,
    after=TEXTS,
    name=NAMES,
    delimiter=DELIMITERS,
    secret=SECRETS,
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    line_break=st.sampled_from(["\n", "\r\n\n"]),
    cuts=st.lists(st.integers(1, 60), max_size=3),
)
def test_nothing_of_a_secret_is_left(
    before: str,
    after: str,
    name: str,
    delimiter: str,
    secret: str,
    end: str,
    line_break: str,
    cuts: list[int],
) -> None:
    sign = name[0] if name[0] in "#;" else ""
    indent = " " * (len(name) - len(name.lstrip()) + 1)
    pieces = [secret[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), None], strict=True)]
    value = f"{line_break}{sign}{indent}".join(piece for piece in pieces if piece)
    text = f"{before}{end}{name}{delimiter}{value}{end}{after}"
    document = parse(text, Role.CREDENTIALS)
    result = masked(document)
    assert not [secret[i : i + 8] for i in range(len(secret) - 7) if secret[i : i + 8] in result]
    numbers = range(len(document.source.line_starts))
    whole = masked_stretch(document, Span(0, len(text)))
    assert (text if whole is None else whole) == result
    shown_source = Source(result)
    assert [masked_line(document, number).text for number in numbers] == [
        result[slice(*shown_source.line_span(number))] for number in numbers
    ]


def test_a_stretch_shows_nothing_of_a_secret_that_it_cuts() -> None:
    secret = encoder.secret()
    text = f"[default]\naws_secret_access_key = {secret}\nregion = eu-west-1\n"
    document = parse(text, Role.CREDENTIALS)
    start = text.index(secret)
    assert masked_stretch(document, Span(start + 5, start + 20)) == HIDDEN
    assert masked_stretch(document, Span(start - 3, start + 20)) == f" = {HIDDEN}"
    assert masked_stretch(document, Span(text.index("eu-west"), len(text))) is None
    assert masked_stretch(document, Span(start, start)) is None


FRAGMENTS = ("Secret", "TOKEN", "pas\u017fword", "to\u212aen", "api-key", "Signature", "key_id")
SIGNS = ("eyJ", "://", "u:p@h", "=", " = ", ":", " ")
PIECES = st.one_of(
    st.sampled_from([*FRAGMENTS, *SIGNS, SECRET, TOKEN, KEY_ID, SECRET[:39]]),
    st.text("abXY09_-/+%@#\0\u0130\u212a", max_size=45),
)
LINES = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=4).map("\n".join)


@given(lines=LINES)
def test_a_section_is_passed_over_only_if_nothing_is_hidden_in_it(lines: str) -> None:
    alone = shown(f"[a]\n\n{lines}")
    # A section with `key` in it is looked at line by line.
    assert shown(f"[a]\n# key\n\n{lines}") == "[a]\n# key\n\n" + alone[5:]
