"""Thousands of layers: composing them, and all there is to say about it, takes time in proportion to their number."""

from __future__ import annotations

import time
import tracemalloc
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

import ignition_compose as ic
from ignition_compose.composition.explanations import explanation_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.properties.trees import Tree

FEW, MANY = 150, 600
MOST: Final = 11
"""Four times the layers take at most this many times as long: 4 in a straight line, 16 in the square."""

_LEAST: Final = 0.05
"""What takes less is not measured well; a few hundred layers are folded, which is quick though it is not linear."""


def files(*members: Tree) -> Tree:
    return {"storage": {"files": [*members]}}


def file(path: str, **members: Any) -> Tree:
    return {"path": path, "overwrite": True, "contents": {"source": "data:,x"}, **members}


KINDS: dict[str, Callable[[int], Tree]] = {
    "files of their own": lambda n: files(file(f"/{n}/a"), file(f"/{n}/b")),
    "a file of their own and one of all": lambda n: files(file(f"/{n}"), file("/all", mode=n % 512)),
    "contents that are new each time": lambda n: files(
        {**file("/all"), "contents": {"source": f"https://a/{n}", "httpHeaders": [{"name": f"X-{n}", "value": "1"}]}}
    ),
    "a path that changes hands": lambda n: (
        files(file("/all"), file(f"/{n}"))
        if n % 2
        else {"storage": {"links": [{"path": "/all", "target": "/t", "overwrite": True}]}}
    ),
    "entries that are joined": lambda n: files({"path": "/all", "append": [{"source": f"data:,{n % 7}"}]}),
    "options that are joined": lambda n: {
        "storage": {"filesystems": [{"device": "/dev/a", "format": "xfs", "mountOptions": [f"o{n}"]}]}
    },
    "drop-ins of one unit": lambda n: {
        "systemd": {"units": [{"name": "a.service", "dropins": [{"name": f"{n}.conf", "contents": "[Unit]"}]}]}
    },
    "keys of one user": lambda n: {"passwd": {"users": [{"name": "core", "sshAuthorizedKeys": ["k", f"k{n}"]}]}},
    "arguments that move": lambda n: {"kernelArguments": {f"should{'Not' * (n % 2)}Exist": ["a", f"b{n % 50}"]}},
    "nothing": lambda _: {},
}

ACTS: dict[str, Callable[[ic.Composition], object]] = {
    "report": lambda done: done.report,
    "origin": lambda done: done.origin("/ignition"),
    "summary": explanation_of,
}


def documents(kind: str, number: int) -> list[ic.Document]:
    """Layers of a kind, read: how long that takes is measured elsewhere."""
    return [ic.read({"ignition": {"version": "3.4.0"}, **KINDS[kind](n)}) for n in range(number)]


def seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def times(kind: str, number: int) -> dict[str, float]:
    """How long each act takes on a composition of its own, so that none profits by another."""
    layers = documents(kind, number)
    found = {"compose": min(seconds(lambda: ic.compose(base=layers, user=layers[0])) for _ in range(2))}
    for name, act in ACTS.items():
        done = ic.compose(base=layers, user=layers[0])
        found[name] = seconds(partial(act, done))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_layers_take_far_less_than_sixteen_times_the_time(kind: str) -> None:
    times(kind, 50)
    few, many = times(kind, FEW), times(kind, MANY)
    ratios = {name: many[name] / max(few[name], _LEAST) for name in many}
    assert {name: ratio for name, ratio in ratios.items() if ratio > MOST} == {}


def peak(kind: str, number: int) -> int:
    """The most memory that composing and the account of it take at one time."""
    layers = documents(kind, number)
    tracemalloc.start()
    try:
        done = ic.compose(base=layers, user=layers[0])
        assert len(done.account) > 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_layers_take_far_less_than_sixteen_times_the_memory() -> None:
    kind = "a file of their own and one of all"
    peak(kind, 50)
    assert peak(kind, MANY) < MOST * peak(kind, FEW)


def test_no_merge_beneath_is_kept_of_many_layers() -> None:
    done = ic.compose(base=documents("files of their own", 100))
    assert done._outcome.origins.are_many
    assert [merge.below for merge in done._outcome.origins.merges] == [{}] * 100


def test_the_topmost_places_are_named_of_what_many_layers_have() -> None:
    done = ic.compose(base=documents("contents that are new each time", 100))
    [*_, last] = [entry for entry in done.report if entry.code == "inherited-headers"]
    assert "/storage/files/0/contents of base 99 and 91 more beneath" in last.message
    assert "of base 92" in last.message
    assert "of base 91" not in last.message


@pytest.mark.slow
def test_five_thousand_layers_compose_and_are_explained() -> None:
    layers = documents("a file of their own and one of all", 5_000)
    done = ic.compose(base=layers)
    assert len(done.config.storage.files) == 5_001
    origin = done.origin("/storage/files/1/mode")
    assert (origin.source, len(origin.displaced)) == ("base 5000", 4_999)
    assert len(explanation_of(done)["origins"]) == 5_001
    assert not done.report.is_fatal
