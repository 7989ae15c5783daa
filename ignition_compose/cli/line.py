"""
The quick reading of an ordinary command line, without click.

Importing click takes longer than composing a small config does. What is not ordinary, such as a misspelt option, a
missing value or a question for help, is left to click, which has the words for it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ignition_compose.cli.options import Command, Parameter


def values_of(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """
    The values that a command line gives to the parameters of a command.

    Args:
        command: The command.
        words: What follows its name.

    Returns:
        The values by the names of their variables, as click would hand them over; None where the line is not
        ordinary.

    Examples:
        >>> from ignition_compose.cli.compose import COMMAND
        >>> values = values_of(COMMAND, ["--base", "a.ign", "--pretty"])
        >>> values["base"], values["pretty"], values["dialect"]
        (('a.ign',), True, 'flatcar')
        >>> values_of(COMMAND, ["--bsae", "a.ign"]) is None
        True
    """
    options = {name: one for one in command.parameters for name in one.names}
    given: dict[str, list[Any]] = {one.variable: [] for one in command.parameters}
    free: list[str] = []
    rest = iter(words)
    for word in rest:
        if not _is_option(word):
            free.append(word)
            continue
        option = options.get(word)
        if option is None:
            return None
        value = "" if option.is_flag else next(rest, "")
        if not option.is_flag and _is_option(value):
            return None
        given[option.variable].append(option.is_flag or value)
    if not _share_out(free, [one for one in command.parameters if not one.names], given):
        return None
    if any(not _is_right(one, given[one.variable]) for one in command.parameters):
        return None
    return {one.variable: _value(one, given[one.variable]) for one in command.parameters}


def _is_option(word: str) -> bool:
    # Neither is an empty word ordinary, whatever it may stand for.
    return not word or (word.startswith("-") and word != "-")


def _share_out(words: Sequence[str], arguments: Sequence[Parameter], given: Mapping[str, list[Any]]) -> bool:
    """
    Give the words that are no options to the arguments; False where their numbers do not fit.
    """
    if len(arguments) == 1 and arguments[0].is_several:
        given[arguments[0].variable].extend(words)
        return True
    for argument, word in zip(arguments, words, strict=False):
        given[argument.variable].append(word)
    return len(words) == len(arguments)


def _is_right(one: Parameter, values: Sequence[Any]) -> bool:
    if not values:
        return not one.is_required
    if len(values) > 1 and not one.is_several and one.default is None and not one.is_flag:
        return False
    return one.choices is None or one.is_open or set(values) <= set(one.choices())


def _value(one: Parameter, values: Sequence[Any]) -> Any:
    if one.is_several:
        return tuple(values)
    return values[-1] if values else False if one.is_flag else one.default
