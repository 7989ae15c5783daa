"""Laws that hold for every input."""

from __future__ import annotations

import base64
import string
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ignition_compose.golang import GoError, arn, dataurl, paths, semver, text, unitfile, urls

if TYPE_CHECKING:
    from collections.abc import Callable

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TOKEN = st.text("!#$&'*+.^_`{|}~-" + string.ascii_letters + string.digits, min_size=1, max_size=8)
PATH = st.lists(st.sampled_from(["/", "..", ".", "a", "bc", "é"]), max_size=12).map("".join)
UNIT_PIECES = ["[A]\n", "[", "]", "\n", "\r", "=", "k=v\n", "\\\n", "\\", "#", ";", " ", "\u2028", "é", "x" * 60]
UNIT_TEXT = st.lists(st.sampled_from(UNIT_PIECES), max_size=40).map("".join)


def outcome(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except GoError as error:
        return str(error)


@pytest.mark.parametrize(
    "function",
    [
        arn.is_arn,
        arn.parse,
        dataurl.decode,
        paths.clean,
        paths.dirname,
        paths.ext,
        semver.parse,
        text.byte_length,
        text.encode_utf8,
        text.fold,
        text.quote,
        text.replace_surrogates,
        unitfile.parse,
        urls.parse,
        urls.query,
    ],
)
@given(ANY_TEXT | st.sampled_from(["data:;base64,\ud800", "http://\ud800/", "[A]\n\ud800", "\ud800.0.0"]))
def test_no_text_raises_anything_but_a_go_error(function: Callable[[str], Any], anything: str) -> None:
    outcome(lambda: function(anything))


# Paths.


@given(PATH)
def test_a_clean_path_is_clean(path: str) -> None:
    cleaned = paths.clean(path)
    assert paths.clean(cleaned) == cleaned
    assert paths.is_abs(cleaned) == paths.is_abs(path)


@given(PATH)
def test_a_clean_absolute_path_has_no_element_to_resolve(path: str) -> None:
    elements = paths.clean(f"/{path}").split("/")[1:]
    assert elements == [""] or not {"", ".", ".."} & set(elements)


@given(st.lists(PATH, max_size=4))
def test_joining_is_cleaning_what_lies_between_slashes(elements: list[str]) -> None:
    assume(any(elements))
    assert paths.join(*elements) == paths.clean("/".join(filter(None, elements)))


@given(PATH, st.sampled_from(["", ".service", "a.mount", "..", ".a.b"]))
def test_an_extension_ends_the_name_and_begins_with_its_last_dot(path: str, name: str) -> None:
    extension = paths.ext(f"{path}/{name}")
    assert name.endswith(extension)
    assert extension.count(".") == ("." in name)


# URLs.


@given(TOKEN, st.text(string.ascii_letters + string.digits + "/+=,;-"))
def test_what_follows_a_scheme_without_slash_is_opaque(name: str, rest: str) -> None:
    assume(not rest.startswith("/"))
    scheme = "x" + "".join(filter(str.isalnum, name))
    assert urls.parse(f"{scheme.upper()}:{rest}") == urls.Url(scheme.lower(), rest)


@given(st.text())
def test_escaped_path_query_and_fragment_come_back(anything: str) -> None:
    escaped = quote_from_bytes(anything.encode(), safe="")
    url = urls.parse(f"http://h/{escaped}?{escaped}={escaped}#{escaped}")
    assert url == urls.Url("http", "", "h", f"/{anything}", f"{escaped}={escaped}", anything)
    assert urls.query(url.raw_query) == {anything: [anything]}


@given(st.lists(st.sampled_from(["a=1", "b", "", "c;d", "e=%", "=", "a="]), max_size=8))
def test_a_query_without_its_malformed_pairs_is_the_same_query(pairs: list[str]) -> None:
    sound = [pair for pair in pairs if ";" not in pair and "%" not in pair]
    assert urls.query("&".join(pairs)) == urls.query("&".join(sound))


@given(st.ip_addresses(v=6))
def test_every_ipv6_address_may_stand_in_brackets(address: Any) -> None:
    for written in (str(address), address.exploded):
        assert urls.parse(f"https://[{written}]:443/").host == f"[{written}]:443"


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_may_stand_in_brackets(address: Any) -> None:
    with pytest.raises(urls.UrlError, match="invalid IP-literal"):
        urls.parse(f"https://[{address}]/")


# Data URLs.

PARAMETER = st.one_of(
    st.builds(";{}={}".format, TOKEN, TOKEN),
    st.builds(';{}="{}"'.format, TOKEN, st.sampled_from(["", "a b", r"\"", r"\x41", ",;"])),
)
MEDIA_TYPE = st.sampled_from(["", "text/plain", "x-a/b", "imagery/", "application/json"])


@given(MEDIA_TYPE, st.lists(PARAMETER, max_size=3).map("".join), st.binary())
def test_every_data_comes_back_from_its_data_url(media_type: str, parameters: str, data: bytes) -> None:
    encoded = base64.b64encode(data).decode()
    assert dataurl.decode(f"data:{media_type}{parameters};base64,{encoded}") == data
    assert dataurl.decode(f"data:{media_type}{parameters},{quote_from_bytes(data, safe='')}") == data


@given(st.binary(), st.lists(st.integers(0, 400), max_size=5))
def test_line_feeds_may_stand_anywhere_in_base64(data: bytes, places: list[int]) -> None:
    encoded = base64.b64encode(data).decode()
    for place in places:
        encoded = f"{encoded[:place]}\n{encoded[place:]}"
    assert dataurl.decode(f"data:;base64,{encoded}") == data


@given(
    MEDIA_TYPE | TOKEN,
    st.lists(PARAMETER | st.sampled_from([";base64", ";a=%", ";=", ";"]), max_size=3).map("".join),
    st.sampled_from([",", ",x", ""]),
)
@example("text/plain", ";charset=utf-8;base64", ",")
@example("", "", ",")
@example("", ";base64=1;base64", ",")
def test_where_the_plain_header_matches_the_lexer_agrees(media_type: str, parameters: str, rest: str) -> None:
    written = f"data:{media_type}{parameters}{rest}"
    match = dataurl._PLAIN_HEADER.match(written)
    lexed = outcome(lambda: dataurl._read_header(written))
    if match:
        assert lexed == (match.end(), match[1] is not None)


@pytest.mark.parametrize(
    "written",
    ["data:,a", "data:;base64,YQ==", "data:text/plain;charset=utf-8;base64,YQ==", "data:text/plain;charset=US-ASCII,a"],
)
def test_what_people_write_has_a_plain_header(written: str) -> None:
    assert dataurl._PLAIN_HEADER.match(written)
    assert dataurl.decode(written) == b"a"


# Unit files.

WORD = st.text(string.ascii_letters + string.digits + "-_.é", min_size=1, max_size=10)


@given(st.lists(st.tuples(WORD, WORD, WORD), max_size=10))
def test_options_come_back_from_the_file_that_states_them(options: list[tuple[str, str, str]]) -> None:
    written = "".join(f"[{section}]\n{name} = {value}\n" for section, name, value in options)
    assert unitfile.parse(written) == options


@given(UNIT_TEXT)
def test_without_long_lines_the_buffer_makes_no_difference(written: str) -> None:
    assume(not unitfile._has_long_line(written.encode()))
    plain = outcome(lambda: list(unitfile._read_options(unitfile._Reader(written.encode()))))
    buffered = outcome(lambda: list(unitfile._read_options(unitfile._BufferedReader(written.encode()))))
    assert plain == buffered


@given(UNIT_TEXT, st.integers(0, 40))
def test_comments_before_the_first_section_change_nothing(written: str, count: int) -> None:
    assert outcome(lambda: unitfile.parse("# x\n" * count + written)) == outcome(lambda: unitfile.parse(written))


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        # The buffer is empty until something was read, so the first line of a file is seen from its second byte on.
        ("x" * 2048, True),
        ("x" * 2049, False),
        # An option's line is measured with its name.
        ("[A]\nk=" + "v" * 2045, True),
        ("[A]\nk=" + "v" * 2046, False),
        # However long a line is, it passes if it begins in the last 2047 bytes of the 4096 that the buffer holds.
        ("[A]\n" + "\n" * 2044 + "k=" + "v" * 9000, False),
        ("[A]\n" + "\n" * 2045 + "k=" + "v" * 9000, True),
        # Where the buffer has run out it is filled to see that a name begins.
        ("[A]\n" + "\n" * 4092 + "k=" + "v" * 9000, False),
        # A carriage return ends a line here, though it does not end an option.
        ("[A]\nk=" + "v" * 2000 + "\r" + "v" * 2000, True),
    ],
)
def test_a_long_line_is_refused_only_where_the_buffer_shows_it(written: str, accepted: bool) -> None:  # noqa: FBT001
    if accepted:
        unitfile.parse(written)
    else:
        with pytest.raises(unitfile.UnitFileError, match="line too long"):
            unitfile.parse(written)


def test_a_section_without_options_is_not_there() -> None:
    assert unitfile.has_section("[Install]\n[Unit]\na=b\n", "Unit")
    assert not unitfile.has_section("[Install]\n[Unit]\na=b\n", "Install")


# Versions, resource names, text.


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1), st.integers(0, 99), st.integers(0, 30))
def test_a_version_comes_back_however_many_zeros_lead(major: int, minor: int, patch: int, zeros: int) -> None:
    written = f"{'0' * zeros}{major}.{minor}.{patch}"
    assert semver.parse(written) == (major, minor, patch, "", "")
    assert semver.parse(f"{written}-a.1+b-c") == (major, minor, patch, "a.1", "b-c")


@given(st.integers(2**63))
def test_a_number_beyond_64_bits_is_out_of_range(number: int) -> None:
    with pytest.raises(semver.SemverError, match="value out of range"):
        semver.parse(f"{number}.0.0")


@given(st.tuples(*[st.text(string.ascii_letters + "/-*") for _ in range(4)]), ANY_TEXT)
def test_an_arn_is_its_sections(sections: tuple[str, ...], resource: str) -> None:
    written = ":".join(["arn", *sections, resource])
    assert arn.is_arn(written)
    assert arn.parse(written) == (*sections, resource)


@given(st.text(string.ascii_letters + "kKsS"), st.randoms())
def test_names_that_differ_in_case_alone_fold_to_one(name: str, random: Any) -> None:
    forms = {"k": "kK\u212a", "s": "sS\u017f"}
    other = "".join(random.choice(forms.get(letter.lower(), letter.lower() + letter.upper())) for letter in name)
    assert text.fold(other) == text.fold(name)


@given(st.binary())
def test_decoding_keeps_valid_text_and_replaces_every_other_byte(raw: bytes) -> None:
    decoded = text.decode_utf8(raw)
    kept = raw.decode("utf-8", "surrogateescape")
    assert decoded == "".join("\ufffd" if "\udc80" <= rune <= "\udcff" else rune for rune in kept)


def test_encoding_does_not_use_the_handler_for_invalid_bytes() -> None:
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", text._ERRORS)


# Megabytes.

MEGABYTE = 1 << 20
HARD: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "path": (paths.clean, "", "a/../"),
    "data URL of parameters": (dataurl.decode, "data:", ";a=%41"),
    "data URL of quotes": (dataurl.decode, "data:", ';a=""'),
    "unit file of comments": (unitfile.parse, "[A]\n", "#\n"),
    "unit file of continued lines": (unitfile.parse, "[A]\n", "k=\\\n"),
    "unit file of spaces": (unitfile.parse, "[A]\n", " \u2003\n"),
    "URL of escapes": (urls.parse, "http://h/", "%41"),
    "URL of groups": (urls.parse, "http://[", "1:"),
    "version of digits": (semver.parse, "", "1"),
    "version of identifiers": (semver.parse, "1.0.0-", "a."),
    "bytes": (lambda written: text.decode_utf8(written.encode("utf-16")), "", "\u82e2"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HARD))
def test_eight_times_the_input_takes_no_longer_than_linear_time(name: str) -> None:
    function, start, piece = HARD[name]

    def measure(size: int) -> float:
        # A long line at the end sends a unit file through the model of the buffer.
        written = start + piece * (size // len(piece)) + "v" * 3000
        started = time.process_time()
        outcome(lambda: function(written))
        return time.process_time() - started

    small = min(measure(MEGABYTE // 8) for _ in range(3))
    # A quadratic function would take sixty-four times as long; the constant forgives a clock that ticks slowly.
    assert measure(MEGABYTE) < 24 * small + 0.1
