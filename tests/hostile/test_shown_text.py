"""What strangers name is harmless when people see it, and nothing that people see holds a secret."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.cli import COMMANDS
from ignition_compose.composition.explanations import explanation_of
from ignition_compose.display import LONGEST, discreet, harmless, masked, quoted, shown
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.views.structured import json_text
from ignition_compose.views.text import explain
from tests.cli.command import call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET: Final = "S3cr3tS3cr3t"  # noqa: S105 - it opens nothing
ODD: Final = (
    "\x00\x07\x1b\x7f\x85\x9b\u061c\u200b\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\ud800\udcff\r\n\t:#[]/'\"~a@?="
)
texts = st.text(st.sampled_from(ODD) | st.characters(), max_size=30)
lines = st.sampled_from(["", " ", "::error::", "##[error]", "\n::stop-commands::x", "\x1b]0;x\x07"])
names = st.builds("{}{}".format, lines, texts)
# Text that the operating system can hand over as a word of a command line.
words = names.map(lambda text: text.replace("\0", "").encode("utf-8", "replace").decode())


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written beside the sources, whatever the command is told."""
    monkeypatch.chdir(tmp_path)


def assert_harmless(text: str, longest: int = 6 * LONGEST) -> None:
    """Nothing in *text*, which is one line, is more than it looks like."""
    odd = {unicodedata.category(letter) for letter in text} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not odd, ascii(text)
    assert not text.lstrip().startswith("::"), text
    assert len(text) <= longest


def assert_lines_harmless(text: str) -> None:
    """Nothing in *text*, whose line breaks are ours, is more than it looks like."""
    for line in text.split("\n"):
        # What click indents with a tab are words of ours.
        assert_harmless(line.removeprefix("\t"), longest=1 << 20)


def config_of(secret: str, path: str = "/a") -> dict[str, Any]:
    """A config with *secret* wherever a config may have one."""
    url = f"https://me:{secret}@example.com/x?token={secret}#{secret}"
    contents = {"source": f"data:,{secret}", "httpHeaders": [{"name": "Authorization", "value": secret}]}
    fetched = {"source": url, "httpHeaders": [{"name": "Authorization", "value": secret}]}
    tang = {"url": url, "thumbprint": "x"}
    return {
        "ignition": {
            "version": "3.4.0",
            "config": {"merge": [fetched, fetched], "replace": fetched},
            "proxy": {"httpProxy": url, "httpsProxy": url, "noProxy": ["localhost"]},
            "security": {
                "tls": {"certificateAuthorities": [fetched, contents, {"source": f"me:{secret}@example.com"}]}
            },
        },
        "kernelArguments": {"shouldExist": [f"proxy={url}"]},
        "passwd": {
            "users": [{"name": path, "passwordHash": secret}],
            "groups": [{"name": path, "passwordHash": secret}],
        },
        "storage": {
            "files": [{"path": path, "contents": contents, "append": [contents, fetched]}, {"path": path}],
            "directories": [{"path": path}],
            "luks": [{"name": path, "device": path, "keyFile": contents, "clevis": {"tang": [tang, tang]}}],
        },
        "systemd": {"units": [{"name": path, "contents": secret, "dropins": [{"name": path, "contents": secret}]}]},
    }


def texts_of(content: Any, source: str | None) -> Iterator[str]:
    """Everything that people may see of a document and what is made of it."""
    document = ic.read(content, source=source)
    yield from [repr(document), str(document.report), repr(document.report)]
    yield from [str(entry) for entry in document.report]
    if document.config is not None:
        yield repr(document.config)
    try:
        done = ic.compose(base=ic.read(content, source=source), user=ic.read(content, source=source))
    except ic.IgnitionComposeError as error:
        yield from [str(error), repr(error)]
        return
    summary = explanation_of(done)
    yield from [
        repr(done),
        str(done.report),
        repr(done.report),
        explain(summary),
        json_text(summary),
        repr(done.layers),
    ]
    for pointer in ("/ignition/version", "/storage/files", "/passwd/users/0/name"):
        try:
            origin = done.origin(pointer)
        except ic.PointerNotFound:
            continue
        yield from [str(origin), repr(origin), *map(str, origin.places), *map(repr, origin.places)]


@given(text=names)
def test_a_name_is_one_line_that_hides_nothing_and_commands_nothing(text: str) -> None:
    for made in (harmless(text), shown(text), quoted(text), json_text(text)[:-1]):
        assert_harmless(made)
    assert json.loads(json_text(text)) == text


@given(text=names, limit=st.integers(1, 50))
def test_what_was_shown_once_is_shown_again_as_it_is(text: str, limit: int) -> None:
    assert harmless(harmless(text, limit), limit) == harmless(text, limit)
    assert masked(masked(text)) == masked(text)
    assert discreet(discreet(text)) == discreet(text)


@given(text=st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":#"), max_size=50))
def test_an_ordinary_name_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://example.com:8080/a@b/~c", "https://example.com:8080/a@b/~c"),
        ("https://me:S@example.com/x", "https://…@example.com/x"),
        ("https://me@S@example.com/x", "https://…@example.com/x"),
        ("https://me:S/S@example.com/x", "https://…"),
        ("https://me:S?S@example.com/x", "https://…"),
        ("https://[::1]:80/x#S?S", "https://[::1]:80/x#…"),
        ("s3://bucket/key?versionId=S", "s3://bucket/key?…"),
        ("arn:aws:s3:::bucket/key?versionId=S", "arn:aws:s3:::bucket/key?…"),
        ("DATA:;base64,S", "data:…"),
        (" data:,S", "data:…"),
        ("//me:S@example.com", "…"),
        ("", ""),
    ],
)
def test_of_a_url_only_what_cannot_be_secret_is_seen(url: str, seen: str) -> None:
    assert masked(url) == seen


@given(secret=st.text(min_size=1, max_size=9))
def test_no_part_of_a_url_that_may_be_secret_is_seen(secret: str) -> None:
    hidden = f"{SECRET}{secret}"
    for part in (f"me:{quote(hidden, safe='')}@h/", f"{quote(hidden, safe='')}@h/", f"h/?t={hidden}", f"h/#{hidden}"):
        for before in ("", "a=", "see "):
            assert SECRET not in shown(f"{before}https://{part}")
            assert SECRET not in quoted(f"{before}https://{part}")
    assert SECRET not in shown(f"data:,{hidden}")


def test_a_field_of_urls_is_an_address_or_a_secret() -> None:
    for version in SPEC3.versions:
        for view in SpecView.of(version).models:
            for field in view.fields:
                if field.kind == "string" and "URL" in field.doc:
                    assert field.secret or field.address, (view, field.json)


@given(path=names, source=st.none() | names.filter(bool))
def test_whatever_is_named_in_a_config_people_see_it_harmless_and_see_no_secret(path: str, source: str | None) -> None:
    tree = config_of(SECRET, path)
    broken = {**tree, path or "x": {path: path}}
    for content in (
        tree,
        broken,
        json.dumps(tree),
        json.dumps(broken),
        json.dumps(tree).replace('"3.4.0"', f'{SECRET}"'),
    ):
        for text in texts_of(content, source):
            assert_lines_harmless(text)
            assert SECRET not in text


@given(text=texts)
def test_whatever_text_is_read_the_verdict_is_harmless(text: str) -> None:
    for made in texts_of(text, text or None):
        assert_lines_harmless(made)


def test_of_content_that_is_no_json_no_more_than_a_short_name_is_shown() -> None:
    for content in (SECRET + "/" * 4_000, f"/{SECRET}", f"{SECRET}/{SECRET}.ign " + "x" * 90 + ".gz", f"a/{SECRET}=="):
        [entry] = ic.validate(content).errors
        assert SECRET not in entry.message
        assert len(entry.message) < 200


@given(word=words, source=names)
def test_every_exception_says_it_harmlessly(word: str, source: str) -> None:
    asked: list[Callable[[], object]] = [
        lambda: ic.Pointer(word),
        lambda: ic.Pointer.of(word).resolve({}),
        lambda: ic.schema(word),
        lambda: ic.read("{}", dialect=word),
        lambda: ic.read(Path(f"/nowhere/{word}")),
        lambda: ic.parse("#cloud-config", source=source),
        lambda: ic.parse("{", source=source),
        lambda: ic.Config.from_dict({"ignition": {"version": word}}),
        lambda: ic.Config.from_dict({"ignition": {"version": "3.4.0"}}).replace(**{word: {}}),
    ]
    for ask in asked:
        try:
            ask()
        except ic.IgnitionComposeError as error:
            assert_harmless(str(error))
            assert_harmless(repr(error))


@given(word=words, command=st.sampled_from(COMMANDS), option=st.sampled_from(["", "--to", "--format", "--base", "-o"]))
def test_whatever_the_command_is_asked_it_answers_harmlessly(word: str, command: str, option: str) -> None:
    # In the way of every file that might be written stands a directory that is not there.
    asked = [word] if option != "-o" else ["a", "b", "-o", f"/nowhere/{word}"]
    for arguments in ([word], [command, *filter(None, [option]), *asked], [command, f"--{word}", word]):
        if command == "schema" or "--help" in arguments or "-h" in arguments:
            continue
        done = call(*arguments)
        assert_lines_harmless(done.err)
        assert done.out == "" or command == "completion"


@given(path=names)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_command_shows_no_secret_and_nothing_odd_of_a_config(form: str, path: str) -> None:
    content = json.dumps(config_of(SECRET, path)).encode()
    for arguments in (["validate", "-", "--strict"], ["compose", "--base", "-", "--summary", "--allow-invalid-result"]):
        done = call(*arguments, "--format", form, stdin=content)
        seen = done.err if arguments[0] == "compose" else done.err + done.out
        assert_lines_harmless(seen)
        assert SECRET not in seen


def test_the_source_of_a_document_may_be_a_url_with_a_token() -> None:
    source = f"https://me:{SECRET}@example.com/x.ign?token={SECRET}"
    for content in ("{", config_of("x"), "#cloud-config"):
        assert not [text for text in texts_of(content, source) if SECRET in text and not text.startswith("{")]
