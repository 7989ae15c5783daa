"""
The layers of a composition: documents in their roles, and what became of each.
"""

from __future__ import annotations

import os
from functools import cache, partial

from ignition_compose.display import discreet
from ignition_compose.documents.document import Document, Holder
from ignition_compose.fast.trust import DOUBT, WITHOUT_TEXT, Trust, grant, is_trusting
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.reading import read_as
from ignition_compose.report import CLEAN, Report
from ignition_compose.translation.engine import translate_tree
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Final, Literal, TypeAlias

    from ignition_compose.account import Account
    from ignition_compose.composition.rendered import Rendered
    from ignition_compose.dialects import Dialect
    from ignition_compose.documents.config import Config
    from ignition_compose.models.fields import Tree
    from ignition_compose.reading import Content
    from ignition_compose.report import Finding
    from ignition_compose.translation.modernising import Leg
    from ignition_compose.translation.mount_points import Counted
    from ignition_compose.translation.step import Edit
    from ignition_compose.versions import SpecVersion

Made: TypeAlias = "Translated | Rendered"
"""
What stands for a config wherever it is merged.
"""
Role: TypeAlias = 'Literal["base", "platform", "user", "default", "child"]'
State: TypeAlias = 'Literal["used", "unused", "not-found", "empty", "cloud-config", "script", "mime", "invalid", "dropped", "unresolved", "unretrievable"]'  # noqa: E501

FOUND: Final = ("used", "unused", "invalid")
"""The states of a layer that is a config, be it a broken one."""


class Translated(NamedTuple):
    """
    What a dialect makes of a document before it merges.

    Attributes:
        tree: The tree at the newest version that the dialect knows.
        edits: What was done on the way there.
        trust: How far the tree can be trusted.
        is_renamed: Whether it names another version now.
        version: The version that it is of as far as the result is concerned: the one that a config of an older spec is
            brought to, or else its own.
        legs: The way from an older spec to that version.
        counted: How many mount points were found before it, where it needs any, and after it.
    """

    tree: Tree
    edits: Sequence[Edit]
    trust: Trust
    is_renamed: bool
    version: SpecVersion
    legs: tuple[Leg, ...] = ()
    counted: tuple[Counted | None, Counted] | None = None

    @property
    def is_as_written(self) -> bool:
        """
        Whether every value stands where it stands in the document.
        """
        return not self.edits and not self.legs

    @property
    def layers(self) -> tuple[Layer, ...]:
        """
        Nothing: it is made of the document alone.
        """
        return ()

    def account(self, source: str) -> Account:
        """
        What became of every value of the document.

        Args:
            source: Its name.
        """
        from ignition_compose.translation.accounting import account_of_edits

        if not self.legs:
            return account_of_edits(self.edits, source, is_renamed=self.is_renamed)
        from ignition_compose.translation.modernising import account_of_legs

        return account_of_legs((*self.legs, partial(account_of_edits, self.edits, is_renamed=self.is_renamed)), source)

    def placed(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """
        Findings about the tree, each at its place in the document.
        """
        if not self.legs or not findings:
            return findings
        from ignition_compose.translation.modernising import brought_back

        return list(brought_back(findings, self.legs))


class _Layer(NamedTuple):
    role: Role
    source: str
    state: State
    document: Document | None = None
    rendered: Rendered | None = None


class Layer(_Layer, Holder):
    """
    One document of a composition in its role; handed in again, it counts as its document.

    Attributes:
        role: ``"base"``, ``"platform"`` for a base config of the platform's own, ``"user"``, ``"default"``, or
            ``"child"`` for a config that another names.
        source: Its name: that of the document, or the role (with a number for base layers), no two the same.
        state: What became of it. ``"used"``: it is part of the result; ``"unused"``: a default that was not
            needed; ``"not-found"``, ``"empty"``, ``"cloud-config"``, ``"script"``, ``"mime"``: no Ignition config;
            ``"invalid"``: Ignition refuses it; ``"dropped"``: a user config of which nothing is left, because it names
            an empty one; ``"unresolved"``: a user config in whose place one is that is not known, or a child that is
            not; ``"unretrievable"``: a child that a machine would not get either.
        document: The document, None where none was found.
        rendered: What came of it and of those that it names, None where it names none.

    Examples:
        >>> from ignition_compose import compose
        >>> user, default = compose(user='{"ignition": {"version": "3.4.0"}}').layers
        >>> user.role, user.state, default.state
        ('user', 'used', 'not-found')
        >>> compose(base=user, user=default).layers[0].document is user.document
        True
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return super(Layer, self._replace(source=discreet(self.source))).__repr__()

    @property
    def report(self) -> Report:
        """
        What was found in it.
        """
        document = self.document
        if document is None or document._report is CLEAN or self.state not in FOUND:
            return CLEAN
        if document._source:
            return document._report
        return Report([entry._replace(source=self.source) for entry in document._report], document._report.omitted)

    @property
    def version(self) -> SpecVersion | None:
        """
        The spec version that it declares.
        """
        return self.document.version if self.document is not None else None

    @property
    def config(self) -> Config | None:
        """
        The config as it was written, None where there is none.
        """
        return self.document.config if self.document is not None else None

    def _translated(self, counted: Counted | None = None) -> Made:
        """
        What the dialect makes of its document before it merges; made once for each document.

        Args:
            counted: How many mount points were found before, for layers beneath.
        """
        if self.rendered is not None:
            return self.rendered
        document = self.document
        assert document is not None
        made: Translated | None = document._memo
        if made is None or (not made.trust and is_trusting()) or (made.counted and made.counted[0] != counted):
            return _translate(document, counted)
        return made

    def to_dict(self) -> dict[str, Any]:
        """
        The layer as plain values.

        Returns:
            ``role``, ``source``, ``state``, ``version`` and ``valid``.

        Examples:
            >>> Layer("user", "user", "not-found").to_dict()["state"]
            'not-found'
        """
        return {
            "role": self.role,
            "source": self.source,
            "state": self.state,
            "version": None if self.version is None else str(self.version),
            "valid": None if self.state not in FOUND else not self.report.is_fatal,
        }

    def _place(self, findings: Sequence[Finding], source: str | None = None) -> Report:
        """
        Findings about this layer as a report, at their lines where the layer has text.
        """
        return CLEAN if self.document is None else self.document._place(findings, source or name_in_entries(self))

    def _report_on(self, made: Made, findings: Sequence[Finding]) -> Report:
        """
        Findings about what it was made to as a report, each at the place in the document that it is about.
        """
        return made.report_on(findings) if not isinstance(made, Translated) else self._place(made.placed(findings))


def name_in_entries(layer: Layer) -> str:
    """
    What entries on a layer call it: its document's own name, which other layers may have too, or else the layer's.
    """
    return (layer.document.source if layer.document is not None else None) or layer.source


def _translate(document: Document, counted: Counted | None) -> Translated:
    assert document._tree is not None
    assert document._version is not None
    if spec_of(document._version) is not SPEC3:
        made = document._memo = _bring_forward(document, document._tree, document._version, counted)
        return made
    # What was read before anything was trusted may be found plain now.
    trust = document._trust or _trust_in(document._tree, document._version)
    tree, edits = translate_tree(
        document._tree, document._version, document._dialect.newest, trust, document._dialect.release
    )
    is_renamed = document._version is not document._dialect.newest
    made = document._memo = Translated(tree, edits, trust, is_renamed, document._version)
    return made


def _bring_forward(document: Document, tree: Tree, version: SpecVersion, counted: Counted | None) -> Translated:
    """
    What the dialect makes of a config of spec 1 or 2.
    """
    from ignition_compose.translation.modernising import REACHED, bring_to_newest, modernise

    dialect = document._dialect
    if dialect.older == "read":
        newest, legs = bring_to_newest(tree, version)
        return Translated(newest, (), _trust_in(newest, dialect.newest), False, dialect.newest, legs)  # noqa: FBT003
    made = document._modernised if counted is None else None
    made = made or modernise(tree, version, counted=counted, trust=document._trust, dialect=dialect)
    trust = made.trust_in_tree
    newest, edits = translate_tree(made.tree, REACHED, dialect.newest, trust, dialect.release)
    found = (counted, made.mount_points.counted) if made.mount_points.made else None
    return Translated(newest, edits, trust, True, REACHED, made.legs, found)  # noqa: FBT003


def _trust_in(tree: Tree, version: SpecVersion) -> Trust:
    if not is_trusting():
        return DOUBT
    from ignition_compose.fast.plain import trust_in

    return trust_in(tree, version)


@cache
def _absent(role: Role, name: str) -> Layer:
    return Layer(role, name, "not-found")


def layer_of(content: Content | None, role: Role, name: str, dialect: Dialect) -> Layer:
    """
    Read one layer.

    Args:
        content: What the caller handed over; None for "not found".
        role: Its role.
        name: Its name, unless it has one of its own.
        dialect: Which Ignition reads it.

    Raises:
        InvalidInput: When *content* is of a type that cannot be taken.
        UnusableFile: When the file cannot be read.
    """
    kind = type(content)
    if kind is Layer:
        content = content.document  # type: ignore[union-attr]
        kind = type(content)
    if content is None:
        return _absent(role, name)
    if kind is bytes or kind is str:
        document = read_as(content, name, dialect)
    elif kind is Document and content._dialect is dialect:  # type: ignore[union-attr]
        document = content  # type: ignore[assignment]
        # To compose what was read is work as reading is, and many compositions are worth as much as a large one.
        grant(WITHOUT_TEXT)
    else:
        has_name = not issubclass(kind, (bytes, str)) and issubclass(kind, (Document, os.PathLike))
        document = read_as(content, None if has_name else name, dialect)
    source = document._source or name
    if not document.is_config:
        # What is of the kind "ignition" is a config.
        return Layer(role, source, document._kind, document)  # type: ignore[arg-type]
    is_refused = document._report is not CLEAN and document._report.is_fatal
    return Layer(role, source, "invalid" if is_refused else "used", document)


def named_apart(layers: Sequence[Layer]) -> list[Layer]:
    """
    The layers with a number behind a name that an earlier one has, so that origins can be told apart.
    """
    taken = {layer.source for layer in layers}
    if len(taken) == len(layers):
        return list(layers)
    # A name that some layer was given stays with the first that was given it, and is never made for another one.
    seen: set[str] = set()
    counts: dict[str, int] = {}
    named = []
    for layer in layers:
        source = layer.source
        if source in seen:
            count = counts.get(source, 2)
            while (made := f"{source} ({count})") in taken:
                count += 1
            counts[source] = count + 1
            taken.add(made)
            named.append(layer._replace(source=made))
        else:
            seen.add(source)
            named.append(layer)
    return named
