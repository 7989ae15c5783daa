"""Composing, and all there is to say about it, takes time in proportion to the layers."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.properties.trees import Tree

pytestmark = pytest.mark.slow

FEW, MANY = 1_000, 8_000


def many(make: Callable[[int], Any], number: int) -> list[Any]:
    return [make(index) for index in range(number)]


def storage(**lists: Any) -> Tree:
    return {"storage": lists}


def contents(text: str) -> Tree:
    return {"source": f"data:,{text}"}


def links(number: int) -> Tree:
    return storage(links=many(lambda index: {"path": f"/l{index}", "target": "/t"}, number))


def units(number: int, **members: Any) -> Tree:
    return {"systemd": {"units": many(lambda index: {"name": f"u{index}.service", **members}, number)}}


def appended(number: int, prefix: str) -> Tree:
    entries = many(lambda index: contents(f"{prefix}{index}"), number)
    return storage(files=[{"path": "/a", "append": entries}])


def partitions(number: int) -> Tree:
    entries = many(lambda index: {"number": index + 1, "startMiB": 2 * index + 1, "sizeMiB": 1}, number)
    return storage(disks=[{"device": "/dev/a", "partitions": entries}])


LAYERS: dict[str, Callable[[int], tuple[Tree, Tree]]] = {
    "links in the place of files": lambda number: (
        storage(files=many(lambda index: {"path": f"/l{index}", "contents": contents("x")}, number)),
        links(number),
    ),
    "files beneath links": lambda number: (
        links(number),
        storage(files=many(lambda index: {"path": f"/l{index}/x", "contents": contents("x")}, number)),
    ),
    "directories within each other": lambda number: (
        storage(directories=many(lambda index: {"path": "/d" * (1 + index % 50) + f"/{index}"}, number)),
        links(number),
    ),
    "the same files": lambda number: (
        storage(files=many(lambda index: {"path": f"/f{index}", "contents": contents("x")}, number)),
        storage(files=many(lambda index: {"path": f"/f{index}", "mode": 384}, number)),
    ),
    "the same units": lambda number: (units(number, enabled=True), units(number, mask=True)),
    "appended entries": lambda number: (appended(number, "x"), appended(number, "y")),
    "one entry appended again and again": lambda number: (appended(number, "x"), appended(number, "x")),
    "groups of a user": lambda number: (
        {"passwd": {"users": [{"name": "u", "groups": many(str, number)}]}},
        {"passwd": {"users": [{"name": "u", "groups": many(lambda index: str(-index), number)}]}},
    ),
    "arguments that move": lambda number: (
        {"kernelArguments": {"shouldExist": many(str, number)}},
        {"kernelArguments": {"shouldNotExist": many(str, number)}},
    ),
    "partitions": lambda number: (partitions(number), partitions(number)),
    "unknown members": lambda number: ({f"x{index}": 1 for index in range(number)}, units(1)),
}


def seconds(act: Callable[[], object]) -> float:
    """The lesser of two times, so that other work of the machine counts little."""
    times = []
    for _ in range(2):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def texts(name: str, number: int) -> list[str]:
    return [json.dumps({"ignition": {"version": "3.4.0"}, **tree}) for tree in LAYERS[name](number)]


def compose(name: str, number: int) -> Callable[[], object]:
    base, user = texts(name, number)
    return lambda: ic.compose(base=base, user=user).report


def trace(name: str, number: int) -> Callable[[], object]:
    base, user = texts(name, number)
    return lambda: ic.compose(base=base, user=user).origin("/storage")


@pytest.mark.parametrize("name", LAYERS)
def test_eight_times_the_entries_compose_in_far_less_than_sixty_four_times_the_time(name: str) -> None:
    compose(name, 10)()
    assert seconds(compose(name, MANY)) < 30 * max(seconds(compose(name, FEW)), 0.005)


@pytest.mark.parametrize("name", ["the same files", "links in the place of files"])
def test_eight_times_the_entries_are_traced_in_far_less_than_sixty_four_times_the_time(name: str) -> None:
    assert seconds(trace(name, MANY // 4)) < 30 * max(seconds(trace(name, FEW // 4)), 0.005)
