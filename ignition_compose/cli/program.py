"""
The program as click sees it, made of the values that `line` reads too; a command is imported when it is called.
"""

from __future__ import annotations

import contextlib
import io

import click
from click.shell_completion import CompletionItem, shell_complete

from ignition_compose.cli import COMMANDS, COMPLETE, FINE, NAME, answer, command_of
from ignition_compose.cli.files import write_error, write_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, Final

    from ignition_compose.cli.options import Command, Parameter

CONTEXT: Final[dict[str, Any]] = {"help_option_names": ["--help", "-h"], "max_content_width": 100}

# Whether a file can be read or written shows when that is done; click would say so in words of its own.
FILE: Final = click.Path(allow_dash=True, readable=False)

HELP = """\
Compose, validate and translate Ignition configs, exactly as Ignition does.

A FILE may be - for the standard input. Results go to the standard output, or to the file that -o names; reports
go to the standard error. The exit code is 0 when all is fine, 1 when a config is invalid, 2 when the command is used
wrongly or a file cannot be read or written, and 3 when this tool cannot do yet what was asked, such as translate
from spec 3 to spec 2.
"""

EXAMPLE = "compose --base base.ign --user user.ign --default default.ign --summary"


def run(arguments: Sequence[str], asked: str | None = None) -> int:
    """
    Run a command line that click has to read, or show what click has to say.

    Args:
        arguments: The command line without the program's name.
        asked: What a shell asks for that completes words, if it does.

    Returns:
        The exit code.

    Raises:
        UnusableFile: When the standard output cannot be written.
        IgnitionComposeError: When the command cannot do its work.
    """
    # What click writes itself is whole only where one write is enough.
    said = io.BytesIO()
    stream = io.TextIOWrapper(said, "utf-8", "surrogateescape", newline="", write_through=True)
    chosen, code = None, FINE
    try:
        with contextlib.redirect_stdout(stream):
            if asked:
                code = shell_complete(PROGRAM, {}, NAME, COMPLETE, asked)
            else:
                with PROGRAM.make_context(NAME, list(arguments)) as context:
                    chosen = PROGRAM.invoke(context)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as problem:
        from ignition_compose.display import shown

        # It quotes the words of the command line, and is what click makes its lines of.
        vars(problem)["message"] = shown(problem.message)
        complaint = io.StringIO()
        problem.show(complaint)
        write_error(complaint.getvalue())
        return problem.exit_code
    if said.getvalue():
        write_output(said.getvalue())
    return code if chosen is None else answer(*chosen)


class Program(click.Group):
    """
    The group of all commands, which are found by name and loaded on demand.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """
        Return the names of the commands, in the order of the help.
        """
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """
        Return the command of this name, if there is one.
        """
        return as_click(command_of(cmd_name)) if cmd_name in COMMANDS else None


def as_click(command: Command) -> click.Command:
    """
    Return a command as click takes it.
    """
    return click.Command(
        command.name,
        params=[_parameter(one) for one in command.parameters],
        # It is run outside of click, which would keep what it writes.
        callback=lambda **values: (command, values),
        help=command.help,
        epilog=example(*command.examples),
        context_settings=CONTEXT,
        no_args_is_help=False,
    )


class _Open(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """
    Text of which some values are known, to be completed.
    """

    name = "text"

    def __init__(self, choices: Callable[[], Iterable[str]]) -> None:
        self._choices = choices

    def shell_complete(self, _: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """
        The known values that begin so.
        """
        return [CompletionItem(value) for value in self._choices() if value.startswith(incomplete)]


def _parameter(one: Parameter) -> click.Parameter:
    kind = FILE if one.choices is None else _Open(one.choices) if one.is_open else click.Choice(list(one.choices()))
    if not one.names:
        count = -1 if one.is_several else 1
        return click.Argument([one.variable], metavar=one.metavar, nargs=count, required=one.is_required, type=kind)
    names = [*one.names, one.variable]
    if one.is_flag:
        return click.Option(names, is_flag=True, help=one.help)
    if one.default is not None:
        return click.Option(
            names, metavar=one.metavar, type=kind, default=one.default, show_default=True, help=one.help
        )
    return click.Option(
        names,
        metavar=one.metavar,
        multiple=True,
        callback=None if one.is_several else only_one,
        required=one.is_required,
        type=kind,
        help=one.help,
    )


def only_one(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> str | None:  # noqa: ARG001 - click's signature
    """
    Return the one value, or None; click itself would drop all but the last without a word.
    """
    if len(values) > 1:
        msg = f"it can be given once, not {len(values)} times"
        raise click.BadParameter(msg)
    return values[0] if values else None


def example(*lines: str) -> str:
    """
    Return the end of a help text: command lines to try, as they are to be typed.
    """
    title = "Example:" if len(lines) == 1 else "Examples:"
    return "\n".join(["\b", title, *[f"  {NAME} {line}" for line in lines]])


def show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    """
    Print the version, if asked to, and end.
    """
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    from ignition_compose.versions import SpecVersion

    try:
        release = version(NAME)
    except PackageNotFoundError:
        release = "(not installed)"
    first, *_rest, last = SpecVersion
    click.echo(f"{NAME} {release}, for spec {first} to {last}")
    context.exit()


PROGRAM = Program(
    NAME,
    help=HELP,
    epilog=example(EXAMPLE),
    context_settings=CONTEXT,
    no_args_is_help=False,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_version,
            help="Show the version and exit.",
        )
    ],
)
