"""Layers to the config a machine boots with."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from ignition_compose.checks import checking
from ignition_compose.checks.lints.merges import surprises
from ignition_compose.composition import origins
from ignition_compose.composition.layers import Content, Layer, layer_of
from ignition_compose.composition.origins import Origin
from ignition_compose.composition.references import references
from ignition_compose.documents.config import Config
from ignition_compose.documents.positions import report_of
from ignition_compose.errors import DowngradeError, PointerNotFound
from ignition_compose.fast.plain import is_plain, stays_plain
from ignition_compose.merging.displacement import displacements
from ignition_compose.merging.engine import merge_trees
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, ERROR, INFO, Finding, InvalidConfig, Report, join
from ignition_compose.translation.engine import relabel
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ignition_compose.models.fields import Tree

_NEVER_FETCHED = (
    "ignored-reference",
    "a base config's references are never followed by Ignition; lay what is named here into a base config itself",
)
_NOT_FETCHED_HERE = (
    "unresolved-reference",
    "this names another config, which is not fetched here; what it says is missing from the result",
)

_IGNITION = ("used", "invalid")
"""The states of a layer that is an Ignition config."""

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
        layers: The base layers, lowest first, then always the user's and the default, each with its verdict.
        config: The composed config.
        used_default: Whether the default config stood in for the user config.
        reason: Why it did, or did not, in a few words.
    """

    def __init__(
        self,
        layers: tuple[Layer, ...],
        parts: tuple[Layer, ...],
        config: Config,
        verdicts: tuple[Report, Report],
        reason: str,
    ) -> None:
        self.layers = layers
        self.config = config
        self._verdicts = verdicts
        self.reason = reason
        self.used_default = layers[-1].state == "used"
        self._parts = parts

    @cached_property
    def report(self) -> Report:
        """What was found: in each layer, in translating it, in the layers together, and in the composed result."""
        # The advice is worked out only for those who read it; what stops a boot was found before.
        on_layers, on_result = self._verdicts
        return _joined([on_layers, *_advice(self._parts, self.layers, self.reason), on_result])

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
            place.resolve(self.config.tree)
            msg = f"{pointer!r} holds nothing that came from a layer"
            raise PointerNotFound(msg)
        lost = dict.fromkeys([loser for winner in found for loser in self._losers.get(winner, ())])
        return Origin(place, tuple([self._place(*one) for one in found]), tuple([self._place(*one) for one in lost]))

    def _place(self, number: int, pointer: Pointer) -> origins.Place:
        part = self._parts[number]
        return origins.place_of(part.source, pointer, part.document, part.lines)

    @cached_property
    def _sources(self) -> origins.Sources:
        return self._traced[0]

    @cached_property
    def _losers(self) -> origins.Losers:
        return self._traced[1]

    @cached_property
    def _traced(self) -> tuple[origins.Sources, origins.Losers]:
        return _trace(self._parts)


def compose(
    *,
    user: Content | None = None,
    base: Content | Sequence[Content | None] | None = (),
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
    is_provided = provided.state in _IGNITION
    if is_provided and fallback.state in _IGNITION:
        fallback = fallback.as_unused()
    bases, provided, fallback = _named_apart(bases, provided, fallback)
    boots = provided if is_provided else fallback
    layers = (*bases, provided, fallback)
    reports = [layer.report if layer.state in _IGNITION else _refusal(layer) for layer in (*bases, boots)]
    _stop_if_fatal(reports)

    parts = tuple([layer for layer in (*bases, boots) if layer.state == "used"])
    for part in parts:
        lost = part.newest[1]
        if lost:
            reports.append(part.place(lost))
    if boots.state == "used":
        reports.append(_rendered(boots))
    _stop_if_fatal(reports)
    tree = _fold(parts)
    version = _version_of(parts, goal)
    reason = "a user config was found" if is_provided else _WHY[provided.state]
    verdicts = _joined(reports), _judge_result(tree, parts)
    config = Config.of_tree(relabel(tree, version), version)
    return Composition(layers, parts, config, verdicts, reason)


def _stop_if_fatal(reports: Sequence[Report]) -> None:
    for report in reports:
        if report is not CLEAN and report.is_fatal:
            raise InvalidConfig(_joined(reports))


def _joined(reports: Sequence[Report]) -> Report:
    found = [report for report in reports if report is not CLEAN]
    return join(found) if found else CLEAN


def _read_bases(base: Content | Sequence[Content | None] | None) -> tuple[Layer, ...]:
    if base is None:
        return ()
    given: list[Content] = [one for one in base if one is not None] if isinstance(base, (list, tuple)) else [base]  # type: ignore[list-item]
    names = [f"base {number}" for number in range(1, len(given) + 1)] if len(given) > 1 else ["base"]
    return tuple([layer_of(one, "base", name) for one, name in zip(given, names, strict=False)])


def _named_apart(bases: tuple[Layer, ...], user: Layer, default: Layer) -> tuple[tuple[Layer, ...], Layer, Layer]:
    """
    The layers with a number behind a name that an earlier one has, so that origins can be told apart.
    """
    sources = {layer.source for layer in bases}
    sources.update((user.source, default.source))
    if len(sources) == len(bases) + 2:
        return bases, user, default
    names: Counter[str] = Counter()
    apart = []
    for layer in (*bases, user, default):
        names[layer.source] += 1
        count = names[layer.source]
        apart.append(layer if count == 1 else layer.like(source=f"{layer.source} ({count})"))
    return tuple(apart[:-2]), apart[-2], apart[-1]


def _refusal(layer: Layer) -> Report:
    """The report of a layer that is no config, which a base must be."""
    if layer.role == "base":
        what = _WHY[layer.state].replace("the user", "the base").replace("no user", "no base")
        message = f"{what}; Ignition stops at a base config that it cannot read, so the machine would not boot"
        return report_of([Finding(ERROR, "no-config", message)], source=layer.source)
    return layer.report


_NEWEST_STABLE = max([version for version in SpecVersion if not version.is_experimental])


def _version_of(parts: Sequence[Layer], target: SpecVersion | None) -> SpecVersion:
    versions = {part.version for part in parts if part.version is not None}
    highest = max(versions, default=target or _NEWEST_STABLE)
    if target is not None and target < highest:
        msg = f"a layer is of spec {highest}; the result cannot be of the older {target} yet"
        raise DowngradeError(msg)
    return target or highest


def _fold(parts: Sequence[Layer]) -> Tree:
    """Mirrors ``latest.Merge(baseConfig, latest.Merge(systemBaseConfig, cfg))``: the bases are folded first."""
    view = SpecView.of(SpecVersion.LATEST).root
    bases: Tree = {}
    top: Tree | None = None
    for part in parts:
        if part.role == "base":
            bases = merge_trees(bases, part.newest[0], view) if bases else part.newest[0]
        else:
            top = part.newest[0]
    # The reference then merges this onto an empty config that names the version, which changes nothing: so does this.
    return merge_trees(bases, relabel({}, SpecVersion.LATEST) if top is None else top, view)


def _advice(parts: Sequence[Layer], layers: Sequence[Layer], reason: str) -> list[Report]:
    """What a user would want to know of the layers together: the fallback, and what was dropped."""
    reports = []
    user, fallback = layers[-2:]
    if fallback.state == "used":
        message = f"{reason}, so the default config runs in its place"
        reports.append(report_of([Finding(INFO, "default-used", message)], source=fallback.source))
    elif user.state != "used":
        none = "there is no default config" if fallback.state == "not-found" else f"the default is {fallback.state} too"
        message = f"{reason}, and {none}: only base configs apply"
        reports.append(report_of([Finding(INFO, "no-user-config", message)], source=user.source))
    if fallback.state == "unused" and fallback.report.is_fatal:
        first = fallback.report.errors[0]
        message = f"not needed here, but invalid: a machine without a user config would not boot ({first.message})"
        reports.append(report_of([Finding(INFO, "unused-default-invalid", message)], source=fallback.source))
    view = SpecView.of(SpecVersion.LATEST).root
    beneath: Tree = {}
    for number, above in enumerate(parts):
        tree = above.newest[0]
        if number:
            keys = {lost.key for lost in displacements(beneath, tree, view)}
            if keys:
                reports += [above.place(list(_displaced(below, above, keys))) for below in parts[:number]]
            name = parts[0].source if number == 1 else "the layers beneath"
            reports.append(above.place(list(_surprises(beneath, name, tree))))
        reports.append(above.place(list(_unresolved(above))))
        beneath = merge_trees(beneath, tree, view) if number else tree
    return reports


def _displaced(below: Layer, above: Layer, keys: set[str]) -> Iterator[Finding]:
    for lost in displacements(below.newest[0], above.newest[0], SpecView.of(SpecVersion.LATEST).root):
        if lost.key in keys:
            loser = f"{Pointer.of(*lost.parent)} of {below.source}"
            message = f"takes the place of {loser}, which is dropped: both have the key {lost.key!r}"
            yield Finding(INFO, "displaced", message, lost.child)


def _surprises(beneath: Tree, name: str, tree: Tree) -> Iterator[Finding]:
    """
    What merging a layer onto all those beneath does that is easily missed.
    """
    for found in surprises(beneath, tree, SpecView.of(SpecVersion.LATEST).root):
        message = f"{found.message} ({Pointer.of(*found.parent)} of {name})"
        yield Finding(INFO, found.code, message, found.child)


def _unresolved(part: Layer) -> Iterator[Finding]:
    """Other configs that a layer names; ``Engine.Run`` of the reference renders the user config alone."""
    code, message = _NEVER_FETCHED if part.role == "base" else _NOT_FETCHED_HERE
    for place in references(part.newest[0]):
        yield Finding(INFO, code, message, place)


def _rendered(part: Layer) -> Report:
    """
    What the newest version's rules say of the user config, beyond what its own version's said.

    Mirrors the second validation in ``acquireProviderConfig`` of the reference's engine. Rules that both
    versions have are not asked again: translating adds nothing that they object to.
    """
    found = checking.check(part.newest[0], SpecVersion.LATEST, beyond=part.version, plain=part.is_plain)
    if not found:
        return CLEAN
    again = f"Ignition checks it again as spec {SpecVersion.LATEST}"
    errors = [finding for finding in found if finding.severity is ERROR]
    return part.place([finding._replace(message=f"{finding.message} ({again})") for finding in errors])


def _judge_result(tree: Tree, parts: Sequence[Layer]) -> Report:
    """
    What is wrong with the result that was not wrong with a layer: Ignition itself never looks.
    """
    is_known = stays_plain if all(part.is_plain for part in parts) else is_plain
    # Nobody needs to look for repeated keys: a merge of layers in which none is repeated repeats none.
    findings = checking.check(tree, SpecVersion.LATEST, plain=is_known(tree, SpecVersion.LATEST))
    if not findings:
        return CLEAN
    known = {(entry.code, entry.message) for part in parts for entry in part.report}
    new = [
        finding._replace(message=f"in the composed result, which Ignition does not check: {finding.message}")
        for finding in findings
        if finding.severity is ERROR or (finding.code, finding.message) not in known
    ]
    return report_of(new, source=RESULT)


def _trace(parts: Sequence[Layer]) -> tuple[origins.Sources, origins.Losers]:
    view = SpecView.of(SpecVersion.LATEST).root
    tree: Tree = {}
    sources: origins.Sources = {}
    merges = []
    losers: origins.Losers = {}
    for number, part in enumerate(parts):
        _, alone = merge_recorded({}, part.newest[0], view)
        own = origins.leaves_of(number, alone)
        for lost in displacements(tree, part.newest[0], view):
            winner = (number, Pointer.of(*lost.child))
            losers[winner] = losers.get(winner, ()) + sources.get(Pointer.of(*lost.parent), ())
        tree, together = merge_recorded(tree, part.newest[0], view)
        merges.append((together, sources, own))
        sources = origins.chain(sources, own, together)
    if parts:
        # Transcripts name what the whole document holds, not the document.
        sources[Pointer()] = tuple([(number, Pointer()) for number in range(len(parts))])
    return sources, {**losers, **origins.displaced_by(merges)}
