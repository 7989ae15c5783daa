"""
The strategies that `ignition_compose.testing` offers.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ignition_compose.versions import SpecVersion

try:
    from hypothesis import strategies as st
except ImportError as error:
    _MESSAGE = "ignition_compose.testing needs Hypothesis: pip install 'ignition-compose[testing]'"
    raise ImportError(_MESSAGE) from error

from ignition_compose.display import quoted
from ignition_compose.errors import UnknownVersion
from ignition_compose.models.specs import SPEC3, SPECS
from ignition_compose.testing.breaking import break_one
from ignition_compose.testing.older import break_older
from ignition_compose.testing.trees import Drawer
from ignition_compose.testing.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.documents.userdata import UserDataKind
    from ignition_compose.models.fields import Tree

    Draw = Callable[[st.SearchStrategy[Any]], Any]

MAX_ENTRIES: Final = 3


class Broken(NamedTuple):
    """
    A config that Ignition refuses.

    Attributes:
        tree: The config.
        what: What is broken in it and where, such as ``"a wrong type at /storage/files/0/mode"``.

    Examples:
        >>> tree, what = Broken({"ignition": {"version": 3}}, "a wrong type at /ignition/version")
    """

    tree: Tree
    what: str


class Pair(NamedTuple):
    """
    Two configs of one version, to merge.

    Attributes:
        parent: The one beneath.
        child: The one on top.

    Examples:
        >>> Pair({"ignition": {"version": "3.4.0"}}, {"ignition": {"version": "3.4.0"}}).child["ignition"]
        {'version': '3.4.0'}
    """

    parent: Tree
    child: Tree


class UserData(NamedTuple):
    """
    User data that is no Ignition config.

    Attributes:
        kind: What it is: ``"empty"``, ``"cloud-config"``, ``"script"`` or ``"mime"``.
        raw: Its content.

    Examples:
        >>> UserData("script", b"#!/bin/sh").kind
        'script'
    """

    kind: UserDataKind
    raw: bytes


def versions(spec: int = SPEC3.major) -> st.SearchStrategy[SpecVersion]:
    """
    Every version of one spec.

    Args:
        spec: Its number: 3, 2 or 1.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such spec.

    Examples:
        >>> from hypothesis import find
        >>> find(versions(), lambda version: version > "3.4.0" and not version.is_experimental)
        <SpecVersion.V3_5_0: '3.5.0'>
    """
    if type(spec) is not int or spec not in SPECS:
        msg = f"there is no spec {quoted(spec)}; known are {', '.join(map(str, SPECS))}"
        raise UnknownVersion(msg)
    return st.sampled_from(SPECS[spec].versions)


def configs(
    version: str | None = None, *, max_entries: int = MAX_ENTRIES, references: bool = True
) -> st.SearchStrategy[Tree]:
    """
    Configs that Ignition accepts, perhaps with warnings, as plain dictionaries.

    Args:
        version: Their spec version, also one of specs 1 and 2; any of spec 3 by default.
        max_entries: How many entries a list has at most; all lists together have about six times as many.
        references: Whether they may name other configs and certificate authorities, for which there is nobody to ask.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> from hypothesis import given
        >>> @given(configs("3.4.0"))
        ... def test_paths_are_absolute(tree):
        ...     for file in tree.get("storage", {}).get("files", []):
        ...         assert file["path"].startswith("/")
        >>> test_paths_are_absolute()
    """
    drawn = _configs(_checked(version), max_entries, loose=False)
    return drawn if references else drawn.map(_alone)


def nearly_valid(version: str | None = None, *, max_entries: int = MAX_ENTRIES) -> st.SearchStrategy[Tree]:
    """
    Configs whose values are of the right types; what they say may make sense to Ignition or not.

    Args:
        version: Their spec version, any by default.
        max_entries: As for `configs`.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> from hypothesis import find
        >>> tree = find(nearly_valid("3.4.0"), lambda tree: "luks" in tree.get("storage", {}))
        >>> tree["storage"]["luks"]
        []
    """
    return _configs(_checked(version), max_entries, loose=True)


def broken_configs(version: str | None = None, *, max_entries: int = MAX_ENTRIES) -> st.SearchStrategy[Broken]:
    """
    Configs that Ignition refuses for certain, each with what is broken in it.

    Args:
        version: Their spec version, any by default. The config may say another one: that is a way to be broken.
        max_entries: As for `configs`.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> from hypothesis import given
        >>> @given(broken_configs())
        ... def test_none_of_them_is_taken(broken):
        ...     tree, what = broken
        ...     assert " at /" in what or "version" in what or what.endswith("at the root")
        >>> test_none_of_them_is_taken()
    """
    return _broken_configs(_checked(version), max_entries)


def pairs(version: str | None = None, *, max_entries: int = MAX_ENTRIES) -> st.SearchStrategy[Pair]:
    """
    Valid configs of one version, of which the second shares many keys with the first.

    Args:
        version: Their spec version, any by default.
        max_entries: As for `configs`.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> from hypothesis import given
        >>> @given(pairs())
        ... def test_both_are_of_one_version(pair):
        ...     assert pair.parent["ignition"]["version"] == pair.child["ignition"]["version"]
        >>> test_both_are_of_one_version()
    """
    return _pairs(_checked(version), max_entries)


def base_layers(
    version: str | None = None, *, max_layers: int = 3, max_entries: int = MAX_ENTRIES
) -> st.SearchStrategy[list[Tree]]:
    """
    Valid configs to lie on top of each other, the lowest first; each shares keys with those beneath.

    Args:
        version: The spec version of all of them; by default each is of its own.
        max_layers: How many there are at most; there may be none.
        max_entries: As for `configs`.

    Returns:
        A strategy.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> from hypothesis import find
        >>> layers = find(base_layers(), lambda layers: len(layers) == 2)
        >>> [layer["ignition"]["version"] for layer in layers]
        ['3.0.0', '3.0.0']
    """
    return _base_layers(_checked(version), max_layers, max_entries)


def config_bytes(
    trees: st.SearchStrategy[Any] | None = None, *, oddities: int = 4, mutations: int = 0
) -> st.SearchStrategy[bytes]:
    r"""
    Configs as JSON, written in ways that Go's decoder reads in its own manner.

    The oddities are names in another case, nulls, members written twice, members nobody knows, numbers such
    as ``1e3``, escapes, lone surrogates, bytes that are not UTF-8, and blanks of every sort.

    Args:
        trees: What to write, by default valid, nearly valid and broken configs of every version.
        oddities: How many oddities a document has at most; with 0 it is ordinary JSON.
        mutations: How many times at most bytes are changed at random in the end: added, dropped, repeated,
            a byte order mark put before or something else behind. With any, it need not be JSON at all.

    Returns:
        A strategy.

    Examples:
        >>> import json
        >>> from hypothesis import given
        >>> @given(config_bytes(configs("3.4.0"), oddities=0))
        ... def test_they_are_json(raw):
        ...     assert json.loads(raw)["ignition"]["version"] == "3.4.0"
        >>> test_they_are_json()
    """
    drawn = trees if trees is not None else st.one_of(configs(), nearly_valid(), broken_configs().map(_tree))
    return _config_bytes(drawn, oddities, mutations)


def other_user_data() -> st.SearchStrategy[UserData]:
    r"""
    User data that Ignition leaves to others: nothing, cloud-config, scripts and MIME, gzipped or not.

    Returns:
        A strategy.

    Examples:
        >>> from hypothesis import find
        >>> find(other_user_data(), lambda data: data.kind == "cloud-config")
        UserData(kind='cloud-config', raw=b'#cloud-config')
    """
    return _other_user_data()


_CLOUD_CONFIG_LINES: Final = ("", " ", "\n", " \t\nusers: []\n", "\r\nhostname: a\r\n")
_SCRIPT_LINES: Final = ("", "/bin/sh\n", " /usr/bin/env python3\nprint()\n", "\n{}")
_MIME: Final = (
    "Content-Type: multipart/mixed; boundary=a\n\n--a--\n",
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n",
)
_OTHERS: Final[tuple[tuple[UserDataKind, str, tuple[str, ...]], ...]] = (
    ("empty", "", ("",)),
    ("cloud-config", "#cloud-config", _CLOUD_CONFIG_LINES),
    ("script", "#!", _SCRIPT_LINES),
    ("mime", "", _MIME),
)


@st.composite
def _other_user_data(draw: Draw) -> UserData:
    kind, head, bodies = draw(st.sampled_from(_OTHERS))
    raw = (head + draw(st.sampled_from(bodies))).encode()
    if raw and draw(st.booleans()):
        raw = gzip.compress(raw, mtime=0)
    return UserData(kind, raw)


def _alone(tree: Tree) -> Tree:
    """
    A config less what it names.
    """
    if "ignition" not in tree:
        return tree
    kept = {name: value for name, value in tree["ignition"].items() if name not in ("config", "security")}
    return {**tree, "ignition": kept}


@st.composite
def _configs(draw: Draw, version: SpecVersion | None, max_entries: int, *, loose: bool) -> Tree:
    return Drawer(draw, version or draw(versions()), max_entries=max_entries, loose=loose).config()


@st.composite
def _broken_configs(draw: Draw, version: SpecVersion | None, max_entries: int) -> Broken:
    chosen = version or draw(versions())
    drawer = Drawer(draw, chosen, max_entries=max_entries)
    if chosen not in SPEC3.versions:
        return Broken(*draw(break_older(drawer.config(), chosen)))
    return Broken(*break_one(draw, drawer, drawer.config(), chosen))


@st.composite
def _pairs(draw: Draw, version: SpecVersion | None, max_entries: int) -> Pair:
    chosen = version or draw(versions())
    parent = Drawer(draw, chosen, max_entries=max_entries).config()
    child = Drawer(draw, chosen, max_entries=max_entries, like=parent).config()
    return Pair(parent, child)


@st.composite
def _base_layers(draw: Draw, version: SpecVersion | None, max_layers: int, max_entries: int) -> list[Tree]:
    layers: list[Tree] = []
    for _ in range(draw(st.integers(0, max_layers))):
        like = draw(st.sampled_from(layers)) if layers else None
        chosen = version or draw(versions())
        layers.append(Drawer(draw, chosen, max_entries=max_entries, like=like).config())
    return layers


@st.composite
def _config_bytes(draw: Draw, trees: st.SearchStrategy[Any], oddities: int, mutations: int) -> bytes:
    return write(draw, draw(trees), oddities=oddities, mutations=mutations)


def _tree(broken: Broken) -> Tree:
    return broken.tree


def _checked(version: str | None) -> SpecVersion | None:
    return None if version is None else SpecVersion(version)
