"""
Layers to the config a machine boots with.
"""

from __future__ import annotations

from ignition_compose.composition.folding import fold
from ignition_compose.composition.grouping import grouped
from ignition_compose.composition.judging import RESULT, entry_of, judge_rendered, judge_result
from ignition_compose.composition.layers import FOUND, Layer, layer_of, name_in_entries, named_apart
from ignition_compose.composition.origins import Origin, Origins
from ignition_compose.composition.references import Resolved, resolved
from ignition_compose.dialects import FLATCAR, dialect_of, target_of
from ignition_compose.display import LONGEST, quoted, shown
from ignition_compose.documents.config import Config, held, holding
from ignition_compose.documents.positions import report_of
from ignition_compose.errors import InvalidInput, PointerNotFound, UnsupportedDowngrade
from ignition_compose.given import listed, text_of
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, ERROR, WARNING, Finding, Report, in_text_order, join
from ignition_compose.translation.engine import findings_of, relabel, translate_tree
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Final

    from ignition_compose.account import Account
    from ignition_compose.composition.layers import Made, Role
    from ignition_compose.composition.machine import MachineFile
    from ignition_compose.composition.rendered import NamedConfig
    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import Tree
    from ignition_compose.reading import Content
    from ignition_compose.retrieval.retriever import Retriever
    from ignition_compose.translation.mount_points import Counted
    from ignition_compose.versions import SpecVersion

_WHAT: Final = {
    "not-found": "no {role} config was found",
    "empty": "the {role} config is empty",
    "cloud-config": "the {role} data is cloud-config",
    "script": "the {role} data is a script",
    "mime": "the {role} data is MIME multipart",
    "dropped": "the {role} config names one that is empty, and Ignition drops all of it for that",
    "unresolved": "in the place of the {role} config is another one, which is not known",
}


class _Outcome(NamedTuple):
    """
    What composing finds out, before anybody asks further.

    Attributes:
        origins: The layers that the result is made of, and where the values of the result came from.
        on_layers: What was found in the layers and in translating them.
        on_result: What was found in the composed result alone.
        missing: What the user config names and is not known.
        documents: The user config, and those that it names.
    """

    origins: Origins
    on_layers: Report
    on_result: Report
    missing: Sequence[Report] = ()
    documents: NamedConfig | None = None


class Composition:
    """
    The config that a machine boots with, and how it came to be.

    `compose` makes one.

    Examples:
        >>> done = compose(base={"ignition": {"version": "3.0.0"}}, user='{"ignition": {"version": "3.4.0"}}')
        >>> done
        <Composition of base base, user user at spec 3.4.0>
        >>> done.reason, done.used_default, done.report.is_fatal
        ('a user config was found', False, False)
    """

    def __init__(self, layers: tuple[Layer, ...], config: Config, reason: str, outcome: _Outcome) -> None:
        self._layers = layers
        self._config = config
        self._reason = reason
        self._outcome = outcome
        self._report: Report | None = None

    @property
    def layers(self) -> tuple[Layer, ...]:
        """
        The base layers, lowest first, then always the user's and the default, each with its verdict.
        """
        return self._layers

    @property
    def config(self) -> Config:
        """
        The composed config.
        """
        return self._config

    @property
    def used_default(self) -> bool:
        """
        Whether the default config stood in for the user config.
        """
        return self._layers[-1].state == "used"

    @property
    def is_complete(self) -> bool:
        """
        Whether everything that the user config names is in the result; else the machine may have another config.
        """
        return not self._outcome.missing

    @property
    def documents(self) -> tuple[NamedConfig, ...]:
        """
        The user config and those that it names, in the order in which they are read; nothing where it names none.
        """
        root = self._outcome.documents
        return () if root is None else tuple(root.walk())

    @property
    def reason(self) -> str:
        """
        Why it did, or did not, in a few words.
        """
        return self._reason

    def __repr__(self) -> str:
        used = ", ".join([f"{layer.role} {shown(layer.source)}" for layer in self.layers if layer.state == "used"])
        state = "" if self.is_complete else "incomplete "
        return f"<{state}Composition of {used or 'nothing'} at spec {self.config.version}>"

    @property
    def report(self) -> Report:
        """
        What was found: in each layer, in translating it, in the layers together, and in the composed result.
        """
        if self._report is None:
            self._report = self._found()
        return self._report

    def _found(self) -> Report:
        # The advice is worked out only for those who read it; what stops a boot was found before.
        from ignition_compose.composition.advice import advise

        outcome = self._outcome
        advice = advise(self.layers, outcome.origins, self.reason)
        names = [name_in_entries(layer) for layer in self.layers]
        return in_text_order(join([outcome.on_layers, *outcome.missing, *advice, outcome.on_result]), names)

    @property
    def account(self) -> Account:
        """
        What became of every value of every layer; the inputs are named by the layers' sources.
        """
        return self._outcome.origins.account

    def files(self, retrieve: Retriever | Mapping[str, bytes] | None = None) -> dict[str, MachineFile]:
        """
        What the machine has once Ignition is done: every file, directory and link that it writes.

        Args:
            retrieve: Who fetches contents, as for `resolve`; without anybody those in data URLs alone are known.

        Returns:
            What is there, by its path. That is what storage says, units and their drop-ins, masks, the presets of what
            is enabled, and the file in which Ignition says that it ran. The folders above them, disks, users and their
            keys are not among them.

        Raises:
            InvalidInput: When *retrieve* cannot be taken.
            UnsupportedConfig: When the result is of spec 1 or 2.

        Examples:
            >>> unit = {"name": "agent.service", "enabled": True, "contents": "[Unit]"}
            >>> done = compose(user={"ignition": {"version": "3.4.0"}, "systemd": {"units": [unit]}})
            >>> [path.rpartition("/")[2] for path in done.files()]
            ['.ignition-result.json', '20-ignition.preset', 'agent.service']
        """
        from ignition_compose.composition.machine import files_of
        from ignition_compose.retrieval.retriever import retriever_of

        if spec_of(self.config.version) is not SPEC3:
            from ignition_compose.refusals import UnsupportedConfig

            message = f"what Ignition writes is not known for spec {self.config.version}"
            raise UnsupportedConfig(report_of([Finding(ERROR, "unsupported-version", message)], source=RESULT))
        return files_of(self.config, retriever_of(retrieve))

    def to_json(self, indent: int | None = None) -> str:
        """
        The composed config as JSON text.

        Args:
            indent: Spaces for each level; None for one line.

        Returns:
            The text, without a newline at its end.

        Raises:
            InvalidInput: When *indent* is no such number.

        Examples:
            >>> compose(user='{"ignition": {"version": "3.4.0"}}').to_json()
            '{"ignition":{"version":"3.4.0"}}'
        """
        return self.config.to_json(indent)

    def to_dict(self) -> dict[str, Any]:
        """
        The composition as plain values, which the schema ``"composition"`` describes.

        Returns:
            ``version``, ``complete``, ``used_default``, ``reason``, and ``layers``, ``config`` and ``report`` as lists
            and dicts.
            The config holds its secrets, as `Config.to_dict` does.

        Examples:
            >>> compose(user='{"ignition": {"version": "3.4.0"}}').to_dict()["layers"][0]["state"]
            'used'
        """
        return {
            "version": str(self.config.version),
            "complete": self.is_complete,
            "used_default": self.used_default,
            "reason": self.reason,
            "layers": [layer.to_dict() for layer in self.layers],
            "config": self.config.to_dict(),
            "report": self.report.to_dict(),
        }

    def origin(self, pointer: str) -> Origin:
        """
        Where a value of the composed config came from.

        Args:
            pointer: A JSON Pointer into the composed config.

        Returns:
            The layers and places that the value came from, and what it displaced.

        Raises:
            InvalidPointer: When *pointer* is not a JSON Pointer.
            PointerNotFound: When it leads to nothing in the composed config.

        Examples:
            >>> base = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/motd"}]}}'
            >>> str(compose(base=base).origin("/storage/files/0/path"))
            'base:1:67'
        """
        place = Pointer(pointer)
        if place:
            place.resolve(held(self.config))
        origins = self._outcome.origins
        found, lost = origins.find(place)
        if not found:
            msg = f"{quoted(pointer, LONGEST)} holds nothing that came from a layer"
            raise PointerNotFound(msg)
        return Origin(place, origins.located(found), origins.located(lost))


def compose(
    *,
    user: Content | None = None,
    base: Content | Sequence[Content | None] | None = (),
    platform_base: Content | Sequence[Content | None] | None = (),
    default: Content | None = None,
    target: str | None = None,
    dialect: str = FLATCAR,
    retrieve: Retriever | Mapping[str, bytes] | None = None,
    unresolved: str = "refuse",
) -> Composition:
    """
    Compose the config that a machine boots with.

    Args:
        user: What the platform hands over, as for `read`: a path, bytes or text, a dict, a `Config`, a `Document`, a
            `Layer` of another composition, or None for "not found".
        base: The image's base configs, one or several, lowest first.
        platform_base: Those for the machine's platform alone, one or several, lowest first. They are merged with one
            another before they are laid onto the others; where one of them is bad, Ignition drops them all.
        default: The image's default config, which stands in where there is no user config.
        target: The spec version of the result, or a dialect, which means the newest stable version that it accepts; the
            highest among the layers if None. What an older one has no place
            for is an error of the report.
        dialect: Which Ignition boots the machine: ``"flatcar"`` or ``"upstream"``.
        retrieve: Who fetches the configs that the user config names, as for `resolve`; data URLs need nobody.
        unresolved: What becomes of a user config in whose place another one is that is not known: ``"refuse"``, or
            ``"allow"`` to compose without either.

    Returns:
        The composition. Every layer is translated to the newest spec version that this Ignition knows, then merged
        as ``merge(empty, merge(base, user))``, as ``Engine.Run`` of the reference does.

    Raises:
        InvalidConfig: When Ignition refuses a layer, or a config that it names; the machine would not boot.
        UnresolvedReference: When a config that is not known takes the place of the user config.
        UnsupportedConfig: When a layer is of a spec that Ignition reads and this library does not yet.
        InvalidInput: When an argument cannot be taken.
        UnusableFile: When a file cannot be read.
        UnknownVersion: When there is no version *target*.
        UnsupportedDowngrade: When *target* is of another spec than the layers, once they are translated.

    Examples:
        >>> base = '{"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "/etc/motd"}]}}'
        >>> done = compose(base=base, user='{"ignition": {"version": "3.4.0"}}')
        >>> done.config.version, done.origin("/storage/files/0/path").source
        (<SpecVersion.V3_4_0: '3.4.0'>, 'base')
        >>> compose(user="#cloud-config", default=base).reason
        'the user data is cloud-config'
    """
    reader = dialect_of(dialect)
    wanted = target_of(target) if target is not None else None
    if text_of(unresolved) not in ("refuse", "allow"):
        msg = f"unresolved is 'refuse' or 'allow', not {quoted(unresolved)}"
        raise InvalidInput(msg)
    layers = _read_layers(user, base, platform_base, default, reader)
    *beneath_user, provided, fallback = layers
    bases = [layer for layer in beneath_user if layer.role == "base"]
    group, platform, dropped = grouped([layer for layer in beneath_user if layer.role == "platform"], reader)
    is_provided = provided.state in FOUND
    top = provided if is_provided else fallback
    reports = [layer.report if layer.state in FOUND else _refusal(layer) for layer in (*bases, top)]
    _stop_if_fatal(reports)

    reports += dropped
    parts = tuple([layer for layer in (*bases, *group, top) if layer.state == "used"])
    made = _translated(parts)
    reports += [
        part._report_on(one, findings_of(one.edits)) for part, one in zip(parts, made, strict=True) if one.edits
    ]
    found = Resolved(top)
    if is_provided and top.state == "used":
        found = resolved(top, made[-1], reader, retrieve, [layer.source for layer in layers])
        reports += found.reports
        _stop_if_fatal(reports)
        if found.layer.state == "unresolved" and text_of(unresolved) == "refuse":
            _stop_if_fatal([*reports, *found.missing])
        provided = top = found.layer
        if top.state == "dropped":
            fallback = _revived(fallback)
            top = fallback
            reports.append(top.report)
        parts = tuple([layer for layer in (*bases, *group, top) if layer.state == "used"])
        made = _translated(parts)
    layers = (*bases, *platform, provided, fallback)
    if top.state == "used":
        reports.append(judge_rendered(top, made[-1]))
    _stop_if_fatal(reports)
    view = SpecView.of(reader.newest).root
    beneath, tree = fold(made, view, reader.release, ends_in_base=top.state != "used")
    origins = Origins(parts, made, beneath, reader.newest)
    version = _version_of(made, wanted, reader)
    verdict = judge_result(tree, made, origins, reader)
    if wanted is not None and version > reader.newest:
        # What serves a newer Ignition than the one that boots this machine is translated as that one would.
        tree, edits = translate_tree(tree, reader.newest, version)
        verdict = join([verdict, report_of(findings_of(edits), source=RESULT)])
    elif wanted is not None and any(wanted < one.version for one in made):
        tree, lost = _lowered(tree, wanted, origins, reader)
        verdict = join([verdict, lost])
    reason = "a user config was found" if provided.state in FOUND else _why(provided)
    outcome = _Outcome(origins, join(reports), verdict, _allowed(found.missing), found.named)
    return Composition(layers, holding(relabel(tree, version), version), reason, outcome)


def _translated(parts: Sequence[Layer]) -> list[Made]:
    """
    What each layer is translated to, in the order in which Ignition reads them, which counts as it goes.
    """
    made = []
    counted: Counted | None = None
    for part in parts:
        one = part._translated(counted)
        if one.counted:
            counted = one.counted[1]
        made.append(one)
    return made


def _read_layers(
    user: Content | None,
    base: Content | Sequence[Content | None] | None,
    platform_base: Content | Sequence[Content | None] | None,
    default: Content | None,
    dialect: Dialect,
) -> tuple[Layer, ...]:
    read = [*_read_several(base, "base", dialect), *_read_several(platform_base, "platform", dialect)]
    provided = layer_of(user, "user", "user", dialect)
    fallback = layer_of(default, "default", "default", dialect)
    if provided.state in FOUND and fallback.state in FOUND:
        fallback = fallback._replace(state="unused")
    return tuple(named_apart([*read, provided, fallback]))


def _read_several(given: Content | Sequence[Content | None] | None, role: Role, dialect: Dialect) -> list[Layer]:
    # A layer is a tuple too.
    is_several = issubclass(type(given), (list, tuple)) and type(given) is not Layer
    contents = listed(given) if is_several else (given,)
    if contents is None:
        msg = f"the {role} configs cannot be told from this {type(given).__name__}"
        raise InvalidInput(msg)
    found = [one for one in contents if one is not None and not (type(one) is Layer and one.document is None)]
    if len(found) == 1:
        return [layer_of(found[0], role, role, dialect)]
    return [layer_of(one, role, f"{role} {number}", dialect) for number, one in enumerate(found, 1)]


def _stop_if_fatal(reports: Sequence[Report]) -> None:
    for report in reports:
        if report is not CLEAN and report.is_fatal:
            from ignition_compose.refusals import refusal

            raise refusal(join(reports))


def _revived(fallback: Layer) -> Layer:
    """
    A default config that is needed after all, because Ignition drops the user config.
    """
    if fallback.state != "unused":
        return fallback
    return fallback._replace(state="invalid" if fallback.report.is_fatal else "used")


def _allowed(missing: Sequence[Report]) -> Sequence[Report]:
    """
    What is not known, where that stops nobody.
    """
    graver = [[entry._replace(severity=WARNING) for entry in report] for report in missing]
    return [Report(entries, report.omitted) for entries, report in zip(graver, missing, strict=True)]


def _why(layer: Layer) -> str:
    return _WHAT[layer.state].format(role=layer.role)


def _refusal(layer: Layer) -> Report:
    """
    The report of a layer that is no config, which a base must be.
    """
    if layer.role != "base":
        return layer.report
    message = f"{_why(layer)}; Ignition stops at a base config that it cannot read, so the machine would not boot"
    return report_of([Finding(ERROR, "no-config", message)], source=layer.source)


def _version_of(made: Sequence[Made], target: SpecVersion | None, dialect: Dialect) -> SpecVersion:
    versions = {one.version for one in made}
    highest = versions.pop() if len(versions) == 1 else max(versions, default=target or dialect.newest_stable)
    if target is not None and spec_of(target) is not spec_of(highest):
        msg = f"a layer is of spec {highest}, and the result cannot be of spec {target}; translate the result instead"
        raise UnsupportedDowngrade(msg)
    return target or highest


def _lowered(tree: Tree, target: SpecVersion, origins: Origins, dialect: Dialect) -> tuple[Tree, Report]:
    """
    The result in an older version than some layer's, and what that has no place for.
    """
    from ignition_compose.translation.downward import lower

    lowered = lower(tree, dialect.newest, target, dialect, lossy=False)
    lost = [Finding(ERROR, edit.code, edit.message, edit.tokens) for edit in lowered.edits if edit.code]
    return lowered.tree, Report([entry_of(one, origins) for one in lost])
