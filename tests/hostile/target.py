"""
All that a stranger's bytes reach: the public API in every role, and the parsers below it, called one by one.

Whatever the bytes, there is an answer or an exception of ours.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import ignition_compose as ic
from ignition_compose.composition.explanations import explanation_of
from ignition_compose.golang import arn, dataurl, paths, semver, unitfile, urls
from ignition_compose.golang.text import decode_utf8, fold, quote
from ignition_compose.views.structured import as_json
from ignition_compose.views.text import as_text, explain

if TYPE_CHECKING:
    from collections.abc import Callable

DIALECTS: Final = ("flatcar", "upstream")
BASE: Final = {
    "ignition": {"version": "3.3.0"},
    "storage": {"files": [{"path": "/a", "mode": 420}, {"path": "/b/c"}], "links": [{"path": "/l", "target": "/a"}]},
    "systemd": {"units": [{"name": "a.service", "enabled": True}]},
}
"""What strangers' documents are laid onto, and beneath."""

LEAVES: Final[tuple[Callable[[str], Any], ...]] = (
    arn.is_arn,
    dataurl.decode,
    fold,
    ic.Pointer,
    ic.SpecVersion,
    paths.clean,
    quote,
    semver.parse,
    unitfile.parse,
    urls.parse,
    urls.query,
)
"""Parsers of one text, each with errors of its own."""


def attempt(raw: bytes) -> None:
    """
    Ask everything of a document of *raw*; what is neither an answer nor an exception of ours is raised.
    """
    for dialect in DIALECTS:
        document = ic.read(raw, source="stranger", dialect=dialect)
        _look(document)
        _compose(document, dialect)
    _transform(ic.read(raw))


def attempt_leaves(raw: bytes) -> None:
    """
    Ask each parser of one text.
    """
    text = decode_utf8(raw)
    for parse in LEAVES:
        try:
            parse(text)
        except (ic.IgnitionComposeError, ValueError):
            # Parsers below the API have errors of their own, which are no others than these.
            continue


def _look(document: ic.Document) -> None:
    json.dumps(document.to_dict())
    for report in (document.report, ic.validate(document, strict=True, dialect=document.dialect.name)):
        str(report), as_text(report, {}), as_json(report, {})
        for entry in list(report)[:20]:
            document.where(entry.pointer)
    repr(document), repr(document.config)


def _compose(document: ic.Document, dialect: str) -> None:
    layers: tuple[dict[str, Any], ...] = (
        {"user": document, "base": BASE},
        {"base": [document, BASE], "default": document},
    )
    for one in layers:
        try:
            composition = ic.compose(**one, dialect=dialect)
        except ic.IgnitionComposeError as error:
            str(error)
            continue
        json.dumps(composition.to_dict())
        explain(explanation_of(composition))
        str(composition.report)


def _transform(document: ic.Document) -> None:
    try:
        config = ic.translate(document, "3.7.0-experimental").config
        ic.merge_with_transcript(config, config)
        again = ic.Config.from_dict(config.to_dict())
        hash(again.sections)
    except ic.IgnitionComposeError as error:
        str(error)
