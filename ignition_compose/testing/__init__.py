r"""
Hypothesis strategies that draw Ignition configs, to test what makes, reads or changes them.

They follow the description of the spec, for every version of it, and need the extra ``testing``
(``pip install 'ignition-compose[testing]'``)::

    from hypothesis import given
    from ignition_compose.testing import configs

    @given(configs("3.4.0"))
    def test_my_tool_keeps_configs_valid(tree):
        assert not ignition_compose.validate(my_tool(tree)).is_fatal

Everything drawn belongs to the test alone: no two examples share a list or an object.
"""

from __future__ import annotations

from ignition_compose.testing.strategies import (
    Broken,
    Pair,
    UserData,
    base_layers,
    broken_configs,
    config_bytes,
    configs,
    nearly_valid,
    other_user_data,
    pairs,
    versions,
)

__all__ = [
    "Broken",
    "Pair",
    "UserData",
    "base_layers",
    "broken_configs",
    "config_bytes",
    "configs",
    "nearly_valid",
    "other_user_data",
    "pairs",
    "versions",
]
