"""Base configs of the platform are a group of their own, which is merged before it is laid onto the others."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import ignition_compose as ic


def config(**sections: Any) -> str:
    return json.dumps({"ignition": {"version": "3.4.0"}, **sections})


def storage(kind: str, *entries: Any) -> str:
    return config(storage={kind: list(entries)})


BASE = storage("files", {"path": "/b", "mode": 1})
FIRST = storage("directories", {"path": "/b"})
SECOND = storage("files", {"path": "/b"})


def test_the_group_is_merged_first_which_gives_another_answer_than_one_after_the_other() -> None:
    done = ic.compose(base=BASE, platform_base=[FIRST, SECOND])
    assert done.config.to_dict()["storage"] == {"files": [{"path": "/b", "mode": 1}]}
    line = ic.compose(base=[BASE, FIRST, SECOND])
    assert line.config.to_dict()["storage"] == {"files": [{"path": "/b"}]}
    assert [(layer.role, layer.source, layer.state) for layer in done.layers] == [
        ("base", "base", "used"),
        ("platform", "platform 1", "used"),
        ("platform", "platform 2", "used"),
        ("user", "user", "not-found"),
        ("default", "default", "not-found"),
    ]
    assert {place.source for place in done.origin("/storage/files/0").places} == {"base", "platform 2"}
    assert done.origin("/storage/files/0/mode").source == "base"


def test_each_value_leads_to_the_config_of_the_platform_that_has_it() -> None:
    lower, upper = (config(systemd={"units": [{"name": f"{name}.service"}]}) for name in "ab")
    done = ic.compose(platform_base=[lower, upper], user=config(storage={"files": [{"path": "/a"}]}))
    assert done.origin("/systemd/units/0/name").source == "platform 1"
    assert done.origin("/systemd/units/1/name").source == "platform 2"
    assert pickle.loads(pickle.dumps(done)).origin("/systemd/units/1/name").line == 1  # noqa: S301
    one = ic.compose(base=lower, platform_base=upper)
    assert one.origin("/systemd/units/1/name").source == "platform"


@pytest.mark.parametrize("bad", ["{", "", config(storage={"files": [{"path": "a"}]})])
def test_a_bad_config_of_the_platform_is_the_end_of_the_whole_group_and_no_error(bad: str) -> None:
    good = config(systemd={"units": [{"name": "a.service"}]})
    done = ic.compose(base=BASE, platform_base=[good, bad], user=config())
    assert not done.config.systemd.units
    assert not done.report.is_fatal
    assert "platform-dropped" in [entry.code for entry in done.report.warnings]
    assert [layer.state for layer in done.layers][1] == "dropped"
    with pytest.raises(ic.InvalidConfig):
        ic.compose(base=[BASE, "{"], user=config())
