"""
``ignition-compose validate``: files to a verdict on each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.cli import FAILED, FINE, INVALID, NAME
from ignition_compose.cli.files import check_stdin, read_document, write_error, write_output
from ignition_compose.cli.showing import show
from ignition_compose.views.text import printable

if TYPE_CHECKING:
    import click

    from ignition_compose.documents.document import Document
    from ignition_compose.report import Report

HELP = """\
Check configs, and say where each problem is.

Errors and warnings are those of Ignition when it reads the config; the rest is information. Every FILE is checked,
and the exit code is 1 if one of them has an error. Text goes to the standard error, except the
line on each valid file; JSON goes to the standard output.
"""


def command() -> click.Command:
    """
    Return the command as click takes it.
    """
    import click

    from ignition_compose.cli import options

    return options.command(
        "validate",
        run,
        [
            options.file_argument("FILES", several=True),
            click.Option(["--strict"], is_flag=True, help="Make unknown members an error, and nulls and gaps too."),
            options.dialect(),
            options.report_format(),
            options.quiet("Leave out what is only information, and say nothing of valid files."),
        ],
        help_text=HELP,
        examples=["validate user.ign", "validate --strict base.ign user.ign"],
    )


def run(files: tuple[str, ...], *, strict: bool, dialect: str, form: str, quiet: bool) -> int:
    """
    Check each of *files*.

    Returns:
        The exit code: 2 if a file could not be read, else 1 if one is invalid.
    """
    from ignition_compose.checks.validation import judge
    from ignition_compose.errors import FileError
    from ignition_compose.report import join

    check_stdin(*files)
    verdicts: list[tuple[Document, Report]] = []
    code = FINE
    for name in files:
        try:
            document = read_document(name, dialect)
        except FileError as problem:
            code = FAILED
            write_error(f"{NAME}: {printable(str(problem))}\n")
            continue
        report = judge(document, strict=True) if strict else document.report
        verdicts.append((document, report))
        if form == "text":
            show(report, form=form, quiet=quiet)
            if not report.is_fatal and not quiet:
                write_output(f"{printable(document.source or '')}: valid (spec {document.version})\n".encode())
        code = max(code, INVALID if report.is_fatal else FINE)
    if form != "text":
        documents = [_describe(document, report) for document, report in verdicts]
        show(join([report for _, report in verdicts]), form=form, quiet=quiet, write=_answer, documents=documents)
    return code


def _describe(document: Document, report: Report) -> dict[str, Any]:
    version = None if document.version is None else str(document.version)
    return {"source": document.source, "version": version, "valid": not report.is_fatal}


def _answer(text: str) -> None:
    write_output(text.encode())
