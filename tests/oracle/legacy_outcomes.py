"""
What comes of configs of specs 1 and 2, held against Flatcar's code: at their newest version, appended, in spec 3.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import ignition_compose as ic
from ignition_compose.documents.decoding import Decoder
from ignition_compose.documents.syntax import scan
from ignition_compose.documents.writing import encode
from ignition_compose.models.specs import SPEC2
from ignition_compose.models.view import SpecView
from tests.oracle.legacy_comparison import stumbles

if TYPE_CHECKING:
    from tests.oracle.legacy import Answer, FlatcarParsed, Translated

Tree = dict[str, Any]

READER: Final = "flatcar-main"
OLD_READER: Final = "ignition-0.36.2"
NEWEST: Final = ic.SpecVersion("3.7.0-experimental")
REACHED: Final = ic.SpecVersion("3.1.0")
MAPS: Final[tuple[dict[str, str], ...]] = ({}, {"data": "/data", "var": "/var"}, {"oem": "/x", "a": "/b/"}, {"": "/u"})
REASONS: Final[dict[str, frozenset[str]]] = {
    "create-without-force": frozenset({"create-without-force"}),
    "duplicate-inode": frozenset({"duplicate-path"}),
    "own-link": frozenset({"path-through-link"}),
    "duplicate-dropin": frozenset({"duplicate-dropin"}),
}
"""What we call that which stops the reference, where that has a name."""


def written(config: Tree, version: ic.SpecVersion) -> Tree:
    """A config of the reference as we would hold it."""
    view = SpecView.of(version).root
    decoder = Decoder(view)
    tree = decoder.decode(scan(json.dumps(config).encode()))
    assert not decoder.findings
    return encode(tree, view)


def by_name(config: Tree) -> Tree:
    """A config with its units in the order of their names: in Flatcar's own program that order is random."""
    units = config.get("systemd", {}).get("units")
    if units is None:
        return config
    return {**config, "systemd": {**config["systemd"], "units": sorted(units, key=lambda unit: str(unit["name"]))}}


def flatcar_config(raw: bytes) -> Tree | None:
    """What a machine makes of a document, at the newest version that its Ignition knows; None where it stops."""
    try:
        # As a base, for a user's config is checked again.
        composed = ic.compose(base=raw, target=NEWEST, dialect=READER)
    except ic.InvalidConfig:
        return None
    return composed.config.to_dict()


def differ_newest(raw: bytes, answer: Answer) -> str:
    """How a config at its newest version differs, nothing where it does not or is refused."""
    newest = SPEC2.versions[-1]
    document = ic.read(raw, dialect=OLD_READER)
    if answer.config is None or document.kind != "ignition":
        return ""
    if document.report.is_fatal:
        return f"we refuse it: {document.report.errors}"
    ours, theirs = ic.translate(document, newest).config.to_dict(), written(answer.config, newest)
    return "" if ours == theirs else f"{ours} and not {theirs}"


def differ_appended(pair: tuple[bytes, bytes], answer: Answer) -> str:
    """How two configs that are appended differ, as a merge and as a composition."""
    if answer.config is None:
        return ""
    theirs = written(answer.config, SPEC2.versions[-1])
    below, above = (ic.parse(raw, dialect=OLD_READER) for raw in pair)
    merged = ic.merge(below, above).to_dict()
    try:
        done = ic.compose(base=pair[0], user=pair[1], dialect=OLD_READER)
    except (ic.InvalidConfig, ic.UnresolvedReference):
        # What the user config names is asked for by the machine, and not by who appends.
        return "" if merged == theirs else f"{merged} and not {theirs}"
    composed = merged if done.documents else done.config.to_dict()
    return "" if merged == composed == theirs else f"{merged}, {composed} and not {theirs}"


def is_stumbled_over(raw: bytes) -> bool:
    """Whether the decoder of 2.0.0 may refuse a document for what is overwritten in it."""
    return b"2.0.0" in raw and stumbles(scan(raw))


def differ_translated(raw: bytes, places: dict[str, str], answer: Translated) -> str:
    """How our translation differs from the reference's, nothing where it does not."""
    document = ic.read(raw, dialect=OLD_READER)
    is_accepted = answer.config is not None
    if document.kind != "ignition" or document.report.is_fatal:
        return "" if not is_accepted else f"we refuse to read it: {document.report.errors}"
    done = ic.translate(document, REACHED, filesystems=places)
    if done.report.is_fatal == is_accepted and not (answer.reason == "parse" and is_stumbled_over(raw)):
        return f"the reference: {answer.reason} {answer.error}{answer.panic}, ours: {done.report.errors}"
    if answer.config is not None:
        theirs = written(answer.config, REACHED)
        return "" if done.config.to_dict() == theirs else f"{done.config.to_dict()} and not {theirs}"
    codes = {entry.code for entry in done.report.errors}
    wanted = REASONS.get(answer.reason)
    if wanted is not None and not codes & wanted:
        return f"{answer.reason} is among {codes}"
    is_crash = bool(answer.panic) and answer.reason != "parse"
    return "a crash is not told" if is_crash and "filesystem-without-mount" not in codes else ""


def differ_booted(raw: bytes, answer: FlatcarParsed) -> str:
    """How what a machine makes of a document differs, nothing where it does not."""
    if not ic.read(raw, dialect=READER).is_config:
        return "" if answer.name == "ErrEmpty" else "we take it for no config"
    ours = flatcar_config(raw)
    if answer.reason == "parse" and ours is not None and is_stumbled_over(raw):
        return ""
    if (ours is None) != (answer.config is None):
        return f"ours: {ours}, the reference: {answer.reason} {answer.error}{answer.panic}"
    if ours is None or answer.config is None:
        return ""
    theirs = by_name(written(answer.config, NEWEST))
    return "" if by_name(ours) == theirs else f"{by_name(ours)} and not {theirs}"
