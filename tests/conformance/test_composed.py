"""What the real program computes is what `compose` computes, and what it writes does not depend on who merges."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.composition.machine import RESULT
from ignition_compose.testing import base_layers
from tests.documents import MAIN
from tests.oracle.differential import compact
from tests.oracle.oracle import VERSIONS
from tests.oracle.program import ProgramError, Written, effective_config, written_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
NEWEST: Final = VERSIONS[-1]
# Each example runs a program several times, so there are few; small ones show little and are not looked for.
FEW: Final = settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

pytestmark = [pytest.mark.reference, pytest.mark.program, pytest.mark.slow]


def as_bytes(config: Any) -> bytes:
    return config if isinstance(config, bytes) else json.dumps(config).encode()


def fragments(base: Sequence[Any]) -> dict[str, bytes]:
    return {f"{number:02}.ign": as_bytes(config) for number, config in enumerate(base)}


def computed(base: Sequence[Any], user: Any) -> Any:
    return compact(effective_config(fragments(base), None if user is None else as_bytes(user)))


def composed(base: Sequence[Any], user: Any) -> ic.Composition:
    return ic.compose(base=list(base), user=user, target=NEWEST, dialect=MAIN)


def example_files() -> tuple[bytes, bytes, bytes]:
    base, user, default = [(EXAMPLES / name).read_bytes() for name in ("oem/base.ign", "user.ign", "oem/default.ign")]
    return base, user, default


def test_a_machine_applies_the_composed_examples() -> None:
    base, user, default = example_files()
    for below, above in (([base], user), ([base], default), ([], user), ([base, default], user), ([default], None)):
        assert computed(below, above) == composed(below, above).config.to_dict()


def test_an_empty_user_config_leaves_the_bases_alone() -> None:
    link = {"path": "/a", "target": "/b"}
    old: dict[str, Any] = {"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "/a", "mode": 420}]}}
    new: dict[str, Any] = {"ignition": {"version": "3.6.0"}, "storage": {"links": [link]}}
    for user in (None, b""):
        expected = composed([old, new], user).config.to_dict()
        assert computed([old, new], user) == expected
        assert expected["storage"] == {"links": [link]}


def test_a_machine_never_follows_what_a_base_config_names() -> None:
    named: dict[str, Any] = {"ignition": {"version": "3.5.0"}, "storage": {"files": [{"path": "/a", "mode": 420}]}}
    source = "data:;base64," + base64.b64encode(as_bytes(named)).decode()
    naming: dict[str, Any] = {"ignition": {"version": "3.5.0", "config": {"merge": [{"source": source}]}}}
    composition = composed([naming], None)
    assert computed([naming], None) == composition.config.to_dict()
    assert [entry.code for entry in composition.report] == ["ignored-reference", "no-user-config"]
    assert "storage" in computed([], naming)


@FEW
@given(layers=base_layers(max_layers=4), is_user_last=st.booleans())
def test_a_machine_applies_the_composed_config_of_layers_of_any_version(
    layers: list[Any], *, is_user_last: bool
) -> None:
    # What bases name is never fetched.
    base, user = (layers[:-1], without_network(layers[-1])) if is_user_last and layers else (layers, None)
    try:
        expected = composed(base, user).config.to_dict()
    except ic.InvalidConfig as refused:
        # Valid in its own version, invalid once translated, or naming what is broken: the machine refuses it too.
        assert {str(entry.source)[:4] for entry in refused.report.errors} == {"user"}  # noqa: PT017 - some are refused
        with pytest.raises(ProgramError):
            computed(base, user)
        return
    assert computed(base, user) == expected


@FEW
@given(layers=base_layers(max_layers=2), platform=base_layers(max_layers=4), is_one_bad=st.integers(0, 5))
def test_a_machine_merges_the_configs_of_its_platform_first(
    layers: list[Any], platform: list[Any], is_one_bad: int
) -> None:
    texts = [as_bytes(tree) for tree in platform]
    if is_one_bad == 0 and texts:
        texts[-1] = b"{"
    files = {f"usr/lib/ignition/base.platform.d/metal/{number}.ign": text for number, text in enumerate(texts)}
    theirs = compact(effective_config(fragments(layers), None, files=files))
    ours = ic.compose(base=list(layers), platform_base=texts, target=NEWEST, dialect=MAIN)
    assert ours.config.to_dict() == theirs


PACKED: Final = "data:;base64," + base64.b64encode(gzip.compress(b"packed", mtime=0)).decode()
CONTENT: Final = st.sampled_from(
    [
        {"source": "data:,one"},
        {"source": "data:;base64,dHdv"},
        {"source": PACKED, "compression": "gzip"},
        {"source": ""},
    ]
)
MODE: Final = st.sampled_from([0o600, 0o644, 0o755, 0o1777])
PATH: Final = st.sampled_from([f"/{folder}{name}" for folder in ("", "etc/", "srv/a/") for name in "bcde"])
FILE: Final = st.fixed_dictionaries(
    {"path": PATH},
    optional={
        "contents": CONTENT,
        "mode": MODE,
        "append": st.lists(CONTENT, max_size=2),
        "overwrite": st.just(value=False),
    },
)
DIRECTORY: Final = st.fixed_dictionaries({"path": PATH}, optional={"mode": MODE})
LINK: Final = st.fixed_dictionaries({"path": PATH, "target": PATH})
TEXT: Final = st.sampled_from(["", "[Unit]\nDescription=a\n", "[Service]\nExecStart=/b\n\n[Install]\nWantedBy=c\n"])
DROPIN: Final = st.fixed_dictionaries({"name": st.sampled_from(["a.conf", "b.conf"])}, optional={"contents": TEXT})
UNIT: Final = st.fixed_dictionaries(
    {"name": st.sampled_from(["a.service", "b.timer", "c@.service"])},
    optional={
        "contents": TEXT,
        "enabled": st.booleans(),
        "mask": st.booleans(),
        "dropins": st.lists(DROPIN, max_size=2, unique_by=lambda dropin: dropin["name"]),
    },
)


@st.composite
def layers_to_write(draw: Any) -> list[Any]:
    layers = []
    for _ in range(draw(st.integers(1, 4))):
        nodes = draw(
            st.lists(st.tuples(st.sampled_from(["files", "directories", "links"]), PATH), min_size=4, max_size=9)
        )
        storage: dict[str, list[Any]] = {"files": [], "directories": [], "links": []}
        for path, kind in {path: kind for kind, path in nodes}.items():
            node = draw({"files": FILE, "directories": DIRECTORY, "links": LINK}[kind])
            storage[kind].append({**node, "path": path})
        units = draw(st.lists(UNIT, max_size=3, unique_by=lambda unit: unit["name"]))
        version = draw(st.sampled_from(VERSIONS))
        layers.append({"ignition": {"version": version}, "storage": storage, "systemd": {"units": units}})
    return layers


@FEW
@given(layers=layers_to_write())
def test_the_composed_config_writes_what_the_layers_write(layers: list[Any]) -> None:
    *base, user = layers
    composition = composed(base, user)
    if composition.report.is_fatal:
        # Nothing validates base and user together, but the composed config by itself would be refused.
        return
    written = outcome(base, user)
    event(f"{'no' if not written else 'some'} files")
    assert outcome([], composition.to_json().encode()) == written


@FEW
@given(layers=layers_to_write())
def test_files_are_what_the_program_writes(layers: list[Any]) -> None:
    *base, user = layers
    written = outcome(base, user)
    if not written:
        return
    # Ignition's own file tells of the boot.
    told = {path: one for path, one in composed(base, user).files().items() if path != RESULT}
    for path, one in told.items():
        there = written[path]
        assert (there.kind, there.value) == (one.kind, one.contents if one.kind == "file" else one.target)
        assert one.mode is None or there.mode == one.mode
    others = {path: one for path, one in written.items() if path not in told}
    # Folders above what is written are nobody's.
    assert all(one.kind == "directory" for one in others.values())
    assert all(path == "/etc" or any(below.startswith(f"{path}/") for below in told) for path in others)


def test_the_composed_examples_write_what_the_layers_write() -> None:
    base, user, default = [writable(json.loads(raw)) for raw in example_files()]
    for below, above in (([base], user), ([base], default), ([base, default], user)):
        written = outcome(below, above)
        assert outcome([], composed(below, above).config.to_dict()) == written
        assert sum(one.kind == "file" for one in written.values()) > 2


def outcome(base: Sequence[Any], user: Any) -> dict[str, Written]:
    """What was written; nothing where a stage failed, as it does where a file and a directory meet."""
    try:
        return written_tree(fragments(base), as_bytes(user))
    except ProgramError as error:
        assert error.stage == "files"  # noqa: PT017 - both sides may fail, but only here
        return {}


# What the jail can do.


def without_network(tree: Any) -> Any:
    """A config less the configs and certificates that the fetch stage would ask the network for."""
    named = tree["ignition"].get("config", {})
    authorities = tree["ignition"].get("security", {}).get("tls", {}).get("certificateAuthorities", ())
    asked = [*named.get("merge", ()), named.get("replace", {}), *authorities]
    if all(not one.get("source") or one["source"].startswith("data:") for one in asked):
        return tree
    kept = {name: member for name, member in tree["ignition"].items() if name not in {"config", "security"}}
    return {**tree, "ignition": kept}


def writable(tree: Any) -> Any:
    """A config less all that a jail cannot do: disks, users, owners, hard links to nothing, instances, fetches."""
    storage = tree.get("storage", {})
    nodes = {kind: [unowned(node) for node in storage.get(kind, ())] for kind in ("directories", "files", "links")}
    units = tree.get("systemd", {}).get("units", ())
    kept = [
        {name: item for name, item in unit.items() if name != "enabled" or "@" not in unit["name"]} for unit in units
    ]
    return {"ignition": {"version": tree["ignition"]["version"]}, "storage": nodes, "systemd": {"units": kept}}


def unowned(node: Any) -> Any:
    kept = {name: member for name, member in node.items() if name not in {"user", "group", "hard"}}
    if "contents" in kept:
        kept["contents"] = local(kept["contents"])
    if "append" in kept:
        kept["append"] = [local(resource) for resource in kept["append"]]
    return kept


def local(resource: Any) -> Any:
    """A resource that is its own content: what would be fetched becomes the name of where from."""
    if "source" not in resource:
        return {}
    source: str = resource["source"]
    quoted = "".join([f"%{byte:02x}" for byte in source.encode()])
    return {"source": source if source.startswith("data:") else f"data:,{quoted}"}
