"""
What every config of every spec has in common: where it says which version it is.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, part, text


@described()
class Stub:
    """
    The section that names the version.
    """

    version: str = text("Version of the spec that this config follows.", nullable=False)


@described()
class Envelope:
    """
    A config of a version that is not known yet.
    """

    ignition: Stub = part(Stub, "The section that names the version.")


@described()
class LegacyEnvelope:
    """
    The same as Flatcar's Ignition reads it, which takes configs of spec 1 too.
    """

    ignition: Stub = part(Stub, "The section that names the version.")
    ignition_version: int | None = integer("Version of spec 1 that this config follows.")


VERSION_TOKENS = ("ignition", "version")
LEGACY_MEMBER = "ignitionVersion"
