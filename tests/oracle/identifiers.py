"""
The reference's identifiers of errors, and why some of them stand for nothing that a config of spec 3 can do.

The names are those of ``config/shared/errors`` in the module; `reference/identifiers.go` lists them, since Go
offers no way to ask for them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from ignition_compose.checks.checking import registered
from ignition_compose.checks.lints import overlays
from ignition_compose.models.specs import SPEC3
from ignition_compose.report import INFO

LISTED: Final = Path(__file__).with_name("reference") / "identifiers.go"
DEFINED: Final = "config/shared/errors/errors.go"


class Reason(NamedTuple):
    """
    Why the packages for configs of spec 3 never say it.

    Attributes:
        why: The reason, for people.
        used: The only places in the module that mention it, beside its definition.
    """

    why: str
    used: tuple[str, ...] = ()


NOT_PRODUCED: Final[dict[str, Reason]] = {
    "ErrDeprecated": Reason("nothing uses it any more: it belonged to configs before spec 2"),
    "ErrPartitionsMisaligned": Reason("nothing uses it any more: spec 3 counts partitions in MiB, which are aligned"),
    "ErrFilePermissionsUnset": Reason("nothing uses it any more: the reference says so itself"),
    "ErrDirectoryPermissionsUnset": Reason("nothing uses it any more: the reference says so itself"),
    "ErrEngineConfiguration": Reason(
        "said by the engine that runs stages, if it was built wrongly", ("internal/exec/engine.go",)
    ),
    "ErrNoSystemdExt": Reason(
        "said by the files stage while it writes presets; validation asks for the type of a unit before",
        ("internal/exec/stages/files/units.go",),
    ),
    "ErrInvalidInstantiatedUnit": Reason(
        "said by the files stage while it writes presets", ("internal/exec/stages/files/units.go",)
    ),
}

OTHERWISE: Final = {
    "ErrInvalid": "the verdict itself, which is `Report.is_fatal` here",
    "ErrEmpty": "an empty document is no config, which is the code no-config here",
}
"""Identifiers that are no entry of a report of the reference, but what it returns beside it."""

OWN: Final = {
    "invalid-json": "Go's decoder says it, in its own words",
    "wrong-type": "Go's decoder says it, in its own words",
    "too-large": "a bound of our own, see docs/conformance.md",
    "unresolved-reference": "what the machine asks for, and nobody here does",
    "dropped-by-empty": "of the engine, not of configs: it goes on with the base alone",
    "platform-dropped": "of the engine, not of configs: it goes on without the platform's base configs",
    "unretrievable": "of the engine, not of configs: what it asks for, and does not get",
    "reference-cycle": "of the engine, not of configs: it would never be done",
    "unsupported-version": "a bound of our own, see docs/conformance.md",
    "unusable-file": "of the command: a file that cannot be read, of which the reference never hears",
    "no-config": "an answer about user data, where the reference returns ErrEmpty, or Flatcar's patch does",
    "needs-other-version": "of typed models, which the reference cannot be given in another version",
    "schema-additional-properties": "only with `strict`",
    "schema-required": "only with `strict`",
    "needs-newer-spec": "of configs that are translated to an older version, which the reference never does",
    "dropped-in-translation": "of layers that are translated: the reference drops the value and says nothing",
    "masked-in-translation": "of layers that are translated: the reference masks the bits and says nothing",
}
"""Codes of errors and warnings that stand for no entry of the reference."""

ADVICE: Final = frozenset(
    {
        *("appended-twice", "case-folded-key", "context-lost", "default-used", "deleted", "displaced"),
        *(
            "hash-never-matches",
            "header-without-value",
            "ignored-reference",
            "inherited-append",
            "inherited-compression",
        ),
        *("inherited-headers", "inherited-verification", "misplaced-error", "no-user-config", "null-entry"),
        *("octal-looking-mode", "odd-version", "repeated-key", "replaced-text"),
        "unused-default-invalid",
    }
)
"""Codes of info entries, which explain and never judge."""

_SOURCES: Final = Path(__file__).parents[2] / "ignition_compose"
_LITERAL: Final = re.compile(r'(?:ERROR|WARNING|_refused\(\s*document|Edit\(\s*"\w+",\s+\("\w+",\)),\s+"([a-z0-9-]+)"')
_INFO: Final = re.compile(r'INFO,\s+"([a-z0-9-]+)"')


def names() -> list[str]:
    """
    Every identifier, in the reference's order.
    """
    return re.findall(r'"(Err\w+)",\n', LISTED.read_text(encoding="utf-8"))


def codes() -> set[str]:
    """
    Every code of an error or a warning of ours: those of the rules, and those that the source names elsewhere.

    Those of rules that only earlier releases have are left out.
    """
    ruled = {rule.code for rule in registered(SPEC3) if rule.severity is not INFO and not rule.is_past}
    return ruled | _find(_LITERAL)


def advice() -> set[str]:
    """
    Every code of an info entry that the source names: those of the rules, of the overlays, and elsewhere.
    """
    ruled = {rule.code for rule in registered(SPEC3) if rule.severity is INFO}
    return ruled | {one.code for one in overlays.registered()} | _find(_INFO)


def _find(literal: re.Pattern[str]) -> set[str]:
    # What is said of specs 1 and 2 has another reference.
    paths = [path for path in _SOURCES.rglob("*.py") if path.name not in ("legacy.py", "refused.py")]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return {code for text in texts for code in literal.findall(text)}
