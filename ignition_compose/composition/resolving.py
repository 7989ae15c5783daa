"""
A config with all that it names, on its own: what came of it, from where, and what a machine would fetch later.
"""

from __future__ import annotations

from ignition_compose.composition.judging import judge_rendered
from ignition_compose.composition.layers import Translated, layer_of
from ignition_compose.composition.rendered import Rendered
from ignition_compose.composition.rendering import render
from ignition_compose.composition.vendoring import list_references, look, with_contents, with_digests
from ignition_compose.dialects import FLATCAR, dialect_of
from ignition_compose.display import shown
from ignition_compose.documents.config import holding
from ignition_compose.documents.document import config_of
from ignition_compose.documents.positions import report_of
from ignition_compose.properties import kept
from ignition_compose.reading import read_as
from ignition_compose.report import WARNING, Finding, in_text_order, join
from ignition_compose.retrieval.retriever import retriever_of
from ignition_compose.translation.engine import relabel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from typing import Any, Final

    from ignition_compose.account import Account
    from ignition_compose.composition.layers import Layer
    from ignition_compose.composition.rendered import NamedConfig
    from ignition_compose.composition.rendering import Rendering
    from ignition_compose.composition.vendoring import NamedResource
    from ignition_compose.documents.config import Config
    from ignition_compose.models.fields import Tree
    from ignition_compose.reading import Content
    from ignition_compose.report import Place, Report
    from ignition_compose.retrieval.retriever import Retriever


class Resolution:
    """
    A config with all that it names, as far as that is known.

    `resolve` makes one.

    Examples:
        >>> done = resolve({"ignition": {"version": "3.4.0"}})
        >>> done.config.version, done.is_complete, [named.layer.source for named in done.documents]
        (<SpecVersion.V3_4_0: '3.4.0'>, True, ['config'])
    """

    def __init__(self, layer: Layer, rendering: Rendering) -> None:
        self._layer = layer
        self._rendering = rendering

    def __repr__(self) -> str:
        count = len(self.documents) - 1
        state = "" if self.is_complete else "incomplete "
        return f"<{state}Resolution of {shown(self._layer.source)}, which names {count} other configs>"

    @property
    def is_complete(self) -> bool:
        """
        Whether everything that it names is known.
        """
        return not self._rendering.missing

    @property
    def is_dropped(self) -> bool:
        """
        Whether Ignition drops all of it, because one of the configs is empty.
        """
        return self._rendering.made is None

    @property
    def documents(self) -> tuple[NamedConfig, ...]:
        """
        The config, and those that it names, in the order in which they are read; each has its children below it.
        """
        return tuple(self._rendering.root.walk())

    @kept
    def report(self) -> Report:
        """
        What was found in each config, in fetching them, and in what came of them.
        """
        found = [self._layer.report, *self._rendering.reports, *self._rendering.missing]
        rendered = self._layer.rendered
        if rendered is not None:
            found.append(judge_rendered(self._layer, rendered))
        if self.is_dropped:
            message = "one of the configs that this names is empty, and Ignition drops all of it for that"
            found.append(self._layer._place([Finding(WARNING, "dropped-by-empty", message, ())]))
        return in_text_order(join(found), [named.layer.source for named in self.documents])

    @kept
    def config(self) -> Config:
        """
        The config, in which those are merged that it names; it names only such as are not known.

        Raises:
            InvalidConfig: When Ignition would stop; the report says why.
            UnresolvedReference: When nothing is known of it, because another config takes its place.
        """
        if self.report.is_fatal:
            from ignition_compose.refusals import refusal

            raise refusal(self.report)
        made = self._layer.rendered
        config = self._layer.config
        assert config is not None
        if self.is_dropped:
            version = self._layer._translated().version
            return holding(relabel({}, version), version)
        if made is None:
            return config
        unknown = {named.url for named in self.documents if named.layer.state == "unresolved"}
        return holding(relabel(_alone(made.tree, unknown), made.version), made.version)

    @kept
    def account(self) -> Account:
        """
        What became of every value of every config; the inputs are named by their sources.
        """
        if self._layer.rendered is not None:
            return self._layer.rendered.account(self._layer.source)
        from ignition_compose.translation.accounting import account_of_edits

        return account_of_edits((), self._layer.source, is_renamed=False)

    @kept
    def references(self) -> tuple[NamedResource, ...]:
        """
        Everything else that the config names, which is contents of files, certificate authorities and key files.
        """
        return tuple(list_references(self.config))

    def origin(self, pointer: str) -> tuple[Place, ...]:
        """
        Where a value of the config came from, lowest first.

        Args:
            pointer: A JSON Pointer into the config.

        Returns:
            The places, with their lines where there is text; none where nothing is.

        Raises:
            InvalidPointer: When *pointer* is not a JSON Pointer.

        Examples:
            >>> str(resolve('{"ignition": {"version": "3.4.0"}}').origin("/ignition/version")[0])
            'config:1:26'
        """
        layers = {named.layer.source: named.layer for named in self.documents}
        found = []
        for place in [place for act in self.account.origin(pointer) for place in act.sources]:
            document = layers[place.source].document
            where = document.where(place.pointer) if document is not None else None
            found.append(place if where is None else place._replace(line=where[0], column=where[1]))
        return tuple(found)

    def check(self, retrieve: Retriever | Mapping[str, bytes] | None = None) -> Report:
        """
        Get all contents that the config names, and hold them against their digests.

        Args:
            retrieve: Who fetches, as for `resolve`.

        Returns:
            What is wrong with each.

        Raises:
            InvalidConfig: When there is no config.
            UnresolvedReference: When nothing is known of it.
            InvalidInput: When *retrieve* cannot be taken.

        Examples:
            >>> file = {"path": "/etc/motd", "contents": {"source": "https://example.com/motd"}}
            >>> config = {"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}
            >>> known = {"https://example.com/motd": b"hello"}
            >>> resolve(config).check(known).is_fatal, resolve(config).check().errors[0].code
            (False, 'unresolved-reference')
        """
        return self._checked(retriever_of(retrieve))

    def _checked(self, retrieve: Retriever, told: Callable[[int, int], None] | None = None) -> Report:
        return report_of(look(self.config, retrieve, told).findings, source=self._layer.source)

    def vendored(self, retrieve: Retriever | Mapping[str, bytes] | None = None) -> Config:
        """
        The config with all contents in it, as data URLs, so that a machine needs no network.

        Args:
            retrieve: Who fetches, as for `resolve`.

        Returns:
            The config; contents are packed where that is shorter.

        Raises:
            InvalidConfig: When some cannot be had, or have another digest.
            UnresolvedReference: When some are not known.

        Examples:
            >>> file = {"path": "/etc/motd", "contents": {"source": "https://example.com/motd"}}
            >>> config = {"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}
            >>> known = {"https://example.com/motd": b"hello"}
            >>> resolve(config).vendored(known).storage.files[0].contents.source
            'data:,hello'
        """
        return with_contents(self.config, self.contents(retrieve))

    def pinned(self, retrieve: Retriever | Mapping[str, bytes] | None = None) -> Config:
        """
        The config with a digest for all contents that have none yet.

        Args:
            retrieve: Who fetches, as for `resolve`.

        Returns:
            The config.

        Raises:
            InvalidConfig: When some cannot be had, or have another digest.
            UnresolvedReference: When some are not known.

        Examples:
            >>> file = {"path": "/etc/motd", "contents": {"source": "https://example.com/motd"}}
            >>> config = {"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}
            >>> known = {"https://example.com/motd": b"hello"}
            >>> resolve(config).pinned(known).storage.files[0].contents.verification.hash[:12]
            'sha512-9b71d'
        """
        return with_digests(self.config, self.contents(retrieve))

    def contents(self, retrieve: Retriever | Mapping[str, bytes] | None = None) -> dict[tuple[str | int, ...], bytes]:
        """
        The contents that the config names.

        Args:
            retrieve: Who fetches, as for `resolve`.

        Returns:
            The bytes, unpacked, by their places.

        Raises:
            InvalidConfig: When some cannot be had, or have another digest.
            UnresolvedReference: When some are not known.

        Examples:
            >>> file = {"path": "/etc/motd", "contents": {"source": "https://example.com/motd"}}
            >>> config = {"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}
            >>> known = {"https://example.com/motd": b"hello"}
            >>> resolve(config).contents(known)
            {('storage', 'files', 0, 'contents'): b'hello'}
        """
        found = look(self.config, retriever_of(retrieve))
        if found.findings:
            from ignition_compose.refusals import refusal

            raise refusal(report_of(found.findings, source=self._layer.source))
        return found.contents

    def to_dict(self) -> dict[str, Any]:
        """
        The resolution as plain values.

        Returns:
            ``complete``, ``dropped``, ``documents``, ``references``, ``config`` (None where Ignition would stop) and
            ``report``. The config holds its secrets, as `Config.to_dict` does.

        Examples:
            >>> resolve({"ignition": {"version": "3.4.0"}}).to_dict()["complete"]
            True
        """
        return {
            "complete": self.is_complete,
            "dropped": self.is_dropped,
            "documents": [named.to_dict() for named in self.documents],
            "references": [] if self.report.is_fatal else [one.to_dict() for one in self.references],
            "config": None if self.report.is_fatal else self.config.to_dict(),
            "report": self.report.to_dict(),
        }


def _alone(tree: Tree, unknown: Container[str]) -> Tree:
    """
    A tree that names no other configs but those that are not known.
    """
    ignition = tree.get("ignition") or {}
    config = ignition.get("config")
    if not config:
        return tree
    lists = {name: [one for one in config.get(name) or () if one.get("source") in unknown] for name in _NAMING}
    kept_ = {name: value for name, value in lists.items() if value}
    others = {name: value for name, value in ignition.items() if name != "config"}
    return {**tree, "ignition": {**others, **({"config": kept_} if kept_ else {})}}


_NAMING: Final = ("merge", "append")


def resolve(
    content: Content, *, retrieve: Retriever | Mapping[str, bytes] | None = None, dialect: str = FLATCAR
) -> Resolution:
    """
    Bring together a config and all that it names, as Ignition does before it merges it with the base.

    Args:
        content: The config, as for `read`.
        retrieve: Who fetches: a function of a `retrieval.Request`, such as a `retrieval.Fetcher`, or a dict of bytes by
            URL; nobody if None. Data URLs need nobody.
        dialect: Which Ignition reads it.

    Returns:
        The resolution. Mirrors ``RenderConfig`` of the reference.

    Raises:
        InvalidConfig: When Ignition refuses the config itself.
        NoConfig: When it is none.
        UnsupportedConfig: When it is of a spec that Ignition reads and this library does not yet.
        UnusableFile: When the file cannot be read.
        InvalidInput: When an argument cannot be taken.

    Examples:
        >>> child = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/motd"}]}}'
        >>> reference = {"source": "https://example.com/child.ign"}
        >>> stub = {"ignition": {"version": "3.4.0", "config": {"replace": reference}}}
        >>> done = resolve(stub, retrieve={"https://example.com/child.ign": child.encode()})
        >>> done.config.storage.files[0].path, str(done.origin("/storage/files/0/path")[0])
        ('/etc/motd', 'https://example.com/child.ign:1:67')
    """
    reader = dialect_of(dialect)
    document = read_as(content, None, reader)
    layer = layer_of(document if document.source else read_as(document, "config", reader), "user", "config", reader)
    config_of(document)
    made = layer._translated()
    assert isinstance(made, Translated)
    done = render(layer, made, reader, retriever_of(retrieve), rewrites=False)
    if isinstance(done.made, Rendered):
        layer = layer._replace(rendered=done.made)
    return Resolution(layer, done)
