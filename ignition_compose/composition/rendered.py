"""
What came of a config and of those that it names, and where each of them is named.
"""

from __future__ import annotations

from ignition_compose.composition.folding import fold
from ignition_compose.composition.layers import Translated, name_in_entries
from ignition_compose.display import shown
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, Place, join
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Final, Literal

    from ignition_compose.account import Account
    from ignition_compose.composition.layers import Layer, Made
    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Finding, Report
    from ignition_compose.translation.mount_points import Counted
    from ignition_compose.translation.step import Edit
    from ignition_compose.versions import SpecVersion

_MERGED: Final = "merged"
"""The name of the merge of several configs, between that and what was done to it."""


class Rendered:
    """
    What came of a config and of those that it names; it stands for the config wherever that is merged.

    Attributes:
        tree: The tree.
        trust: How far it can be trusted.
        version: The version that it is of as far as the result is concerned: the highest of all of its configs.
        parts: The configs that it is made of, lowest first, each with what it was translated to or rendered to.
        replaced: Configs of which nothing is left.
        rewritten: What was done to the merge of the parts.
    """

    legs = ()
    edits: Sequence[Edit] = ()
    is_as_written = False
    counted: tuple[Counted | None, Counted] | None = None

    def __init__(
        self,
        tree: Tree,
        trust: Trust,
        dialect: Dialect,
        parts: Sequence[tuple[Layer, Made]],
        replaced: Sequence[Layer] = (),
        rewritten: Sequence[Edit] = (),
    ) -> None:
        self.tree = tree
        self.trust = trust
        self.parts = tuple(parts)
        self.replaced = tuple(replaced)
        self.version: SpecVersion = max([part.version for _, part in parts])
        self.rewritten = rewritten
        self._dialect = dialect

    def account(self, source: str) -> Account:  # noqa: ARG002 - as `Translated` has it: here each config has its name
        """
        What became of every value of every config.
        """
        from ignition_compose.account import Account, Act
        from ignition_compose.composition.tracing import Merge, account_of
        from ignition_compose.translation.accounting import account_of_edits

        newest = self._dialect.newest
        made = [part for _, part in self.parts]
        beneath, _ = fold(made, SpecView.of(newest).root, self._dialect.release, ends_in_base=False)
        below = beneath or [{}] * len(made)
        merges = [Merge(layer.source, one, part, newest) for (layer, part), one in zip(self.parts, below, strict=True)]
        account = account_of(merges, are_many=not beneath)
        if self.rewritten:
            account = account_of_edits(self.rewritten, _MERGED, is_renamed=False).following({_MERGED: account})
        gone = [Act("dropped", (), None, (Place(layer.source, Pointer()),)) for layer in self.replaced]
        return Account([*gone, *account.acts]) if gone else account

    @property
    def layers(self) -> Iterator[Layer]:
        """
        The configs that it is made of, lowest first, those that others took the place of before those.
        """
        yield from self.replaced
        for layer, part in self.parts:
            yield from (layer,) if isinstance(part, Translated) else part.layers

    def report_on(self, findings: Sequence[Finding]) -> Report:
        """
        Findings about the tree as a report, each at the place in the config that it is about.
        """
        if not findings:
            return CLEAN
        account = self.account("")
        layers = {layer.source: layer for layer in self.layers}
        reports = []
        for finding in findings:
            place = _origin(Pointer.of(*finding.tokens), account)
            related = None if finding.related is None else _origin(Pointer.of(*finding.related), account)
            # The other party may be in another config, which a report on this one cannot point into.
            near = related if place and related and related.source == place.source else None
            moved = finding._replace(
                tokens=place.pointer.steps if place else (),
                related=near.pointer.steps if near else None,
                offset=None,
                related_offset=None,
            )
            layer = layers[place.source] if place else self.parts[0][0]
            reports.append(layer._place([moved], name_in_entries(layer)))
        return join(reports)


def _origin(pointer: Pointer, account: Account) -> Place | None:
    """
    Where a value came from, or what would hold it.
    """
    while True:
        places = [place for act in account.origin(pointer) for place in act.sources]
        if places:
            return places[-1]
        if not pointer:
            return None
        pointer = pointer.parent


class NamedConfig(NamedTuple):
    """
    A config that another one names, or the one that all begins with.

    Attributes:
        layer: The config, with its name, its document and its state; beside those of other layers there are
            ``"unresolved"``: nobody was asked, or the one who was asked does not know it; ``"unretrievable"``: a
            machine would not get it either.
        how: What it does to the one that names it; None where no other names it.
        place: Where it is named.
        url: By which URL, as it is written there.
        children: The configs that it names, in order.

    Examples:
        >>> from ignition_compose import resolve
        >>> reference = {"source": "https://example.com/a.ign"}
        >>> stub = {"ignition": {"version": "3.4.0", "config": {"merge": [reference]}}}
        >>> root, child = resolve(stub).documents
        >>> child
        <merge https://example.com/a.ign: unresolved>
        >>> str(child.place.pointer), root.children == (child,)
        ('/ignition/config/merge/0', True)
    """

    layer: Layer
    how: Literal["replace", "merge", "append"] | None
    place: Place | None
    url: str
    children: tuple[NamedConfig, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.how or 'config'} {shown(self.layer.source)}: {self.layer.state}>"

    def to_dict(self) -> dict[str, Any]:
        """
        It as plain values, without what may be secret in its URL.

        Returns:
            ``source``, ``how``, ``state``, ``version``, ``place`` and ``children``.

        Examples:
            >>> from ignition_compose import resolve
            >>> resolve({"ignition": {"version": "3.4.0"}}).documents[0].to_dict()["state"]
            'used'
        """
        return {
            "source": self.layer.source,
            "how": self.how,
            "state": self.layer.state,
            "version": None if self.layer.version is None else str(self.layer.version),
            "place": None if self.place is None else self.place.to_dict(),
            "children": [child.to_dict() for child in self.children],
        }

    def walk(self) -> Iterator[NamedConfig]:
        """
        It, and all below it, in the order in which they are read.

        Returns:
            An iterator, of which the first is the config itself.

        Examples:
            >>> from ignition_compose import resolve
            >>> [named.layer.source for named in resolve({"ignition": {"version": "3.4.0"}}).documents[0].walk()]
            ['config']
        """
        yield self
        for child in self.children:
            yield from child.walk()
