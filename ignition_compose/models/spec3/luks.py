"""
Encrypted volumes, and what unlocks them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, part, parts, text, texts
from ignition_compose.models.spec3.resource import Resource
from ignition_compose.versions import since, until


@described(key=lambda tang: tang.get("url") or "")
class Tang:
    """
    A Tang server that helps to unlock a volume.

    Examples:
        >>> Tang(url="https://tang.example.com", thumbprint="x").url
        'https://tang.example.com'
    """

    advertisement: str | None = text("The server's advertisement as JSON text, so that the server need not be reached while provisioning.", span=since("3.4.0"))
    thumbprint: str | None = text("Thumbprint of a signing key that the server must prove.", required=True, pattern=forms.NOT_EMPTY)
    url: str = text("URL of the server, `http` or `https`.", nullable=False, required=True, plain=forms.PLAIN_HTTP, address=True)


@described()
class ClevisCustom:
    """
    A Clevis configuration written out by hand.

    Examples:
        >>> ClevisCustom(pin="tpm2", config="{}").pin
        'tpm2'
    """

    config: str | None = text("Configuration of the pin as JSON text.", nullable=since("3.3.0"), always=until("3.2.0"), secret=True)
    needs_network: bool | None = flag("Whether unlocking needs the network.")
    pin: str | None = text("Name of the Clevis pin.", nullable=since("3.3.0"), always=until("3.2.0"))


@described()
class Clevis:
    """
    How Clevis unlocks a volume.

    Examples:
        >>> Clevis(tpm2=True, threshold=1)
        Clevis(threshold=1, tpm2=True)
    """

    custom: ClevisCustom = part(ClevisCustom, "A configuration of one's own, which excludes the other members.", nullable=until("3.2.0"))
    tang: tuple[Tang, ...] = parts(Tang, "Tang servers that take part.")
    threshold: int | None = integer("How many of the pieces unlock the volume, 1 if left out.")
    tpm2: bool | None = flag("Whether the machine's TPM 2.0 takes part.")


@described()
class Cex:
    """
    Unlocking with a crypto card of an IBM Z machine.

    Examples:
        >>> Cex(enabled=True)
        Cex(enabled=True)
    """

    enabled: bool | None = flag("Whether a key of the card encrypts the volume.")


@described(key="name")
class Luks:
    """
    An encrypted volume.

    Examples:
        >>> Luks(name="data", device="/dev/sdb").device
        '/dev/sdb'
    """

    cex: Cex = part(Cex, "Unlocking with a crypto card; not with Clevis or a key file.", span=since("3.5.0"))
    clevis: Clevis = part(Clevis, "Unlocking with Clevis.", nullable=until("3.2.0"))
    device: str | None = text("Absolute path of the device that is encrypted.", required=True, pattern=forms.PATH)
    discard: bool | None = flag("Whether discard requests reach the device below.", span=since("3.4.0"))
    key_file: Resource = part(Resource, "Key that unlocks the volume; a random one is made if left out.")
    label: str | None = text(f"Label of the volume, at most {forms.LUKS_LABEL_BYTES} bytes.", plain=forms.plain_label(forms.LUKS_LABEL_BYTES))
    name: str = text("Name of the opened device, without slashes.", nullable=False, always=True, required=True, pattern=forms.NO_SLASH)
    open_options: tuple[str, ...] = texts("Further options for opening the volume.", span=since("3.4.0"))
    options: tuple[str, ...] = texts("Further options for formatting the volume.", merge="append")
    uuid: str | None = text("UUID of the volume.")
    wipe_volume: bool | None = flag("Whether an existing volume is wiped.")
