"""Typed models: what they take for a member, what they refuse, how they are changed and read."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from typing import Any

import attrs
import pytest

import ignition_compose as ic
from ignition_compose import models
from ignition_compose.models import (
    Clevis,
    ConfigReference,
    File,
    Ignition,
    IgnitionConfig,
    KernelArguments,
    Link,
    Passwd,
    Raid,
    Resource,
    Sections,
    Storage,
    Tang,
    Unit,
    spec3,
)
from ignition_compose.models.fields import description_of

CLASSES = [getattr(models, name) for name in models.__all__]


def test_the_public_models_are_those_of_spec_3() -> None:
    assert models.__all__ == spec3.__all__ == dir(models)
    assert [getattr(spec3, name) for name in models.__all__] == CLASSES
    with pytest.raises(AttributeError, match="no attribute 'Fle'"):
        models.Fle  # type: ignore[attr-defined]  # noqa: B018


def test_a_list_is_kept_as_a_tuple_and_a_dict_as_an_object() -> None:
    made = Storage(files=[{"path": "/a", "contents": {"source": "data:,x"}}, File(path="/b")])
    assert made == Storage(files=(File(path="/a", contents=Resource(source="data:,x")), File(path="/b")))
    assert KernelArguments(should_exist=["quiet"]).should_exist == ("quiet",)
    assert Storage(files=(File(path=name) for name in "ab")).files == (File(path="a"), File(path="b"))  # type: ignore[arg-type]


def test_the_members_of_a_dict_have_the_names_of_json_and_null_is_none_there() -> None:
    made = File(path="/a", contents={"httpHeaders": [{"name": "X"}], "source": None})
    assert made.contents.http_headers[0].name == "X"
    assert made.contents.source is None
    with pytest.raises(ic.InvalidInput, match=r"Resource has no member 'http_headers'; it has .*httpHeaders"):
        File(path="/a", contents={"http_headers": []})


@pytest.mark.parametrize(
    ("model", "members", "message"),
    [
        (KernelArguments, {"should_exist": "quiet"}, ".shouldExist must be a list or a tuple, not str"),
        (KernelArguments, {"should_exist": [3]}, ".shouldExist[0] must be text, not int"),
        (Storage, {"files": {"path": "/a"}}, ".files must be a list or a tuple, not dict"),
        (Storage, {"files": File(path="/a")}, ".files must be a list or a tuple, not File"),
        (Storage, {"files": [Link(path="/a")]}, ".files[0] must be of class File, or a dict, not Link"),
        (File, {"contents": "data:,x"}, ".contents must be of class Resource, or a dict, not str"),
        (File, {"path": None}, ".path must be text, not None"),
        (File, {"path": b"/a"}, ".path must be text, not bytes"),
        (File, {"mode": "0644"}, ".mode must be an integer, not str"),
        (File, {"mode": True}, ".mode must be an integer, not bool"),
        (File, {"mode": 1.0}, ".mode must be an integer, not float"),
        (File, {"overwrite": 1}, ".overwrite must be true or false, not int"),
        (Unit, {"enabled": "yes"}, ".enabled must be true or false, not str"),
        (Sections, {"storage": "x"}, ".storage must be of class Storage, or a dict, not str"),
        (Sections, {"storage": Passwd()}, ".storage must be of class Storage, or a dict, not Passwd"),
        (Sections, {"kernel_arguments": 3}, ".kernelArguments must be of class KernelArguments, or a dict, not int"),
        (Clevis, {"tang": [Tang(), 3]}, ".tang[1] must be of class Tang, or a dict, not int"),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_is_given(model: Any, members: dict[str, Any], message: str) -> None:
    with pytest.raises(ic.InvalidInput) as caught:
        model(**members)
    assert str(caught.value) == f"{model.__name__}{message}"


def test_a_member_that_is_no_text_is_none() -> None:
    with pytest.raises(ic.InvalidInput, match="File has no member '1'"):
        Storage(files=[{1: 2}])  # type: ignore[dict-item]


def test_what_may_be_absent_may_be_given_as_none() -> None:
    assert File(path="/a", mode=None, overwrite=None) == File(path="/a")
    assert Raid(name="r", level=None) == Raid(name="r")


@pytest.mark.parametrize("model", CLASSES)
def test_every_model_can_be_changed_but_for_the_one_that_has_a_member_of_that_name(model: Any) -> None:
    made = model()
    changed = made.__replace__()
    assert changed == made
    assert hash(changed) == hash(made)
    if model is IgnitionConfig:
        assert made.replace == ConfigReference()
    else:
        assert made.replace() == made


def test_a_changed_copy_has_other_members_and_what_cannot_be_meant_is_refused_there_too() -> None:
    file = File(path="/a", mode=0o644)
    assert file.replace(mode=0o600, contents={"source": "data:,x"}) == File(
        path="/a", mode=0o600, contents=Resource(source="data:,x")
    )
    assert file.mode == 0o644
    with pytest.raises(ic.InvalidInput, match=r"File has no member 'pth'; it has .*path"):
        file.replace(pth="/b")  # type: ignore[call-arg]
    with pytest.raises(ic.InvalidInput, match=r"File\.mode must be an integer"):
        file.replace(mode="x")  # type: ignore[arg-type]
    if sys.version_info >= (3, 13):
        assert copy.replace(file, mode=1).mode == 1
        config = ic.Config.of(Sections(ignition={"version": "3.4.0"}))
        assert copy.replace(config, storage={"files": [file]}).storage.files == (file,)


@pytest.mark.parametrize("model", CLASSES)
def test_help_on_a_model_says_what_each_field_is(model: Any) -> None:
    text = inspect.getdoc(model)
    assert text is not None
    assert text.startswith(description_of(model).doc)
    for name, line in description_of(model).fields.items():
        assert f"{name}: {line.spec.doc}" in text
    assert "should_exist: Arguments that are added" in (inspect.getdoc(KernelArguments) or "")
    assert "In JSON: shouldExist." in (inspect.getdoc(KernelArguments) or "")


def test_models_that_were_read_are_those_that_are_made() -> None:
    tree = {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "user": {"id": 1}}]}}
    read = ic.Config.from_dict(tree).storage
    made = Storage(files=[File(path="/a", user={"id": 1})])
    assert read == made
    assert hash(read) == hash(made)
    assert repr(read) == repr(made)
    assert pickle.loads(pickle.dumps(read)) == copy.deepcopy(read) == made  # noqa: S301
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.files[0].user.id = 2  # type: ignore[misc]
    assert File(path="/a").contents == Resource()


def test_none_is_what_is_not_there_also_for_objects_and_lists() -> None:
    whole = Storage(files=[File(path="/a", contents={"source": "data:,a"})])
    assert whole.replace(files=None) == Storage(files=None) == Storage()
    assert whole.files[0].replace(contents=None) == File(path="/a", contents=None) == File(path="/a")
    config = ic.Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}})
    assert config.replace(passwd=None).to_dict() == {"ignition": {"version": "3.4.0"}}


def test_what_is_kept_is_of_the_plain_type() -> None:
    ignition = Ignition(version=ic.SpecVersion("3.4.0"))
    assert type(ignition.version) is str
    assert ignition == Ignition(version="3.4.0")


def test_a_place_within_a_dict_is_named_in_the_refusal() -> None:
    with pytest.raises(ic.InvalidInput, match=r"^Storage\.files\[1\]: File has no member 'pth'"):
        Storage(files=[{"path": "/a"}, {"pth": "/a"}])


def test_what_is_no_member_or_has_no_name_is_refused_as_everywhere() -> None:
    with pytest.raises(ic.InvalidInput, match="File has no member 'pth'; it has "):
        File(pth="/a")  # type: ignore[call-arg]
    with pytest.raises(ic.InvalidInput, match="takes its members by their names"):
        File("/a")  # type: ignore[arg-type, call-arg]


@pytest.mark.parametrize("name", ["File", "IgnitionConfig", "Sections"])
def test_help_shows_what_a_class_takes_before_it_is_used(name: str) -> None:
    program = (
        f"import inspect\nfrom ignition_compose.models import {name}\nprint(*inspect.signature({name}).parameters)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == list(description_of(getattr(models, name)).fields)
