"""What a machine has once Ignition is done, of what a jail cannot write: owners, instances, contents from afar."""

from __future__ import annotations

from typing import Any

import pytest

import ignition_compose as ic


def files(**sections: Any) -> dict[str, ic.MachineFile]:
    return ic.compose(user={"ignition": {"version": "3.4.0"}, **sections}).files()


def test_a_provider_can_look_at_a_path() -> None:
    owners = {"user": {"name": "core"}, "group": {"id": 5}}
    file = {"path": "/etc/hostname", "contents": {"source": "data:,web1"}, **owners}
    found = files(storage={"files": [file]})
    hostname = found["/etc/hostname"]
    assert (hostname.contents, hostname.user, hostname.group, hostname.mode) == (b"web1", "core", 5, 0o644)
    assert "web1" not in repr(found)


def test_presets_list_what_is_enabled_instances_behind_their_template() -> None:
    names = ("b.service", "a@2.service", "a@1.service", "c.service")
    units = [{"name": name, "enabled": name != "c.service"} for name in names]
    presets = files(systemd={"units": units})["/etc/systemd/system-preset/20-ignition.preset"]
    assert presets.contents == b"enable a@.service 2 1\nenable b.service\n"


def test_a_mask_takes_the_place_of_the_unit_and_leaves_its_dropins() -> None:
    dropins = [{"name": "a.conf", "contents": ""}, {"name": "b.conf"}]
    found = files(systemd={"units": [{"name": "a.service", "mask": True, "contents": "[Unit]", "dropins": dropins}]})
    assert found["/etc/systemd/system/a.service"].target == "/dev/null"
    assert [path for path in found if ".d/" in path] == ["/etc/systemd/system/a.service.d/a.conf"]


def test_contents_from_afar_are_not_known_unless_somebody_fetches_them() -> None:
    file = {"path": "/a", "contents": {"source": "https://example.com/a"}}
    done = ic.compose(user={"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}})
    assert done.files()["/a"].contents is None
    assert done.files({"https://example.com/a": b"b"})["/a"].contents == b"b"


def test_what_ignition_0_x_writes_is_not_known() -> None:
    old = {"ignition": {"version": "2.2.0"}}
    with pytest.raises(ic.UnsupportedConfig, match=r"not known for spec 2\.3\.0"):
        ic.compose(user=old, dialect="flatcar-3033").files()
