"""
The documents that are measured with, the same on every run.

A pair for the contest is a base and a user config of N files each, and N/20 units with contents; half the paths
and names are shared. Sources are data URLs of 180 bytes, percent-encoded and base64 by turns. The documents for
growth hold N things of one kind.
"""

from __future__ import annotations

import base64
import random
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import orjson

import ignition_compose as ic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Tree: TypeAlias = dict[str, Any]
Order: TypeAlias = Literal["path first", "spec's order"]

ORDERS: Final[tuple[Order, ...]] = ("path first", "spec's order")
VERSION: Final = "3.4.0"
URL_BYTES: Final = 180
FILES_PER_UNIT: Final = 20
_TEXT: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_UNIT: Final = """\
[Unit]
Description=Service number {number}
After=network-online.target

[Service]
ExecStart=/usr/bin/service --number {number}

[Install]
WantedBy=multi-user.target
"""


def make_pair(files: int, order: Order) -> tuple[bytes, bytes]:
    """
    Make a base and a user config.

    Args:
        files: How many files each of them has.
        order: Whether members stand as people write them, or in the order in which the spec lists them.

    Returns:
        The bytes of both, without blanks.
    """
    return _write(_half(files, 0, 0), order), _write(_half(files, files // 2, 1), order)


def _half(files: int, start: int, seed: int) -> Tree:
    units = max(1, files // FILES_PER_UNIT)
    return {
        "ignition": {"version": VERSION},
        "storage": {"files": make_files(range(start, start + files), seed)},
        "systemd": {"units": make_units(range(start // FILES_PER_UNIT, start // FILES_PER_UNIT + units))},
    }


def make_files(numbers: Iterable[int], seed: int = 0) -> list[Tree]:
    """Make the files of these numbers; another seed gives other contents for the same paths."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    return [
        {
            "path": f"/etc/app/conf.d/{number:06d}.conf",
            "mode": 420,
            "overwrite": True,
            "contents": {"source": _encode_base64(draw) if number % 2 else _encode_percent(draw)},
        }
        for number in numbers
    ]


def _encode_base64(draw: random.Random) -> str:
    opening = "data:text/plain;base64,"
    return opening + base64.b64encode(draw.randbytes((URL_BYTES - len(opening)) // 4 * 3)).decode()


def _encode_percent(draw: random.Random) -> str:
    lines = "".join(["".join(draw.choices(_TEXT, k=17)) + "%0A" for _ in range(URL_BYTES // 20)])
    return f"data:,{lines}"[: URL_BYTES - 3] + "%0A"


def make_units(numbers: Iterable[int]) -> list[Tree]:
    """Make the units of these numbers."""
    return [
        {"name": f"service-{number:06d}.service", "enabled": True, "contents": _UNIT.format(number=number)}
        for number in numbers
    ]


def make_users(numbers: Iterable[int]) -> list[Tree]:
    """Make the users of these numbers."""
    draw = random.Random(0)  # noqa: S311 - nothing secret
    return [
        {
            "name": f"user{number:06d}",
            "groups": ["docker", "wheel"],
            "sshAuthorizedKeys": [f"ssh-ed25519 {base64.b64encode(draw.randbytes(51)).decode()} user{number:06d}"],
        }
        for number in numbers
    ]


def make_links(numbers: Iterable[int]) -> list[Tree]:
    """Make the links of these numbers."""
    return [{"path": f"/opt/links/{number:06d}", "target": f"/usr/share/app/{number:06d}"} for number in numbers]


def _users(number: int) -> Tree:
    return {"passwd": {"users": make_users(range(number))}}


def _files(number: int) -> Tree:
    return {"storage": {"files": make_files(range(number))}}


def _units(number: int) -> Tree:
    return {"systemd": {"units": make_units(range(number))}}


def _links(number: int) -> Tree:
    """Links, and as many files beside them."""
    return {"storage": {"links": make_links(range(number)), "files": make_files(range(number))}}


def _links_above(number: int) -> Tree:
    """Links, and below each of them a file, which no config may have."""
    files = [{"path": f"{link['path']}/conf", "mode": 420} for link in make_links(range(number))]
    return {"storage": {"links": make_links(range(number)), "files": files}}


KINDS: Final[dict[str, Callable[[int], Tree]]] = {
    "files": _files,
    "units": _units,
    "users": _users,
    "links with files beside": _links,
    "links with files beneath": _links_above,
}
"""What documents can hold many of; the last kind is refused, with an error for each file."""


def make_many(kind: str, number: int, order: Order = "path first") -> bytes:
    """Make a config with *number* things of one kind."""
    return _write({"ignition": {"version": VERSION}, **KINDS[kind](number)}, order)


def _write(tree: Tree, order: Order) -> bytes:
    return orjson.dumps(tree if order == "path first" else ic.Config.from_dict(tree).to_dict())
