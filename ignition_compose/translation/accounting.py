"""
What a translation did, as an account.
"""

from __future__ import annotations

from ignition_compose.account import Account, Act
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.pointer import Pointer
from ignition_compose.report import Place
from ignition_compose.translation.step import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

ORIGINAL: Final = "original"
"""The name of the one input in the account of a translation."""


def account_of_edits(edits: Sequence[Edit], source: str = ORIGINAL, *, is_renamed: bool) -> Account:
    """
    What became of every value of a config.

    Args:
        edits: What was done to it.
        source: The name of the config.
        is_renamed: Whether it names another version now.
    """
    renamed = (Edit("changed", VERSION_TOKENS),) if is_renamed else ()
    acts = [_act(edit, source) for edit in (*edits, *renamed)]
    return Account([*acts, Act("kept", (Place(source, Pointer()),), Pointer())])


def _act(edit: Edit, source: str) -> Act:
    pointer = Pointer.of(*edit.tokens)
    place = (Place(source, pointer),)
    if edit.verb == "filled":
        return Act(edit.verb, (), pointer)
    return Act(edit.verb, (), None, place) if edit.verb == "dropped" else Act(edit.verb, place, pointer)
