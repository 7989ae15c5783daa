"""Layers to the config a machine boots with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from ignition_compose import origin as origins
from ignition_compose.config import Config
from ignition_compose.errors import DowngradeError, InvalidConfig, PointerNotFound
from ignition_compose.findings import ERROR, INFO, Finding, report_of
from ignition_compose.layers import Content, Layer, layer_of
from ignition_compose.merging.displacement import displacements
from ignition_compose.merging.engine import merge_trees
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.models.view import SpecView
from ignition_compose.origin import Origin
from ignition_compose.pointer import Pointer
from ignition_compose.positions import Lines
from ignition_compose.report import Report, join
from ignition_compose.rules import registry
from ignition_compose.translation.engine import relabel, translate_tree
from ignition_compose.validation import semantics
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.models.fields import Tree

RESULT = "composed result"
"""The source that entries about the result name."""

_WHY = {
    "not-found": "no user config was found",
    "empty": "the user config is empty",
    "cloud-config": "the user data is cloud-config",
    "script": "the user data is a script",
    "mime": "the user data is MIME multipart",
}


class Composition:
    """The config that a machine boots with, and how it came to be.

    Attributes:
        layers: Every document that was handed over, lowest first, with its verdict.
        config: The composed config.
        report: What was found: in each layer, in translating it, and in the composed result.
        used_default: Whether the default config stood in for the user config.
        reason: Why it did, or did not, in a few words.
    """

    def __init__(
        self, layers: tuple[Layer, ...], parts: tuple[Part, ...], config: Config, report: Report, reason: str
    ) -> None:
        self.layers = layers
        self.config = config
        self.report = report
        self.reason = reason
        self.used_default = any(layer.role == "default" and layer.state == "used" for layer in layers)
        self._parts = parts

    def __repr__(self) -> str:
        used = ", ".join([f"{layer.role} {layer.source}" for layer in self.layers if layer.state == "used"])
        return f"<Composition of {used or 'nothing'} at spec {self.config.version}>"

    def to_json(self, indent: int | None = None) -> str:
        """The composed config as JSON text."""
        return self.config.to_json(indent)

    def origin(self, pointer: str) -> Origin:
        """Where a value of the composed config came from.

        Args:
            pointer: A JSON Pointer into the composed config.

        Returns:
            The layers and places that the value came from, and what it displaced.

        Raises:
            InvalidPointer: When *pointer* is not a JSON Pointer.
            PointerNotFound: When it leads to nothing in the composed config.
        """
        place = Pointer(pointer)
        found = self._sources.get(place)
        if found is None:
            place.resolve(self.config.to_dict())
            msg = f"{pointer!r} holds nothing that came from a layer"
            raise PointerNotFound(msg)
        lost = dict.fromkeys([loser for winner in found for loser in self._losers.get(winner, ())])
        return Origin(place, tuple([self._place(*one) for one in found]), tuple([self._place(*one) for one in lost]))

    def _place(self, number: int, pointer: Pointer) -> origins.Place:
        part = self._parts[number]
        return origins.place_of(part.layer.source, pointer, part.layer.document, part.lines)

    @cached_property
    def _sources(self) -> origins.Sources:
        return self._traced[0]

    @cached_property
    def _losers(self) -> origins.Losers:
        return self._traced[1]

    @cached_property
    def _traced(self) -> tuple[origins.Sources, origins.Losers]:
        return _trace(self._parts)


class Part:
    """One layer that is part of the result, at the newest version."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        assert layer.tree is not None
        assert layer.version is not None
        self.tree, self.lost = translate_tree(layer.tree, layer.version, SpecVersion.LATEST)

    @cached_property
    def lines(self) -> Lines | None:
        """Where the lines of the layer begin, None where it has no text."""
        document = self.layer.document
        return Lines(document.raw) if document is not None and document.raw is not None else None


def compose(
    *,
    user: Content | None = None,
    base: Content | Sequence[Content] = (),
    default: Content | None = None,
    target: str | None = None,
) -> Composition:
    """Compose the config that a machine boots with.

    Args:
        user: What the platform hands over: a path (read), bytes or text, a dict, a `Config`, or None for "not found".
        base: The image's base configs, one or several, lowest first.
        default: The image's default config, which stands in where there is no user config.
        target: The spec version of the result; the highest among the layers if None.

    Returns:
        The composition. Every layer is translated to the newest spec version that Ignition knows, then merged as
        ``merge(empty, merge(base, user))``, as ``Engine.Run`` of the reference does.

    Raises:
        InvalidConfig: When Ignition refuses a layer; the machine would not boot.
        InputError: When an argument cannot be taken, such as text that looks like a path.
        FileError: When a file cannot be read.
        UnknownVersion: When there is no version *target*.
        DowngradeError: When *target* is older than a layer.

    Examples:
        >>> base = '{"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "/etc/motd"}]}}'
        >>> done = compose(base=base, user='{"ignition": {"version": "3.4.0"}}')
        >>> done.config.version, done.origin("/storage/files/0/path").source
        (<SpecVersion.V3_4_0: '3.4.0'>, 'base')
        >>> compose(user="#cloud-config", default=base).reason
        'the user data is cloud-config'
    """
    goal = SpecVersion(target) if target is not None else None
    bases = _read_bases(base)
    provided = layer_of(user, "user", "user")
    fallback = layer_of(default, "default", "default")
    is_provided = provided.state in ("used", "invalid")
    boots = provided if is_provided else fallback
    if is_provided and fallback.state in ("used", "invalid"):
        fallback = Layer("default", fallback.source, "unused", fallback.report, fallback.document)
    layers = (*bases, provided, fallback)
    refused = [_refusal(layer) for layer in (*bases, boots)]
    if any(report.is_fatal for report in refused):
        raise InvalidConfig(join(refused))

    parts = tuple([Part(layer) for layer in (*bases, boots) if layer.state == "used"])
    tree = _fold(parts)
    version = _version_of(parts, goal)
    reports = [layer.report for layer in layers if layer.state == "used"]
    reports += [part.layer.place(part.lost) for part in parts]
    reports += [_rendered(part) for part in parts if part.layer is boots]
    if any(report.is_fatal for report in reports):
        raise InvalidConfig(join(reports))
    reason = "a user config was found" if is_provided else _WHY[provided.state]
    reports += _advice(parts, layers, reason)
    reports.append(report_of(semantics_of_result(tree, parts), source=RESULT))
    config = Config.of_tree(relabel(tree, version), version)
    return Composition(layers, parts, config, join(reports), reason)


def _read_bases(base: Content | Sequence[Content]) -> tuple[Layer, ...]:
    if isinstance(base, list | tuple):
        several = len(base) > 1
        return tuple(
            [layer_of(one, "base", f"base {number}" if several else "base") for number, one in enumerate(base, 1)]
        )
    return (layer_of(cast("Content", base), "base", "base"),)


def _refusal(layer: Layer) -> Report:
    """The report of a layer, which a base that is no config fails."""
    if layer.role == "base" and layer.state not in ("used", "invalid"):
        what = _WHY[layer.state].replace("the user", "the base").replace("no user", "no base")
        message = f"{what}; Ignition stops at a base config that it cannot read, so the machine would not boot"
        return report_of([Finding(ERROR, "no-config", message)], source=layer.source)
    return layer.report


def _version_of(parts: Sequence[Part], target: SpecVersion | None) -> SpecVersion:
    stable = [version for version in SpecVersion if not version.is_experimental]
    versions = [part.layer.version for part in parts if part.layer.version is not None]
    highest = max(versions, default=target or max(stable))
    if target is not None and target < highest:
        msg = f"a layer is of spec {highest}; the result cannot be of the older {target} yet"
        raise DowngradeError(msg)
    return target or highest


def _fold(parts: Sequence[Part]) -> Tree:
    """Mirrors ``latest.Merge(baseConfig, latest.Merge(systemBaseConfig, cfg))``: the bases are folded first."""
    view = SpecView.of(SpecVersion.LATEST).root
    empty = relabel({}, SpecVersion.LATEST)
    bases: Tree = {}
    top: Tree = empty
    for part in parts:
        if part.layer.role == "base":
            bases = merge_trees(bases, part.tree, view)
        else:
            top = part.tree
    return merge_trees(empty, merge_trees(bases, top, view), view)


def _advice(parts: Sequence[Part], layers: Sequence[Layer], reason: str) -> list[Report]:
    """What a user would want to know of the layers together: the fallback, and what was dropped."""
    reports = []
    user, fallback = layers[-2:]
    if fallback.state == "used":
        message = f"{reason}, so the default config runs in its place"
        reports.append(report_of([Finding(INFO, "default-used", message)], source=fallback.source))
    elif user.state != "used":
        message = f"{reason}, and there is no default config: only base configs apply"
        reports.append(report_of([Finding(INFO, "no-user-config", message)], source=user.source))
    view = SpecView.of(SpecVersion.LATEST).root
    for number, above in enumerate(parts):
        for below in parts[:number]:
            findings = []
            for lost in displacements(below.tree, above.tree, view):
                place = Pointer.of(*lost.parent)
                loser = f"{place} of {below.layer.source}"
                message = f"takes the place of {loser}, which is dropped: both have the key {lost.key!r}"
                findings.append(Finding(INFO, "displaced", message, lost.child))
            reports.append(above.layer.place(findings))
    return reports


def _rendered(part: Part) -> Report:
    """What the newest version's rules say of the user config, beyond what its own version's said.

    Mirrors the second validation in ``acquireProviderConfig`` of the reference's engine.
    """
    known = {(entry.code, str(entry.pointer)) for entry in part.layer.report}
    findings = []
    for finding in registry.check(part.tree, SpecVersion.LATEST):
        if finding.severity is ERROR and (finding.code, str(Pointer.of(*finding.tokens))) not in known:
            message = (
                f"{finding.message} (Ignition translates the config to spec {SpecVersion.LATEST} and checks it again)"
            )
            findings.append(finding._replace(message=message))
    return part.layer.place(findings)


def semantics_of_result(tree: Tree, parts: Sequence[Part]) -> list[Finding]:
    """What is wrong with the result that was not wrong with a layer: Ignition itself never looks."""
    known = {finding_key(entry.code, entry.message) for part in parts for entry in part.layer.report}
    findings = []
    for finding in semantics(tree, SpecVersion.LATEST):
        if finding.severity is ERROR or finding_key(finding.code, finding.message) not in known:
            message = f"in the composed result, which Ignition does not check: {finding.message}"
            findings.append(finding._replace(message=message))
    return findings


def finding_key(code: str, message: str) -> tuple[str, str]:
    """What makes two findings of different documents the same."""
    return code, message


def _trace(parts: Sequence[Part]) -> tuple[origins.Sources, origins.Losers]:
    view = SpecView.of(SpecVersion.LATEST).root
    tree: Tree = {}
    sources: origins.Sources = {}
    merges = []
    losers: origins.Losers = {}
    for number, part in enumerate(parts):
        _, alone = merge_recorded({}, part.tree, view)
        own = origins.leaves_of(number, alone)
        for lost in displacements(tree, part.tree, view):
            winner = (number, Pointer.of(*lost.child))
            losers[winner] = losers.get(winner, ()) + sources.get(Pointer.of(*lost.parent), ())
        tree, together = merge_recorded(tree, part.tree, view)
        merges.append((together, sources, own))
        sources = origins.chain(sources, own, together)
    return sources, {**losers, **origins.displaced_by(merges)}
