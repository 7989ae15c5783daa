"""
``ignition-compose targets``: which spec may be written for which image.
"""

from __future__ import annotations

from ignition_compose.cli import FINE, options
from ignition_compose.cli.files import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

HELP = """\
Say which spec may be written for which image.

Without a NAME these are Flatcar's channels and main branch, and the newest Ignition, which Fedora CoreOS has. Any
release of Flatcar and of Ignition goes by its number: flatcar-4081.2.0, ignition-2.14. Of one that is named it is also
said what its Ignition does otherwise than the one before.
"""


def run(*, name: tuple[str, ...], form: str) -> int:
    """
    Write the targets.

    Returns:
        The exit code.

    Raises:
        InvalidInput: When there is no such target.
    """
    from ignition_compose.translation.targets import target, targets
    from ignition_compose.views.targets import describe_target, tabulate_targets

    found = [target(one) for one in name] if name else list(targets())
    if form == "json":
        from ignition_compose.views.structured import json_text

        write_result(json_text([one.to_dict() for one in found]), None)
        return FINE
    write_result("\n".join([describe_target(one) for one in found]) if name else tabulate_targets(found), None)
    return FINE


COMMAND: Final = options.Command(
    "targets",
    run,
    (
        options.Parameter("name", metavar="[NAME]...", choices=options.dialects, is_several=True, is_open=True),
        options.FORMAT,
    ),
    HELP,
    ("targets", "targets flatcar-lts"),
)
