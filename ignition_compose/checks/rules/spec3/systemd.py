"""
Units of systemd and their drop-ins.
"""

from __future__ import annotations

from functools import lru_cache

from ignition_compose.checks.registry import as_described, rule
from ignition_compose.golang import GoError, unitfile
from ignition_compose.models import forms
from ignition_compose.models.spec3.systemd import Dropin, Systemd, Unit
from ignition_compose.report import WARNING, Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.models.fields import Tree

_INSTALL: Final = "Install"
_SERVICE: Final = ".service"
_NOT_INSTALLED: Final = "the unit is enabled, but nothing says what starts it; add a section [Install] with WantedBy="
_MIRRORS: Final = "unit.go Unit.Validate, shared/validations/unit.go ValidateInstallSection"


# Two rules ask about one text, one after the other; one answer is all that must be kept.
@lru_cache(maxsize=1)
def has_install_section(contents: str) -> bool | None:
    """
    Tell whether a unit's contents say how it is enabled, None where they cannot be read.
    """
    try:
        return unitfile.has_section(contents, _INSTALL)
    except GoError:
        return None


as_described(
    "invalid-systemd-ext",
    Unit,
    members=["name"],
    message="the name does not end in a type of unit; add one, such as .service",
    mirrors="unit.go validateName",
    mistaken=(
        forms.NETWORKD_NAME,
        "this is no unit but a file for systemd-networkd; write it below /etc/systemd/network in 'storage.files'",
    ),
)

as_described(
    "invalid-systemd-dropin-ext",
    Dropin,
    members=["name"],
    message="systemd reads drop-ins that end in .conf; rename it",
    mirrors="unit.go Dropin.Validate",
)


@rule(
    "invalid-unit-content",
    Unit,
    Dropin,
    message="this is not a unit file; write sections in brackets, and assignments NAME=VALUE within them",
    mirrors="unit.go Unit.Validate, unit.go Dropin.Validate, shared/parse/unit.go ParseUnitContents",
)
def contents_are_unit(unit: Tree) -> Iterator[Tokens]:
    """
    The contents can be read as a unit file.
    """
    contents = unit.get("contents")
    if contents and has_install_section(contents) is None:
        yield ("contents",)


@rule("no-install-section", Unit, severity=WARNING, message=_NOT_INSTALLED, mirrors=_MIRRORS)
def enabled_unit_is_installed(unit: Tree) -> Iterator[Tokens]:
    """
    Enabling does what the section ``Install`` says; an empty section says nothing.
    """
    contents = unit.get("contents")
    if unit.get("enabled") and contents and has_install_section(contents) is False and unitfile.parse(contents):
        yield ("contents",)


@rule(
    "no-install-section",
    Unit,
    severity=WARNING,
    habit="no-install-section-of-bare-unit",
    message=_NOT_INSTALLED,
    mirrors=_MIRRORS,
)
def enabled_bare_unit_is_installed(unit: Tree) -> Iterator[Tokens]:
    """
    The same for contents that assign nothing at all.
    """
    contents = unit.get("contents")
    if unit.get("enabled") and contents and has_install_section(contents) is False and not unitfile.parse(contents):
        yield ("contents",)


@rule(
    "no-install-section-for-instantiable-unit",
    Systemd,
    habit="no-install-section-for-instantiable-unit",
    severity=WARNING,
    message="the instance is enabled, but nothing says what starts it; add a section [Install] to its template",
    mirrors="systemd.go Systemd.Validate",
    needs=["units"],
)
def enabled_instance_is_installed(systemd: Tree) -> Sequence[Tokens]:
    """
    Enabling an instance does what its template's section ``Install`` says.
    """
    units = systemd.get("units", ())
    instances = [
        (index, template)
        for index, unit in enumerate(units)
        if "@" in unit.get("name", "") and unit.get("enabled") and (template := template_of(unit["name"])) is not None
    ]
    if not instances:
        return ()
    wanted = {template for _, template in instances}
    contents = {unit.get("name", ""): unit.get("contents") for unit in units}
    bare = {name for name in wanted if contents.get(name) and has_install_section(contents[name]) is False}
    return [("units", index, "contents") for index, template in instances if template in bare]


def template_of(name: str) -> str | None:
    """
    Give the name of the template that a service is an instance of.

    Args:
        name: The name of a unit.

    Returns:
        The template's name, None for a unit that is no instance. Mirrors a regular expression of
        ``Systemd.Validate``, for which the first character may be an at sign, and a line feed is none.

    Examples:
        >>> template_of("getty@tty1.service"), template_of("getty@.service"), template_of("a@b.socket")
        ('getty@.service', None, None)
    """
    at = name.find("@", 1)
    if at < 0 or not name.endswith(_SERVICE) or at + 1 >= len(name) - len(_SERVICE) or "\n" in name:
        return None
    return name[: at + 1] + _SERVICE
