"""
``ignition-compose completion``: the script that makes a shell complete the command's words.
"""

from __future__ import annotations

from ignition_compose.cli import COMPLETE, FINE, NAME, options
from ignition_compose.cli.files import write_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

SHELLS: Final = ("bash", "zsh", "fish")

HELP = """\
Print the script that completes words in a shell.

It completes commands, options, spec versions and files.

\b
bash: put the line  eval "$(ignition-compose completion bash)"  into ~/.bashrc
zsh:  put the line  eval "$(ignition-compose completion zsh)"  into ~/.zshrc
fish: write the script to ~/.config/fish/completions/ignition-compose.fish
"""


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


COMMAND: Final = options.Command(
    "completion",
    run,
    (options.Parameter("shell", metavar="|".join(SHELLS), choices=lambda: SHELLS, is_required=True),),
    HELP,
    ("completion bash",),
)
