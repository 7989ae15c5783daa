"""Contents go into a resource as bytes and come out as the same bytes, and what cannot be meant is refused."""

from __future__ import annotations

import base64
import gzip
import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.models import CaReference, ConfigReference, File, Resource, Storage, Verification

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.text().map(str.encode),
    st.builds(lambda part, times: part * times, st.binary(min_size=1, max_size=8), st.integers(1, 500)),
)


@given(CONTENTS, st.sampled_from(["auto", True, False]))
def test_contents_come_out_as_they_went_in(data: bytes, compress: Any) -> None:
    resource = Resource.of(data, compress=compress)
    assert resource.data() == data
    assert resource.compression in ("", "gzip")
    if compress != "auto":
        assert (resource.compression == "gzip") is compress


@given(CONTENTS)
def test_the_shortest_way_is_taken_and_gzip_only_where_it_is_shorter_by_more_than_4(data: bytes) -> None:
    plain, packed, best = [Resource.of(data, compress=how) for how in (False, True, "auto")]
    lengths = [len(one.source or "") for one in (plain, packed)]
    assert best == (packed if lengths[1] + 4 < lengths[0] else plain)


@given(CONTENTS)
def test_what_was_made_is_accepted_and_holds_in_a_composed_config(data: bytes) -> None:
    file = File(path="/a", contents=Resource.of(data))
    config = ic.Config.from_dict({"ignition": {"version": "3.0.0"}}).replace(storage=Storage(files=[file]))
    assert list(ic.validate(config.to_json())) == []
    packed = {"path": "/a", "contents": {"source": "data:,b", "compression": "gzip"}}
    base = {"ignition": {"version": "3.4.0"}, "storage": {"files": [packed]}}
    assert ic.compose(base=base, user=config).config.storage.files[0].contents.data() == data


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b"", "data:,"),
        ("Grüße\n", "data:,Gr%C3%BC%C3%9Fe%0A"),
        (b"a b-_.!~*'()c/d", "data:,a%20b-_.!~*'()c%2Fd"),
        (b"\x00\x01\x02\x03\x04\x05", "data:;base64,AAECAwQF"),
        # As long in base64 as escaped: the text is taken.
        (b"\x00" * 5, "data:,%00%00%00%00%00"),
    ],
    ids=repr,
)
def test_urls_are_those_that_butane_writes(data: bytes | str, source: str) -> None:
    assert Resource.of(data) == Resource(source=source, compression="")


@pytest.mark.parametrize("kind", [Resource, ConfigReference, CaReference])
def test_a_resource_is_of_the_class_that_was_asked(kind: type[Resource]) -> None:
    assert type(kind.of("a")) is kind
    assert kind.of("a").data() == b"a"


@pytest.mark.parametrize(
    "data", [bytearray(b"ab"), memoryview(b"ab"), "ab", b"ab"], ids=lambda data: type(data).__name__
)
def test_contents_are_any_bytes_or_text(data: Any) -> None:
    assert Resource.of(data).data() == b"ab"


def digest(name: str, data: bytes) -> Verification:
    return Verification(hash=f"{name}-{hashlib.new(name, data).hexdigest()}")


@pytest.mark.parametrize("name", ["sha256", "sha512"])
def test_contents_are_held_against_their_digest_once_they_are_unpacked(name: str) -> None:
    resource = Resource.of(b"a" * 1_000, compress=True)
    assert resource.replace(verification=digest(name, b"a" * 1_000)).data() == b"a" * 1_000
    with pytest.raises(ic.InvalidInput, match=f"{name} digest"):
        resource.replace(verification=digest(name, b"b")).data()


PACKED = f"data:;base64,{base64.b64encode(gzip.compress(b'a' * 1_000)).decode()}"

ZEROS = f"data:;base64,{base64.b64encode(gzip.compress(b'a') + bytes(8)).decode()}"

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a number": (lambda: Resource.of(5), "bytes or text, not int"),  # type: ignore[arg-type]
    "half a character": (lambda: Resource.of("\ud800"), "half of a character"),
    "a wrong wish": (lambda: Resource.of("a", compress="yes"), "'auto', True or False"),  # type: ignore[arg-type]
    "nothing": (lambda: Resource().data(), "it has no source"),
    "to be fetched": (lambda: Resource(source="https://example.com/a").data(), "fetched"),
    "a broken URL": (lambda: Resource(source="data:a").data(), "cannot be read: missing media type slash"),
    "not packed": (lambda: Resource(source="data:,a", compression="gzip").data(), "not gzip"),
    "cut off": (lambda: Resource(source=PACKED[:-8], compression="gzip").data(), "not gzip"),
    "nothing packed": (lambda: Resource(source="data:,", compression="gzip").data(), "cut off"),
    "zeros behind": (lambda: Resource(source=ZEROS, compression="gzip").data(), "not gzip"),
    "another packing": (lambda: Resource(source="data:,a", compression="zstd").data(), "neither 'gzip' nor empty"),
    "no limit": (lambda: Resource(source="data:,a").data(limit=None), "a number of bytes"),  # type: ignore[arg-type]
    "too long": (lambda: Resource(source="data:,abc").data(limit=2), "more than 2 bytes"),
    "too long unpacked": (lambda: Resource(source=PACKED, compression="gzip").data(limit=999), "more than 999 bytes"),
    "a strange digest": (
        lambda: Resource(source="data:,a", verification=Verification(hash="md5-00")).data(),
        "begins with sha256- or sha512-",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_contents_says_why(name: str) -> None:
    ask, why = REFUSED[name]
    with pytest.raises(ic.InvalidInput, match=why):
        ask()


def test_contents_of_the_longest_size_come_out_and_the_limit_may_be_as_high_as_one_likes() -> None:
    assert Resource(source=PACKED, compression="gzip").data(limit=10**40) == b"a" * 1_000
    assert Resource(source=PACKED, compression="gzip").data(limit=1_000) == b"a" * 1_000


def test_several_packed_members_are_one_content() -> None:
    packed = base64.b64encode(gzip.compress(b"a") + gzip.compress(b"b")).decode()
    assert Resource(source=f"data:;base64,{packed}", compression="gzip").data() == b"ab"


def test_urls_are_read_in_either_case() -> None:
    assert Resource(source="DATA:,a").data() == b"a"
