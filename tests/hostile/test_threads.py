"""Threads that come to a first use at once all get what one alone gets, and forks wait for nobody."""

from __future__ import annotations

import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ignition_compose.properties import kept
from tests.hostile.children import ROOT, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

CONFIG = """
config = {
    "ignition": {"version": "3.4.0", "timeouts": {"httpTotal": 5}},
    "passwd": {"users": [{"name": "core", "sshAuthorizedKeys": ["ssh-ed25519 a"]}, {"name": "core"}]},
    "storage": {
        "files": [{"path": "/a", "contents": {"source": "data:,a"}}, {"path": "b"}],
        "disks": [{"device": "c", "partitions": [{"number": 1, "sizeMiB": 1}]}],
        "raid": [{"name": "d", "level": "9", "devices": []}],
    },
    "systemd": {"units": [{"name": "e.service", "contents": "[Unit", "dropins": [{"name": "f"}]}]},
}
"""


def test_typed_models_that_threads_use_first_at_once_are_equal_in_all_of_them() -> None:
    run(
        f"""{CONFIG}
from ignition_compose import Config
made = Config.from_dict(config)
def use():
    from ignition_compose.models import File, Passwd, Sections
    sections = Config.from_dict(config).sections
    assert Passwd(users=[{{"name": "core"}}]) == Passwd(users=[{{"name": "core"}}])
    assert File(path="/a", contents={{"source": "data:,a"}}) == sections.storage.files[0]
    return sections, hash(sections), repr(sections), made.passwd, Config.of(sections).to_json()
def round():
    given = in_threads(use)
    assert len(given) == 16
    for one in given:
        if isinstance(one, BaseException): raise one
        assert one == given[0]
assert [in_fork(round) for _ in range(12)] == [0] * 12
"""
    )


def test_rules_that_threads_need_first_at_once_are_asked_once_by_each() -> None:
    run(
        f"""{CONFIG}
import ignition_compose as ic
ic.read({{"ignition": {{"version": "3.4.0"}}}}).report
def judge():
    return [str(entry) for entry in ic.read(config, source="a").report]
def alone():
    os.write(done, repr(judge()).encode())
def round():
    given = in_threads(judge, 6)
    for one in given:
        if isinstance(one, BaseException): raise one
        assert one == expected and len(one) > 5, one
    from ignition_compose.checks.checking import registered
    assert len({{(one.code, one.on, one.span, one.judge) for one in registered()}}) == len(registered())
reading, done = os.pipe()
assert in_fork(alone) == 0
expected = eval(os.read(reading, 1 << 16))
assert [in_fork(round) for _ in range(3)] == [0] * 3
"""
    )


def test_what_threads_compose_first_at_once_and_with_trust_is_what_one_composes() -> None:
    run(
        """
import json
import ignition_compose as ic
files = [{"path": f"/etc/{number}", "contents": {"source": "data:,a"}, "mode": 420} for number in range(500)]
text = json.dumps({"ignition": {"version": "3.3.0"}, "storage": {"files": files}})
over = json.dumps({"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/7", "group": {"id": 3}}]}})
def compose():
    done = ic.compose(base=text, user=over)
    return done.to_json(), str(done.origin("/storage/files/7/mode")), str(done.origin("/storage/files/7/group/id"))
def round():
    given = in_threads(compose, 6)
    for one in given:
        if isinstance(one, BaseException): raise one
        assert one == given[0]
    assert given[0][0].count("/etc/") == 500 and given[0][1].startswith("base:1:"), given[0][1:]
assert [in_fork(round) for _ in range(2)] == [0] * 2
"""
    )


def test_threads_that_share_a_document_are_told_the_same_places() -> None:
    run(
        """
import ignition_compose as ic
# Members that are there twice take an index of the whole object.
many = ",".join(f'"a{number}": 1' for number in range(2000))
text = '{"ignition": {"version": "3.4.0"}, "storage": {%s, "files": [{"path": "/a"}]}, "storage": {"links": []}}' % many
alone = ic.read(text).where("/storage/files/0/path")
assert alone is not None and alone[1] > 20000, alone
for _ in range(8):
    shared = ic.read(text)
    assert set(in_threads(lambda: shared.where("/storage/files/0/path"))) == {alone}
"""
    )


def test_children_that_are_forked_while_a_thread_asks_for_origins_answer_too() -> None:
    run(
        """
import json
import ignition_compose as ic
def layer(number):
    files = [{"path": f"/etc/{index}", "mode": number} for index in range(400)]
    return json.dumps({"ignition": {"version": "3.4.0"}, "storage": {"files": files}})
texts = [layer(number) for number in range(4)]
small = ic.compose(base={"ignition": {"version": "3.4.0"}}, user={"ignition": {"version": "3.4.0"}})
shared = ic.compose(base=texts)
ended = threading.Event()
def ask():
    while not ended.is_set():
        large = ic.compose(base=texts)
        for index in range(30):
            large.origin(f"/storage/files/{index}/mode")
            shared.origin(f"/storage/files/{index}/mode")
def answer():
    assert small.origin("/ignition/version").source == "user"
    assert small.account and str(shared.origin("/storage/files/399/mode")).startswith("base 4:")
thread = threading.Thread(target=ask)
thread.start()
statuses = []
for _ in range(8):
    time.sleep(0.02)
    statuses.append(in_fork(answer))
ended.set()
thread.join()
assert statuses == [0] * 8, statuses
"""
    )


def test_the_value_that_was_there_first_is_everybodys() -> None:
    together = threading.Barrier(8)

    class Thing:
        @kept
        def value(self) -> object:
            together.wait(timeout=20)
            return object()

    thing = Thing()
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: thing.value, range(8)))
    assert found == {thing.value}


def test_views_and_dialects_are_one_object_for_all_threads() -> None:
    run(
        """
import ignition_compose as ic
ic.compose
from ignition_compose.dialects import dialect_of
from ignition_compose.models.view import SpecView
def look():
    view = SpecView.of("3.4.0")
    return (dialect_of("flatcar"), view.root, view.root.fields, *[one.by_json for one in view.models])
def round():
    assert len({tuple(map(id, one)) for one in in_threads(look)}) == 1
assert [in_fork(round) for _ in range(25)] == [0] * 25
"""
    )


def test_no_lock_is_held_across_work() -> None:
    """But the one by which a thread tells another that it has ended."""
    locks = re.compile(r"@(?:functools\.)?cached_property|\b(?:Lock|RLock|Condition|Semaphore|allocate_lock)\(")
    found = {
        path.name
        for path in sorted((ROOT / "ignition_compose").rglob("*.py"))
        if locks.search(path.read_text(encoding="utf-8"))
    }
    # A pool of connections is shared on purpose.
    assert found == {"packages.py", "http.py"}
