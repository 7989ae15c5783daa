"""
The compiled packages, imported in one place and where no exception can come into it.

While they are imported they import modules of Python, and where an exception of the caller's comes into one of these,
a timeout by signal for example, they crash the process or are broken for good. Signals are handled in the main thread,
other exceptions are sent to a thread by its number, and how deep a stack may be is counted for each thread; so a
package is imported in a thread of its own.
"""

from __future__ import annotations

import os
from _thread import allocate_lock, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from collections.abc import Iterable
    from typing import Final, Literal, TypeAlias

Package: TypeAlias = 'Literal["orjson", "jiter", "jsonschema_rs"]'

ALL: Final[tuple[Package, ...]] = ("orjson", "jiter", "jsonschema_rs")
"""Every package that the quick ways need."""

_BEGUN: dict[Package, int] = {}
"""In which process each of them was begun to be imported."""

_LOADED: set[Package] = set()


def load(*names: Package) -> bool:
    """
    Import compiled packages, so that importing them again does nothing.

    Args:
        names: The packages.

    Returns:
        Whether they can be used. They cannot where they are not there, where there is no memory for them, and in a
        process that was forked while they were imported: what its parent's thread had locked, nobody unlocks there.

    Examples:
        >>> load("jiter"), load("jiter")
        (True, True)
    """
    missing = [name for name in names if name not in _LOADED]
    process = os.getpid()
    if any(_BEGUN.setdefault(name, process) != process for name in missing):
        return False
    if missing:
        _import_aside(missing)
    return _LOADED.issuperset(names)


def _import_aside(names: Iterable[Package]) -> None:
    running = allocate_lock()
    running.acquire()
    try:
        start_new_thread(_import, (names, running))
    except RuntimeError:
        # Where there can be no thread, there are most often no signals.
        _import(names, running)
    try:
        with running:
            pass
    except BaseException:
        # A process that ends now would tear the thread out of compiled code.
        with running:
            pass
        raise


def _import(names: Iterable[Package], running: LockType) -> None:
    try:
        for name in names:
            __import__(name)
            _LOADED.add(name)
    except BaseException:  # noqa: BLE001, S110 - what cannot be imported is done without
        pass
    finally:
        running.release()
