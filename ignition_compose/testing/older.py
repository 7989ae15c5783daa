"""
Configs of specs 1 and 2 for the strategies: drawn as those of spec 3 are, and less what Ignition 0.x would refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from ignition_compose.checks.checking import asking_of, check
from ignition_compose.dialects import BEFORE_SPEC_3, dialect_of
from ignition_compose.fast.trust import DOUBT
from ignition_compose.models.envelope import LEGACY_MEMBER, VERSION_TOKENS
from ignition_compose.models.specs import SPEC1
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import ERROR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion

    Draw = Callable[[st.SearchStrategy[Any]], Any]

_ROUNDS: Final = 100
_WRONG: Final[dict[str, tuple[Any, ...]]] = {
    "string": (1, True, [], {}),
    "integer": ("1", 1.5, 2**64, [], {}),
    "boolean": ("true", 0, [], {}),
    "object": ("", 0, False, []),
    "array": ("", 0, True, {}),
}
_NO_VERSIONS: Final = ("", "2", "2.4", "v2.4.0", "2.99.0", "2.4.1", "2.4.0+a", "0.0.0")


def named(tree: Tree, version: SpecVersion) -> Tree:
    """
    A tree that names its version where its spec does.
    """
    section, member = VERSION_TOKENS
    if version in SPEC1.versions:
        tree[LEGACY_MEMBER] = version.major
    else:
        tree.setdefault(section, {})[member] = version.value
    return tree


def settled(tree: Tree, version: SpecVersion) -> Tree:
    """
    A tree less what Ignition 0.x would refuse of it.

    Args:
        tree: The tree, which is changed.
        version: Its version.

    Returns:
        The same tree.
    """
    asking = asking_of(dialect_of(BEFORE_SPEC_3), DOUBT)
    for _ in range(_ROUNDS):
        errors = [one.tokens for one in check(tree, version, asking, None) if one.severity is ERROR]
        # The deepest first, and of a list the last, so that places stay what they are.
        wrong = max(errors, key=lambda tokens: (len(tokens), [str(token).zfill(6) for token in tokens]), default=None)
        if wrong is None:
            break
        _take_out(tree, wrong)
    return tree


def _take_out(tree: Tree, tokens: Tokens) -> None:
    """
    Take out what is wrong, or if it is not there, the nearest entry that lacks it.
    """
    way: list[tuple[Any, str | int]] = []
    at: Any = tree
    for token in tokens:
        if (isinstance(at, dict) and token not in at) or (isinstance(at, list) and int(token) >= len(at)):
            break
        way.append((at, token))
        at = at[token]
    if len(way) < len(tokens):
        # What is missing cannot be taken out: the entry that should have it goes.
        while way and not isinstance(way[-1][0], list):
            way.pop()
    if way:
        holder, token = way[-1]
        del holder[token]


@st.composite
def break_older(draw: Draw, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    """
    Break one thing of a config of spec 1 or 2.
    """
    places = list(_places(tree, SpecView.of(version).root, ()))
    is_spec_1 = version in SPEC1.versions
    if draw(st.booleans()) or not places:
        if is_spec_1:
            return {**tree, LEGACY_MEMBER: draw(st.sampled_from((0, 2, 3, -1)))}, "an unknown version"
        section, member = VERSION_TOKENS
        return {**tree, section: {**tree[section], member: draw(st.sampled_from(_NO_VERSIONS))}}, "an unknown version"
    place, kind = draw(st.sampled_from(places))
    holder: Any = tree
    for token in place[:-1]:
        holder = holder[token]
    holder[place[-1]] = draw(st.sampled_from(_WRONG[kind]))
    return tree, f"a wrong type at {Pointer.of(*place)}"


def _places(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[tuple[Tokens, str]]:
    for field in view.fields:
        if field.json not in tree:
            continue
        here, value = (*tokens, field.json), tree[field.json]
        yield here, field.kind
        if field.model is None:
            continue
        for index, item in enumerate(value) if field.is_list else ((None, value),):
            yield from _places(item, field.model, here if index is None else (*here, index))
