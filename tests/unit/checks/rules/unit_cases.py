"""Cases of the rules on units, drop-ins, and what stands in their place."""

from __future__ import annotations

from typing import Any

from ignition_compose.models.spec3.config import Sections
from ignition_compose.models.spec3.systemd import Dropin, Systemd, Unit
from tests.unit.checks.rules.case import breaks, passes

_NAME = [("name",)]
_CONTENTS = [("contents",)]
_PLAIN = "[Unit]\nDescription=a\n"
_INSTALLED = "[Install]\nWantedBy=a\n"
_TYPES = (
    *("service", "socket", "device", "mount", "automount", "swap"),
    *("target", "path", "timer", "snapshot", "slice", "scope"),
)
_BAD_UNITS = ("[Unit", "[Unit]x", "[Unit]\na", "[Unit]\na\n", "[Unit]\n" + "a" * 2048 + "=b")
_GOOD_UNITS = ("\n", "a=b", "# a", "[]", "[[a]\nb=c\\\nd", "[Unit]\n=a", _PLAIN, _INSTALLED)
_BARE_UNITS = ("\n", "a=b", "[Install]\n", "[Install ]\na=b", "[install]\na=b", "#[Install]\na=b", _PLAIN)
_FOLDER = "/etc/systemd/system/"


def _units(*units: tuple[str, str | None]) -> dict[str, Any]:
    """A section of enabled units with these names and contents."""
    members = [{"name": name, "contents": contents, "enabled": True} for name, contents in units]
    return {"units": [{name: value for name, value in each.items() if value is not None} for each in members]}


def _config(units: list[dict[str, Any]], **storage: list[str]) -> dict[str, Any]:
    nodes = {name: [{"path": path} for path in paths] for name, paths in storage.items()}
    return {"storage": nodes, "systemd": {"units": units}}


def _unit(name: str, *dropins: str, contents: str = "") -> dict[str, Any]:
    return {"name": name, "contents": contents, "dropins": [{"name": each, "contents": _PLAIN} for each in dropins]}


CASES = (
    *breaks(
        "invalid-systemd-ext",
        Unit,
        {},
        *[{"name": name} for name in ("", "a", "service", "a.conf", "a.SERVICE", "a.service.d", "a.service/b", "a.")],
        *[{"name": name} for name in ("a.link", "a.netdev", "a.network", ".network", "a.NETWORK", "a.service.network")],
        at=_NAME,
    ),
    *passes(
        "invalid-systemd-ext",
        Unit,
        *[{"name": f"a.{name}"} for name in _TYPES],
        *[{"name": name} for name in (".service", "a/b.service", "a.b.mount", "\n.path")],
    ),
    *breaks(
        "invalid-systemd-dropin-ext",
        Dropin,
        {},
        *[{"name": name} for name in ("a", "conf", "a.conf.d", "a.conf/b", "a.CONF", "a.service")],
        at=_NAME,
    ),
    *passes("invalid-systemd-dropin-ext", Dropin, *[{"name": name} for name in ("a.conf", ".conf", "a/b.conf")]),
    *breaks("invalid-unit-content", Unit, *[{"contents": text} for text in _BAD_UNITS], at=_CONTENTS),
    *breaks("invalid-unit-content", Dropin, *[{"contents": text} for text in _BAD_UNITS], at=_CONTENTS),
    *passes("invalid-unit-content", Unit, {}, {"contents": ""}, *[{"contents": text} for text in _GOOD_UNITS]),
    *passes("invalid-unit-content", Dropin, {}, {"contents": ""}, *[{"contents": text} for text in _GOOD_UNITS]),
    *breaks(
        "no-install-section",
        Unit,
        *[{"name": "a@b.service", "enabled": True, "contents": text} for text in _BARE_UNITS],
        at=_CONTENTS,
    ),
    *passes(
        "no-install-section",
        Unit,
        {},
        {"enabled": True},
        {"enabled": True, "contents": ""},
        {"enabled": False, "contents": _PLAIN},
        {"contents": _PLAIN},
        {"enabled": True, "contents": _PLAIN + _INSTALLED},
        *[{"enabled": True, "contents": text} for text in _BAD_UNITS],
    ),
    *breaks(
        "no-install-section-for-instantiable-unit",
        Systemd,
        _units(("a@.service", _PLAIN), ("a@b.service", None)),
        _units(("a@.service", "[Install]\n"), ("a@b@c.service", _INSTALLED)),
        _units(("@@.service", _PLAIN), ("@@b.service", None)),
        _units(("a@.service", _PLAIN), ("a@@.service", None)),
        at=[("units", 1, "contents")],
    ),
    # The last of several templates counts.
    *breaks(
        "no-install-section-for-instantiable-unit",
        Systemd,
        _units(("a@b.service", None), ("a@.service", _INSTALLED), ("a@c.service", None), ("a@.service", _PLAIN)),
        at=[("units", 0, "contents"), ("units", 2, "contents")],
    ),
    *passes(
        "no-install-section-for-instantiable-unit",
        Systemd,
        {},
        _units(("a@.service", _INSTALLED), ("a@b.service", _PLAIN)),
        _units(("a@.service", None), ("a@b.service", None)),
        _units(("a@.service", "[Unit"), ("a@b.service", None)),
        _units(("a@.service", _PLAIN), ("a@.service", None), ("a@b.service", None)),
        _units(("a@.service", _PLAIN), ("b@c.service", None), ("a@b.socket", None), ("a@\n.service", None)),
        _units(("@.service", _PLAIN), ("@b.service", None)),
        _units((".service", _PLAIN), ("b.service", _INSTALLED)),
        _units(("a@.service", _PLAIN), ("a@bcdefghi.socket", None), ("a@bcdefghi", None)),
        {"units": [{"name": "a@.service", "contents": _PLAIN}, {"name": "a@b.service", "enabled": False}]},
    ),
    *breaks(
        "path-conflicts-systemd",
        Sections,
        _config([_unit("a.service", contents=_PLAIN)], files=["/a", f"{_FOLDER}a.service"]),
        _config([_unit("a.service", "b.conf")], files=["", f"{_FOLDER}a.service.d/b.conf"]),
        _config(
            [_unit("a.service", "c.conf"), _unit("a.service", "b.conf")], files=["", f"{_FOLDER}a.service.d/b.conf"]
        ),
        _config([_unit("x.d/y", "z.conf"), _unit("x", "a")], files=["", f"{_FOLDER}x.d/y.d/z.conf"]),
        _config([_unit("x", "y.d/z.conf")], files=["", f"{_FOLDER}x.d/y.d/z.conf"]),
        _config([_unit("", "")], files=["", f"{_FOLDER}.d/"]),
        _config([_unit("", contents="a")], files=["", _FOLDER]),
        _config([_unit("../a", contents="a")], files=["", f"{_FOLDER}../a"]),
        at=[("storage", "files", 1, "path")],
    ),
    *breaks(
        "path-conflicts-systemd",
        Sections,
        _config(
            [_unit("a", "b", contents=_PLAIN)],
            links=[f"{_FOLDER}a", f"{_FOLDER}a.d/b"],
            directories=[f"{_FOLDER}a.d", f"{_FOLDER}a"],
        ),
        at=[("storage", "links", 0, "path"), ("storage", "links", 1, "path"), ("storage", "directories", 1, "path")],
    ),
    *passes(
        "path-conflicts-systemd",
        Sections,
        {},
        _config([_unit("a", "b", contents=_PLAIN)], files=["a", "/a", f"{_FOLDER}a/", f"{_FOLDER}a.d/", _FOLDER]),
        _config([_unit("a")], files=[f"{_FOLDER}a"]),
        _config([{"name": "a", "dropins": [{"name": "b"}]}], files=[f"{_FOLDER}a.d/b", f"{_FOLDER}a"]),
        _config([_unit("x.d/y", "z")], files=[f"{_FOLDER}x.d/y.d/z.conf", f"{_FOLDER}x.d/y"]),
        _config([], files=[f"{_FOLDER}a"]),
    ),
)
