"""Functions made from the description can be read where they fail, and stepped through."""

from __future__ import annotations

import inspect
import linecache
import traceback

import pytest
from deepmerge.exception import InvalidMerge

from ignition_compose.fast.compiling import compiled
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.view import SpecView


def test_a_traceback_shows_the_line_of_a_generated_function() -> None:
    divide = compiled("divide", "a, b", ["quotient = a / b", "return quotient"], "for this test", {})
    with pytest.raises(ZeroDivisionError) as caught:
        divide(1, 0)
    assert "quotient = a / b" in "".join(traceback.format_exception(caught.value))
    assert inspect.getsource(divide) == "def divide(a, b):\n    quotient = a / b\n    return quotient\n"


def test_what_is_compiled_stays_readable_when_files_are_looked_at_again() -> None:
    view = SpecView.of("3.4.0").root
    linecache.checkcache()
    with trusting(Trust.PLAIN), pytest.raises(InvalidMerge) as caught:
        merge_trees({"storage": {"files": [{"path": "/a"}]}}, {"storage": {"files": 1}}, view)
    assert "(parent, child, result)\n" in "".join(traceback.format_exception(caught.value))
