"""The default config runs exactly when there is no user config."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.testing import base_layers, config_bytes, configs, other_user_data
from tests.documents import MAIN

if TYPE_CHECKING:
    from ignition_compose.testing import UserData
    from tests.properties.trees import Tree


@given(base_layers(max_layers=1), other_user_data(), configs("3.7.0-experimental"))
def test_the_default_runs_where_the_user_data_is_no_config(base: list[Tree], data: UserData, default: Tree) -> None:
    composition = ic.compose(base=base, user=data.raw, default=default, dialect=MAIN)
    assert composition.used_default
    assert [layer.state for layer in composition.layers[-2:]] == [data.kind, "used"]
    assert composition.to_json() == ic.compose(base=base, user=None, default=default, dialect=MAIN).to_json()


@given(configs("3.7.0-experimental", references=False), configs(references=False))
def test_the_default_does_not_run_where_there_is_a_user_config(user: Tree, default: Tree) -> None:
    composition = ic.compose(user=user, default=default, dialect=MAIN)
    assert not composition.used_default
    assert [layer.state for layer in composition.layers] == ["used", "unused"]
    assert composition.to_json() == ic.compose(user=user, dialect=MAIN).to_json()


@given(config_bytes(configs(references=False), mutations=3), configs("3.7.0-experimental", references=False))
def test_whatever_the_bytes_a_broken_user_config_never_leads_to_the_default(raw: bytes, default: Tree) -> None:
    report = ic.validate(raw, dialect=MAIN)
    is_config = [entry.code for entry in report] != ["no-config"]
    try:
        composition = ic.compose(user=raw, default=default, dialect=MAIN)
    except ic.InvalidConfig:
        assert is_config
        return
    assert composition.used_default == (not is_config)
    assert not is_config or not report.is_fatal


@given(st.none() | other_user_data().map(lambda data: data.raw), config_bytes(mutations=3))
def test_a_default_that_is_needed_and_broken_is_an_error(user: bytes | None, default: bytes) -> None:
    report = ic.validate(default, dialect=MAIN)
    if report.is_fatal and [entry.code for entry in report] != ["no-config"]:
        with pytest.raises(ic.InvalidConfig):
            ic.compose(user=user, default=default, dialect=MAIN)


@given(configs("3.7.0-experimental", references=False), config_bytes(configs(references=False), mutations=3))
def test_a_default_that_is_not_needed_may_be_broken(user: Tree, default: bytes) -> None:
    composition = ic.compose(user=user, default=default, dialect=MAIN)
    assert not composition.used_default
    assert not composition.report.errors or all(
        entry.message.startswith("in the composed result") for entry in composition.report.errors
    )
