"""Cases of the rules on disks and partitions."""

from __future__ import annotations

from typing import Any

from ignition_compose.models.spec3.disks import Disk, Partition
from tests.unit.checks.rules.case import Place, breaks, passes

_DEVICE = [("device",)]
_LABEL = [("label",)]
_MAX = 2**63 - 1


def _disk(*partitions: dict[str, Any]) -> dict[str, Any]:
    return {"device": "/dev/sda", "partitions": list(partitions)}


def _at(index: int) -> list[Place]:
    return [("partitions", index)]


def _extents(*extents: tuple[int | None, int | None]) -> dict[str, Any]:
    """A disk of partitions with these starts and sizes."""
    members = [{"startMiB": start, "sizeMiB": size} for start, size in extents]
    return _disk(*[{name: value for name, value in each.items() if value is not None} for each in members])


# More extents than are compared one by one.
_ROW = [(100 * (index + 1), 100) for index in range(20)]

_GOOD_GUIDS = (
    *("", "01234567-89AB-CDEF-EDCB-A98765432101", "01234567-89ab-cdef-edcb-a98765432101"),
    "00000000-0000-0000-0000-000000000000",
)
_BAD_GUIDS = (
    *("0", "\n", "{01234567-89AB-CDEF-EDCB-A98765432101}", "0123456789ABCDEFEDCBA98765432101"),
    *("01234567-89AB-CDEF-EDCB-A98765432101\n", "0123456G-89AB-CDEF-EDCB-A98765432101"),
    *("01234567-89AB-CDEF-EDCB-A9876543210", "\u06601234567-89AB-CDEF-EDCB-A98765432101"),
)

CASES = (
    *breaks("disk-device-required", Disk, {}, {"device": "", "partitions": [{}]}, at=_DEVICE),
    *passes("disk-device-required", Disk, {"device": "a"}),
    *breaks("partition-numbers-collide", Disk, _disk({"number": 1}, {"number": 2}, {"number": 1}), at=_at(2)),
    *breaks("partition-numbers-collide", Disk, _disk({"number": -1}, {"number": -1}, {"number": -1}), at=_at(1)),
    *passes(
        "partition-numbers-collide",
        Disk,
        _disk(),
        _disk({}, {}, {"number": 0}, {"number": 0}, {"number": 1}, {"number": 2}),
        {"partitions": [{"number": 1}, {"number": 1}]},
        {},
    ),
    *breaks("duplicate-labels", Disk, _disk({"label": "a"}, {}, {"label": "a"}, {"label": "a"}), at=_at(2)),
    *breaks("duplicate-labels", Disk, _disk({"label": ""}, {"label": ""}), at=_at(1)),
    *passes(
        "duplicate-labels",
        Disk,
        _disk({}, {}, {"label": "a"}, {"label": "A"}),
        {"partitions": [{"label": "a"}, {"label": "a"}]},
    ),
    *breaks(
        "partitions-overlap",
        Disk,
        _extents((1, 10), (10, 1)),
        _extents((1, 10), (2, 2), (3, 1)),
        _extents((5, 0), (1, 5)),
        _extents((1, 10), (1, 10)),
        _extents((1, 10), (1, 5)),
        _extents((10, 11), (1, 10)),
        _extents((1, 5), (1, 10)),
        _extents((6, 5), (1, 10)),
        # A negative size ends before its start, and can still be reached around.
        _extents((1, 10), (5, -1)),
        at=_at(1),
    ),
    *breaks("partitions-overlap", Disk, _extents((1, 10), (20, 5), (24, 1), (1, 2)), at=_at(3)),
    # The first that overlaps anything is reported by the first that it overlaps.
    *breaks("partitions-overlap", Disk, _extents((50, 1), (1, 5), (2, 1), (5, 1)), at=_at(2)),
    *breaks("partitions-overlap", Disk, _extents((3, 1), (100, 1), (1, 5)), at=_at(2)),
    # One that ends before its start is not reached around by what begins or ends with it, but touches that itself.
    *breaks("partitions-overlap", Disk, _extents((5, 5), (5, -1)), _extents((1, 3), (5, -1)), at=_at(0)),
    # A sum beyond 64 bits wraps, so that this one ends far below its start.
    *breaks("partitions-overlap", Disk, _extents((_MAX, 2), (5, 1)), at=_at(0)),
    *breaks("partitions-overlap", Disk, _extents(*_ROW, (1000, 1), (299, 0)), at=_at(21)),
    *breaks("partitions-overlap", Disk, _extents(*_ROW, (1, 1000)), at=_at(20)),
    *breaks("partitions-overlap", Disk, _extents((5000, 0), (6000, 1), *_ROW, (150, 1)), at=_at(22)),
    *breaks("partitions-overlap", Disk, _extents((5000, 10), *_ROW[::-1], (2050, -30)), at=_at(21)),
    *breaks("partitions-overlap", Disk, _extents(*_ROW, (5000, -4000)), at=_at(20)),
    *passes(
        "partitions-overlap",
        Disk,
        {},
        _extents((1, 10), (11, 10), (21, 0)),
        _extents((1, 10), (0, 10), (5, None), (None, 5), (None, None)),
        _extents((1, 0), (2, 0)),
        _extents((1, 2), (5, -1)),
        _extents(*_ROW, (5, 10), (0, 1000), (1, None), (30, -5)),
        {"partitions": [{"startMiB": 1, "sizeMiB": 1}, {"startMiB": 1, "sizeMiB": 1}]},
    ),
    *breaks(
        "should-not-exist-with-others",
        Partition,
        *[
            {"number": 1, "shouldExist": False, **more}
            for more in ({"label": ""}, {"guid": "a"}, {"typeGuid": "a"}, {"sizeMiB": 0}, {"startMiB": 0})
        ],
    ),
    *passes(
        "should-not-exist-with-others",
        Partition,
        {},
        {"shouldExist": True, "label": "a"},
        {"label": "a", "sizeMiB": 1},
        {"shouldExist": False, "number": 1, "guid": "", "typeGuid": "", "wipePartitionEntry": True},
    ),
    *breaks("need-label-or-number", Partition, {}, {"number": 0, "guid": ""}),
    *passes("need-label-or-number", Partition, {"number": 1}, {"label": ""}, {"number": -1}),
    *breaks("label-too-long", Partition, {"label": "a" * 37}, {"label": "é" * 19}, {"label": ":" * 37}, at=_LABEL),
    *passes("label-too-long", Partition, {}, {"label": ""}, {"label": "a" * 36}, {"label": "é" * 18}),
    *breaks("label-contains-colon", Partition, {"label": ":"}, {"label": "é" * 17 + "a:"}, at=_LABEL),
    *passes("label-contains-colon", Partition, {}, {"label": "a"}, {"label": "a" * 36 + ":"}),
    *breaks("doesnt-match-guid-regex", Partition, *[{"guid": guid} for guid in _BAD_GUIDS], at=[("guid",)]),
    *breaks("doesnt-match-guid-regex", Partition, {"guid": "a", "typeGuid": "b"}, at=[("guid",), ("typeGuid",)]),
    *passes("doesnt-match-guid-regex", Partition, {}, *[{"guid": guid, "typeGuid": guid} for guid in _GOOD_GUIDS]),
)
