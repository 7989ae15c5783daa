"""
Configs of the platform's own, which are merged with one another before they are laid onto the image's base configs.
"""

from __future__ import annotations

from ignition_compose.report import WARNING, Entry, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.composition.layers import Layer
    from ignition_compose.dialects import Dialect


def grouped(
    layers: Sequence[Layer], dialect: Dialect
) -> tuple[tuple[Layer, ...], tuple[Layer, ...], tuple[Report, ...]]:
    """
    What stands for the configs of a platform, these themselves, and what there is to say of them.

    Args:
        layers: The configs, lowest first.
        dialect: Which Ignition reads them.

    Returns:
        One layer in which they are merged, or nothing; the layers with what became of them; and reports. Mirrors
        ``FetchBaseConfig`` of the reference's ``internal/providers/system``, which goes on without all of them where
        one cannot be read.
    """
    bad = [layer for layer in layers if layer.state != "used"]
    if bad:
        left = [layer._replace(state="dropped") if layer.state == "used" else layer for layer in layers]
        return (), tuple(left), tuple([_told(layer) for layer in bad])
    if len(layers) < _SEVERAL:
        return tuple(layers), tuple(layers), tuple([layer.report for layer in layers])
    return (_merged(layers, dialect),), tuple(layers), tuple([layer.report for layer in layers])


_SEVERAL = 2


def _told(layer: Layer) -> Report:
    """
    Why a config is the end of its whole group, which is no error to Ignition.
    """
    message = "Ignition cannot read this config of the platform, and goes on without any of the platform's"
    entries = [Entry(WARNING, "platform-dropped", message, source=layer.source)]
    report = layer.report
    entries += [entry._replace(severity=WARNING) if entry.severity == "error" else entry for entry in report]
    return Report(entries, report.omitted)


def _merged(layers: Sequence[Layer], dialect: Dialect) -> Layer:
    from ignition_compose.composition.folding import fold
    from ignition_compose.composition.layers import Layer
    from ignition_compose.composition.rendered import Rendered
    from ignition_compose.composition.rendering import weighed
    from ignition_compose.models.view import SpecView

    parts = [(layer, layer._translated()) for layer in layers]
    made = [one for _, one in parts]
    _, tree = fold(made, SpecView.of(dialect.newest).root, dialect.release, ends_in_base=False)
    trust = weighed(tree, min([one.trust for one in made]), dialect)
    return Layer("platform", "platform configs", "used", None, Rendered(tree, trust, dialect, parts))
