"""Cases of the rules on files, directories and links, each by itself."""

from __future__ import annotations

from ignition_compose.models.spec3.nodes import Directory, File, NodeGroup, NodeUser
from ignition_compose.versions import until
from tests.unit.checks.rules.case import breaks, passes

_MODE = [("mode",)]
_BAD_MODES = [{"mode": mode} for mode in (-1, 0o10000, 2**63 - 1, -(2**63))]
_GOOD_MODES = [{}, *({"mode": mode} for mode in (0, 0o644, 0o7777))]
_SPECIAL = [{"mode": mode} for mode in (0o1000, 0o2755, 0o4000, 0o7777, 0o11000, -1, -(2**62) + 0o1000)]
_PLAIN = [{}, *({"mode": mode} for mode in (0, 0o777, 0o10000, -0o10000, 2**62, -(2**63)))]

CASES = (
    *breaks("file-illegal-mode", File, *_BAD_MODES, at=_MODE),
    *breaks("file-illegal-mode", Directory, *_BAD_MODES, at=_MODE),
    *passes("file-illegal-mode", File, *_GOOD_MODES),
    *passes("file-illegal-mode", Directory, *_GOOD_MODES),
    *breaks("mode-special-bits", File, *_SPECIAL, at=_MODE, span=until("3.5.0")),
    *breaks("mode-special-bits", Directory, *_SPECIAL, at=_MODE, span=until("3.5.0")),
    *passes("mode-special-bits", File, *_PLAIN, span=until("3.5.0")),
    *passes("mode-special-bits", Directory, *_PLAIN, span=until("3.5.0")),
    *breaks("both-id-and-name-set", NodeUser, {"id": 0, "name": "a"}),
    *breaks("both-id-and-name-set", NodeGroup, {"id": -1, "name": "a"}),
    *passes("both-id-and-name-set", NodeUser, {}, {"id": 0, "name": ""}, {"id": 1}, {"name": "a"}),
    *passes("both-id-and-name-set", NodeGroup, {}, {"id": 0, "name": ""}, {"id": 1}, {"name": "a"}),
    *breaks("overwrite-and-nil-source", File, {"overwrite": True}, at=[("overwrite",)]),
    *breaks("overwrite-and-nil-source", File, {"overwrite": True, "contents": {}}, at=[("overwrite",)]),
    *passes(
        "overwrite-and-nil-source",
        File,
        {},
        {"overwrite": False},
        {"overwrite": True, "contents": {"source": ""}},
        {"overwrite": True, "contents": {"source": "data:,"}},
    ),
)
