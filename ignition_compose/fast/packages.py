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
from _weakref import ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from collections.abc import Callable, Iterable
    from typing import Final, Literal, TypeAlias

Package: TypeAlias = 'Literal["orjson", "jiter", "jsonschema_rs"]'

ALL: Final[tuple[Package, ...]] = ("orjson", "jiter", "jsonschema_rs")
"""Every package that the quick ways need."""

_BEGUN: dict[Package, int] = {}
"""In which process each of them was begun to be imported."""

_LOADED: set[Package] = set()

_WHILE: Final = 0.05
"""After how many seconds it is asked again whether a thread still runs, which takes 0.2 s on most machines."""


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
    ended, running = allocate_lock(), set[None]()
    ended.acquire()
    # The thread alone holds it: where memory ends so early that the thread cannot say anything, it goes away with it.
    is_running = ref(running)
    try:
        start_new_thread(_import, (names, ended, running))
    except RuntimeError:
        # Where there can be no thread, there are most often no signals.
        _import(names, ended, running)
    del running
    try:
        _wait(ended, is_running)
    except BaseException:
        # A process that ends now would tear the thread out of compiled code.
        _wait(ended, is_running)
        raise


def _wait(ended: LockType, is_running: Callable[[], object]) -> None:
    while is_running() is not None and not ended.acquire(timeout=_WHILE):
        pass


def _import(names: Iterable[Package], ended: LockType, _: object) -> None:
    try:
        for name in names:
            __import__(name)
            _LOADED.add(name)
    except BaseException:  # noqa: BLE001, S110 - what cannot be imported is done without
        pass
    finally:
        ended.release()
