"""
The configs that a user config names, brought together as Ignition does before it merges the user config with the base.

Mirrors ``RenderConfig`` and ``fetchReferencedConfig`` of the reference's ``internal/exec/config_fetcher.go``.
"""

from __future__ import annotations

import time

from ignition_compose.composition.fetching import PLAIN_SETTINGS, Hand, authorities_of, settings_of
from ignition_compose.composition.folding import fold
from ignition_compose.composition.layers import FOUND, Layer, Translated, layer_of
from ignition_compose.composition.rendered import NamedConfig, Rendered
from ignition_compose.display import masked, quoted
from ignition_compose.fast.trust import DOUBT
from ignition_compose.golang.pem import data_url
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import ERROR, WARNING, Finding, Place
from ignition_compose.retrieval.authorities import check_bundle
from ignition_compose.retrieval.retriever import Unretrievable, limits_of
from ignition_compose.retrieval.unpacking import hold_against
from ignition_compose.translation.engine import findings_of
from ignition_compose.translation.step import Edit
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Final

    from ignition_compose.composition.layers import Made
    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report, Tokens
    from ignition_compose.retrieval.retriever import Retriever
    from ignition_compose.translation.mount_points import Counted

_AUTHORITIES: Final = ("ignition", "security", "tls", "certificateAuthorities")


class Rendering(NamedTuple):
    """
    What rendering a config ends in.

    Attributes:
        made: What it became; None where Ignition drops all of it, because one of the configs is empty.
        root: The configs.
        reports: What is wrong with each, or with fetching it.
        missing: What could not be resolved, each a config with a report of its own.
        replaced_by_unknown: Whether all that is known of the config is that another takes its place.
    """

    made: Made | None
    root: NamedConfig
    reports: tuple[Report, ...] = ()
    missing: tuple[Report, ...] = ()
    replaced_by_unknown: bool = False


class _EmptyConfigError(Exception):
    """
    A config is empty, which ends all.
    """


class _ReplacedByUnknownError(Exception):
    """
    Nothing can be known any more.
    """


class _Node:
    """
    A config on its way, with those that it names so far.
    """

    def __init__(
        self, layer: Layer, made: Translated, how: Any, place: Place | None, key: tuple[str, bytes] | None
    ) -> None:
        self.layer = layer
        self.made = made
        self.how = how
        self.place = place
        self.key = key
        self.children: list[_Node | NamedConfig] = []

    def walk(self) -> Iterator[_Node]:
        """
        It, and all below it that are known.
        """
        yield self
        for child in self.children:
            if isinstance(child, _Node):
                yield from child.walk()

    def named(self) -> NamedConfig:
        children = [child if isinstance(child, NamedConfig) else child.named() for child in self.children]
        return NamedConfig(self.layer, self.how, self.place, self.key[0] if self.key else "", tuple(children))


def render(
    layer: Layer,
    made: Translated,
    dialect: Dialect,
    retriever: Retriever,
    taken: Sequence[str] = (),
    *,
    rewrites: bool = True,
) -> Rendering:
    """
    A config with all that it names.

    Args:
        layer: The config, which Ignition accepts.
        made: What it was translated to.
        dialect: Which Ignition reads it.
        retriever: Who fetches; it is never asked for data URLs.
        taken: Names that other layers have.
        rewrites: Whether certificate authorities come out as the fetch stage leaves them.
    """
    return _Renderer(dialect, retriever, taken).render(layer, made, rewrites=rewrites)


class _Renderer:
    """
    One run, with what it remembers.
    """

    def __init__(self, dialect: Dialect, retriever: Retriever, taken: Sequence[str]) -> None:
        self._dialect = dialect
        self._hand = Hand(retriever)
        self._limits = limits_of(retriever)
        self._view = SpecView.of(dialect.newest).root
        self._taken = set(taken)
        self._began = time.monotonic()
        self._count = 0
        self._size = 0
        self._settings = PLAIN_SETTINGS
        self._counted: Counted | None = None
        self._authorities: dict[str, bytes | None] = {}
        self._reports: list[Report] = []
        self._missing: list[Report] = []
        self._reading: str = "merge" if spec_of(dialect.newest) is SPEC3 else "append"

    def render(self, layer: Layer, made: Translated, *, rewrites: bool) -> Rendering:
        self._taken.add(layer.source)
        self._note(made)
        root = _Node(layer, made, None, None, None)
        done: Made | None = None
        is_unknown = False
        try:
            self._update(made.tree, (root,))
            done = self._render(root, (root,))
        except _EmptyConfigError:
            pass
        except _ReplacedByUnknownError:
            is_unknown = True
            done = made
        else:
            self._check_again(done.tree, tuple(root.walk()))
            done = self._rewritten(done, layer) if rewrites else done
        return Rendering(done, root.named(), tuple(self._reports), tuple(self._missing), is_unknown)

    def _note(self, made: Translated) -> None:
        if made.counted:
            self._counted = made.counted[1]

    def _render(self, node: _Node, way: tuple[_Node, ...]) -> Made:
        config = (node.made.tree.get("ignition") or {}).get("config") or {}
        replacing = config.get("replace") or {}
        if replacing.get("source") is not None:
            child = self._fetch(replacing, ("ignition", "config", "replace"), way)
            if child is None:
                raise _ReplacedByUnknownError
            self._update(child.made.tree, (*way, child))
            made = self._render(child, (*way, child))
            parts, gone = [(child.layer, made)], [node.layer]
            return Rendered(made.tree, made.trust, self._dialect, parts, gone)
        named = config.get(self._reading) or ()
        if not named:
            return node.made
        self._hand.begin(named, self._settings, self._limits.size)
        # Of what comes together, only the section that says how to fetch is needed on the way.
        before = _fetching_in(node.made.tree)
        merged: list[tuple[Layer, Made]] = [(node.layer, node.made)]
        for index, resource in enumerate(named):
            child = self._fetch(resource, ("ignition", "config", self._reading, index), way)
            if child is None:
                continue
            self._update(merge_trees(before, _fetching_in(child.made.tree), self._view), (*way, child))
            made = self._render(child, (*way, child))
            before = merge_trees(before, _fetching_in(made.tree), self._view)
            merged.append((child.layer, made))
        if len(merged) == 1:
            return node.made
        together = [one for _, one in merged]
        _, tree = fold(together, self._view, self._dialect.release, ends_in_base=False)
        trust = weighed(tree, min([one.trust for one in together]), self._dialect)
        return Rendered(tree, trust, self._dialect, merged)

    # --- One config that is named ---

    def _fetch(self, resource: Tree, tokens: Tokens, way: tuple[_Node, ...]) -> _Node | None:
        """
        A config that is named, None where it is not known, or wrong.
        """
        node = way[-1]
        place = self._place(node, tokens)
        how: Any = tokens[2]
        try:
            self._check_depth(way)
            raw = self._bytes(resource, as_text=True)
        except Unretrievable as error:
            name = self._name(resource, place)
            state: Any = "unretrievable" if error.stops_boot else "unresolved"
            node.children.append(NamedConfig(Layer("child", name, state), how, place, str(resource.get("source"))))
            self._tell(node, tokens, error)
            return None
        key = (str(resource.get("source")), raw)
        if any(one.key == key for one in way):
            names = " > ".join([quoted(one.layer.source) for one in way])
            message = f"this names one of those that led here, for ever: {names}; Ignition would never be done"
            self._reports.append(self._at(node, tokens, Finding(ERROR, "reference-cycle", message, ())))
            return None
        layer = layer_of(raw, "child", self._name(resource, place), self._dialect)
        if layer.state not in FOUND:
            node.children.append(NamedConfig(layer, how, place, str(resource.get("source"))))
            raise _EmptyConfigError
        self._reports.append(layer.report)
        if layer.state == "invalid":
            node.children.append(NamedConfig(layer, how, place, str(resource.get("source"))))
            return None
        made = layer._translated(self._counted)
        assert isinstance(made, Translated)
        self._note(made)
        self._reports.append(layer._place(made.placed(findings_of(made.edits))))
        child = _Node(layer, made, how, place, key)
        node.children.append(child)
        return child

    def _bytes(self, resource: Tree, *, as_text: bool) -> bytes:
        """
        The bytes of a resource, within the limits of the whole.
        """
        self._check_limits()
        data = self._hand.get(resource, self._settings, self._limits.size, as_text=as_text)
        self._size += len(data)
        return data

    def _check_depth(self, way: tuple[_Node, ...]) -> None:
        if len(way) > self._limits.depth:
            msg = f"configs name one another over more than {self._limits.depth} levels, more than is followed here"
            raise Unretrievable(msg)

    def _check_limits(self) -> None:
        self._count += 1
        limits = self._limits
        if self._count > limits.documents:
            msg = f"more than {limits.documents} configs and certificates are named, more than are fetched here"
            raise Unretrievable(msg)
        if self._size >= limits.total:
            msg = f"what is named has more than {limits.total} bytes together, which is more than is taken here"
            raise Unretrievable(msg)
        if time.monotonic() - self._began > limits.seconds:
            msg = f"fetching took more than {limits.seconds:g} seconds, which is more than is waited here"
            raise Unretrievable(msg)

    # --- Settings, of which certificate authorities are the part that can go wrong ---

    def _update(self, tree: Tree, way: tuple[_Node, ...]) -> None:
        """
        Fetch by a config from here on, until another one is updated to: a config's own children have the last word.
        """
        self._settings = settings_of(tree, self._settings)
        bundles = []
        for resource in authorities_of(tree):
            source = str(resource.get("source") or "")
            if source not in self._authorities:
                self._authorities[source] = self._authority(resource, way)
            bundle = self._authorities[source]
            if bundle is not None:
                bundles.append(bundle)
        if bundles:
            self._settings = self._settings._replace(authorities=tuple(bundles))

    def _authority(self, resource: Tree, way: tuple[_Node, ...]) -> bytes | None:
        try:
            data = self._bytes(resource, as_text=False)
            check_bundle(data)
        except Unretrievable as error:
            self._tell_of_authority(resource, way, error)
            return None
        return data

    def _tell_of_authority(self, resource: Tree, way: tuple[_Node, ...], error: Unretrievable) -> None:
        for node in reversed(way):
            for index, one in enumerate(authorities_of(node.made.tree)):
                if one.get("source") == resource.get("source"):
                    return self._tell(node, (*_AUTHORITIES, index), error, "certificate authority")
        return self._tell(way[-1], ("ignition",), error, "certificate authority")

    def _check_again(self, tree: Tree, nodes: tuple[_Node, ...]) -> None:
        """
        Hold each certificate authority against the digest that it ends with.

        What comes from one URL is fetched once, and held against the digest of who named it first. The stage after the
        fetch stage looks again, and then another config may have given another digest.
        """
        for resource in authorities_of(tree):
            bundle = self._authorities.get(str(resource.get("source") or ""))
            if bundle is not None:
                try:
                    hold_against(bundle, (resource.get("verification") or {}).get("hash"), as_text=False)
                except Unretrievable as error:
                    self._tell_of_authority(resource, nodes, error)

    def _rewritten(self, made: Made, layer: Layer) -> Made:
        """
        What the fetch stage makes of certificate authorities: data URLs, without headers and compression.
        """
        listed = authorities_of(made.tree)
        edits: list[Edit] = []
        written = []
        for index, resource in enumerate(listed):
            bundle = self._authorities.get(str(resource.get("source") or ""))
            here: Tokens = (*_AUTHORITIES, index)
            if bundle is None:
                written.append(resource)
                continue
            source = data_url(bundle)
            dropped = [name for name in ("compression", "httpHeaders") if name in resource]
            kept = {name: value for name, value in resource.items() if name not in dropped}
            edits += [Edit("dropped", (*here, name)) for name in dropped]
            if source != resource.get("source"):
                edits.append(Edit("changed", (*here, "source")))
            written.append({**kept, "source": source})
        if not edits:
            return made
        ignition = made.tree["ignition"]
        security = {**ignition["security"], "tls": {**ignition["security"]["tls"], "certificateAuthorities": written}}
        tree = {**made.tree, "ignition": {**ignition, "security": security}}
        if isinstance(made, Rendered):
            return Rendered(tree, made.trust, self._dialect, made.parts, made.replaced, edits)
        return Rendered(tree, made.trust, self._dialect, [(layer, made)], (), edits)

    # --- What is said of it ---

    def _tell(self, node: _Node, tokens: Tokens, error: Unretrievable, what: str = "config") -> None:
        """
        Say that something cannot be had.
        """
        if error.stops_boot:
            message = f"Ignition stops at the {what} that is named here: {error.reason}"
            self._reports.append(self._at(node, tokens, Finding(ERROR, "unretrievable", message, ())))
            return
        if what != "config":
            lost = "how it is merged with others is not known"
        elif tokens[2] == "replace":
            lost = "nothing of the config that names it is on the machine, and nothing else is known of it"
        else:
            lost = "what it says is missing from the result, and may change every part of it"
        message = f"the {what} that is named here is not resolved: {error.reason}; {lost}"
        found = Finding(WARNING, "unresolved-reference", message, ())
        if what == "config" and tokens[2] == "replace":
            found = found._replace(severity=ERROR)
        self._missing.append(self._at(node, tokens, found))

    def _at(self, node: _Node, tokens: Tokens, finding: Finding) -> Report:
        """
        A finding as a report, at the place in the document where something is named.
        """
        return node.layer._place(node.made.placed([finding._replace(tokens=tokens)]))

    def _place(self, node: _Node, tokens: Tokens) -> Place:
        [placed] = node.made.placed([Finding(ERROR, "", "", tokens)])
        pointer = Pointer.of(*placed.tokens)
        document = node.layer.document
        where = document.where(pointer) if document is not None else None
        place = Place(node.layer.source, pointer)
        return place if where is None else place._replace(line=where[0], column=where[1])

    def _name(self, resource: Tree, place: Place) -> str:
        """
        How a config that is named is called: by its URL, or where it is part of another by its place there.
        """
        source = resource.get("source") or ""
        url = masked(source)
        name = made = f"{place.source}#{place.pointer}" if not url or url.startswith(("data:", "…")) else url
        number = 1
        while made in self._taken:
            number += 1
            made = f"{name} ({number})"
        self._taken.add(made)
        return made


def weighed(tree: Tree, trust: Trust, dialect: Dialect) -> Trust:
    """
    How far a merge can be trusted, by the least trust in any of its parts.
    """
    if trust is DOUBT or spec_of(dialect.newest) is not SPEC3:
        return DOUBT
    from ignition_compose.fast.plain import trust_in_merge

    return trust_in_merge(tree, dialect.newest, trust)


def _fetching_in(tree: Tree) -> Tree:
    """
    The part of a tree that says how to fetch.
    """
    return {"ignition": tree["ignition"]} if "ignition" in tree else {}
