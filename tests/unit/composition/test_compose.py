"""What a machine boots with: base layers, the user config, the default in its place."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.composition import layers
from ignition_compose.translation.engine import translate_tree

if TYPE_CHECKING:
    from pathlib import Path

BASE = {
    "ignition": {"version": "3.0.0"},
    "systemd": {"units": [{"name": "agent.service", "enabled": True}]},
    "storage": {"files": [{"path": "/etc/os", "contents": {"source": "data:,base"}}]},
}
USER = {
    "ignition": {"version": "3.4.0"},
    "storage": {"files": [{"path": "/etc/hosts", "contents": {"source": "data:,user"}}]},
}
DEFAULT = {
    "ignition": {"version": "3.3.0"},
    "storage": {"files": [{"path": "/etc/default", "contents": {"source": "data:,default"}}]},
}
EMPTY = {"ignition": {"version": "3.4.0"}}
MIME = b"Content-Type: multipart/mixed; boundary=x\n\n--x--\n"


def paths(composition: ic.Composition) -> list[str]:
    return [file.path for file in composition.config.storage.files]


def codes(report: ic.Report) -> list[str]:
    return [entry.code for entry in report]


def test_a_user_config_that_is_found_runs_on_the_base_and_the_default_does_not() -> None:
    composition = ic.compose(base=BASE, user=USER, default=DEFAULT)
    assert paths(composition) == ["/etc/os", "/etc/hosts"]
    assert composition.config.systemd.units[0].enabled
    assert composition.config.version == "3.4.0"
    assert not composition.used_default
    assert composition.reason == "a user config was found"
    assert [(layer.role, layer.source, layer.state) for layer in composition.layers] == [
        ("base", "base", "used"),
        ("user", "user", "used"),
        ("default", "default", "unused"),
    ]
    assert composition.report.entries == ()


def test_without_a_user_config_the_default_runs_on_the_base() -> None:
    composition = ic.compose(base=BASE, user=None, default=DEFAULT)
    assert paths(composition) == ["/etc/os", "/etc/default"]
    assert composition.used_default
    assert composition.reason == "no user config was found"
    assert [layer.state for layer in composition.layers] == ["used", "not-found", "used"]
    assert [(entry.severity, entry.code, entry.source) for entry in composition.report] == [
        ("info", "default-used", "default")
    ]


def test_without_a_user_config_and_a_default_only_the_base_applies() -> None:
    composition = ic.compose(base=BASE)
    assert paths(composition) == ["/etc/os"]
    assert not composition.used_default
    assert composition.reason == "no user config was found"
    assert codes(composition.report) == ["no-user-config"]


@pytest.mark.parametrize(
    ("user", "state", "reason"),
    [
        (b"", "empty", "the user config is empty"),
        ("", "empty", "the user config is empty"),
        (b"#cloud-config\nusers: []\n", "cloud-config", "the user data is cloud-config"),
        ("#cloud-config", "cloud-config", "the user data is cloud-config"),
        (b"#!/bin/sh\n", "script", "the user data is a script"),
        (MIME, "mime", "the user data is MIME multipart"),
        (gzip.compress(b"#cloud-config\n", mtime=0), "cloud-config", "the user data is cloud-config"),
        (gzip.compress(b"#!/bin/sh\n", mtime=0), "script", "the user data is a script"),
        (gzip.compress(MIME, mtime=0), "mime", "the user data is MIME multipart"),
    ],
)
def test_user_data_that_is_no_config_leads_to_the_default(user: bytes | str, state: str, reason: str) -> None:
    composition = ic.compose(base=BASE, user=user, default=DEFAULT)
    assert paths(composition) == ["/etc/os", "/etc/default"]
    assert composition.used_default
    assert composition.reason == reason
    assert composition.layers[1].state == state


@pytest.mark.parametrize(
    ("user", "code"),
    [
        (b"{", "invalid-json"),
        (b"not a config", "invalid-json"),
        (b" ", "invalid-json"),
        (gzip.compress(json.dumps(USER).encode(), mtime=0), "invalid-json"),
        (gzip.compress(b"", mtime=0), "invalid-json"),
        ({}, "invalid-version"),
        ({"ignition": {"version": "9.9.9"}}, "unknown-version"),
        ({"ignition": {"version": "3.4.0"}, "storage": 1}, "wrong-type"),
        ({"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "a"}]}}, "path-relative"),
    ],
)
def test_a_broken_user_config_is_an_error_and_never_leads_to_the_default(user: Any, code: str) -> None:
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(base=BASE, user=user, default=DEFAULT)
    assert [(entry.code, entry.source) for entry in caught.value.report.errors] == [(code, "user")]


def test_a_broken_default_is_only_information_where_it_is_not_needed() -> None:
    composition = ic.compose(user=USER, default=b"{")
    assert [layer.state for layer in composition.layers] == ["used", "unused"]
    assert codes(composition.layers[1].report) == ["invalid-json"]
    assert codes(composition.report) == ["unused-default-invalid"]
    assert composition.report.infos == composition.report.entries


def test_a_broken_default_is_an_error_where_it_is_needed() -> None:
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(default=b"{", base=BASE)
    assert [(entry.code, entry.source) for entry in caught.value.report] == [("invalid-json", "default")]


@pytest.mark.parametrize("base", [b"", b"#cloud-config", b"#!/bin/sh", MIME])
def test_a_base_that_is_no_config_is_refused(base: bytes) -> None:
    with pytest.raises(ic.InvalidConfig, match="would not boot") as caught:
        ic.compose(base=base, user=USER)
    assert [(entry.code, entry.source) for entry in caught.value.report] == [("no-config", "base")]


def test_every_broken_layer_is_reported_at_once() -> None:
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(base=[b"{", EMPTY, {}], user=b"[")
    assert [(entry.code, entry.source) for entry in caught.value.report] == [
        ("invalid-json", "base 1"),
        ("invalid-version", "base 3"),
        ("invalid-json", "user"),
    ]


def test_bases_lie_upon_one_another_in_the_order_given() -> None:
    def file(name: str) -> dict[str, Any]:
        return {
            **EMPTY,
            "storage": {"files": [{"path": "/a", "overwrite": True, "contents": {"source": f"data:,{name}"}}]},
        }

    composition = ic.compose(base=[file("1"), file("2"), file("3")])
    assert composition.config.storage.files[0].contents.source == "data:,3"
    assert [layer.source for layer in composition.layers] == ["base 1", "base 2", "base 3", "user", "default"]


def test_a_single_base_and_a_sequence_of_one_are_the_same() -> None:
    assert ic.compose(base=BASE).config == ic.compose(base=[BASE]).config == ic.compose(base=(BASE,)).config
    assert ic.compose(base=[]).config == ic.compose().config


def test_nothing_at_all_composes_to_an_empty_config_of_the_newest_stable_spec() -> None:
    composition = ic.compose()
    assert composition.to_json() == '{"ignition":{"version":"3.5.0"}}'
    assert composition.layers[0].state == "not-found"


def test_layers_of_different_versions_compose_at_the_highest() -> None:
    user = {**USER, "ignition": {"version": "3.5.0"}}
    composition = ic.compose(base=BASE, user=user)
    assert composition.config.version == "3.5.0"
    assert paths(composition) == ["/etc/os", "/etc/hosts"]
    assert ic.compose(base=user, user=BASE).config.version == "3.5.0"


def test_the_version_of_a_default_that_does_not_run_does_not_count() -> None:
    assert ic.compose(base=BASE, user=BASE, default={"ignition": {"version": "3.5.0"}}).config.version == "3.0.0"


def test_a_target_is_the_version_of_the_result() -> None:
    composition = ic.compose(base=BASE, user=USER, target="3.7.0-experimental")
    assert composition.config.version == "3.7.0-experimental"
    assert ic.compose(base=BASE, user=USER, target=ic.SpecVersion.V3_4_0).config.version == "3.4.0"


def test_a_target_below_a_layer_tells_all_that_it_has_no_place_for() -> None:
    assert ic.compose(base=BASE, user=USER, target="3.3.0").config.version == "3.3.0"
    arguments = {"shouldExist": ["quiet"]}
    user = json.dumps({"ignition": {"version": "3.4.0"}, "kernelArguments": arguments}, indent=1)
    done = ic.compose(base=BASE, user=user, target="3.2.0")
    [error] = done.report.errors
    assert (error.code, error.source, error.pointer, error.line) == ("needs-newer-spec", "user", "/kernelArguments", 5)
    assert "kernelArguments" not in done.config.to_dict()


def test_a_target_of_an_older_spec_is_refused() -> None:
    with pytest.raises(ic.UnsupportedDowngrade, match=r"3\.4\.0.*2\.4\.0"):
        ic.compose(base=BASE, user=USER, target="2.4.0")


def test_a_target_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ic.UnknownVersion):
        ic.compose(user=USER, target="4.0.0")


def test_a_link_of_the_user_takes_the_place_of_a_file_of_the_base_and_the_report_says_so() -> None:
    user = {**EMPTY, "storage": {"links": [{"path": "/etc/os", "target": "/usr/os"}]}}
    composition = ic.compose(base=BASE, user=json.dumps(user))
    assert composition.config.storage.files == ()
    assert [link.path for link in composition.config.storage.links] == ["/etc/os"]
    [entry] = composition.report
    assert (entry.severity, entry.code, entry.pointer) == ("info", "displaced", "/storage/links/0")
    assert entry.source == "user"
    assert entry.line == 1
    assert "/storage/files/0 of base" in entry.message


def test_a_value_that_translation_drops_is_reported_at_its_layer() -> None:
    tang = {"url": "http://a", "thumbprint": "x", "advertisement": "{}"}
    luks = [{"name": "a", "device": "/dev/a", "clevis": {"tang": [tang]}}]
    composition = ic.compose(base={**EMPTY, "storage": {"luks": luks}}, user=USER)
    assert composition.config.storage.luks[0].clevis.tang[0].advertisement is None
    assert [(entry.severity, entry.code, entry.source, entry.pointer) for entry in composition.report] == [
        ("warning", "dropped-in-translation", "base", "/storage/luks/0/clevis/tang/0/advertisement")
    ]


def test_special_bits_of_an_older_spec_are_masked_and_reported() -> None:
    file = {"path": "/a", "mode": 0o4755, "contents": {"source": "data:,"}}
    composition = ic.compose(user={**EMPTY, "storage": {"files": [file]}})
    assert composition.config.storage.files[0].mode == 0o755
    assert ("masked-in-translation", "/storage/files/0/mode") in [
        (entry.code, entry.pointer) for entry in composition.report
    ]


@pytest.mark.parametrize("version", ["3.0.0", "3.1.0", "3.2.0"])
def test_a_link_without_a_target_passes_its_own_spec_and_not_the_check_of_the_rendered_config(version: str) -> None:
    """Ignition translates a user config to its newest spec and checks it again; a base is not checked again."""
    config = {"ignition": {"version": version}, "storage": {"links": [{"path": "/a"}]}}
    assert not ic.validate(config).is_fatal
    with pytest.raises(ic.InvalidConfig, match="checks it again") as caught:
        ic.compose(user=json.dumps(config), base=BASE)
    [entry] = caught.value.report.errors
    assert (entry.source, entry.line, entry.pointer) == ("user", 1, "/storage/links/0/target")
    assert ic.compose(base=config, user=USER).config.storage.links[0].target == ""
    with pytest.raises(ic.InvalidConfig):
        ic.compose(base=BASE, default=config)


def test_what_is_wrong_with_the_result_alone_is_said_and_does_not_stop() -> None:
    base = {**EMPTY, "storage": {"links": [{"path": "/opt", "target": "/usr/opt"}]}}
    user = {**EMPTY, "storage": {"files": [{"path": "/opt/a", "contents": {"source": "data:,"}}]}}
    composition = ic.compose(base=ic.read(json.dumps(base), source="base.ign"), user=json.dumps(user, indent=1))
    [entry] = composition.report
    assert (entry.source, entry.line, entry.pointer) == ("user", 7, "/storage/files/0")
    assert entry.message.startswith("in the composed result, which Ignition does not check: ")
    assert entry.related is not None
    assert entry.related[:3] == ("base.ign", "/storage/links/0", 1)
    assert str(entry).endswith("at /storage/files/0 (see /storage/links/0 in base.ign:1:59)")


def test_what_lacks_in_the_result_is_at_the_object_that_lacks_it() -> None:
    base = {**EMPTY, "storage": {"filesystems": [{"device": "/dev/sda", "format": "ext4"}]}}
    user = {**EMPTY, "storage": {"disks": [{"device": "/dev/sda", "wipeTable": True}]}}
    composition = ic.compose(base=base, user=user)
    [entry] = composition.report
    assert (entry.code, entry.source, entry.pointer) == (
        "filesystem-implicit-wipe",
        "base",
        "/storage/filesystems/0/device",
    )
    assert entry.related == ic.Place("user", ic.Pointer("/storage/disks/0"))


def test_of_many_that_are_wrong_together_each_names_its_own() -> None:
    links = [{"path": f"/l{number}", "target": "/t"} for number in range(50)]
    user = {**EMPTY, "storage": {"files": [{"path": f"/l{number}/a"} for number in reversed(range(50))]}}
    composition = ic.compose(base={**EMPTY, "storage": {"links": links}}, user=user)
    assert len(composition.report) == 50
    for entry in composition.report:
        file = int(entry.pointer.tokens[-1])
        assert entry.related == ic.Place("base", ic.Pointer(f"/storage/links/{49 - file}"))


def test_warnings_of_layers_are_kept_and_not_repeated_for_the_result() -> None:
    composition = ic.compose(base={**BASE, "sotrage": {}}, user={**USER, "x": 1})
    assert [(entry.code, entry.source) for entry in composition.report.warnings] == [
        ("unused-key", "base"),
        ("unused-key", "user"),
    ]


# How layers are handed over.


def test_layers_may_be_paths_bytes_text_dicts_and_configs(tmp_path: Path) -> None:
    file = tmp_path / "user.ign"
    file.write_text(json.dumps(USER))
    expected = ic.compose(base=BASE, user=USER).to_json()
    for user in (file, file.read_bytes(), file.read_text(), USER, ic.Config.from_dict(USER)):
        assert ic.compose(base=BASE, user=user).to_json() == expected
        assert ic.compose(base=ic.Config.from_dict(BASE), user=user).to_json() == expected


def test_a_path_names_its_layer(tmp_path: Path) -> None:
    file = tmp_path / "user.ign"
    file.write_text("{\n  ]")
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(user=file)
    [entry] = caught.value.report
    assert (entry.source, entry.line) == (str(file), 2)


def test_a_path_to_nothing_is_an_error_and_not_an_absent_config(tmp_path: Path) -> None:
    with pytest.raises(ic.UnusableFile, match=r"user\.ign: cannot be read"):
        ic.compose(user=tmp_path / "user.ign", default=DEFAULT)


@pytest.mark.parametrize(
    "text",
    ["user.ign", "oem/base.json", "/usr/share/oem/base", "./base", "../base", "~/base", "a.yaml", " a.ign "],
)
@pytest.mark.parametrize("role", ["user", "base", "default"])
def test_text_that_looks_like_a_path_is_refused_with_the_hint_to_pass_one(role: str, text: str) -> None:
    with pytest.raises(ic.InvalidConfig, match=r"give pathlib\.Path"):
        ic.compose(**{role: text})  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["{}", '{"x": "user.ign"}', "user", "a\nuser.ign", "# /etc/x.yml"])
def test_text_that_may_be_content_is_read_as_content(text: str) -> None:
    with pytest.raises(ic.InvalidConfig):
        ic.compose(user=text)


@pytest.mark.parametrize("content", [5, 1.5, object(), {1, 2}])
def test_anything_else_is_refused(content: Any) -> None:
    for role in ("user", "base", "default"):
        with pytest.raises(ic.InvalidInput):
            ic.compose(**{role: content})
    with pytest.raises(ic.InvalidInput):
        ic.compose(base=[EMPTY, content])


def test_nothing_is_composed_by_position() -> None:
    with pytest.raises(TypeError):
        ic.compose(USER)  # type: ignore[call-arg]


def test_a_layer_read_once_composes_many_times() -> None:
    document = ic.read(BASE, source="oem")
    for _ in range(2):
        composition = ic.compose(base=document, user=USER)
        assert composition.to_json() == ic.compose(base=BASE, user=USER).to_json()
        assert composition.layers[0].source == "oem"
        assert composition.layers[0].document is document
    assert ic.compose(user=document).layers[0].role == "user"


def test_what_a_composition_hands_out_can_be_handed_in_again_in_any_role() -> None:
    layers = ic.compose(base=BASE, user=USER, default=BASE).layers
    base, user, default = [layer.document for layer in layers]
    assert [layer.state for layer in layers] == ["used", "used", "unused"]
    again = ic.compose(base=[default, user], user=base, default=user)
    assert [layer.state for layer in again.layers] == ["used", "used", "used", "unused"]
    assert len({layer.source for layer in again.layers}) == 4


@pytest.mark.parametrize("part", ["layer", "document", "config", "whole"])
def test_each_layer_can_be_handed_in_again_in_any_role_as_whatever_it_is_handed_out(part: str) -> None:
    done = ic.compose(base=[BASE, ic.read(BASE, source="base 1")], user=USER, default=DEFAULT)
    for layer in done.layers:
        assert layer.document is not None
        assert layer.document.config is not None
        content: Any = {"layer": layer, "document": layer.document, "config": layer.config, "whole": done.config}[part]
        for role in ("base", "user", "default"):
            again = ic.compose(**{role: content})
            as_text: dict[str, Any] = {role: json.dumps(layer.document.config.to_dict())}
            assert again.to_json() == ic.compose(**as_text).to_json() or (part == "whole")
            assert again.origin("/storage").source
            assert again.report.entries == again.report.entries
        assert ic.parse(content) == (done.config if part == "whole" else layer.config)
        assert not ic.validate(content, strict=True).is_fatal
    again = ic.compose(base=done.layers, user=done.layers[0], default=done.layers[-1])
    assert len({layer.source for layer in again.layers}) == 6


def test_a_layer_of_nothing_is_no_layer_and_no_content() -> None:
    nothing: Any = ic.compose(user=USER).layers[1]
    assert [layer.state for layer in ic.compose(base=nothing, user=nothing).layers] == ["not-found", "not-found"]
    assert len(ic.compose(base=[nothing, USER], user=USER).layers) == 3
    with pytest.raises(ic.InvalidInput, match="has no document"):
        ic.read(nothing)


def test_a_layer_is_read_again_under_another_dialect_and_judged() -> None:
    layer = ic.compose(user="#cloud-config").layers[0]
    assert ic.read(layer) is layer.document
    assert ic.read(layer, dialect="upstream").report.is_fatal
    with pytest.raises(ic.InvalidConfig):
        ic.compose(user=layer, dialect="upstream")


@pytest.mark.parametrize("role", ["base", "user", "default"])
def test_a_composition_is_no_content_but_its_config_is(role: str) -> None:
    done: Any = ic.compose(user=USER)
    with pytest.raises(ic.InvalidInput, match=r"not as Composition; its \.config is one"):
        ic.compose(**{role: done})


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (["a", "a", "a"], ["a", "a (2)", "a (3)"]),
        (["a", "a", "a (2)"], ["a", "a (3)", "a (2)"]),
        (["a (2)", "a", "a", "a (2)"], ["a (2)", "a", "a (3)", "a (2) (2)"]),
        (["base 2", None, None], ["base 2", "base 2 (2)", "base 3"]),
        (["user", "default", "user"], ["user", "default", "user (2)"]),
        (["", "", " "], ["base 1", "base 2", " "]),
        (["A", "a", "\u00e4", "a\u0308"], ["A", "a", "\u00e4", "a\u0308"]),
    ],
)
def test_no_two_layers_have_one_name_whatever_they_are_given(given: list[str | None], made: list[str]) -> None:
    done = ic.compose(base=[ic.read(BASE, source=source) for source in given], user=USER)
    sources = [layer.source for layer in done.layers]
    assert sources[: len(given)] == made
    assert len(set(sources)) == len(sources)
    assert {place.source for place in done.origin("/storage/files/0").places} == set(made)


def test_layers_of_one_name_are_named_apart_in_a_time_in_proportion_to_their_number() -> None:
    many = [layers.Layer("base", "a", "used")] * 50_000
    assert len({layer.source for layer in layers.named_apart(many)}) == len(many)


def test_a_layer_tells_its_version_and_its_config() -> None:
    user, default = ic.compose(user=USER).layers
    assert user.version == "3.4.0"
    assert user.config == ic.Config.from_dict(USER)
    assert default.version is None
    assert default.config is None


def test_a_composition_shows_what_it_was_made_of() -> None:
    assert repr(ic.compose(base=BASE, user=USER)) == "<Composition of base base, user user at spec 3.4.0>"
    assert repr(ic.compose()) == "<Composition of nothing at spec 3.5.0>"


def test_a_layer_is_translated_once_whatever_it_is_called_and_used_for(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def count(*arguments: Any, **more: Any) -> Any:
        calls.append(arguments)
        return translate_tree(*arguments, **more)

    monkeypatch.setattr(layers, "translate_tree", count)
    base, other = ic.read(json.dumps(BASE)), ic.read(json.dumps(BASE))
    for _ in range(3):
        ic.compose(base=[base, base, other], user=other)
    assert len(calls) == 2
