"""What the real program makes of configs that name others is what we make of them, through data URLs and over HTTP."""

from __future__ import annotations

import base64
import gzip
import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import trustme

import ignition_compose as ic
from ignition_compose.retrieval import Fetcher, Limits
from tests.oracle.differential import compact
from tests.oracle.oracle import VERSIONS
from tests.oracle.program import online_config
from tests.oracle.references import make_authorities, run, run_online
from tests.server import Answer, Server

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.reference, pytest.mark.program, pytest.mark.slow]

TREES = 250
NEWEST = VERSIONS[-1]


def test_trees_of_configs_in_data_urls_become_what_the_program_makes_of_them() -> None:
    kinds, differences = run(Random(20261127), TREES, make_authorities())  # noqa: S311 - nothing to keep secret
    assert not differences
    assert kinds["config"] > TREES / 5
    assert kinds["stops"] > TREES / 5


def test_trees_of_configs_on_a_server_become_what_the_program_makes_of_them() -> None:
    kinds, differences = run_online(Random(20261127), TREES // 2, make_authorities())  # noqa: S311
    assert not differences
    assert kinds["asked"] > TREES / 4


# --- Over HTTP ---


def child(name: str, **ignition: Any) -> bytes:
    tree = {"ignition": {"version": "3.4.0", **ignition}, "systemd": {"units": [{"name": f"{name}.service"}]}}
    return json.dumps(tree).encode()


def reference(path: str, **members: Any) -> dict[str, Any]:
    return {"source": f"http://HOST{path}", **members}


HEADERS = {"httpHeaders": [{"name": "X-Token", "value": "a"}, {"name": "accept", "value": "b"}]}
REDIRECT = Answer(status=302, headers=(("Location", "/a"),))
WRONG = {"verification": {"hash": "sha256-" + "0" * 64}}
FAILS = Answer(status=500)
MIDDLE = json.dumps({"ignition": {"version": "3.1.0", "config": {"merge": [reference("/2")]}}}).encode()
A = {"/a": child("a")}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a child": ({"merge": [reference("/a")]}, A),
    "headers": ({"merge": [reference("/a", **HEADERS)]}, A),
    "a replacement": ({"replace": reference("/a")}, A),
    "a redirect, which drops the headers": ({"merge": [reference("/b", **HEADERS)]}, {**A, "/b": REDIRECT}),
    "two children": ({"merge": [reference("/a"), reference("/c")]}, {**A, "/c": child("c")}),
    "a packed child": ({"merge": [reference("/a", compression="gzip")]}, {"/a": gzip.compress(child("a"))}),
    "a packed child that is not said to be": ({"merge": [reference("/a")]}, {"/a": gzip.compress(child("a"))}),
    "a child that is not packed, and said to be": ({"merge": [reference("/a", compression="gzip")]}, A),
    "no content": ({"merge": [reference("/a")]}, {"/a": Answer(status=204)}),
    "an empty child": ({"merge": [reference("/a")]}, {"/a": b""}),
    "not found": ({"merge": [reference("/a")]}, {}),
    "partial content": ({"merge": [reference("/a")]}, {"/a": Answer(child("a"), 206)}),
    "forbidden": ({"replace": reference("/a")}, {"/a": Answer(child("a"), 403)}),
    "a server that fails twice": ({"replace": reference("/a")}, {"/a": [FAILS, Answer(status=503), child("a")]}),
    "a wrong digest": ({"merge": [reference("/a", **WRONG)]}, A),
    "a broken child": ({"merge": [reference("/a")]}, {"/a": b"{"}),
    "a chain": ({"replace": reference("/1")}, {"/1": MIDDLE, "/2": child("c")}),
    "a child that a relative redirect leads to": (
        {"merge": [reference("/x/y")]},
        {"/x/y": Answer(status=307, headers=(("Location", "../a"),)), **A},
    ),
    "a redirect to a redirect": (
        {"merge": [reference("/b")]},
        {"/b": Answer(status=302, headers=(("Location", "/c"),)), "/c": REDIRECT, **A},
    ),
}


def plain(said: Any) -> Any:
    if isinstance(said, list):
        return [plain(one) for one in said]
    return (said if isinstance(said, Answer) else Answer(said)).to_dict()


def with_host(value: Any, host: str) -> Any:
    if isinstance(value, bytes):
        return value.replace(b"HOST", host.encode())
    return value


@pytest.mark.parametrize("case", CASES)
def test_a_server_is_asked_the_same_and_the_same_comes_of_it(case: str) -> None:
    named, answers = CASES[case]
    with Server({}) as server:
        host = server.host.replace("localhost", "127.0.0.1")
        server.answers = {path: with_host(said, host) for path, said in answers.items()}
        orders = {path: plain(said) for path, said in server.answers.items()}
        text = json.dumps({"ignition": {"version": "3.5.0", "config": named}, "storage": {"files": [{"path": "/own"}]}})
        user = text.replace("HOST", host).encode()
        theirs = online_config(user, int(host.partition(":")[2]), orders)
        ours: Any = None
        with Fetcher(allowed_hosts=["127.0.0.1"], limits=Limits(seconds=20)) as fetch:
            try:
                ours = ic.compose(user=user, target=NEWEST, dialect="upstream", retrieve=fetch).config.to_dict()
            except ic.InvalidConfig:
                ours = None
        assert (theirs.config is None) == (ours is None), theirs.log[-2000:]
        if theirs.config is not None:
            assert compact(theirs.config) == ours
        assert sorted(asked(server.asked)) == sorted(asked(theirs.asked))


def test_a_server_with_an_authority_of_the_config_is_trusted_and_without_it_is_not(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = tmp_path / "server.pem"
    authority.issue_cert("127.0.0.1", "localhost").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    source = f"data:;base64,{base64.b64encode(authority.cert_pem.bytes()).decode()}"
    with Server(dict(A), authority) as server:
        host = server.host.replace("localhost", "127.0.0.1")
        ignition = {
            "version": "3.5.0",
            "config": {"merge": [{"source": f"https://{host}/a"}]},
            "security": {"tls": {"certificateAuthorities": [{"source": source}]}},
        }
        user = json.dumps({"ignition": ignition}).encode()
        orders = {path: plain(said) for path, said in A.items()}
        theirs = online_config(user, int(host.partition(":")[2]), orders, certificate=str(certificate))
        with Fetcher(allowed_hosts=["127.0.0.1"]) as fetch:
            ours = ic.compose(user=user, target=NEWEST, dialect="upstream", retrieve=fetch)
    assert theirs.config is not None, theirs.log[-2000:]
    assert compact(theirs.config) == ours.config.to_dict()


def test_time_that_the_config_sets_is_over_for_both() -> None:
    named = {"merge": [reference("/a")]}
    with Server({"/a": Answer(child("a"), delay=4)}) as server:
        host = server.host.replace("localhost", "127.0.0.1")
        ignition = {"version": "3.5.0", "config": named, "timeouts": {"httpTotal": 1}}
        user = json.dumps({"ignition": ignition}).replace("HOST", host).encode()
        theirs = online_config(user, int(host.partition(":")[2]), {"/a": plain(server.answers["/a"])})
        assert theirs.config is None
        with Fetcher(allowed_hosts=["127.0.0.1"]) as fetch, pytest.raises(ic.InvalidConfig, match="1 seconds"):
            ic.compose(user=user, dialect="upstream", retrieve=fetch)


def asked(told: list[tuple[str, dict[str, str]]]) -> list[Any]:
    # How a connection is kept is nobody's concern, and distributors write the version with or without its letter.
    found = []
    for path, headers in told:
        kept = {name: value for name, value in headers.items() if name != "connection"}
        kept["user-agent"] = kept["user-agent"].replace("Ignition/v", "Ignition/")
        found.append([path, sorted(kept.items())])
    return found
