"""``targets``: which spec may be written for which image."""

from __future__ import annotations

import json

from tests.cli.command import call


def test_the_targets_are_one_table() -> None:
    done = call("targets")
    assert (done.code, done.err) == (0, "")
    stable = next(line.split() for line in done.out.splitlines() if line.startswith("flatcar-stable"))
    assert stable[:5] == ["flatcar-stable", "4593.2.5", "2.24.0", "2025-10-14", "3.5.0"]


def test_a_target_is_described_with_what_differs_from_the_one_before() -> None:
    done = call("targets", "flatcar-lts", "ignition-2.11.0")
    assert done.code == 0
    assert "takes spec 1.0.0, 2.0.0 to 2.4.0, 3.0.0 to 3.4.0; the newest to write is 3.4.0" in done.out
    assert "refuses an array without devices" in done.out
    assert json.loads(call("targets", "flatcar", "--format", "json").out)[0]["spec"] == "3.5.0"


def test_a_target_that_there_is_not_is_told() -> None:
    done = call("targets", "flatcar-lst")
    assert (done.code, done.out) == (2, "")
    assert "there is no dialect 'flatcar-lst'" in done.err
