"""
One step on the way from one version to the next, and what it did.

A function takes one object's tree and returns a changed copy and what was done, or None to leave it.
"""

from __future__ import annotations

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ignition_compose.account import Verb
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


class Edit(NamedTuple):
    """
    One thing that was done on the way to another version.

    Attributes:
        verb: What was done.
        tokens: The value it was done to.
        code: The code under which that is reported, empty if it need not be.
        message: What that means.
    """

    verb: Verb
    tokens: Tokens
    code: str = ""
    message: str = ""


Change: TypeAlias = "Callable[[Tree], tuple[Tree, tuple[Edit, ...]] | None]"


class Step(NamedTuple):
    """
    One change to the objects of some classes.

    Attributes:
        models: The classes.
        change: The change.
        idle_at: How far objects of these classes must be trusted for the change to find nothing to do, None if no
            trust tells.
        speaks_for: Texts that can be left out from this version on, and of which the change says what that means;
            others that are not there become empty.
    """

    models: tuple[type, ...]
    change: Change
    idle_at: Trust | None = None
    speaks_for: tuple[str, ...] = ()
