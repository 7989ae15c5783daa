"""
Commands, their options and arguments, as values: what is said here is read by `line` and by click alike.
"""

from __future__ import annotations

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Parameter(NamedTuple):
    """
    An option or an argument of a command.

    Attributes:
        variable: The name under which its value is handed over.
        names: How the option is written; nothing for an argument.
        help: What it is for, in words.
        metavar: What stands for its value in the help.
        choices: The function that gives the values that it may have; None for the name of a file.
        is_open: Whether other values may be right, too.
        default: Its value where it is left out; an option that has one may be repeated, and the last one holds.
        is_flag: Whether it has no value: it is given or not.
        is_several: Whether there may be several of it; their values are a tuple.
        is_required: Whether it must be given.
    """

    variable: str
    names: tuple[str, ...] = ()
    help: str = ""
    metavar: str | None = None
    choices: Callable[[], Iterable[str]] | None = None
    default: str | None = None
    is_flag: bool = False
    is_several: bool = False
    is_required: bool = False
    is_open: bool = False


class Command(NamedTuple):
    """
    A command of the program.

    Attributes:
        name: Its name.
        run: What it does: called with the values of its parameters, it returns the exit code, or raises why not.
        parameters: Its options and arguments.
        help: What it does, in words.
        examples: Command lines to try.
    """

    name: str
    run: Callable[..., int]
    parameters: tuple[Parameter, ...]
    help: str
    examples: tuple[str, ...]


def file_argument(name: str, *, several: bool = False) -> Parameter:
    """
    The argument that names a file, or at least one.
    """
    metavar = f"{name}..." if several else name
    return Parameter(name.lower(), metavar=metavar, is_several=several, is_required=True)


def file_option(name: str, help_text: str, *, several: bool = False) -> Parameter:
    """
    An option that names a file; one that may not be repeated says so, rather than forget a file.
    """
    return Parameter(name.strip("-").replace("-", "_"), (name,), help_text, "FILE", is_several=several)


def version_option(name: str, help_text: str, *, required: bool = False) -> Parameter:
    """
    An option that names a spec version.
    """
    return Parameter(name.strip("-"), (name,), help_text, "VERSION", versions, is_required=required, is_open=True)


def flag(names: Iterable[str], help_text: str) -> Parameter:
    """
    An option without a value.
    """
    written = tuple(names)
    return Parameter(written[-1].strip("-").replace("-", "_"), written, help_text, is_flag=True)


def versions() -> tuple[str, ...]:
    """
    Every spec version.
    """
    from ignition_compose.versions import SpecVersion

    return tuple([version.value for version in SpecVersion])


def dialects() -> tuple[str, ...]:
    """
    Names of dialects.
    """
    from ignition_compose.dialects import NAMES

    return NAMES


def _forms() -> tuple[str, ...]:
    from ignition_compose.views.formats import FORMATS

    return tuple(FORMATS)


DIALECT = Parameter(
    "dialect",
    ("--dialect",),
    "Which Ignition reads the configs: Flatcar's, or the one of its authors, as Fedora CoreOS has it.",
    "DIALECT",
    choices=dialects,
    default="flatcar",
    is_open=True,
)
OUTPUT = Parameter(
    "output",
    ("-o", "--output"),
    "Write the result to FILE, which changes as a whole or not at all; - is the standard output.",
    "FILE",
)
PRETTY = flag(["--pretty"], "Write the result over several lines, indented.")
FORMAT = Parameter("form", ("--format",), "The form of the report.", choices=_forms, default="text")
QUIET = flag(["-q", "--quiet"], "Leave out what is only information.")
