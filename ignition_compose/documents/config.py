"""
`Config`: one config of one spec version, as a tree for engines and as typed sections for people.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.documents.decoding import beyond, copied, model_of, node_of, tree_of
from ignition_compose.documents.dispatch import decode, version_of
from ignition_compose.documents.positions import report_of
from ignition_compose.documents.syntax import TooLargeError
from ignition_compose.documents.writing import encode, to_json
from ignition_compose.errors import InvalidInput
from ignition_compose.given import integer_of, is_a
from ignition_compose.models.specs import SPECS
from ignition_compose.models.view import SpecView
from ignition_compose.report import ERROR, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Final, Never, TypedDict, Unpack

    from ignition_compose.models import Ignition, KernelArguments, Passwd, Sections, Storage, Systemd
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.spec1 import Sections as Spec1
    from ignition_compose.models.spec2 import Sections as Spec2
    from ignition_compose.models.view import ModelView
    from ignition_compose.versions import SpecVersion

    _Object = Mapping[str, Any]

    class _SomeSections(TypedDict, total=False):
        ignition: Ignition | _Object | None
        kernel_arguments: KernelArguments | _Object | None
        passwd: Passwd | _Object | None
        storage: Storage | _Object | None
        systemd: Systemd | _Object | None


_WIDEST: Final = 1_000
"""The widest indent: what is more is no number of spaces that anybody means, and fills the memory."""


class Config:
    """
    One Ignition config. It never changes; `replace` gives a changed copy.

    Make one with `parse`, `Config.from_dict`, or from typed sections with `Config.of`.
    Typed sections are built from the tree when they are first asked for, so a config that is only merged
    and written costs no models.

    Examples:
        >>> config = Config.from_dict({"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/motd"}]}})
        >>> config.version
        <SpecVersion.V3_4_0: '3.4.0'>
        >>> config.storage.files[0].path
        '/etc/motd'
    """

    __slots__ = ("_sections", "_tree", "_version")

    _tree: Tree
    _version: SpecVersion
    _sections: Sections | None

    if TYPE_CHECKING:
        # To type checkers no call is right.
        def __init__(self, _: Never, /) -> None: ...
    else:

        def __init__(self, *_: object, **__: object) -> None:
            msg = "a config is made with parse(), Config.from_dict() or Config.of()"
            raise InvalidInput(msg)

    @classmethod
    def from_dict(cls, tree: Any) -> Config:
        """
        The config that *tree* holds, decoded like JSON; it is not checked against the rules.

        Args:
            tree: Plain dicts, lists, strings, numbers and booleans.

        Returns:
            The config.

        Raises:
            InvalidConfig: When a value is of a wrong type, or the version is not known.
            InvalidInput: When *tree* is not something that JSON can hold.

        Examples:
            >>> Config.from_dict({"ignition": {"version": "3.4.0"}}).version
            <SpecVersion.V3_4_0: '3.4.0'>
        """
        if not is_a(tree, dict):
            msg = f"from_dict() takes a dict, not {type(tree).__name__}; parse() takes bytes and text"
            raise InvalidInput(msg)
        return cls._decoded(tree)

    @classmethod
    def of(cls, sections: Sections | Spec2 | Spec1) -> Config:
        """
        The config of typed sections; it is not checked against the rules.

        Args:
            sections: The whole config as a typed model: `ignition_compose.models.Sections`, or that of spec 2 or 1.

        Returns:
            The config.

        Raises:
            InvalidConfig: When a value is of a wrong type, or not in the version that the config names.
            InvalidInput: When *sections* is something else.

        Examples:
            >>> from ignition_compose.models import Ignition, Sections, Storage, File
            >>> files = (File(path="/etc/motd"),)
            >>> Config.of(Sections(ignition=Ignition(version="3.4.0"), storage=Storage(files=files))).to_json()
            '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/motd"}]}}'
        """
        roots = {spec.root for spec in SPECS.values()}
        if type(sections) not in roots:
            msg = f"Config.of() takes typed sections, not {type(sections).__name__}"
            raise InvalidInput(msg)
        # A config of spec 1 names its version by itself, and not in a section.
        whole: Any = sections
        named = whole.ignition.version if hasattr(whole, "ignition") else f"{whole.ignition_version}.0.0"
        version, problem = version_of(named, None)
        if version is None:
            raise _invalid([] if problem is None else [problem])
        view = SpecView.of(version).root
        found = tuple(beyond(sections, view))
        if found:
            raise _invalid(found)
        return cls._decoded(tree_of(sections, view))

    @classmethod
    def _decoded(cls, values: Any) -> Config:
        try:
            version, tree, findings, *_ = decode(node_of(values), None)
        except TypeError as error:
            raise InvalidInput(str(error)) from None
        except RecursionError:
            message = "the values are nested too deep, or hold themselves"
            raise _invalid([Finding(ERROR, "invalid-json", message)]) from None
        except TooLargeError as error:
            raise _invalid([Finding(ERROR, "too-large", error.problem)]) from None
        if tree is None or version is None:
            raise _invalid(findings)
        return holding(tree, version)

    @property
    def version(self) -> SpecVersion:
        """
        The spec version.
        """
        return self._version

    @property
    def sections(self) -> Sections:
        """
        The whole config as a typed model.
        """
        made = self._sections
        if made is None:
            made = self._sections = model_of(self._tree, self._view)
        return made

    @property
    def ignition(self) -> Ignition:
        """
        The version of the spec, and how Ignition itself behaves.
        """
        return self.sections.ignition

    @property
    def kernel_arguments(self) -> KernelArguments:
        """
        Which kernel arguments the machine boots with.
        """
        return self.sections.kernel_arguments

    @property
    def passwd(self) -> Passwd:
        """
        Users and groups.
        """
        return self.sections.passwd

    @property
    def storage(self) -> Storage:
        """
        Disks, filesystems, and what is put on them.
        """
        return self.sections.storage

    @property
    def systemd(self) -> Systemd:
        """
        Units of systemd.
        """
        return self.sections.systemd

    def replace(self, **sections: Unpack[_SomeSections]) -> Config:
        """
        The config with some of its sections replaced; it is not checked against the rules.

        Args:
            sections: The new sections by name, each a typed model, or a dict with the members that it has in JSON.

        Returns:
            The new config; this one stays as it is.

        Raises:
            InvalidConfig: When a value is not in the version that the config names.
            InvalidInput: When there is no such section, or it is something else.

        Examples:
            >>> from ignition_compose.models import Passwd, PasswdUser
            >>> config = Config.from_dict({"ignition": {"version": "3.4.0"}})
            >>> config.replace(passwd=Passwd(users=(PasswdUser(name="core"),))).to_json()
            '{"ignition":{"version":"3.4.0"},"passwd":{"users":[{"name":"core"}]}}'
        """
        unknown = [name for name in sections if name not in self._view.declared]
        if unknown:
            msg = f"a config has no section {quoted(unknown[0])}; it has {', '.join(self._view.declared)}"
            raise InvalidInput(msg)
        return Config.of(self.sections.replace(**sections))

    __replace__ = replace

    def to_dict(self) -> Tree:
        """
        The config as plain values: what the reference writes, less null, empty objects and empty lists.

        Returns:
            Dicts and lists of one's own, with all secrets.

        Examples:
            >>> Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {}}).to_dict()
            {'ignition': {'version': '3.4.0'}}
        """
        tree: Tree = copied(encode(self._tree, self._view))
        return tree

    def to_json(self, indent: int | None = None) -> str:
        """
        The config as JSON text, members in the spec's order.

        Args:
            indent: Spaces for each level; None for one line.

        Returns:
            The text, without a newline at its end.

        Raises:
            InvalidInput: When *indent* is no such number.

        Examples:
            >>> Config.from_dict({"ignition": {"version": "3.4.0"}}).to_json()
            '{"ignition":{"version":"3.4.0"}}'
        """
        given = integer_of(indent)
        if indent is not None and (given is None or not 0 <= given <= _WIDEST):
            msg = f"indent is a number of spaces or None, not {quoted(indent)}"
            raise InvalidInput(msg)
        return to_json(self._tree, self._view, indent=given)

    @property
    def _view(self) -> ModelView:
        return SpecView.of(self._version).root

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Config):
            return NotImplemented
        return self._version is other._version and encode(self._tree, self._view) == encode(other._tree, other._view)

    def __hash__(self) -> int:
        return hash(self.sections)

    def __repr__(self) -> str:
        return repr(self.sections).replace(type(self.sections).__name__, "Config", 1)

    def __reduce__(self) -> tuple[Any, ...]:
        return holding, (self._tree, self._version)


def _invalid(findings: Iterable[Finding]) -> Exception:
    from ignition_compose.refusals import InvalidConfig

    return InvalidConfig(report_of(findings))


def holding(tree: Tree, version: SpecVersion) -> Config:
    """
    The config that holds a tree, which was decoded already and must never change from here on.
    """
    config = object.__new__(Config)
    config._tree = tree
    config._version = version
    config._sections = None
    return config


def held(config: Config) -> Tree:
    """
    The tree that a config holds, which must not be changed; `Config.to_dict` gives one's own copy.
    """
    return config._tree
