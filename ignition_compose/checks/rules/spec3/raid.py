"""
RAID arrays.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, every, rule
from ignition_compose.checks.rules.paths import PATH
from ignition_compose.models import forms
from ignition_compose.models.spec3.raid import Raid
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_CHOOSE: Final = "write linear, raid0, raid1, raid4, raid5, raid6 or raid10"
_UNKNOWN_LEVEL: Final = f"this RAID level is not known; {_CHOOSE}"


@rule(
    "raid-level-required",
    Raid,
    span=since("3.3.0"),
    message=f"the array has no level; {_CHOOSE}",
    mirrors="raid.go Raid.validateLevel",
)
def level_is_given(raid: Tree) -> Iterator[Tokens]:
    """
    An array has a level.
    """
    if not raid.get("level"):
        yield ("level",)


# Before spec 3.3.0 a level that is missing is one that is not known.
as_described(
    "unrecognized-raid-level",
    Raid,
    members=["level"],
    span=until("3.2.0"),
    message=_UNKNOWN_LEVEL,
    mirrors="raid.go Raid.validateLevel",
)


@rule(
    "unrecognized-raid-level",
    Raid,
    span=since("3.3.0"),
    message=_UNKNOWN_LEVEL,
    mirrors="raid.go Raid.validateLevel",
)
def level_is_known(raid: Tree) -> Iterator[Tokens]:
    """
    The levels are those of ``mdadm``, by number or name.
    """
    if raid.get("level") and raid["level"] not in forms.RAID_LEVELS:
        yield ("level",)


@rule(
    "spares-unsupported-for-level",
    Raid,
    message="arrays of this level have no spare devices; leave out 'spares', or choose another level",
    mirrors="raid.go Raid.validateLevel",
)
def level_allows_spares(raid: Tree) -> Iterator[Tokens]:
    """
    Levels without redundancy have no use for spares.
    """
    if raid.get("spares") and raid.get("level") in forms.LEVELS_WITHOUT_SPARES:
        yield ("level",)


@rule(
    "raid-devices-required",
    Raid,
    habit="raid-devices-required",
    message="the array has no devices; list them",
    mirrors="raid.go Raid.Validate",
)
def array_has_devices(raid: Tree) -> Iterator[Tokens]:
    """
    An array is made of devices.
    """
    if not raid.get("devices"):
        yield ("devices",)


@every(PATH, Raid, mirrors="device.go Device.Validate")
def devices_of_array(raid: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The devices.
    """
    for index, device in enumerate(raid.get("devices", ())):
        yield ("devices", index), device
