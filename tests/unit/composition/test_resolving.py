"""A config and those that it names become one, as Ignition makes them one; what is not known is said loudly."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import json
import pickle
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.retrieval import Limits, Oem, Recorded, Request, Unretrievable
from ignition_compose.testing import configs

URL = "https://example.com/child.ign"


def config(version: str = "3.4.0", **sections: Any) -> dict[str, Any]:
    return {"ignition": {"version": version}, **sections}


def naming(version: str = "3.4.0", *, sections: Any = None, **named: Any) -> dict[str, Any]:
    return {"ignition": {"version": version, "config": named}, **(sections or {})}


def written(tree: Any) -> bytes:
    return tree if isinstance(tree, bytes) else json.dumps(tree, indent=1).encode()


def inside(tree: Any, *, packed: bool = False, **members: Any) -> dict[str, Any]:
    """A resource that holds a config itself."""
    raw = written(tree)
    raw = gzip.compress(raw, mtime=0) if packed else raw
    source = f"data:;base64,{base64.b64encode(raw).decode()}"
    return {"source": source, **({"compression": "gzip"} if packed else {}), **members}


def units(*names: str, **members: Any) -> dict[str, Any]:
    return {"systemd": {"units": [{"name": f"{name}.service", **members} for name in names]}}


def nobody(request: Request) -> bytes:
    raise AssertionError(request)


# --- What is known ---


def test_a_packed_stub_by_replace_is_the_config_that_it_holds() -> None:
    child = config(**units("a", enabled=True))
    user = naming(replace=inside(child, packed=True), sections=units("gone"))
    done = ic.compose(base=json.dumps(config(**units("a", mask=True))), user=json.dumps(user), retrieve=nobody)
    [unit] = done.config.systemd.units
    assert (unit.name, unit.enabled, unit.mask) == ("a.service", True, True)
    origin = done.origin("/systemd/units/0/enabled")
    assert (origin.source, origin.line) == ("user#/ignition/config/replace", 9)
    [act] = done.account.fate("user", "/systemd/units/0")
    assert act.verb == "dropped"
    assert done.is_complete
    assert "config" not in done.config.to_dict()["ignition"]


def test_children_override_the_one_that_names_them_and_later_ones_override_earlier_ones() -> None:
    first, second = (config(storage={"files": [{"path": "/a", "mode": mode}]}) for mode in (1, 2))
    own = {"storage": {"files": [{"path": "/a", "mode": 3}, {"path": "/b"}]}}
    done = ic.resolve(json.dumps(naming(merge=[inside(first), inside(second)], sections=own)))
    assert [(file.path, file.mode) for file in done.config.storage.files] == [("/a", 2), ("/b", None)]
    assert done.origin("/storage/files/0/mode")[-1].source == "config#/ignition/config/merge/1"
    assert [named.how for named in done.documents] == [None, "merge", "merge"]
    lost = [act for act in done.account if act.lost]
    assert lost


def test_a_child_is_rendered_before_it_is_merged() -> None:
    leaf = config("3.1.0", storage={"files": [{"path": "/leaf"}]})
    middle = naming("3.2.0", merge=[inside(leaf)], sections=units("middle"))
    done = ic.resolve(json.dumps(naming("3.0.0", merge=[{"source": inside(middle)["source"]}])))
    assert done.config.version == "3.2.0"
    assert done.config.storage.files[0].path == "/leaf"
    name = "config#/ignition/config/merge/0#/ignition/config/merge/0"
    assert [str(place) for place in done.origin("/storage/files/0/path")] == [f"{name}:8:13"]
    assert [named.layer.source for named in done.documents][-1] == name


def test_references_of_a_replaced_config_are_not_looked_at() -> None:
    user = naming(replace=inside(config()), merge=[{"source": URL}])
    assert ic.resolve(user, retrieve=nobody).is_complete


def test_an_older_spec_is_taken_by_flatcar_alone() -> None:
    old = {"ignition": {"version": "2.2.0"}, "systemd": {"units": [{"name": "a.service", "enable": True}]}}
    user = json.dumps(naming(merge=[inside(old)]))
    done = ic.compose(user=user)
    assert done.config.systemd.units[0].enabled
    assert done.origin("/systemd/units/0/enabled").source == "user#/ignition/config/merge/0"
    with pytest.raises(ic.InvalidConfig, match="only Flatcar's Ignition reads specs 1 and 2"):
        ic.compose(user=user, dialect="upstream")


def test_ignition_0_x_appends_what_a_config_names() -> None:
    child = {"ignition": {"version": "2.2.0"}, **units("child")}
    reference = {"source": inside(child)["source"]}
    user = {"ignition": {"version": "2.2.0", "config": {"append": [reference]}}, **units("own")}
    done = ic.compose(base={"ignition": {"version": "2.1.0"}, **units("base")}, user=user, dialect="flatcar-3033.3.18")
    assert [unit.name for unit in done.config.systemd.units] == ["base.service", "own.service", "child.service"]


@pytest.mark.parametrize("how", ["merge", "replace"])
@pytest.mark.parametrize("empty", [b"", b"#cloud-config\n", b"#!/bin/sh\n"])
def test_an_empty_config_at_any_depth_drops_the_whole_user_config(how: str, empty: bytes) -> None:
    named: Any = {how: [inside(empty)] if how == "merge" else inside(empty)}
    middle = naming(**named)
    user = naming(merge=[inside(config(**units("a"))), inside(middle), inside(b"{")], sections=units("b"))
    done = ic.compose(base=config(**units("base")), user=user)
    assert [unit.name for unit in done.config.systemd.units] == ["base.service"]
    assert done.layers[1].state == "dropped"
    assert done.reason == "the user config names one that is empty, and Ignition drops all of it for that"
    resolved = ic.resolve(user)
    assert resolved.is_dropped
    assert [entry.code for entry in resolved.report] == ["dropped-by-empty"]
    assert resolved.config.to_dict() == config()


def test_the_default_of_ignition_0_x_stands_in_where_the_user_config_is_dropped() -> None:
    user = {"ignition": {"version": "2.2.0", "config": {"replace": {"source": "data:,"}}}}
    default = {"ignition": {"version": "2.2.0"}, **units("default")}
    done = ic.compose(user=user, default=default, dialect="flatcar-3033.3.18")
    assert done.used_default
    assert done.config.systemd.units[0].name == "default.service"


def test_a_source_that_is_empty_empties_all() -> None:
    assert ic.resolve(naming(replace={"source": ""})).is_dropped


# --- What stops the boot ---


def errors(user: Any, **options: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(user=json.dumps(user), **options)
    return [(one.code, one.source or "", str(one.pointer)) for one in caught.value.report.errors]


def test_every_problem_is_told_at_its_place_in_the_config_that_has_it() -> None:
    bad = config(storage={"files": [{"path": "b"}]})
    digest: Any = {"verification": {"hash": "sha512-" + "0" * 128}}
    broken = {"source": inside(config(), packed=True)["source"][:-12], "compression": "gzip"}
    user = naming(merge=[inside(bad), inside(config(), **digest), broken, inside(b"{")])
    assert errors(user) == [
        ("path-relative", "user#/ignition/config/merge/0", "/storage/files/0/path"),
        ("unretrievable", "user", "/ignition/config/merge/1"),
        ("unretrievable", "user", "/ignition/config/merge/2"),
        ("invalid-json", "user#/ignition/config/merge/3", ""),
    ]


def test_digits_of_a_digest_are_small_letters_for_a_config_and_any_for_contents() -> None:
    raw = written(config())
    for name in ("sha256", "sha512"):
        digest = hashlib.new(name, raw).hexdigest()
        assert ic.resolve(naming(merge=[inside(raw, verification={"hash": f"{name}-{digest}"})])).is_complete
        upper: Any = {"verification": {"hash": f"{name}-{digest.upper()}"}}
        with pytest.raises(ic.InvalidConfig, match="compares the digits of a config's digest as text"):
            ic.compose(user=naming(merge=[inside(raw, **upper)]))
        contents = {
            "source": "data:,a",
            "verification": {"hash": f"{name}-{hashlib.new(name, b'a').hexdigest().upper()}"},
        }
        assert not ic.resolve(config(storage={"files": [{"path": "/a", "contents": contents}]})).check().is_fatal


def test_what_only_breaks_together_stops_ignition_and_is_told_where_it_is_written() -> None:
    child = config(storage={"links": [{"path": "/a", "target": "/b"}]})
    user = naming(merge=[inside(child)], sections={"storage": {"files": [{"path": "/a/c"}]}})
    [(code, source, pointer)] = errors(user)
    assert (code, source, pointer) == ("file-used-symlink", "user", "/storage/files/0")
    assert not ic.resolve(child).report.is_fatal


def test_a_config_that_names_itself_is_found_out() -> None:
    loop = written(naming(merge=[{"source": URL}]))
    with pytest.raises(ic.InvalidConfig, match="names one of those that led here, for ever") as caught:
        ic.compose(user=naming(replace={"source": URL}), retrieve={URL: loop})
    assert caught.value.report.errors[0].code == "reference-cycle"
    assert caught.value.report.errors[0].source == URL


def test_one_config_that_is_named_twice_is_no_cycle() -> None:
    known = {URL: written(config(**units("a")))}
    done = ic.resolve(
        naming(merge=[{"source": URL}, {"source": "https://example.com/b"}]),
        retrieve={**known, "https://example.com/b": written(naming(merge=[{"source": URL}]))},
    )
    assert [named.layer.source for named in done.documents] == ["config", URL, "https://example.com/b", f"{URL} (2)"]


# --- What is not known ---


def test_what_takes_the_place_of_all_and_is_not_known_is_refused() -> None:
    user = json.dumps(naming(replace={"source": URL}, sections=units("a")))
    with pytest.raises(ic.UnresolvedReference, match="nothing of the config that names it is on the machine") as caught:
        ic.compose(user=user)
    [error] = caught.value.report.errors
    assert (error.code, error.source, error.line, str(error.pointer)) == (
        "unresolved-reference",
        "user",
        1,
        "/ignition/config/replace",
    )
    assert caught.value.report.is_limited
    allowed = ic.compose(base=config(**units("base")), user=user, unresolved="allow")
    assert [unit.name for unit in allowed.config.systemd.units] == ["base.service"]
    assert not allowed.is_complete
    assert repr(allowed).startswith("<incomplete ")
    with pytest.raises(ic.UnresolvedReference):
        _ = ic.resolve(user).config


def test_what_is_merged_in_and_not_known_makes_the_result_say_so() -> None:
    user = naming(merge=[inside(config(**units("a"))), {"source": URL}])
    done = ic.compose(user=user)
    assert not done.is_complete
    assert done.to_dict()["complete"] is False
    [warning] = done.report.warnings
    assert (warning.code, str(warning.pointer)) == ("unresolved-reference", "/ignition/config/merge/1")
    assert not done.report.is_fatal
    resolved = ic.resolve(user)
    # What is known is in it, and named no more; what is not is named still.
    assert resolved.config.to_dict()["ignition"]["config"] == {"merge": [{"source": URL}]}
    assert resolved.config.systemd.units[0].name == "a.service"


def test_a_word_that_unresolved_does_not_know_is_refused() -> None:
    with pytest.raises(ic.InvalidInput, match="unresolved is 'refuse' or 'allow'"):
        ic.compose(unresolved="ignore")


def test_a_retriever_may_fail_as_it_likes() -> None:
    def fails(request: Request) -> bytes:
        raise KeyError(request.url)

    def lies(_: Request) -> Any:
        return 5

    retrievers: Any = (fails, lies)
    for retriever in retrievers:
        done = ic.resolve(naming(merge=[{"source": URL}]), retrieve=retriever)
        assert [entry.code for entry in done.report] == ["unresolved-reference"]
    with pytest.raises(ic.InvalidInput, match="a retriever is a function"):
        ic.resolve(config(), retrieve=5)  # type: ignore[arg-type]


# --- Bounds ---


class Endless:
    """Whoever is asked for a config gives one that names another."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.asked = 0

    def __call__(self, _: Request) -> bytes:
        self.asked += 1
        return written(naming(merge=[{"source": f"https://example.com/{self.asked}"}]))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(documents=5), "more than 5 configs"),
        (Limits(depth=4), "4 levels"),
        (Limits(total=500), "500 bytes together"),
        (Limits(size=10), "more than 10 bytes"),
        (Limits(seconds=0), "more than 0 seconds"),
    ],
)
def test_every_bound_ends_a_chain_that_would_not(limits: Limits, told: str) -> None:
    retriever = Endless(limits)
    done = ic.resolve(naming(merge=[{"source": URL}]), retrieve=retriever)
    assert retriever.asked < 40
    assert told in done.report.warnings[-1].message
    assert not done.is_complete


def test_each_config_is_fetched_by_the_settings_of_the_last_one_that_was_read() -> None:
    asked: dict[str, Any] = {}
    known = {
        "https://example.com/1": config(),
        "https://example.com/2": naming(merge=[{"source": "https://example.com/3"}]),
        "https://example.com/3": config(),
        "https://example.com/4": {"ignition": {"version": "3.4.0", "timeouts": {"httpTotal": 7}}},
        "https://example.com/5": config(),
    }

    def fetch(request: Request) -> bytes:
        asked[request.url[-1]] = request.timeout
        return written(known[request.url])

    user = naming(merge=[{"source": url} for url in known if url[-1] != "3"])
    user["ignition"]["timeouts"] = {"httpTotal": 5}
    assert ic.resolve(user, retrieve=fetch).is_complete
    # What 2 and 3 say together, which is nothing, is in force when 4 is fetched.
    assert asked == {"1": 5, "2": 5, "3": 5, "4": None, "5": 7}


# --- Certificate authorities ---


def authority(data: bytes, **members: Any) -> dict[str, Any]:
    source = f"data:;base64,{base64.b64encode(data).decode()}"
    return {
        "ignition": {
            "version": "3.4.0",
            "security": {"tls": {"certificateAuthorities": [{"source": source, **members}]}},
        }
    }


PEM = trustme.CA().cert_pem.bytes()


def test_authorities_of_the_user_config_come_out_as_the_fetch_stage_leaves_them() -> None:
    done = ic.compose(user=authority(gzip.compress(PEM), compression="gzip"))
    [listed] = done.config.ignition.security.tls.certificate_authorities
    expected = f"data:text/plain;charset=utf-8;base64,{base64.b64encode(PEM).decode()}"
    assert (listed.source, listed.compression) == (expected, None)
    pointer = "/ignition/security/tls/certificateAuthorities/0/source"
    assert done.origin(pointer).source == "user"
    # So one that the base has too is there twice.
    assert (
        len(ic.compose(base=authority(PEM), user=authority(PEM)).config.ignition.security.tls.certificate_authorities)
        == 2
    )
    assert ic.resolve(authority(PEM)).config.to_dict() == authority(PEM)


@pytest.mark.parametrize(
    "bundle",
    [b"x", PEM + b"\n", PEM.replace(b"CERTIFICATE", b"KEY", 1), PEM.replace(b"MII", b"AAA", 1)],
    ids=["nothing", "a line more", "another kind", "broken"],
)
def test_an_authority_that_is_none_stops_ignition(bundle: bytes) -> None:
    assert errors(authority(bundle)) == [("unretrievable", "user", "/ignition/security/tls/certificateAuthorities/0")]


def test_an_authority_is_held_against_the_digest_that_it_ends_with() -> None:
    first = authority(PEM)
    second = authority(PEM, verification={"hash": "sha512-" + "0" * 128})
    first["ignition"]["config"] = {"merge": [inside(second)]}
    name = "user#/ignition/config/merge/0"
    assert errors(first) == [("unretrievable", name, "/ignition/security/tls/certificateAuthorities/0")]


def test_an_authority_that_is_not_known_makes_the_result_say_so() -> None:
    user = authority(PEM)
    user["ignition"]["security"]["tls"]["certificateAuthorities"][0]["source"] = "https://example.com/ca.pem"
    done = ic.compose(user=user)
    assert not done.is_complete
    assert "how it is merged with others is not known" in done.report.warnings[0].message
    assert ic.compose(user=user, retrieve={"https://example.com/ca.pem": PEM}).is_complete


# --- Every other reference ---


CONTENTS = config(
    storage={
        "files": [
            {"path": "/a", "contents": {"source": "https://example.com/a"}, "append": [{"source": "data:,b"}]},
            {"path": "/b", "contents": {"source": f"{URL}?token=x", "httpHeaders": [{"name": "A", "value": "b"}]}},
        ],
        "luks": [{"name": "a", "device": "/dev/a", "keyFile": {"source": "oem:///key"}}],
    }
)
KNOWN = {"https://example.com/a": b"a" * 500, f"{URL}?token=x": b"b", "oem:///key": b"key"}


def test_contents_are_listed_checked_brought_in_and_pinned() -> None:
    done = ic.resolve(CONTENTS)
    listed = [(str(one.pointer), one.scheme, one.size, one.url) for one in done.references]
    assert listed == [
        ("/storage/files/0/append/0", "data", 1, "data:…"),
        ("/storage/files/0/contents", "https", None, "https://example.com/a"),
        ("/storage/files/1/contents", "https", None, f"{URL}?…"),
        ("/storage/luks/0/keyFile", "oem", None, "oem:///key"),
    ]
    assert [entry.code for entry in done.check().errors] == ["unresolved-reference"] * 3
    assert not done.check(KNOWN).entries
    vendored = done.vendored(KNOWN)
    assert all(one.scheme == "data" for one in ic.resolve(vendored).references)
    assert vendored.storage.files[0].contents.data() == b"a" * 500
    assert vendored.storage.files[0].contents.compression == "gzip"
    assert not vendored.storage.files[1].contents.http_headers
    pinned = done.pinned(KNOWN)
    assert not ic.resolve(pinned).check(KNOWN).entries
    changed = {**KNOWN, "oem:///key": b"other"}
    assert [entry.code for entry in ic.resolve(pinned).check(changed).errors] == ["unretrievable"]
    with pytest.raises(ic.UnresolvedReference):
        done.vendored()
    with pytest.raises(ic.InvalidConfig):
        ic.resolve(pinned).vendored(changed)


# --- Laws ---


@given(configs(references=False))
def test_a_config_that_names_no_other_is_its_own_resolution(tree: Any) -> None:
    parsed = ic.parse(tree, dialect="flatcar-main")
    done = ic.resolve(parsed, retrieve=nobody, dialect="flatcar-main")
    assert done.config == parsed
    assert done.is_complete


@st.composite
def naming_trees(draw: Any, depth: int = 3) -> Any:
    tree = json.loads(json.dumps(draw(configs(references=False, max_entries=2))))
    if depth and draw(st.booleans()):
        children = [{"source": inside(draw(naming_trees(depth - 1)))["source"]} for _ in range(draw(st.integers(1, 2)))]
        how = draw(st.sampled_from(["merge", "merge", "replace"]))
        tree["ignition"]["config"] = {how: children if how == "merge" else children[0]}
    return tree


@given(naming_trees())
def test_resolving_is_idempotent_and_every_value_is_accounted_for(tree: Any) -> None:
    try:
        once = ic.resolve(json.dumps(tree), retrieve=nobody, dialect="flatcar-main")
        config_ = once.config
    except ic.InvalidConfig:
        return
    assert ic.resolve(config_, retrieve=nobody, dialect="flatcar-main").config == config_
    names = {named.layer.source for named in once.documents}
    for act in once.account:
        assert {place.source for place in (*act.sources, *act.lost)} <= names


def test_what_was_resolved_travels() -> None:
    done = ic.compose(user=naming(merge=[inside(config(**units("a")))]))
    for again in (pickle.loads(pickle.dumps(done)), copy.deepcopy(done)):  # noqa: S301
        assert again.config == done.config
        assert str(again.origin("/systemd/units/0/name")) == str(done.origin("/systemd/units/0/name"))
    resolved = ic.resolve(naming(merge=[inside(config(**units("a")))]))
    assert pickle.loads(pickle.dumps(resolved)).to_dict() == resolved.to_dict()  # noqa: S301


# --- Other retrievers ---


def test_an_oem_folder_gives_what_lies_in_it_and_nothing_else(tmp_path: Any) -> None:
    folder = tmp_path / "oem"
    folder.mkdir()
    (folder / "a b.ign").write_bytes(written(config(**units("a"))))
    (tmp_path / "secret").write_text("x")
    (folder / "out").symlink_to(tmp_path / "secret")
    oem = Oem(folder)
    assert ic.resolve(naming(merge=[{"source": "oem:///a%20b.ign"}]), retrieve=oem).config.systemd.units
    assert oem(Request("file:///oem/a%20b.ign")) == oem(Request("file:///usr/share/oem/a%20b.ign"))
    for path in (
        "oem:///out",
        "oem:///../secret",
        "oem:///%2e%2e/secret",
        "oem:///none",
        "oem:///",
        "file:///etc/passwd",
    ):
        with pytest.raises(Unretrievable):
            oem(Request(path))
    with pytest.raises(Unretrievable, match="more than 3 bytes"):
        oem(Request("oem:///a%20b.ign", limit=3))


def test_what_was_fetched_is_kept_and_needs_nobody_the_second_time(tmp_path: Any) -> None:
    asked: list[str] = []

    def fetch(request: Request) -> bytes:
        asked.append(request.url)
        if request.url == URL:
            return written(config(**units("a")))
        msg = "404"
        raise Unretrievable(msg, stops_boot=True)

    user = naming(merge=[{"source": URL}])
    first = ic.resolve(user, retrieve=Recorded(tmp_path / "kept", fetch))
    again = ic.resolve(user, retrieve=Recorded(tmp_path / "kept"))
    assert again.config == first.config
    assert asked == [URL]
    with pytest.raises(ic.InvalidConfig):
        ic.compose(user=naming(merge=[{"source": f"{URL}/b"}]), retrieve=Recorded(tmp_path / "kept", fetch))
    with pytest.raises(ic.InvalidConfig, match="404"):
        ic.compose(user=naming(merge=[{"source": f"{URL}/b"}]), retrieve=Recorded(tmp_path / "kept"))
    unknown = ic.resolve(naming(merge=[{"source": f"{URL}/c"}]), retrieve=Recorded(tmp_path / "kept"))
    assert "was not kept before" in unknown.report.warnings[0].message
    for path in (tmp_path / "kept").iterdir():
        if path.suffix != ".json":
            path.write_bytes(b"other")
    assert not ic.resolve(user, retrieve=Recorded(tmp_path / "kept")).is_complete
