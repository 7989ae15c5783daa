"""
``ignition-compose validate``: files to a verdict on each.
"""

from __future__ import annotations

from ignition_compose.cli import FAILED, FINE, INVALID, LIMITED, NAME, code_of, options
from ignition_compose.cli.files import check_stdin, read_document, write_error, write_output
from ignition_compose.cli.showing import show
from ignition_compose.display import harmless, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from ignition_compose.documents.document import Document
    from ignition_compose.report import Report

HELP = """\
Check configs, and say where each problem is.

Errors and warnings are those of Ignition when it reads the config; the rest is information. Every FILE is checked,
and the exit code is 1 if one of them has an error, or 3 if all there is to object is a spec that this tool cannot read
yet. Text goes to the standard error, except the line on each valid file; JSON goes to the standard output.
"""


def run(files: tuple[str, ...], *, strict: bool, dialect: str, form: str, quiet: bool) -> int:
    """
    Check each of *files*.

    Returns:
        The exit code: 2 if a file could not be read, else 1 if one is invalid, else 3 if one cannot be read yet.
    """
    from ignition_compose.checks.validation import judge
    from ignition_compose.errors import UnusableFile
    from ignition_compose.report import ERROR, Entry, Report, join

    check_stdin(*files)
    verdicts: list[tuple[Document, Report]] = []
    unread: list[Entry] = []
    code = FINE
    for name in files:
        try:
            document = read_document(name, dialect)
        except UnusableFile as problem:
            code = FAILED
            unread.append(Entry(ERROR, "unusable-file", str(problem), source=name))
            write_error(f"{NAME}: {harmless(str(problem))}\n")
            continue
        report = judge(document, strict=True) if strict else document.report
        verdicts.append((document, report))
        if form == "text":
            show(report, form=form, quiet=quiet)
            if not report.is_fatal and not quiet:
                write_output(f"{shown(document.source or '')}: valid (spec {document.version})\n".encode())
        code = _graver(code, code_of(report))
    if form != "text":
        documents = [_describe(document, report) for document, report in verdicts]
        found = join([Report(unread), *[report for _, report in verdicts]])
        show(found, form=form, quiet=quiet, write=_answer, documents=documents)
    return code


def _graver(one: int, other: int) -> int:
    """
    The exit code to end with: what could not be done says more than what is invalid, and that more than a limit.
    """
    return max(one, other, key=(FINE, LIMITED, INVALID, FAILED).index)


def _describe(document: Document, report: Report) -> dict[str, Any]:
    version = None if document.version is None else str(document.version)
    return {"source": document.source, "version": version, "valid": not report.is_fatal}


def _answer(text: str) -> None:
    write_output(text.encode())


COMMAND: Final = options.Command(
    "validate",
    run,
    (
        options.file_argument("FILES", several=True),
        options.flag(["--strict"], "Make unknown members an error, and nulls and gaps too."),
        options.DIALECT,
        options.FORMAT,
        options.QUIET._replace(help="Leave out what is only information, and say nothing of valid files."),
    ),
    HELP,
    ("validate user.ign", "validate --strict base.ign user.ign"),
)
