"""
What spec 2 demands of units of systemd and their drop-ins.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, rule
from ignition_compose.checks.rules.spec2 import NOT_A_UNIT, is_named, sections_of
from ignition_compose.models import forms
from ignition_compose.models.spec2.systemd import SystemdDropin, Unit
from ignition_compose.report import WARNING
from ignition_compose.versions import Span, SpecVersion, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

as_described(
    "invalid-systemd-ext",
    Unit,
    members=["name"],
    message="the name does not end in a type of unit; add one, such as .service",
    mirrors="unit.go Unit.ValidateName, v2_0/types/unit.go SystemdUnitName.Validate",
    mistaken=(
        forms.NETWORKD_NAME,
        "this is no unit but a file for systemd-networkd; write it into 'networkd.units'",
    ),
)


@rule(
    "invalid-unit-content",
    Unit,
    cases={Span(SpecVersion("2.0.0"), SpecVersion("2.0.0")): (), since("2.1.0"): ("contents",)},
    message=NOT_A_UNIT,
    mirrors="unit.go Unit.ValidateContents, v2_0/types/unit.go SystemdUnit.Validate",
)
def contents_are_unit(unit: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    The contents can be read as a unit file.
    """
    if sections_of(unit.get("contents", "")) is None:
        yield place


@rule(
    "no-install-section",
    Unit,
    cases={Span(SpecVersion("2.0.0"), SpecVersion("2.0.0")): (), since("2.1.0"): ("contents",)},
    severity=WARNING,
    message="the unit is enabled, but nothing says what starts it; add a section [Install] with WantedBy=",
    mirrors="unit.go Unit.ValidateContents, shared/validations/unit.go ValidateInstallSection",
)
def enabled_unit_is_installed(unit: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    Enabling does what the section ``Install`` says; of contents without any assignment nothing is said.
    """
    if unit.get("contents") and (unit.get("enable") or unit.get("enabled")):
        sections = sections_of(unit["contents"])
        if sections and "Install" not in sections:
            yield place


@rule(
    "invalid-unit-content",
    SystemdDropin,
    span=since("2.0.0"),
    message=NOT_A_UNIT,
    mirrors="unit.go SystemdDropin.Validate, v2_0/types/unit.go SystemdUnitDropIn.Validate",
)
def dropin_is_unit(dropin: Tree) -> Iterator[Tokens]:
    """
    The contents can be read as a unit file.
    """
    if sections_of(dropin.get("contents", "")) is None:
        yield ()


@rule(
    "invalid-systemd-dropin-ext",
    SystemdDropin,
    cases={until("2.0.0"): ("name",), since("2.1.0"): ()},
    message="systemd reads drop-ins that end in .conf; rename it",
    mirrors="unit.go SystemdDropin.Validate, v2_0/types/unit.go SystemdUnitDropInName.Validate",
)
def dropin_ends_in_conf(dropin: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    Other files are not read.
    """
    if not is_named(dropin, forms.DROPIN_NAME):
        yield place
