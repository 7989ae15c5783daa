"""
What spec 2 demands of the files that systemd-networkd reads.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.checks.rules.spec2 import NOT_A_UNIT, is_named, sections_of
from ignition_compose.models import forms
from ignition_compose.models.spec2.networkd import NetworkdDropin, NetworkdUnit
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


@rule(
    "invalid-unit-content",
    NetworkdUnit,
    NetworkdDropin,
    span=since("2.0.0"),
    message=NOT_A_UNIT,
    mirrors="unit.go Networkdunit.Validate, unit.go NetworkdDropin.Validate, v2_0/types/unit.go NetworkdUnit.Validate",
)
def contents_are_unit(unit: Tree) -> Iterator[Tokens]:
    """
    The contents can be read as a unit file.
    """
    if sections_of(unit.get("contents", "")) is None:
        yield ()


@rule(
    "invalid-networkd-ext",
    NetworkdUnit,
    cases={until("2.0.0"): ("name",), since("2.1.0"): ()},
    message="the name does not end in .link, .netdev or .network; rename it",
    mirrors="unit.go Networkdunit.Validate, v2_0/types/unit.go NetworkdUnitName.Validate",
)
def name_has_type(unit: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    systemd-networkd reads three types of files.
    """
    if not is_named(unit, forms.NETWORKD_NAME):
        yield place


@rule(
    "invalid-networkd-dropin-ext",
    NetworkdDropin,
    message="systemd-networkd reads drop-ins that end in .conf; rename it",
    mirrors="unit.go NetworkdDropin.Validate",
)
def dropin_ends_in_conf(dropin: Tree) -> Iterator[Tokens]:
    """
    Other files are not read.
    """
    if not is_named(dropin, forms.DROPIN_NAME):
        yield ()
