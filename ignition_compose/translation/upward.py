"""
What changes from one version of spec 3 to the next, beyond what the description says by itself.

Each step is registered with the version it leads to and the classes whose objects it changes.
"""

from __future__ import annotations

from ignition_compose.fast.trust import PLAIN
from ignition_compose.models import forms
from ignition_compose.models.spec3 import Directory, File, Tang
from ignition_compose.translation.step import Edit, Step
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from ignition_compose.models.fields import Tree


def drop_advertisement(tang: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Leave out a Tang server's advertisement.

    Mirrors ``translateTang`` of the reference's ``v3_5/translate``, which does not carry it over.
    """
    if "advertisement" not in tang:
        return None
    message = "lost on the way to spec 3.5.0, as in Ignition; the server must be reachable while provisioning"
    kept = {name: value for name, value in tang.items() if name != "advertisement"}
    return kept, (Edit("dropped", ("advertisement",), "dropped-in-translation", message),)


def mask_special_bits(node: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Clear setuid, setgid and sticky, which older specs accept and never apply.

    Mirrors ``translateFileEmbedded1`` and ``translateDirectoryEmbedded1`` of the reference's ``v3_6/translate``.
    """
    return _masked(node, "3.6.0")


def mask_bits_early(node: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Clear them where a release of Ignition does so on the way to spec 3.4.0.

    Mirrors the same functions of ``v3_4/translate`` of those releases.
    """
    return _masked(node, "3.4.0")


def _masked(node: Tree, version: str) -> tuple[Tree, tuple[Edit, ...]] | None:
    mode = node.get("mode")
    if mode is None or not mode & forms.SPECIAL_BITS:
        return None
    bits = "setuid, setgid and sticky bits"
    message = f"{bits} are cleared on the way to spec {version}, because older specs never applied them"
    return {**node, "mode": mode & ~forms.SPECIAL_BITS}, (Edit("changed", ("mode",), "masked-in-translation", message),)


_MASKS: Final = "masks-special-bits"

STEPS: Mapping[SpecVersion, tuple[Step, ...]] = {
    SpecVersion("3.4.0"): (Step((File, Directory), mask_bits_early, idle_at=PLAIN, habit=_MASKS, last="2.21.0"),),
    SpecVersion("3.5.0"): (Step((Tang,), drop_advertisement),),
    SpecVersion("3.6.0"): (Step((File, Directory), mask_special_bits, idle_at=PLAIN, habit=_MASKS),),
}
"""The steps, by the version they lead to; a version that is not here changes nothing but its name."""
