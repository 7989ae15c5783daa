"""
Contents that a config names: listed, looked at, brought into it, and pinned by their digests.
"""

from __future__ import annotations

import hashlib
from functools import partial

from ignition_compose.composition.fetching import PLAIN_SETTINGS, Hand, Settings, settings_of
from ignition_compose.display import masked
from ignition_compose.documents.config import Config, held, holding
from ignition_compose.models.contents import source_of
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import ERROR, Finding
from ignition_compose.retrieval.retriever import Unretrievable, limits_of, refuse
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Tokens
    from ignition_compose.retrieval.retriever import Retriever


class NamedResource(NamedTuple):
    """
    Contents that a config names.

    Attributes:
        pointer: Where.
        url: Their URL, without what may be secret in it.
        scheme: The scheme of that, in small letters.
        compression: How they are packed, empty if they are not.
        hash: The digest that they must have, None if any will do.
        size: How many bytes they are, as far as the config itself says: those of a data URL, unpacked.

    Examples:
        >>> from ignition_compose import resolve
        >>> file = {"path": "/etc/motd", "contents": {"source": "data:,hello"}}
        >>> [reference] = resolve({"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}).references
        >>> reference.scheme, reference.size, str(reference.pointer)
        ('data', 5, '/storage/files/0/contents')
    """

    pointer: Pointer
    url: str
    scheme: str
    compression: str
    hash: str | None
    size: int | None

    def to_dict(self) -> dict[str, Any]:
        """
        The reference as plain values.

        Returns:
            ``pointer``, ``url``, ``scheme``, ``compression``, ``hash`` and ``size``.

        Examples:
            >>> from ignition_compose.pointer import Pointer
            >>> NamedResource(Pointer("/a"), "https://example.com/a", "https", "", None, None).to_dict()["pointer"]
            '/a'
        """
        return {**self._asdict(), "pointer": str(self.pointer)}


def list_references(config: Config) -> Iterator[NamedResource]:
    """
    The contents that a config names: of files, certificate authorities, key files; not other configs.
    """
    for tokens, resource in resources(config):
        source = resource["source"]
        scheme = source.partition(":")[0].lower()
        yield NamedResource(
            Pointer.of(*tokens),
            masked(source),
            scheme,
            resource.get("compression") or "",
            (resource.get("verification") or {}).get("hash"),
            _size(resource) if scheme == "data" else None,
        )


def _size(resource: Tree) -> int | None:
    plain = {name: value for name, value in resource.items() if name != "verification"}
    try:
        return len(Hand(refuse).get(plain, PLAIN_SETTINGS, 1 << 28))
    except Unretrievable:
        return None


def resources(config: Config) -> Iterator[tuple[Tokens, Tree]]:
    """
    Every resource of a config with a source, with its place; those that are other configs excepted.
    """
    tree = held(config)
    for tokens, resource in _resources(tree, SpecView.of(config.version).root, ()):
        if tokens[:2] != ("ignition", "config") and resource.get("source"):
            yield tokens, resource


def _resources(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[tuple[Tokens, Tree]]:
    if "source" in view.by_json and "verification" in view.by_json:
        yield tokens, tree
        return
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is None or not value:
            continue
        here = (*tokens, field.json)
        if field.is_list:
            for index, item in enumerate(value):
                yield from _resources(item, field.model, (*here, index))
        else:
            yield from _resources(value, field.model, here)


class Looked(NamedTuple):
    """
    What came of looking at contents.

    Attributes:
        contents: Those that are there, by their places.
        findings: What is wrong with the others.
    """

    contents: dict[Tokens, bytes]
    findings: list[Finding]


def look(config: Config, retrieve: Retriever, told: Callable[[int, int], None] | None = None) -> Looked:
    """
    Get all contents that a config names, hold them against their digests, and say what is wrong with each.

    Args:
        config: The config.
        retrieve: Who fetches.
        told: Is told how many of how many are done.
    """
    hand, limit = Hand(retrieve), limits_of(retrieve).size
    settings = _settings_in(config)
    named = list(resources(config))
    hand.begin([resource for _, resource in named], settings, limit)
    found = Looked({}, [])
    for count, (tokens, resource) in enumerate(named, 1):
        try:
            found.contents[tokens] = hand.get(resource, settings, limit)
        except Unretrievable as error:
            code = "unretrievable" if error.stops_boot else "unresolved-reference"
            message = f"the contents that are named here cannot be had: {error.reason}"
            found.findings.append(Finding(ERROR, code, message, tokens))
        if told is not None:
            told(count, len(named))
    return found


def _settings_in(config: Config) -> Settings:
    return settings_of(held(config), PLAIN_SETTINGS)


def with_contents(config: Config, contents: dict[Tokens, bytes]) -> Config:
    """
    A config that holds contents itself, as data URLs, packed where that is shorter.
    """
    tree = held(config)
    for tokens, data in contents.items():
        tree = _changed(tree, tokens, partial(_inlined, data))
    return holding(tree, config.version)


def _inlined(data: bytes, resource: Tree) -> Tree:
    if str(resource.get("source"))[:5].lower() == "data:":
        return resource
    source, compression = source_of(data, "auto")
    kept = {name: value for name, value in resource.items() if name not in ("httpHeaders", "compression")}
    return {**kept, "source": source, **({"compression": compression} if compression else {})}


def with_digests(config: Config, contents: dict[Tokens, bytes]) -> Config:
    """
    A config that says which digest contents must have, where it does not yet.
    """
    tree = held(config)
    for tokens, data in contents.items():
        tree = _changed(tree, tokens, partial(_pinned, data))
    return holding(tree, config.version)


def _pinned(data: bytes, resource: Tree) -> Tree:
    if (resource.get("verification") or {}).get("hash") is not None:
        return resource
    return {**resource, "verification": {"hash": f"sha512-{hashlib.sha512(data).hexdigest()}"}}


def _changed(tree: Any, tokens: Tokens, change: Callable[[Tree], Tree]) -> Any:
    if not tokens:
        return change(tree)
    first, rest = tokens[0], tokens[1:]
    if isinstance(tree, list):
        assert isinstance(first, int)
        return [*tree[:first], _changed(tree[first], rest, change), *tree[first + 1 :]]
    return {**tree, first: _changed(tree[first], rest, change)}
