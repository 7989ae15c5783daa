"""
``ignition-compose compose``: layers to the config a machine boots with.
"""

from __future__ import annotations

from ignition_compose.cli import FAILED, FINE, INVALID, LIMITED, NAME, options
from ignition_compose.cli.fetching import FETCHING, retriever_by
from ignition_compose.cli.files import check_stdin, read_layer, write_error, write_result
from ignition_compose.cli.showing import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

HELP = """\
Compose the config that a machine boots with.

The base configs lie beneath the user config, and the default config stands in where no user config is found:
where --user is left out, or where its file is empty, cloud-config, a script or MIME multipart. A user config
that is broken is an error, as it is to Ignition, and then nothing is written.

Configs that the user config names are part of the result: those in data URLs always, others with --fetch, or with
--map, --oem and --keep. What is missing is told, and the exit code is 3.
"""


def run(
    *,
    base: tuple[str, ...],
    platform_base: tuple[str, ...],
    user: str | None,
    default: str | None,
    target: str | None,
    dialect: str,
    fetch: bool,
    allow_host: tuple[str, ...],
    keep: str | None,
    offline: bool,
    oem: str | None,
    known: tuple[str, ...],
    allow_unresolved: bool,
    pretty: bool,
    output: str | None,
    summary: bool,
    allow_invalid_result: bool,
    form: str,
    quiet: bool,
) -> int:
    """
    Compose the layers in the named files.

    Returns:
        The exit code: 1 if the composed result is invalid and may not be, 3 if something is missing from it.

    Raises:
        UnusableFile: When a file cannot be read or written.
        InvalidConfig: When Ignition refuses a layer.
        UnsupportedDowngrade: When *target* is of an older spec than a layer.
    """
    from ignition_compose.composition.composing import compose

    if not base and not platform_base and user is None and default is None:
        write_error(f"{NAME}: nothing to compose; name at least one of --base, --user and --default\n")
        return FAILED
    check_stdin(*base, *platform_base, user, default)
    with retriever_by(fetch=fetch, offline=offline, allow_host=allow_host, keep=keep, oem=oem, known=known) as retrieve:
        composition = compose(
            base=[layer for name in base if (layer := read_layer(name, "base", dialect)) is not None],
            platform_base=[
                layer for name in platform_base if (layer := read_layer(name, "platform", dialect)) is not None
            ],
            user=read_layer(user, "user", dialect),
            default=read_layer(default, "default", dialect),
            target=target,
            dialect=dialect,
            retrieve=retrieve,
            unresolved="allow" if allow_unresolved else "refuse",
        )
    if not composition.is_complete and form == "text":
        write_error("incomplete: not everything that the user config names is known\n")
    more: dict[str, Any] = {}
    if summary:
        from ignition_compose.composition.explanations import explanation_of
        from ignition_compose.views.text import explain

        more["summary"] = explanation_of(composition)
    show(composition.report, form=form, quiet=quiet, **more)
    if summary and form == "text":
        write_error(explain(more["summary"]))
    if composition.report.is_fatal and not allow_invalid_result:
        if form == "text":
            write_error("nothing is written; --allow-invalid-result would write it all the same\n")
        return INVALID
    write_result(composition.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE if composition.is_complete else LIMITED


COMMAND: Final = options.Command(
    "compose",
    run,
    (
        options.file_option("--base", "A base config of the image; repeat it for several, lowest first.", several=True),
        options.file_option(
            "--platform-base", "A base config for the machine's platform alone; repeat it for several.", several=True
        ),
        options.file_option("--user", "What the platform hands over; leave it out for a machine that finds nothing."),
        options.file_option("--default", "The image's default config."),
        options.version_option("--target", "The spec version of the result; the highest among the layers if left out."),
        options.DIALECT,
        *FETCHING,
        options.flag(
            ["--allow-unresolved"], "Compose without the user config where another one, not known, takes its place."
        ),
        options.PRETTY,
        options.OUTPUT,
        options.flag(["--summary"], "Say of every entry which layers it came from."),
        options.flag(
            ["--allow-invalid-result"],
            "Write the result even if only the composition is invalid; Ignition itself does not look.",
        ),
        options.FORMAT,
        options.QUIET,
    ),
    HELP,
    (
        "compose --base base.ign --user user.ign --default default.ign --pretty",
        "compose --base base.ign --default default.ign --summary -o machine.ign",
    ),
)
