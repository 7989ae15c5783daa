"""
Every exception that this library raises, in one tree.

The tree::

    IgnitionComposeError
    ├── InvalidConfig       the content is refused; ``.report`` says why   (ValueError; it stands beside `Report`)
    ├── NoConfig            the content is not an Ignition config at all   (ValueError)
    ├── UnknownVersion      a spec version that does not exist             (ValueError)
    ├── VersionMismatch     two configs of different versions              (ValueError)
    ├── DowngradeError      a translation to an older version              (ValueError)
    ├── InputError          an argument that cannot be taken               (TypeError)
    ├── FileError           a named file cannot be read or written         (OSError)
    ├── InvalidPointer      text that is not a JSON Pointer                (ValueError)
    └── PointerNotFound     a pointer to nothing in this document          (LookupError)

Each inherits the builtin a caller would expect, so both styles of ``except`` work.
"""

from __future__ import annotations


class IgnitionComposeError(Exception):
    """
    The root of every exception of this library.
    """


class NoConfig(IgnitionComposeError, ValueError):
    """
    The content is not an Ignition config: it is empty, cloud-config, a script or MIME.

    Args:
        kind: What it is: ``"empty"``, ``"cloud-config"``, ``"script"`` or ``"mime"``.
        source: The name of the document, if known.
    """

    def __init__(self, kind: str, source: str | None = None) -> None:
        super().__init__(kind, source)
        self.kind = kind
        self.source = source

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        what = "it is empty" if self.kind == "empty" else f"it is {self.kind} user data"
        return f"{where}not an Ignition config: {what}"


class UnknownVersion(IgnitionComposeError, ValueError):
    """
    A spec version that this library does not know.
    """


class VersionMismatch(IgnitionComposeError, ValueError):
    """
    Two configs were given where both must be of one spec version.
    """


class DowngradeError(IgnitionComposeError, ValueError):
    """
    A config cannot be translated to an older spec version.
    """


class InputError(IgnitionComposeError, TypeError):
    """
    An argument is of a kind that cannot be taken, or its meaning is not clear.
    """


class FileError(IgnitionComposeError, OSError):
    """
    A file that the caller named cannot be read or written.
    """


class InvalidPointer(IgnitionComposeError, ValueError):
    """
    The text is not a JSON Pointer.
    """


class PointerNotFound(IgnitionComposeError, LookupError):
    """
    The pointer leads to nothing in this document.
    """
