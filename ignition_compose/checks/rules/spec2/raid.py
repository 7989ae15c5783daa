"""
What spec 2 demands of RAID arrays.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.checks.rules.spec2 import is_relative
from ignition_compose.models import forms
from ignition_compose.models.spec2.raid import Raid
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_AT_THE_LEVEL: Final = {until("2.0.0"): (), since("2.1.0"): ("level",)}


@rule(
    "unrecognized-raid-level",
    Raid,
    cases=_AT_THE_LEVEL,
    message="the level is not known; write one such as raid1",
    mirrors="raid.go Raid.ValidateLevel, v2_0/types/raid.go Raid.Validate",
)
def level_is_known(raid: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    The level is one that ``mdadm`` knows.
    """
    if raid.get("level", "") not in forms.RAID_LEVELS:
        yield place


@rule(
    "spares-unsupported-for-level",
    Raid,
    cases=_AT_THE_LEVEL,
    message="an array of this level has no spares; leave out 'spares'",
    mirrors="raid.go Raid.ValidateLevel, v2_0/types/raid.go Raid.Validate",
)
def level_has_spares(raid: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    Where nothing is held twice nothing can stand in.
    """
    if raid.get("level", "") in forms.LEVELS_WITHOUT_SPARES and raid.get("spares"):
        yield place


@rule(
    "path-relative",
    Raid,
    cases={until("2.0.0"): True, since("2.1.0"): False},
    message="a device's path is not absolute; begin it with a slash",
    mirrors="raid.go Raid.ValidateDevices, v2_0/types/path.go Path.Validate",
)
def devices_are_absolute(raid: Tree, is_each_a_path: bool) -> Iterator[Tokens]:  # noqa: FBT001 - a rule's argument
    """
    The paths of devices begin with a slash; each that does not is reported, at the list since spec 2.1.0.
    """
    for index, device in enumerate(raid.get("devices", ())):
        if is_relative(device):
            yield ("devices", index) if is_each_a_path else ("devices",)
