"""Cases of the rules on RAID arrays; those on its devices are with the paths."""

from __future__ import annotations

from ignition_compose.models.spec3.raid import Raid
from ignition_compose.versions import since, until
from tests.unit.checks.rules.case import breaks, passes

_LEVEL = [("level",)]
_BARE = ("linear", "raid0", "0", "stripe")
_REDUNDANT = ("raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10")
_DEMANDED = since("3.3.0")

CASES = (
    *breaks("raid-level-required", Raid, {}, {"level": ""}, at=_LEVEL, span=_DEMANDED),
    *passes("raid-level-required", Raid, {"level": "raid0"}, {"level": "x"}),
    *breaks("unrecognized-raid-level", Raid, {}, {"level": ""}, at=_LEVEL, span=until("3.2.0")),
    *passes("unrecognized-raid-level", Raid, {}, {"level": ""}, span=_DEMANDED),
    *breaks("unrecognized-raid-level", Raid, *[{"level": name} for name in ("raid2", "RAID0", "2", " 0")], at=_LEVEL),
    *passes("unrecognized-raid-level", Raid, *[{"level": name} for name in (*_BARE, *_REDUNDANT)]),
    *breaks(
        "spares-unsupported-for-level",
        Raid,
        *[{"level": name, "spares": spares} for name in _BARE for spares in (1, -1)],
        at=_LEVEL,
    ),
    *passes(
        "spares-unsupported-for-level",
        Raid,
        *[{"level": name, "spares": 0} for name in _BARE],
        *[{"level": name, "spares": 1} for name in (*_REDUNDANT, "x", "")],
        {"level": "linear"},
        {"spares": 1},
    ),
    *breaks("raid-devices-required", Raid, {}, {"devices": []}, at=[("devices",)]),
    *passes("raid-devices-required", Raid, {"devices": ["/a"]}, {"devices": [""]}),
)
