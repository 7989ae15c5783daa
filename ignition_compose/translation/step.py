"""
One step on the way from one version to the next, and what it did.

A function takes one object's tree and returns a changed copy and what was done, or None to leave it.
"""

from __future__ import annotations

from ignition_compose.tables.table import has_habit, is_until
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ignition_compose.account import Verb
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion


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
        habit: The habit of Ignition that the step is, by the version of the config; None if every release has it.
        last: The last release that has it at this version, None if the newest does.
        speaks_for: Texts that can be left out from this version on, and of which the change says what that means;
            others that are not there become empty.
    """

    models: tuple[type, ...]
    change: Change
    idle_at: Trust | None = None
    habit: str | None = None
    last: str | None = None
    speaks_for: tuple[str, ...] = ()

    def is_of(self, release: str | None, version: SpecVersion) -> bool:
        """
        Whether a release of Ignition takes the step with a config of a version; the newest if None.
        """
        if release is None or self.habit is None:
            return self.last is None
        return has_habit(release, self.habit, version) and (self.last is None or is_until(release, self.last))
