"""
The command ``ignition-compose``.

It exits with 0 when all is fine, 1 when a config is invalid, and 2 when the command could not do its work:
wrong usage, or a file that cannot be read or written. Nobody waiting for the output, and Ctrl-C,
end it as they end other programs: with 141 and 130, and in silence.

Start-up is kept short: nothing is imported before it is known to be needed.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "ignition-compose"
COMPLETE = "_IGNITION_COMPOSE_COMPLETE"
"""The variable through which a shell asks for completions."""

FINE, INVALID, FAILED = 0, 1, 2
INTERRUPTED, UNHEARD = 130, 141


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
    if arguments[:1] == ["validate"] and _are_files(arguments[1:]) and COMPLETE not in os.environ:
        # Checking files is what is done most often, in hooks and loops; it needs nothing of click.
        from ignition_compose.cli.validate import run
        from ignition_compose.dialects import FLATCAR

        return run(tuple(arguments[1:]), strict=False, dialect=FLATCAR, form="text", quiet=False)
    try:
        import click
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        return _fail("the package click is missing; install it with: python -m pip install click")
    from ignition_compose.cli.program import PROGRAM

    asked = os.environ.get(COMPLETE)
    if asked:
        from click.shell_completion import shell_complete

        return shell_complete(PROGRAM, {}, NAME, COMPLETE, asked)
    try:
        with PROGRAM.make_context(NAME, arguments) as context:
            code: int = PROGRAM.invoke(context)
            return code
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code


def _are_files(words: list[str]) -> bool:
    """
    Whether these words of a command line can only be names of files.
    """
    return bool(words) and all(word and (word == "-" or not word.startswith("-")) for word in words)


def _fail(message: str) -> int:
    from ignition_compose.cli.files import write_error
    from ignition_compose.views.text import printable

    write_error(f"{NAME}: {printable(message)}\n")
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
