"""
What spec 2 demands of the whole config: filesystems are named once, and those that are referred to are there.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.models.spec2.config import Sections
from ignition_compose.report import WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_ALWAYS_THERE: Final = "root"


def _names(config: Tree) -> list[str]:
    return [filesystem.get("name", "") for filesystem in config.get("storage", {}).get("filesystems", ())]


@rule(
    "nonexistent-filesystem",
    Sections,
    severity=WARNING,
    message="files, directories or links refer to a filesystem that is not defined here; another config must define it",
    mirrors="config.go checkFilesFilesystems",
)
def filesystems_are_there(config: Tree) -> Iterator[Tokens]:
    """
    A filesystem that is referred to is defined; each reference to one that is not is reported.
    """
    known = {_ALWAYS_THERE, *_names(config)}
    storage = config.get("storage", {})
    for name in ("files", "links", "directories"):
        named = [node.get("filesystem", "") for node in storage.get(name, ())]
        # Of nearly all configs one look at all the names is enough.
        unknown = set(named) - known - {""}
        yield from [() for name in named if name in unknown] if unknown else ()


@rule(
    "shadowed-filesystem",
    Sections,
    severity=WARNING,
    message="a filesystem's name is used twice; name each of its own, and none root",
    mirrors="config.go checkDuplicateFilesystems",
)
def filesystems_differ(config: Tree) -> Iterator[Tokens]:
    """
    Names of filesystems differ; each repetition is reported.
    """
    seen = {_ALWAYS_THERE}
    for name in _names(config):
        if name in seen:
            yield ()
        seen.add(name)
