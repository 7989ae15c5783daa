"""An exception may come into anything at any line; what is asked after it is answered as if it had not come."""

from __future__ import annotations

import os

import pytest

from tests.hostile.children import run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

STEP = int(os.environ.get("LINES", "29"))
"""Of how many lines within attrs one is tried."""

INTERRUPT = """
class Stop(BaseException): pass

def interrupted(work, line, within=""):
    '''Run work, and stop it at a line, counted from its beginning; whether it came so far.'''
    seen = 0
    def trace(frame, event, _):
        nonlocal seen
        # Where Python itself imports, an exception can leave its locks taken for good.
        if within not in frame.f_code.co_filename or "importlib" in frame.f_code.co_filename: return None
        if event == "line":
            seen += 1
            if seen == line: raise Stop
        return trace
    sys.settrace(trace)
    try:
        work()
    except Stop:
        return True
    finally:
        sys.settrace(None)
    # What swallows an exception, such as a call back from C, is interrupted too.
    return seen >= line
"""


def test_a_class_can_be_used_whatever_line_of_its_making_is_interrupted() -> None:
    done = run(
        f"""{INTERRUPT}
import attrs
from ignition_compose.models.classes import described
from ignition_compose.models.fields import text
class Base:
    name: str | None = text("A name.")
class Thing(Base):
    path: str | None = text("A path.", required=True)
uses = [
    lambda cls: cls(name="a", path="b"),
    lambda cls: hash(object.__new__(cls)),
    lambda cls: attrs.fields(cls),
    lambda cls: object.__new__(cls) == 1,
]
def fresh():
    base = described()(type("Base", (), {{name: vars(Base)[name] for name in ("name", "__annotations__")}}))
    return described()(type("Thing", (base,), {{name: vars(Thing)[name] for name in ("path", "__annotations__")}}))
def works(cls):
    one, other = cls(name="a", path="b"), cls(name="a", path="b")
    assert one == other and hash(one) == hash(other) and one != cls(path="b")
    assert repr(one) == "Thing(name='a', path='b')"
    assert [field.name for field in attrs.fields(cls)] == ["name", "path"]
    try: one.name = "c"
    except attrs.exceptions.FrozenInstanceError: pass
    else: raise AssertionError("not frozen")
    methods = [vars(cls)[name] for name in ("__init__", "__eq__", "__hash__", "__setattr__", "__delattr__")]
    assert "first_use" not in str([method.__qualname__ for method in methods])
works(fresh())
def lines_of(use, within):
    seen = 0
    def trace(frame, event, _):
        nonlocal seen
        if within not in frame.f_code.co_filename: return None
        seen += event == "line"
        return trace
    cls = fresh()
    sys.settrace(trace)
    try: use(cls)
    except AttributeError: pass
    finally: sys.settrace(None)
    return seen
# Each line of our own, and of attrs one in many: what it does there is done to a copy.
tried = 0
for use, within, step in [*[(use, "ignition_compose", 1) for use in uses], (uses[0], "", {STEP})]:
    lines = lines_of(use, within)
    assert lines > 20
    for line in range(1, lines + 1, step):
        cls = fresh()
        try: interrupted(lambda: use(cls), line, within)
        except AttributeError: pass
        works(cls)
        tried += 1
print(tried, lines)
""",
        120,
    )
    assert int(done.split()[0]) > 200


def test_rules_are_registered_once_whatever_line_of_their_import_is_interrupted() -> None:
    run(
        f"""{INTERRUPT}
import ignition_compose.checks.checking
from ignition_compose.checks import registry
names = ["ignition_compose.checks.rules.spec3.storage", "ignition_compose.checks.rules.spec3.ignition"]
def load():
    for name in names: __import__(name)
def shown():
    rules = [(model, one) for model, found in registry.RULES.items() for one in found.values()]
    return [(model, one.code, one.span, one.message) for model, one in rules]
load()
expected = shown()
line = 1
while True:
    for name in names: del sys.modules[name]
    reached = interrupted(load, line, "rules/spec3")
    load()
    assert shown() == expected, line
    if not reached: break
    line += 1
assert line > 30
"""
    )


CASES = {
    "a small one": (
        """
files = '"files": [{"path": "/a", "mode": 420}], "FILES": [{"path": "b"}]'
text = '{"ignition": {"version": "3.3.0"}, "storage": {%s}}' % files
over = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "contents": {"source": "data:,a"}}]}}'
def use():
    report = ic.read(text).report
    good = ic.compose(base=text.replace('"b"', '"/b"'), user=over)
    sections = good.config.sections
    return (str(report), good.to_json(), str(good.origin("/storage/files/0/mode")), str(good.report), repr(sections),
        hash(sections), sections == ic.Config.of(sections).sections)
""",
        20,
    ),
    "a large one": (
        """
import json
files = [{"path": f"/etc/{number}", "mode": 420} for number in range(500)]
text = json.dumps({"ignition": {"version": "3.3.0"}, "storage": {"files": files}})
def use():
    good = ic.compose(base=text, user={"ignition": {"version": "3.4.0"}})
    return good.to_json(), str(good.origin("/storage/files/7/mode"))
""",
        6,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_first_use_that_is_interrupted_anywhere_harms_no_later_one(name: str) -> None:
    program, rounds = CASES[name]
    run(
        f"""{INTERRUPT}
import random
import ignition_compose as ic
ic.__getattr__("compose")
{program}
def count():
    seen = 0
    def trace(frame, event, _):
        nonlocal seen
        if "importlib" in frame.f_code.co_filename: return None
        seen += event == "line"
        return trace
    sys.settrace(trace)
    use()
    sys.settrace(None)
    os.write(done, f"{{seen}}\\n{{use()!r}}".encode())
def round(line):
    interrupted(use, line)
    assert repr(use()) == expected, line
reading, done = os.pipe()
pid = os.fork()
if not pid:
    count(); os._exit(0)
os.close(done)
with open(reading) as file: lines, expected = file.read().split("\\n", 1)
os.waitpid(pid, 0)
choose = random.Random(7)
for _ in range({rounds}):
    line = choose.randrange(1, int(lines))
    assert in_fork(round, line) == 0, line
""",
        120,
    )


def test_a_signal_may_come_at_any_time_into_the_first_use_of_compiled_packages() -> None:
    run(
        """
import ignition_compose as ic
from ignition_compose.fast import trust
ic.compose(user='{"ignition": {"version": "3.4.0"}}').to_json()
text = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [%s]}}' % ",".join(
    ['{"path": "/%d"}' % number for number in range(2000)]
)
class Stop(Exception): pass
def stop(*_): raise Stop
def use():
    return ic.compose(base=text, user=text).to_json()
def round(delay):
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, delay)
    try: use()
    except Stop: pass
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert len(use()) > 20000 and trust.is_trusting()
for number in range(1, 13):
    assert in_fork(round, number / 60) == 0, number
"""
    )


@pytest.mark.parametrize("package", ["orjson", "jiter", "jsonschema_rs"])
def test_what_cannot_be_imported_is_done_without(package: str) -> None:
    run(
        f"""
import ignition_compose as ic
from ignition_compose.fast import trust
sys.modules["{package}"] = None
text = '{{"ignition": {{"version": "3.4.0"}}}}' + " " * trust.WORTH_IT
assert ic.compose(base=text, user=text).to_json() == '{{"ignition":{{"version":"3.4.0"}}}}'
assert not trust.is_trusting()
assert not ic.validate(text, strict=True).is_fatal
"""
    )
