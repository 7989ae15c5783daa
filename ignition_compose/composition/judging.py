"""
What is wrong with what layers become together, and with none of them alone.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.checks import checking
from ignition_compose.checks.checking import asking_of
from ignition_compose.fast.trust import DOUBT
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, ERROR, Entry, Place, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final

    from ignition_compose.composition.layers import Layer, Made
    from ignition_compose.composition.origins import Origins
    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Finding
    from ignition_compose.versions import SpecVersion

RESULT: Final = "composed result"
"""What entries call the result, where no layer is to blame."""


def judge_rendered(part: Layer, made: Made) -> Report:
    """
    What the newest version's rules say of the user config, beyond what its own version's said.

    Mirrors the second validation in ``acquireProviderConfig`` of the reference's engine. Rules that both
    versions have are not asked again: translating adds nothing that they object to.
    """
    document = part.document
    assert document is not None
    dialect, version = document._dialect, made.version
    newest = dialect.newest
    if version is newest and part.rendered is None:
        return CLEAN
    # What is made of several can break a rule that none of them breaks.
    beyond = version if part.rendered is None else None
    found = checking.check(made.tree, newest, asking_of(dialect, made.trust, beyond))
    if not found:
        return CLEAN
    again = f"Ignition checks it again as spec {newest}"
    errors = [finding for finding in found if finding.severity is ERROR]
    errors = [finding._replace(message=f"{finding.message} ({again})") for finding in errors]
    return part._report_on(made, errors)


def judge_result(tree: Tree, made: Sequence[Made], origins: Origins, dialect: Dialect) -> Report:
    """
    What is wrong with the result that was not wrong with a layer: Ignition itself never looks.
    """
    trust = min([one.trust for one in made], default=DOUBT) if spec_of(dialect.newest) is SPEC3 else DOUBT
    asking = asking_of(dialect, DOUBT if trust is DOUBT else _weigher()(tree, dialect.newest, trust))
    # Nobody needs to look for repeated keys: a merge of layers in which none is repeated repeats none.
    findings = checking.check(tree, dialect.newest, asking)
    if not findings:
        return CLEAN
    known = {(entry.code, entry.message) for layer in origins.layers for entry in layer.report}
    kept = findings.kept
    new = [finding for finding in kept if finding.severity is ERROR or (finding.code, finding.message) not in known]
    return Report([entry_of(finding, origins, _UNCHECKED) for finding in new], findings.omitted)


@cache
def _weigher() -> Callable[[Tree, SpecVersion, Trust], Trust]:
    from ignition_compose.fast.plain import trust_in_merge

    return trust_in_merge


_UNCHECKED: Final = "in the composed result, which Ignition does not check: "


def entry_of(finding: Finding, origins: Origins, told: str = "") -> Entry:
    """
    What was found in the result, at the place in the topmost layer that it came from, and so the other party.
    """
    pointer = Pointer.of(*finding.tokens)
    message = f"{told}{finding.message}"
    here = _written(pointer, origins) or Place(RESULT, pointer)
    there = None if finding.related is None else _written(Pointer.of(*finding.related), origins)
    return Entry(finding.severity, finding.code, message, here.pointer, here.source, here.line, here.column, there)


def _written(pointer: Pointer, origins: Origins) -> Place | None:
    """
    Where a value of the result, or what should hold it, was written: in the topmost layer that has it.
    """
    found, _ = origins.find(pointer)
    while not found and pointer:
        pointer = pointer.parent
        found, _ = origins.find(pointer)
    return origins.located(found)[-1] if found else None
