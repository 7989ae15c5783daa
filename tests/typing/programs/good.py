"""A program as users write it; type checkers find nothing, and it runs."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import ignition_compose as ic
from ignition_compose.models import (
    Directory,
    Dropin,
    File,
    Ignition,
    KernelArguments,
    Link,
    NodeUser,
    Passwd,
    PasswdUser,
    Resource,
    Sections,
    Storage,
    Systemd,
    Unit,
    spec2,
)


def build_older() -> ic.Config:
    """Build a config of spec 2."""
    file = spec2.File(filesystem="root", path="/etc/motd", mode=420, contents={"source": "data:,hello"})
    source: str = file.contents.source
    assert source == "data:,hello"
    storage = spec2.Storage(files=[file])
    return ic.Config.of(spec2.Sections(ignition=spec2.Ignition(version="2.2.0"), storage=storage))


def build() -> ic.Config:
    """Build a config of typed models, with lists and with dicts where these are shorter."""
    motd = File(path="/etc/motd", mode=0o644, contents=Resource(source="data:,hello"), user=NodeUser(name="core"))
    hosts = File(path="/etc/hosts", contents={"source": "data:,hosts"}, append=[{"source": "data:,more"}])
    sections = Sections(
        ignition=Ignition(version="3.4.0"),
        kernel_arguments=KernelArguments(should_exist=["quiet"]),
        passwd=Passwd(users=(PasswdUser(name="core", groups=["sudo"], ssh_authorized_keys=("ssh-ed25519 AAAA",)),)),
        storage=Storage(files=[motd, hosts], links=(Link(path="/l", target="/t"),), directories=[Directory(path="/d")]),
        systemd=Systemd(units=[Unit(name="a.service", enabled=True, dropins=[Dropin(name="b.conf", contents="")])]),
    )
    return ic.Config.of(sections)


def read(folder: Path) -> ic.Document:
    """Read one document from all that can hold it."""
    path = folder / "user.ign"
    path.write_text(build().to_json(indent=2), encoding="utf-8")
    for content in (path, path.read_bytes(), path.read_text(encoding="utf-8"), build(), build().to_dict()):
        assert ic.read(content).config == build()
    document = ic.read(path, source="user.ign", dialect="upstream")
    assert (document.kind, document.version, document.report.is_fatal) == ("ignition", "3.4.0", False)
    return document


def look(config: ic.Config) -> tuple[str, int | None, bool]:
    """Look at typed values."""
    file = config.storage.files[0]
    names: list[str | None] = [file.user.name, file.contents.source, config.ignition.proxy.http_proxy]
    groups: tuple[str, ...] = config.passwd.users[0].groups
    return f"{file.path} {names} {groups}", file.mode, config.systemd.units[0].enabled is True


def change(config: ic.Config) -> ic.Config:
    """Change one value of a config, and some of its sections."""
    storage = config.storage
    private = storage.files[0].replace(mode=0o600, contents={"source": "data:,secret"})
    storage = storage.replace(files=[private, *storage.files[1:]])
    return config.replace(storage=storage, passwd={"users": [{"name": "admin"}]})


def serialise(document: ic.Document, composition: ic.Composition) -> str:
    """Put contents in, get them out, and write answers as plain values."""
    resource = Resource.of(b"hello", compress=False)
    assert resource.data(limit=10) == Resource.of("hello", compress="auto").data() == b"hello"
    translation: dict[str, object] = ic.translate(document, "3.5.0").to_dict()
    answers = [document.to_dict(), composition.to_dict(), composition.report.to_dict(), translation]
    answers += [entry.to_dict() for entry in composition.report] + [composition.origin("/ignition").to_dict()]
    return json.dumps(answers)


def merge(config: ic.Config, document: ic.Document) -> ic.Config:
    """Merge, translate, and see which input a value came from."""
    merged, transcript = ic.merge_with_transcript(config, document)
    assert ic.merge(config, document) == merged
    assert {mapping.tag for mapping in transcript} == {"parent", "child"}
    return ic.translate(merged, "3.5.0").config


def compose(document: ic.Document) -> ic.Composition:
    """Compose, and ask what came from where."""
    base = {"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "/etc/motd", "mode": 384}]}}
    composition = ic.compose(user=document, base=[base], default=None, target="3.5.0", dialect="flatcar")
    origin = composition.origin("/storage/files/0/mode")
    assert (origin.source, [place.source for place in origin.displaced]) == ("user.ign", ["base"])
    acts: tuple[ic.Act, ...] = composition.account.fate("base", "/storage/files/0/mode")
    assert [act.verb for act in acts] == ["replaced"]
    return composition


def judge(config: ic.Config) -> list[str]:
    """Judge a config, and handle what goes wrong."""
    report = ic.validate(config, strict=True)
    lines = [f"{entry.source}:{entry.line}: {entry.severity.value} {entry.code} {entry.pointer}" for entry in report]
    try:
        ic.parse("{")
    except ic.InvalidConfig as error:
        lines += [entry.message for entry in error.report.errors]
    except ic.NoConfig as error:
        lines.append(error.kind)
    return lines


def main() -> None:
    """Do it all."""
    with TemporaryDirectory() as folder:
        document = read(Path(folder))
    config = change(build())
    print(look(config), judge(config), merge(build(), document).version)
    print(serialise(document, compose(document)))
    print(json.dumps(compose(document).config.to_dict()), ic.schema("3.4.0", strict=True)["$id"])


if __name__ == "__main__":
    main()
