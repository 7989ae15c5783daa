"""
The command ``ignition-compose``.

It exits with 0 when all is fine, 1 when a config is invalid, 2 when the command could not do its work (wrong usage, or
a file that cannot be read or written), and 3 when nothing is wrong but that this tool cannot do it yet. Nobody waiting
for the output, and Ctrl-C, end it as they end other programs: with 141 and 130, and in silence.

Start-up is kept short: nothing is imported before it is known to be needed.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ignition_compose.cli.options import Command
    from ignition_compose.report import Report

NAME = "ignition-compose"
COMMANDS = ("compose", "validate", "merge", "translate", "resolve", "schema", "targets", "completion")
COMPLETE = "_IGNITION_COMPOSE_COMPLETE"
"""The variable through which a shell asks for completions."""

FINE, INVALID, FAILED, LIMITED = 0, 1, 2, 3
INTERRUPTED, UNHEARD = 130, 141

_GARBAGE = 100_000
"""How many objects a process of its own makes before it looks for those that nobody reaches."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Args:
        arguments: The command line without the program's name; that of the process by default.

    Returns:
        The exit code. Whatever happens, there is a message and no traceback.

    Examples:
        >>> main(["merge", "--help"])  # doctest: +ELLIPSIS
        Usage: ignition-compose merge [OPTIONS] PARENT CHILD
        ...
        0
    """
    if arguments is None:
        import gc

        # A run makes much and keeps it until it ends; looking through it again and again finds nothing to free.
        gc.set_threshold(_GARBAGE)
    try:
        return _run(sys.argv[1:] if arguments is None else [str(word) for word in arguments])
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return UNHEARD
    except MemoryError:
        return _fail("there is not enough memory for this")
    except OSError as error:
        return _fail(error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, users get a message and not a traceback
        from ignition_compose.errors import IgnitionComposeError

        return _fail(str(error) if isinstance(error, IgnitionComposeError) else _describe(error))


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS and COMPLETE not in os.environ:
        from ignition_compose.cli.line import values_of

        command = command_of(arguments[0])
        values = values_of(command, arguments[1:])
        if values is not None:
            return answer(command, values)
    try:
        import click  # noqa: F401 - to know whether it is there
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        return _fail("the package click is missing; install it with: python -m pip install click")
    from ignition_compose.cli.program import run

    return run(arguments, os.environ.get(COMPLETE))


def command_of(name: str) -> Command:
    """
    The command of this name, which must be one of `COMMANDS`; its module is imported now.
    """
    module: Any = getattr(__import__(__name__, fromlist=[name]), name)
    command: Command = module.COMMAND
    return command


def answer(command: Command, values: Mapping[str, Any]) -> int:
    """
    Run a command.

    Args:
        command: The command.
        values: The values of its parameters.

    Returns:
        The exit code; if a config is refused, the reason was shown.
    """
    from ignition_compose.errors import IgnitionComposeError

    try:
        return command.run(**values)
    except IgnitionComposeError as problem:
        from ignition_compose.cli.showing import reason_of, show

        report = reason_of(problem)
        if report is None:
            raise
        show(report, form=values["form"], quiet=values["quiet"])
        return code_of(report)


def code_of(report: Report) -> int:
    """
    The exit code that says what a report says.
    """
    if not report.is_fatal:
        return FINE
    return LIMITED if report.is_limited else INVALID


def _fail(message: str) -> int:
    from ignition_compose.cli.files import write_error
    from ignition_compose.display import harmless

    write_error(f"{NAME}: {harmless(message)}\n")
    return FAILED


def _describe(error: Exception) -> str:
    """
    Where a defect showed itself. The error's own text is left out, for it can hold what a config holds.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    frame = trace.tb_frame if trace is not None else None
    place = f" in {frame.f_globals.get('__name__')}, line {frame.f_lineno}" if frame is not None else ""
    return f"this is a defect of {NAME}, please report it: {type(error).__name__}{place}"
