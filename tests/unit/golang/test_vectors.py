"""Every answer that was recorded from Go is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.golang import GoError, arn, dataurl, paths, semver, text, unitfile, urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VECTORS = Path(__file__).with_name("vectors")
FIELDS = ("kernelArguments", "sizeMiB", "disks", "kskKSS")
LONGEST_LISTED = 60


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(VECTORS.joinpath(f"{name}.json").read_text(encoding="ascii"))
    assert len(rows) > 100
    return rows


def unpack(packed: Any) -> str:
    if isinstance(packed, str):
        return packed
    return "".join(piece if isinstance(piece, str) else piece[0] * piece[1] for piece in packed)


def ask_url(question: str) -> list[str]:
    url = urls.parse(question)
    return [url.scheme, url.opaque, url.host, url.path, url.raw_query, url.fragment]


def ask_rewritten(question: str) -> list[str]:
    return [urls.rewritten(question), urls.escaped_segment(question), dataurl.escaped(question)]


def ask_query(question: str) -> dict[str, Any]:
    return {
        key: values if len(values) < 100 else {"repeated": [values[0], len(values)]}
        for key, values in urls.query(question).items()
    }


def ask_dataurl(question: str) -> str:
    return dataurl.decode(question).decode("utf-8", "surrogateescape")


def ask_unitfile(question: str) -> Any:
    options = [list(option) for option in unitfile.parse(question)]
    return options if len(options) < LONGEST_LISTED else {"options": len(options), "last": options[-1]}


def ask_paths(question: str) -> list[str | bool]:
    return [paths.clean(question), paths.is_abs(question), paths.ext(question), paths.dirname(question)]


def ask_fold(question: str) -> list[str]:
    return [field for field in FIELDS if text.fold(field) == text.fold(question)]


QUESTIONS: dict[str, Callable[[str], Any]] = {
    "arns": lambda question: list(arn.parse(question)),
    "dataurls": ask_dataurl,
    "folds": ask_fold,
    "paths": ask_paths,
    "queries": ask_query,
    "quotes": text.quote,
    "semvers": lambda question: list(semver.parse(question)),
    "unitfiles": ask_unitfile,
    "rewritten_urls": ask_rewritten,
    "urls": ask_url,
}


def unpack_all(answer: Any, *, depth: int) -> Any:
    """Unpack the strings that lie *depth* lists deep."""
    if depth == 0 and not isinstance(answer, bool):
        return unpack(answer)
    if isinstance(answer, list):
        return [unpack_all(part, depth=depth - 1) for part in answer]
    return answer


#: How many lists deep the strings of an answer lie; answers that have none packed are not here.
DEPTHS = {"dataurls": 0, "quotes": 0, "unitfiles": 2, "urls": 1}


def expect(name: str, row: dict[str, Any]) -> tuple[str, Any]:
    if "error" in row:
        message = unpack(row["error"])
        # Go also says what is wrong with an address; that is not repeated here.
        return "error", "invalid host" if name == "urls" and message.startswith("invalid host: ") else message
    answer = row["output"]
    if isinstance(answer, dict) and "last" in answer:
        return "output", {**answer, "last": unpack_all(answer["last"], depth=1)}
    return "output", unpack_all(answer, depth=DEPTHS[name]) if name in DEPTHS else answer


def answer(ask: Callable[[str], Any], question: str) -> tuple[str, Any]:
    try:
        return "output", ask(question)
    except GoError as error:
        return "error", str(error)


def find_differences(name: str) -> Iterator[tuple[str, Any, Any]]:
    for row in read(name):
        question = unpack(row["input"])
        given, expected = answer(QUESTIONS[name], question), expect(name, row)
        if given != expected:
            yield question, given, expected


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_recorded_answer_is_given(name: str) -> None:
    assert list(find_differences(name)) == []


def test_joining_gives_every_recorded_path() -> None:
    for row in read("joins"):
        assert paths.join(*row["input"]) == row["output"]


def test_what_looks_like_an_arn_is_what_go_takes_for_one() -> None:
    for row in read("arns"):
        assert arn.is_arn(row["input"]) is row["is_arn"]


def test_json_strings_become_the_text_that_go_makes_of_them() -> None:
    for row in read("json_strings"):
        raw = row["input"].encode("utf-8", "surrogateescape")
        decoded = json.loads(f'"{text.decode_utf8(raw)}"')
        assert text.replace_surrogates(decoded) == row["output"]
        assert text.byte_length(decoded) == row["bytes"]
        assert text.encode_utf8(decoded) == row["output"].encode()
