"""
Compare what we make of configs that name others with the real program: ``python -m tests.oracle.references 3000``.

Trees of up to four levels are drawn, of mixed versions, by ``merge`` and ``replace``, packed or not, with digests right
and wrong, with broken and with empty configs among them. Each is handed to the program in its jail as data URLs; with
``--online`` most are on a server, of which the program has one of its own in its jail.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import sys
import time
from collections import Counter
from random import Random
from typing import Any, Final

import click

import ignition_compose as ic
from ignition_compose.models.specs import SPEC3
from ignition_compose.retrieval import Fetcher
from tests.oracle.building import ReferenceUnavailableError
from tests.oracle.differential import compact
from tests.oracle.generator import Generator
from tests.oracle.oracle import VERSIONS, Tree
from tests.oracle.program import ProgramError, build, effective_config, online_config
from tests.server import Answer, Server

LEVELS: Final = 4
NEWEST: Final = VERSIONS[-1]
BASE: Final = json.dumps(
    {"ignition": {"version": "3.2.0"}, "storage": {"files": [{"path": "/a", "mode": 292}, {"path": "/base"}]}}
).encode()
SHOWN: Final = 10
READER: Final = "upstream"
_STABLE: Final = [version for version in SPEC3.versions if not version.is_experimental]


class Draw:
    """
    Trees of configs from one source of chance.
    """

    def __init__(self, random: Random, authorities: list[bytes], host: str | None = None) -> None:
        self._random = random
        self._authorities = authorities
        self._host = host
        self.answers: dict[str, Answer] = {}

    def config(self, level: int) -> bytes:
        """
        A config, which names others unless it is at the last level.
        """
        random = self._random
        oddness = random.random()
        if level and oddness < 0.02:
            return random.choice([b"", b" ", b"{", b"#cloud-config\n", b'{"ignition": {"version": "9.0.0"}}'])
        version = random.choice(_STABLE)
        density = random.choice((0.05, 0.1, 0.2))
        tree = self._tree(version, density, 0.01 if level and random.random() < 0.1 else 0.0)
        if self._authorities and random.random() < 0.1:
            # In another config too, so that some meet.
            listed = [self._authority() for _ in range(random.randint(1, 2))]
            tree["ignition"]["security"] = {"tls": {"certificateAuthorities": listed}}
        if level < LEVELS - 1:
            self._name_others(tree, level, packs=version >= "3.1.0")
        return json.dumps(tree).encode()

    def _tree(self, version: ic.SpecVersion, density: float, badness: float) -> Tree:
        """
        A config that names no other; nearly always one that breaks no rule.
        """
        while True:
            tree: Tree = Generator(self._random, version, density=density, badness=badness).tree()
            tree.setdefault("ignition", {})["version"] = str(version)
            for name in ("config", "security"):
                tree["ignition"].pop(name, None)
            if badness or not ic.validate(tree, dialect=READER).is_fatal:
                return tree

    def _name_others(self, tree: Tree, level: int, *, packs: bool) -> None:
        random = self._random
        shape = random.random()
        config: Tree = {}
        if shape < 0.6:
            config["merge"] = [self.reference(level, packs=packs) for _ in range(random.randint(1, 3))]
        if shape < 0.1 or 0.6 <= shape < 0.7:
            config["replace"] = self.reference(level, packs=packs)
        if config:
            tree["ignition"]["config"] = config

    def reference(self, level: int, *, packs: bool) -> Tree:
        """
        A resource that holds a config of the next level.
        """
        random = self._random
        if random.random() < 0.01:
            return {"source": ""}
        return self.resource(self.config(level + 1), packs=packs)

    def resource(self, data: bytes, *, packs: bool) -> Tree:
        """
        A resource that holds some bytes, with a digest now and then, which may be wrong.
        """
        random = self._random
        resource: Tree = {}
        raw = data
        if packs and random.random() < 0.3:
            raw, resource["compression"] = gzip.compress(data, mtime=0), "gzip"
            if random.random() < 0.04:
                raw = random.choice((raw + raw, raw[:-3], raw + b"x", data, gzip.compress(b"")))
        if self._host is not None and random.random() < 0.7:
            resource["source"] = self._served(raw)
        else:
            resource["source"] = random.choice((in_base64, in_text, in_plain))(raw)
        if random.random() < 0.2:
            name = random.choice(("sha512", "sha256") if packs else ("sha512",))
            digest = hashlib.new(name, data).hexdigest()
            if random.random() < 0.08:
                digest = random.choice((digest.upper(), digest[:-1] + "0"))
            resource["verification"] = {"hash": f"{name}-{digest}"}
        return resource

    def _served(self, raw: bytes) -> str:
        """A URL of the server, which now and then leads to another one, or has not got it."""
        random, path = self._random, f"/{len(self.answers)}"
        kind = random.random()
        status = random.choice((404, 403, 206, 204)) if kind < 0.03 else 200
        self.answers[path] = Answer(raw, status)
        if 0.03 <= kind < 0.15:
            first = f"/{len(self.answers)}"
            where = random.choice((path, f"http://{self._host}{path}", f".{path}"))
            self.answers[first] = Answer(
                status=random.choice((301, 302, 303, 307, 308)), headers=(("Location", where),)
            )
            path = first
        return f"http://{self._host}{path}"

    def _authority(self) -> Tree:
        random = self._random
        data = random.choice(self._authorities)
        if random.random() < 0.05:
            data = random.choice((b"x", b"", data + b"\n", b"a\n" + data, data + data, data.replace(b"\n", b"\r\n")))
        return self.resource(data, packs=False)


def in_base64(data: bytes) -> str:
    """A data URL in base64."""
    return f"data:;base64,{base64.b64encode(data).decode()}"


def in_text(data: bytes) -> str:
    """A data URL in which every byte is escaped."""
    return "data:," + "".join([f"%{byte:02x}" for byte in data])


def in_plain(data: bytes) -> str:
    """A data URL in which some bytes are escaped."""
    kept = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~:{}"
    return "data:text/plain," + "".join([chr(byte) if byte in kept else f"%{byte:02X}" for byte in data])


def outcome_of_program(user: bytes, base: bytes = BASE) -> Any:
    """What the program computes, or that it stops."""
    try:
        return compact(effective_config({"00.ign": base}, user))
    except ProgramError as error:
        return f"it stops in stage {error.stage}"


def outcome_of_ours(user: bytes, base: bytes | None = BASE, **options: Any) -> Any:
    """What we compose, or that the machine would stop."""
    try:
        composition = ic.compose(base=base, user=user, target=NEWEST, dialect=READER, **options)
    except ic.InvalidConfig as error:
        return f"it stops: {error}"
    if not composition.is_complete:
        return f"it is not complete: {composition.report.warnings}"
    return composition.config.to_dict()


def differ(theirs: Any, ours: Any) -> str:
    """How two outcomes differ, nothing where they do not."""
    if isinstance(theirs, str) or isinstance(ours, str):
        return "" if isinstance(theirs, str) and isinstance(ours, str) else f"{theirs} and {ours}"
    return "" if theirs == ours else f"{json.dumps(theirs)} and not {json.dumps(ours)}"


def run_online(
    random: Random, count: int, authorities: list[bytes], seconds: float | None = None
) -> tuple[Counter[str], int]:
    """
    Do what `run` does with most configs and certificates on a server, of which the program has one like ours.
    """
    counts: Counter[str] = Counter()
    found = 0
    end = time.monotonic() + seconds if seconds is not None else None
    with Server({}) as server, Fetcher(allowed_hosts=["127.0.0.1"], attempts=1) as fetch:
        host = server.host.replace("localhost", "127.0.0.1")
        while counts["config"] + counts["stops"] < count and (end is None or time.monotonic() < end):
            draw = Draw(random, authorities, host)
            user = draw.config(0)
            server.answers = {**draw.answers}
            orders = {path: answer.to_dict() for path, answer in draw.answers.items()}
            answer = online_config(user, int(host.partition(":")[2]), orders)
            theirs = "it stops" if answer.config is None else compact(answer.config)
            different = differ(theirs, outcome_of_ours(user, None, retrieve=fetch))
            counts["stops" if isinstance(theirs, str) else "config"] += 1
            counts["asked"] += bool(answer.asked)
            found += bool(different)
            if different and found <= SHOWN:
                click.echo(f"\n{user!r} and {draw.answers}: {different[:1500]}")
    return counts, found


def run(random: Random, count: int, authorities: list[bytes], seconds: float | None = None) -> tuple[Counter[str], int]:
    """
    Compare until *count* or the time is reached; the counts, and how many differed.
    """
    counts: Counter[str] = Counter()
    found = 0
    end = time.monotonic() + seconds if seconds is not None else None
    while counts.total() < count and (end is None or time.monotonic() < end):
        user = Draw(random, authorities).config(0)
        theirs = outcome_of_program(user)
        different = differ(theirs, outcome_of_ours(user))
        counts["stops" if isinstance(theirs, str) else "config"] += 1
        found += bool(different)
        if different and found <= SHOWN:
            click.echo(f"\n{user!r}: {different[:1500]}")
    return counts, found


def make_authorities() -> list[bytes]:
    """
    Certificates that sign themselves, in PEM.
    """
    import trustme

    return [trustme.CA().cert_pem.bytes() for _ in range(3)]


@click.command()
@click.argument("count", type=click.IntRange(1), default=1_000)
@click.option("--seed", type=int, default=None, help="Repeat a run; a new one each time if left out.")
@click.option("--seconds", type=float, default=None, help="Stop after this time at the latest.")
@click.option("--online", is_flag=True, help="With a server.")
def main(count: int, seed: int | None, seconds: float | None, *, online: bool) -> None:
    """
    Make COUNT comparisons with the program.
    """
    seed = seed if seed is not None else time.time_ns() % 2**32
    try:
        build()
    except ReferenceUnavailableError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"references, seed {seed}")
    go = run_online if online else run
    counts, found = go(Random(seed), count, make_authorities(), seconds)  # noqa: S311 - nothing to keep secret
    asked = counts.pop("asked", 0)
    click.echo(", ".join([f"{kind} {number:,}" for kind, number in sorted(counts.items())]))
    click.echo(f"{counts.total():,} comparisons, {asked:,} with a server, {found} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
