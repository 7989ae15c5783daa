"""`Config`: one config of one spec version, as a tree for engines and as typed sections for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.documents.decoding import beyond, copied, sections_of, tree_of
from ignition_compose.documents.document import Document, read_values
from ignition_compose.documents.positions import report_of
from ignition_compose.documents.writing import encode, to_json
from ignition_compose.errors import InputError
from ignition_compose.models.spec3.config import Sections
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import InvalidConfig
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree


class Config(Sections):
    """One Ignition config.

    Make one with `parse`, `load` or `from_dict`, or from sections: ``Config(ignition=Ignition(version="3.4.0"))``.
    It never changes; ``attrs.evolve`` gives a changed copy.
    Typed sections are built from the tree when they are first asked for, so a config that is only merged
    and written costs no models.

    Args:
        ignition: The section that names the version, and the others as the spec has them.

    Examples:
        >>> config = Config.from_dict({"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/motd"}]}})
        >>> config.version
        <SpecVersion.V3_4_0: '3.4.0'>
        >>> config.storage.files[0].path
        '/etc/motd'
    """

    __slots__ = ("_tree", "_version")

    @classmethod
    def of_tree(cls, tree: Tree, version: SpecVersion) -> Config:
        """The config of a tree that was decoded already, which must never change from here on."""
        config = object.__new__(cls)
        object.__setattr__(config, "_tree", tree)
        object.__setattr__(config, "_version", version)
        return config

    def __getattr__(self, name: str) -> Any:
        # Only called while there is no such attribute: a section or the tree that has not been asked for yet.
        if name in ("_tree", "_version"):
            self._decode()
            return object.__getattribute__(self, name)
        if name not in _SECTIONS:
            msg = f"a config has no attribute {name!r}"
            raise AttributeError(msg)
        present = dict(sections_of(self._tree, self._view))
        for section, declared in _SECTIONS.items():
            object.__setattr__(self, section, present[section] if section in present else declared.factory())
        return object.__getattribute__(self, name)

    def _decode(self) -> None:
        """Make the tree of a config that was built from sections."""
        version = SpecVersion(self.ignition.version)
        view = SpecView.of(version).root
        unknown = tuple(beyond(self, view))
        if unknown:
            raise InvalidConfig(report_of(unknown))
        document = read_values(tree_of(self, view))
        if document.tree is None:
            raise InvalidConfig(document.report())
        object.__setattr__(self, "_tree", document.tree)
        object.__setattr__(self, "_version", version)

    @property
    def _view(self) -> ModelView:
        return SpecView.of(self._version).root

    @property
    def tree(self) -> Tree:
        """
        The decoded tree that engines work on, which must not be changed; `to_dict` gives one's own copy.
        """
        tree: Tree = self._tree
        return tree

    @property
    def version(self) -> SpecVersion:
        """The spec version."""
        version: SpecVersion = self._version
        return version

    @classmethod
    def from_dict(cls, tree: Any) -> Config:
        """The config that *tree* holds, decoded like JSON; it is not checked against the rules.

        Args:
            tree: Plain dicts, lists, strings, numbers and booleans.

        Raises:
            InvalidConfig: When a value is of a wrong type, or the version is not known.
            InputError: When *tree* is not something that JSON can hold.
        """
        if not isinstance(tree, dict):
            msg = f"from_dict() takes a dict, not {type(tree).__name__}; parse() takes bytes and text"
            raise InputError(msg)
        try:
            document = read_values(tree)
        except TypeError as error:
            raise InputError(str(error)) from None
        return from_document(document)

    def to_dict(self) -> Tree:
        """The config as plain values: what the reference writes, less null, empty objects and empty lists."""
        tree: Tree = copied(encode(self._tree, self._view))
        return tree

    def to_json(self, indent: int | None = None) -> str:
        """The config as JSON text, members in the spec's order.

        Args:
            indent: Spaces for each level; None for one line.
        """
        return to_json(self._tree, self._view, indent=indent)

    def __reduce__(self) -> tuple[Any, ...]:
        return Config.of_tree, (self._tree, self._version)


_SECTIONS = SpecView.of(SpecVersion.LATEST).root.declared


def from_document(document: Document) -> Config:
    """The config of a document that was read.

    Raises:
        InvalidConfig: When it could not be decoded.
    """
    if document.tree is None or document.version is None:
        raise InvalidConfig(document.report())
    return Config.of_tree(document.tree, document.version)


def demand_config(value: object) -> None:
    """
    Refuse whatever is not a config.

    Raises:
        InputError: When *value* is not a `Config`.
    """
    if not isinstance(value, Config):
        msg = f"a Config is wanted here, not {type(value).__name__}; make one with parse() or load()"
        raise InputError(msg)
