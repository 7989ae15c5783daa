"""
A URL to verified bytes: who fetches what a config names, and within which limits.

>>> from ignition_compose import resolve
>>> stub = '{"ignition": {"version": "3.4.0", "config": {"merge": [{"source": "https://example.com/a.ign"}]}}}'
>>> child = b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/motd"}]}}'
>>> resolve(stub, retrieve={"https://example.com/a.ign": child}).config.storage.files[0].path
'/etc/motd'
"""

from __future__ import annotations

from ignition_compose.retrieval.retriever import Limits, Proxy, Request, Unretrievable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ignition_compose.retrieval.http import Fetcher
    from ignition_compose.retrieval.keeping import Recorded
    from ignition_compose.retrieval.local import Oem
    from ignition_compose.retrieval.objects import Objects
    from ignition_compose.retrieval.retriever import Retriever
    from ignition_compose.retrieval.tftp import Tftp

__all__ = [
    "Fetcher",
    "Limits",
    "Objects",
    "Oem",
    "Proxy",
    "Recorded",
    "Request",
    "Retriever",
    "Tftp",
    "Unretrievable",
]

_HOMES = {
    "Fetcher": "http",
    "Objects": "objects",
    "Oem": "local",
    "Recorded": "keeping",
    "Retriever": "retriever",
    "Tftp": "tftp",
}


def __getattr__(name: str) -> Any:
    # What reaches out is imported where somebody asks for it.
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
