"""
``ignition-compose resolve``: a config and all that it names, as one.
"""

from __future__ import annotations

from ignition_compose.cli import FAILED, FINE, INVALID, LIMITED, NAME, options
from ignition_compose.cli.fetching import FETCHING, retriever_by
from ignition_compose.cli.files import accept, read_document, write_error, write_result
from ignition_compose.cli.showing import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from ignition_compose.composition.resolving import Resolution
    from ignition_compose.documents.config import Config

HELP = """\
Bring together a config and the configs that it names by config.merge and config.replace.

Data URLs are always resolved. Everything else needs --fetch, or one of --map, --oem, --keep. What cannot be resolved is
told, and the exit code is 3.

The result names no config that is in it already. With --vendor it holds the contents of files, certificate authorities
and key files, too, and with --pin their digests.
"""


def run(
    *,
    file: str,
    dialect: str,
    list: bool,  # noqa: A002 - as the option is called
    check: bool,
    vendor: bool,
    pin: bool,
    fetch: bool,
    allow_host: tuple[str, ...],
    keep: str | None,
    offline: bool,
    oem: str | None,
    known: tuple[str, ...],
    pretty: bool,
    output: str | None,
    form: str,
    quiet: bool,
) -> int:
    """
    Resolve the config in a file.

    Returns:
        The exit code: 1 if Ignition would stop, 3 if something is not known.

    Raises:
        UnusableFile: When a file cannot be read or written.
        InvalidConfig: When the config is refused, or contents that are to be in it cannot be had.
        InvalidInput: When options contradict one another.
    """
    from ignition_compose.composition.resolving import resolve

    if list + check + (vendor or pin) > 1:
        write_error(f"{NAME}: --list, --check and --vendor with --pin are three different things; choose one\n")
        return FAILED
    document = read_document(file, dialect)
    accept(document)
    with retriever_by(fetch=fetch, offline=offline, allow_host=allow_host, keep=keep, oem=oem, known=known) as retrieve:
        resolution = resolve(document, retrieve=retrieve, dialect=dialect)
        if not resolution.is_complete and form == "text":
            write_error("incomplete: not everything that this config names is known\n")
        if resolution.report.is_fatal:
            show(resolution.report, form=form, quiet=quiet)
            return LIMITED if resolution.report.is_limited else INVALID
        if list:
            return _list(resolution, form)
        if check:
            return _check(resolution, retrieve, form=form, quiet=quiet)
        show(resolution.report, form=form, quiet=quiet)
        config = _changed(resolution, retrieve, vendor=vendor, pin=pin)
        write_result(config.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE if resolution.is_complete else LIMITED


def _changed(resolution: Resolution, retrieve: Any, *, vendor: bool, pin: bool) -> Config:
    """
    The config, with contents or their digests where that is asked for.
    """
    config = resolution.config
    if not vendor and not pin:
        return config
    from ignition_compose.composition.vendoring import with_contents, with_digests

    contents = resolution.contents(retrieve)
    config = with_digests(config, contents) if pin else config
    return with_contents(config, contents) if vendor else config


def _list(resolution: Resolution, form: str) -> int:
    from ignition_compose.views.references import tabulate
    from ignition_compose.views.structured import json_text

    if form == "json":
        plain = resolution.to_dict()
        write_result(json_text({name: plain[name] for name in ("complete", "documents", "references")}), None)
    else:
        write_result(tabulate(resolution), None)
    return FINE if resolution.is_complete else LIMITED


def _check(resolution: Resolution, retrieve: Any, *, form: str, quiet: bool) -> int:
    import sys

    from ignition_compose.retrieval.retriever import retriever_of

    told: Callable[[int, int], None] | None = None
    if form == "text" and not quiet and sys.stderr.isatty():
        told = _tell
    report = resolution._checked(retriever_of(retrieve), told)
    show(report, form=form, quiet=quiet)
    if report.is_fatal:
        return LIMITED if report.is_limited else INVALID
    count = len(resolution.references)
    if form == "text":
        write_error(f"all references are what they should be: {count}\n")
    return FINE if resolution.is_complete else LIMITED


def _tell(done: int, count: int) -> None:
    write_error(f"\r{done} of {count}{'' if done < count else chr(10)}")


COMMAND: Final = options.Command(
    "resolve",
    run,
    (
        options.file_argument("FILE"),
        options.DIALECT,
        options.flag(["--list"], "List what the config names, and write no config."),
        options.flag(["--check"], "Fetch all contents and hold them against their digests, and write no config."),
        options.flag(["--vendor"], "Write the contents into the config, as data URLs."),
        options.flag(["--pin"], "Write a digest for all contents that have none."),
        *FETCHING,
        options.PRETTY,
        options.OUTPUT,
        options.FORMAT,
        options.QUIET,
    ),
    HELP,
    (
        "resolve stub.ign --map https://example.com/child.ign=child.ign --pretty",
        "resolve user.ign --list",
        "resolve user.ign --fetch --keep fetched --vendor -o whole.ign",
    ),
)
