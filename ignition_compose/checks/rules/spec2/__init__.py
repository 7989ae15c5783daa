"""
What spec 2 demands beyond types.

The reference looks no further into an object of which it refuses the whole; a rule on the whole yields no token.
"""

from __future__ import annotations

from ignition_compose.golang import GoError, unitfile
from ignition_compose.models.forms import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.models.fields import Tree

FATAL_WHERE_TRANSLATED: Final = frozenset({"size-deprecated", "start-deprecated"})
"""What the reference's report calls deprecated, which Flatcar's translation to spec 3 refuses."""

TOLD_BY_TRANSLATION: Final = frozenset({"nonexistent-filesystem"})
"""What whoever translates to spec 3 says of each place, and not of the config as a whole."""

NOT_A_UNIT: Final = "this is not a unit file; write sections in brackets, and assignments NAME=VALUE within them"


RELATIVE: Final = "the path is missing or relative; begin it with a slash"
MODE: Final = "the mode is out of range; give the permission bits as a decimal number, such as 420 for 0644"


def is_relative(path: str) -> bool:
    """
    Whether a path does not begin with a slash; one that is missing does not.
    """
    return not path.startswith("/")


def sections_of(contents: str) -> list[str] | None:
    """
    The sections of a unit file's assignments, None where it cannot be read.
    """
    try:
        return [option.section for option in unitfile.parse(contents)]
    except GoError:
        return None


def is_named(tree: Tree, form: str) -> bool:
    """
    Whether the name of an object is of a form.
    """
    return compiled(form).search(tree.get("name", "")) is not None
