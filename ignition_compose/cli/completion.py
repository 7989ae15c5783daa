"""
``ignition-compose completion``: the script that makes a shell complete the command's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ignition_compose.cli import COMPLETE, FINE, NAME
from ignition_compose.cli.files import write_output

if TYPE_CHECKING:
    import click

SHELLS: Final = ("bash", "zsh", "fish")

HELP = """\
Print the script that completes words in a shell.

It completes commands, options, spec versions and files.

\b
bash: put the line  eval "$(ignition-compose completion bash)"  into ~/.bashrc
zsh:  put the line  eval "$(ignition-compose completion zsh)"  into ~/.zshrc
fish: write the script to ~/.config/fish/completions/ignition-compose.fish
"""


def command() -> click.Command:
    """
    Return the command as click takes it.
    """
    import click

    from ignition_compose.cli import options

    return options.command(
        "completion",
        run,
        [click.Argument(["shell"], metavar="|".join(SHELLS), type=click.Choice(SHELLS))],
        help_text=HELP,
        examples=["completion bash"],
    )


def run(*, shell: str) -> int:
    """
    Print the script for *shell*.

    Returns:
        The exit code.
    """
    from click.shell_completion import get_completion_class

    from ignition_compose.cli.program import PROGRAM

    found = get_completion_class(shell)
    assert found is not None, shell
    script = found(PROGRAM, {}, NAME, COMPLETE)
    # The script's own method would start bash to ask for its version, which the user's shell need not be.
    write_output((script.source_template % script.source_vars()).encode())
    return FINE
