"""
Compose Ignition configs exactly as Ignition does, explain every value, and validate the result.

>>> import ignition_compose as ic
>>> ic.compose(user='{"ignition": {"version": "3.4.0"}}').to_json()
'{"ignition":{"version":"3.4.0"}}'
"""

from __future__ import annotations

TYPE_CHECKING = False  # what typing would say, without importing it
if TYPE_CHECKING:
    from typing import Any

    from ignition_compose.account import Account, Act
    from ignition_compose.checks.schemas import schema
    from ignition_compose.composition.composing import Composition, compose
    from ignition_compose.composition.layers import Layer
    from ignition_compose.composition.machine import MachineFile
    from ignition_compose.composition.origins import Origin
    from ignition_compose.composition.pairs import merge, merge_with_transcript
    from ignition_compose.composition.rendered import NamedConfig
    from ignition_compose.composition.resolving import Resolution, resolve
    from ignition_compose.composition.vendoring import NamedResource
    from ignition_compose.documents.config import Config
    from ignition_compose.documents.document import Document
    from ignition_compose.errors import (
        IgnitionComposeError,
        InvalidInput,
        InvalidPointer,
        NoConfig,
        PointerNotFound,
        UnknownVersion,
        UnsupportedDowngrade,
        UnusableFile,
        VersionMismatch,
    )
    from ignition_compose.merging.transcript import Mapping, Transcript
    from ignition_compose.pointer import Pointer
    from ignition_compose.reading import Content, parse, read, validate
    from ignition_compose.refusals import InvalidConfig, UnresolvedReference, UnsupportedConfig
    from ignition_compose.report import Entry, Place, Report, Severity
    from ignition_compose.translation.translating import Translation, translate
    from ignition_compose.versions import SpecVersion

__all__ = [
    "Account",
    "Act",
    "Composition",
    "Config",
    "Content",
    "Document",
    "Entry",
    "IgnitionComposeError",
    "InvalidConfig",
    "InvalidInput",
    "InvalidPointer",
    "Layer",
    "MachineFile",
    "Mapping",
    "NamedConfig",
    "NamedResource",
    "NoConfig",
    "Origin",
    "Place",
    "Pointer",
    "PointerNotFound",
    "Report",
    "Resolution",
    "Severity",
    "SpecVersion",
    "Transcript",
    "Translation",
    "UnknownVersion",
    "UnresolvedReference",
    "UnsupportedConfig",
    "UnsupportedDowngrade",
    "UnusableFile",
    "VersionMismatch",
    "compose",
    "merge",
    "merge_with_transcript",
    "parse",
    "read",
    "resolve",
    "schema",
    "translate",
    "validate",
]

_HOMES = {
    "Account": "account",
    "Act": "account",
    "Composition": "composition.composing",
    "Config": "documents.config",
    "Content": "reading",
    "Document": "documents.document",
    "Entry": "report",
    "InvalidConfig": "refusals",
    "Layer": "composition.layers",
    "MachineFile": "composition.machine",
    "Mapping": "merging.transcript",
    "NamedConfig": "composition.rendered",
    "Origin": "composition.origins",
    "Place": "report",
    "Pointer": "pointer",
    "NamedResource": "composition.vendoring",
    "Report": "report",
    "Resolution": "composition.resolving",
    "Severity": "report",
    "SpecVersion": "versions",
    "Transcript": "merging.transcript",
    "Translation": "translation.translating",
    "UnresolvedReference": "refusals",
    "UnsupportedConfig": "refusals",
    "compose": "composition.composing",
    "merge": "composition.pairs",
    "merge_with_transcript": "composition.pairs",
    "parse": "reading",
    "read": "reading",
    "resolve": "composition.resolving",
    "schema": "checks.schemas",
    "translate": "translation.translating",
    "validate": "reading",
}


if not TYPE_CHECKING:
    # To type checkers a name that is not above is an error.
    def __getattr__(name: str) -> Any:
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
