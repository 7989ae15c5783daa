"""A new version of the spec is two lines: its name, and the line of a field that it brings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ignition_compose"
NEWEST = re.compile(r'^    V3_7_0_EXPERIMENTAL = "3\.7\.0-experimental"\n', re.MULTILINE)
GROUPS = re.compile(r"^class Passwd:.*?\n\n(?=    groups:)", re.MULTILINE | re.DOTALL)

PROGRAM = """
import json
import ignition_compose as ic
from hypothesis import find
from ignition_compose.testing import configs

def config(version, **passwd):
    return {"ignition": {"version": version}, "passwd": {"users": [], **passwd}}

new, old = config("3.8.0", motto="be kind"), config("3.7.0-experimental", motto="be kind")
read = ic.read(json.dumps(new), dialect="upstream")
assert (read.version, list(read.report)) == ("3.8.0", []), read.report
assert read.config.passwd.motto == "be kind"
[unused] = ic.validate(json.dumps(old), dialect="upstream")
assert unused.code == "unused-key" and "needs spec 3.8.0" in unused.message, unused
assert ic.validate(json.dumps(config("3.8.0", motto=1)), dialect="upstream").is_fatal
mode = {"path": "/a", "mode": 4096}
broken = {"ignition": {"version": "3.8.0"}, "storage": {"files": [mode]}}
assert [entry.code for entry in ic.validate(broken, dialect="upstream").errors] == ["file-illegal-mode"]

below, above = ic.Config.from_dict(config("3.8.0", motto="a")), read.config
assert ic.merge(below, above).passwd.motto == "be kind"
assert ic.compose(base=below, user=above, dialect="upstream").origin("/passwd/motto").source == "user"
newer = ic.translate(ic.Config.from_dict(config("3.0.0")), "3.8.0").config
assert (newer.version, newer.passwd.motto) == ("3.8.0", None)
assert "motto" in ic.schema("3.8.0")["$defs"]["Passwd"]["properties"]
assert "motto" not in ic.schema("3.7.0-experimental")["$defs"]["Passwd"]["properties"]
assert find(configs("3.8.0"), lambda tree: "motto" in tree.get("passwd", {}))["ignition"]["version"] == "3.8.0"
assert "3.8.0" in ic.validate({"ignition": {"version": "9.0.0"}}, dialect="upstream").entries[0].message
print("known")
"""


def test_a_version_with_a_new_field_is_known_everywhere_after_two_lines(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    versions, passwd = copy / "versions.py", copy / "models" / "spec3" / "passwd.py"
    text, count = NEWEST.subn(r'\g<0>    V3_8_0 = "3.8.0"\n', versions.read_text(encoding="utf-8"))
    assert count == 1
    versions.write_text(text, encoding="utf-8")
    line = '    motto: str | None = text("What the users live by.", span=since("3.8.0"))\n'
    text, count = GROUPS.subn(rf"\g<0>{line}", passwd.read_text(encoding="utf-8"))
    assert count == 1
    passwd.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if done.returncode:
        pytest.fail(done.stderr)
    assert done.stdout == "known\n"
