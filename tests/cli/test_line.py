"""A command line that is read without click means what click makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ignition_compose.cli import COMMANDS, command_of
from ignition_compose.cli.line import values_of
from ignition_compose.cli.program import as_click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.cli.options import Command, Parameter

PARAMETERS = [one for name in COMMANDS for one in command_of(name).parameters]
WORDS = sorted(
    {
        *[name for one in PARAMETERS for name in one.names],
        *["3.4.0", "upstream", "flatcar", "json", "text", "bash", "a.ign", "b.ign", "-", "--", "", "9.9.9"],
        *["--help", "-h", "--version", "--bsae", "--base=a.ign", "-ofile", "-qo", "--pre", "-", "--user", "-x"],
    }
)


@st.composite
def parts(draw: st.DrawFn, one: Parameter) -> list[list[str]]:
    """What a line may say of one parameter: nothing, or its name and a value; now and then twice, or a wrong choice."""
    known = ["a.ign", "-", "b c.ign"] if one.choices is None else list(one.choices())
    value = st.sampled_from(known) if draw(st.integers(0, 19)) else st.just("9.9.9")
    least = 1 if one.is_required or not one.names else 0
    most = 2 if one.is_several or not draw(st.integers(0, 9)) else 1
    names = [draw(st.sampled_from(one.names))] if one.names else []
    return [[*names, *([] if one.is_flag else [draw(value)])] for _ in range(draw(st.integers(least, most)))]


@st.composite
def ordinary_lines(draw: st.DrawFn) -> tuple[Command, list[str]]:
    """A command with a line that is right, or nearly."""
    command = command_of(draw(st.sampled_from(COMMANDS)))
    said = [part for one in command.parameters for part in draw(parts(one))]
    return command, [word for part in draw(st.permutations(said)) for word in part]


@given(ordinary_lines())
def test_a_line_that_is_right_or_nearly_means_the_same_to_click(line: tuple[Command, list[str]]) -> None:
    command, words = line
    values, theirs = values_of(command, words), by_click(command, words)
    assert values == theirs


def by_click(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """What click would hand over, None where it has something to say."""
    made = as_click(command)
    try:
        with made.make_context(command.name, list(words)) as context:
            return context.params
    except (click.ClickException, click.exceptions.Exit):
        return None


@given(st.sampled_from(COMMANDS), st.lists(st.sampled_from(WORDS), max_size=6))
def test_a_line_that_is_ordinary_means_the_same_to_click(name: str, words: list[str]) -> None:
    command = command_of(name)
    values = values_of(command, words)
    if values is not None:
        assert values == by_click(command, words)


@pytest.mark.parametrize(
    "line",
    [
        "compose --user a.ign",
        "compose --base a.ign --base b.ign --user - --default c.ign --target 3.5.0 --pretty -o out.ign",
        "compose --summary --format json -q --dialect upstream --allow-invalid-result --user a.ign",
        "validate a.ign",
        "validate --strict a.ign - b.ign",
        "merge a.ign b.ign --transcript c.json --output d.ign",
        "translate --to 3.5.0 a.ign",
        "schema 3.5.0 --strict",
        "completion bash",
    ],
)
def test_the_usual_lines_need_no_click(line: str) -> None:
    name, *words = line.split()
    command = command_of(name)
    values = values_of(command, words)
    assert values is not None
    assert values == by_click(command, words)


@pytest.mark.parametrize(
    "line",
    [
        "compose --bsae a.ign",
        "compose --user",
        "compose --user --pretty",
        "compose --user a.ign --user b.ign",
        "compose --user=a.ign",
        "compose a.ign",
        "compose --help",
        "validate",
        "validate -- a.ign",
        "merge a.ign",
        "merge a.ign b.ign c.ign",
        "translate a.ign",
        "schema 9.9.9",
        "completion",
    ],
)
def test_what_is_not_ordinary_is_left_to_click(line: str) -> None:
    name, *words = line.split()
    assert values_of(command_of(name), words) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_function_for_the_values_of_its_parameters(name: str) -> None:
    command = command_of(name)
    wanted = command.run.__code__
    names = wanted.co_varnames[: wanted.co_argcount + wanted.co_kwonlyargcount]
    assert sorted(one.variable for one in command.parameters) == sorted(names)
