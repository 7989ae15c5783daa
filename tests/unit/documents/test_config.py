from __future__ import annotations

import copy
import json
import pickle
import stat
from enum import IntEnum
from typing import Any

import attrs
import pytest

import ignition_compose as ic
from ignition_compose.models import (
    Clevis,
    ClevisCustom,
    File,
    HttpHeader,
    Ignition,
    KernelArguments,
    Link,
    Luks,
    Passwd,
    PasswdUser,
    Raid,
    Resource,
    Sections,
    Storage,
    Systemd,
    Unit,
)
from ignition_compose.models.classes import SPEC
from ignition_compose.models.view import SpecView
from ignition_compose.versions import SpecVersion
from tests.documents import NEWEST

FILES = {"files": [{"path": "/etc/motd", "mode": 420, "contents": {"source": "data:,hello"}}]}
TREE: dict[str, Any] = {"ignition": {"version": "3.4.0"}, "storage": FILES}


def config(version: str = "3.4.0", **sections: Any) -> ic.Config:
    return ic.Config.of(Sections(ignition=Ignition(version=version), **sections))


def test_sections_are_typed_values_and_what_is_absent_is_empty() -> None:
    read = ic.Config.from_dict(TREE)
    assert read.version is SpecVersion.V3_4_0
    assert read.storage == Storage(files=(File(path="/etc/motd", mode=420, contents=Resource(source="data:,hello")),))
    assert read.passwd == Passwd()
    assert read.storage.files[0].user.name is None
    assert read.storage.links == ()


def test_a_config_made_of_sections_is_that_made_of_a_dict() -> None:
    made = config(storage=Storage(files=(File(path="/etc/motd", mode=420, contents=Resource(source="data:,hello")),)))
    assert made == ic.Config.from_dict(TREE)
    assert made.to_dict() == TREE


def test_sections_are_written_in_the_order_of_the_spec_whatever_the_order_they_were_given_in() -> None:
    made = config(
        systemd=Systemd(units=(Unit(name="a.service", contents="x", enabled=True),)),
        passwd=Passwd(users=(PasswdUser(name="core", uid=500, groups=("wheel",)),)),
    )
    assert made.to_json() == (
        '{"ignition":{"version":"3.4.0"},"passwd":{"users":[{"groups":["wheel"],"name":"core","uid":500}]},'
        '"systemd":{"units":[{"contents":"x","enabled":true,"name":"a.service"}]}}'
    )


def test_zero_values_are_written_where_they_differ_from_absence() -> None:
    made = config(storage=Storage(files=(File(path="/a", mode=0, overwrite=False, contents=Resource(source="")),)))
    assert made.to_dict()["storage"]["files"] == [
        {"overwrite": False, "path": "/a", "contents": {"source": ""}, "mode": 0}
    ]


@pytest.mark.parametrize("version", ["3.0.0", "3.2.0"])
def test_a_text_that_cannot_be_absent_is_written_when_it_is_empty(version: str) -> None:
    made = config(version, storage=Storage(links=(Link(path="/a"),), raid=(Raid(name="r"),)))
    assert made.to_dict()["storage"] == {"links": [{"path": "/a", "target": ""}], "raid": [{"level": "", "name": "r"}]}
    assert config("3.3.0", storage=made.storage).to_dict()["storage"] == {
        "links": [{"path": "/a"}],
        "raid": [{"name": "r"}],
    }


def test_json_is_on_one_line_or_indented_and_keeps_every_character() -> None:
    made = config(passwd=Passwd(users=(PasswdUser(name="ä€😀", gecos='"\n\u2028'),)))
    assert made.to_json() == (
        '{"ignition":{"version":"3.4.0"},"passwd":{"users":[{"gecos":"\\"\\n\u2028","name":"ä€😀"}]}}'
    )
    assert made.to_json(2).splitlines()[:3] == ["{", '  "ignition": {', '    "version": "3.4.0"']


def test_a_config_never_changes() -> None:
    read = ic.Config.from_dict(TREE)
    with pytest.raises(AttributeError):
        read.storage = Storage()  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.storage.files[0].path = "/b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        read.version = NEWEST  # type: ignore[misc]


def test_a_changed_copy_has_other_sections() -> None:
    read = ic.Config.from_dict(TREE)
    storage = Storage(files=read.storage.files, links=(Link(path="/l", target="/t"),))
    changed = read.replace(storage=storage)
    assert changed.to_dict() == {**TREE, "storage": {**FILES, "links": [{"path": "/l", "target": "/t"}]}}
    assert read.to_dict() == TREE
    assert read.replace(ignition=Ignition(version="3.5.0")).version == "3.5.0"
    with pytest.raises(ic.InvalidInput, match=r"no section .sotrage.; it has ignition, "):
        read.replace(sotrage=storage)  # type: ignore[call-arg]


def test_configs_are_equal_by_value_and_hashable() -> None:
    read, again = ic.Config.from_dict(TREE), ic.Config.from_dict(copy.deepcopy(TREE))
    assert read == again
    assert read is not again
    assert len({read, again}) == 1
    assert read != read.replace(storage=Storage())
    assert read != ic.Config.from_dict({**TREE, "ignition": {"version": "3.5.0"}})
    other: Any = TREE
    assert read != other


@pytest.mark.parametrize("make", [lambda: ic.Config.from_dict(TREE), lambda: config(passwd=Passwd())])
def test_a_config_survives_pickle_and_copies_before_and_after_its_sections_were_asked_for(make: Any) -> None:
    for touch in (lambda _: None, lambda one: one.storage, lambda one: one.to_json()):
        one = make()
        touch(one)
        for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):  # noqa: S301
            assert again == one
            assert again.version == one.version


def test_what_is_shown_shows_what_is_set_and_no_secret() -> None:
    secret = Resource(source="data:,hush", http_headers=(HttpHeader(name="X", value="hush"),))
    made = config(
        passwd=Passwd(users=(PasswdUser(name="core", password_hash="hush"),)),  # noqa: S106
        systemd=Systemd(units=(Unit(name="a.service", contents="hush"),)),
        storage=Storage(
            files=(File(path="/a", contents=secret),),
            luks=(Luks(name="l", clevis=Clevis(custom=ClevisCustom(pin="tang", config="hush"))),),
        ),
    )
    assert "hush" not in repr(made)
    assert "hush" not in str(made)
    assert "PasswdUser(name='core', password_hash=<masked>)" in repr(made)
    assert "/a" in repr(made)
    assert "hush" in made.to_json()


def test_every_field_that_holds_a_secret_is_masked() -> None:
    for view in SpecView.of(NEWEST).models:
        for attribute in attrs.fields(view.model):
            if attribute.metadata[SPEC].secret:
                assert "hush" not in repr(view.model(**{attribute.name: "hush"}))
                assert f"{attribute.name}=<masked>" in repr(view.model(**{attribute.name: "hush"}))


@pytest.mark.parametrize(
    ("version", "sections", "pointers"),
    [
        ("3.2.0", {"kernel_arguments": KernelArguments(should_exist=("quiet",))}, ["/kernelArguments"]),
        ("3.0.0", {"storage": Storage(luks=(Luks(name="a"),))}, ["/storage/luks"]),
        ("3.3.0", {"storage": Storage(luks=(Luks(name="a", discard=True),))}, ["/storage/luks/0/discard"]),
        (
            "3.1.0",
            {"passwd": Passwd(users=(PasswdUser(name="a", should_exist=False),))},
            ["/passwd/users/0/shouldExist"],
        ),
    ],
)
def test_a_member_that_the_version_does_not_have_is_refused(version: str, sections: Any, pointers: list[str]) -> None:
    with pytest.raises(ic.InvalidConfig) as caught:
        config(version, **sections)
    assert [(entry.code, entry.pointer) for entry in caught.value.report] == [
        ("needs-other-version", pointer) for pointer in pointers
    ]


@pytest.mark.parametrize(
    ("version", "code"), [("", "invalid-version"), ("3", "invalid-version"), ("3.99.0", "unknown-version")]
)
def test_sections_without_a_version_that_is_known_are_no_config(version: str, code: str) -> None:
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.Config.of(Sections(ignition=Ignition(version=version)))
    [entry] = caught.value.report
    assert (entry.code, entry.pointer) == (code, "/ignition/version")


def test_sections_may_be_given_as_dicts() -> None:
    made = config().replace(storage=FILES)
    assert made == ic.Config.from_dict(TREE)
    assert made.storage.files[0] == File(path="/etc/motd", mode=420, contents=Resource(source="data:,hello"))


@pytest.mark.parametrize("sections", [Storage(), {"ignition": {"version": "3.4.0"}}, None])
def test_a_config_is_made_of_the_sections_of_a_whole_config(sections: Any) -> None:
    with pytest.raises(ic.InvalidInput, match="typed sections"):
        ic.Config.of(sections)
    with pytest.raises(ic.InvalidInput, match=r"Config\.of"):
        ic.Config(sections)


def test_a_dict_may_hold_what_python_has_for_json() -> None:
    class Mode(IntEnum):
        PLAIN = stat.S_IRUSR | stat.S_IWUSR

    read = ic.Config.from_dict(
        {
            "ignition": {"version": SpecVersion.V3_4_0},
            "storage": {"files": ({"path": "/a", "mode": Mode.PLAIN},)},
            "kernelArguments": {"shouldExist": ("quiet",)},
        }
    )
    assert read.to_json() == (
        '{"ignition":{"version":"3.4.0"},"kernelArguments":{"shouldExist":["quiet"]},'
        '"storage":{"files":[{"path":"/a","mode":384}]}}'
    )


@pytest.mark.parametrize("tree", [{}, {"ignition": {}}, {"ignition": {"version": "9.9.9"}}])
def test_what_holds_no_config_of_a_known_version_is_refused(tree: Any) -> None:
    with pytest.raises(ic.InvalidConfig):
        ic.Config.from_dict(tree)


@pytest.mark.parametrize("tree", [None, [], "x", 5])
def test_a_config_is_made_of_a_dict_and_nothing_else(tree: Any) -> None:
    with pytest.raises(ic.InvalidInput):
        ic.Config.from_dict(tree)


@pytest.mark.parametrize("value", [{1, 2}, b"x", object(), {1: 2}])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(ic.InvalidInput):
        ic.Config.from_dict({**TREE, "x": value})


def test_from_dict_decodes_like_json_and_does_not_judge() -> None:
    read = ic.Config.from_dict(
        {"Ignition": {"Version": "3.4.0"}, "storage": {"FILES": [{"path": "no", "mode": None}]}, "x": 1}
    )
    assert read.to_dict() == {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "no"}]}}
    assert ic.validate(read).is_fatal


def test_any_other_attribute_is_missing() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sotrage'"):
        ic.Config.from_dict(TREE).sotrage  # type: ignore[attr-defined]  # noqa: B018


def in_order(text: str) -> Any:
    """The values of a text, with the members of objects as pairs in their order."""
    return json.loads(text, object_pairs_hook=list)


@pytest.mark.parametrize("many", [1, 256, 257, 600])
def test_long_lists_are_written_as_short_ones_are(many: int) -> None:
    names = [f"/etc/{number}" for number in range(many)]
    config = ic.Config.from_dict(
        {
            "systemd": {"units": [{"enabled": True, "name": "a.service", "dropins": []}]},
            "storage": {
                "disks": [],
                "files": [{"path": name, "mode": 420, "contents": {"source": "data:,é"}, "user": {}} for name in names],
                "links": [{"target": "/", "path": name} for name in names[:300]],
            },
            "passwd": {"users": [], "groups": []},
            "kernelArguments": {"shouldNotExist": ["quiet"], "shouldExist": names},
            "ignition": {"version": "3.4.0", "config": {"merge": [{"source": name} for name in names]}, "proxy": {}},
        }
    )
    assert in_order(config.to_json()) == in_order(config.to_json(indent=2))
    assert json.loads(config.to_json()) == config.to_dict()
