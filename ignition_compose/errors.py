"""
Every exception that this library raises, in one tree.

The tree::

    IgnitionComposeError
    ├── InvalidConfig         the content is refused; ``.report`` says why        (ValueError)
    ├── InvalidInput          an argument that cannot be taken                    (TypeError)
    ├── InvalidPointer        text that is not a JSON Pointer                     (ValueError)
    ├── NoConfig              the content is not an Ignition config at all        (ValueError)
    ├── PointerNotFound       a pointer to nothing in this document               (LookupError)
    ├── Unretrievable         what a URL names cannot be had                      (OSError)
    ├── UnresolvedReference   a config takes the place of this, and is not known  (LookupError)
    ├── UnknownVersion        a spec version that does not exist                  (ValueError)
    ├── UnsupportedConfig     Ignition reads the content, this library not yet    (NotImplementedError)
    ├── UnsupportedDowngrade  a translation to an older spec                      (NotImplementedError)
    ├── UnusableFile          a named file cannot be read or written              (OSError)
    └── VersionMismatch       two configs of different versions                   (ValueError)

`InvalidConfig`, `UnresolvedReference` and `UnsupportedConfig` stand in `refusals`, for they hold a `Report`, and
`Unretrievable` in `retrieval`. Each inherits the builtin a caller would expect, so both styles of ``except`` work.
"""

from __future__ import annotations

from ignition_compose.display import harmless, shown


class IgnitionComposeError(Exception):
    """
    The root of every exception of this library.

    Examples:
        >>> from ignition_compose import parse
        >>> try:
        ...     parse("")
        ... except IgnitionComposeError as error:
        ...     print(error)
        not an Ignition config: it is empty
    """

    def __str__(self) -> str:
        # What others named, be it a file or a member, may be in the message.
        return harmless(super().__str__())


class NoConfig(IgnitionComposeError, ValueError):
    """
    The content is not an Ignition config: it is empty, cloud-config, a script or MIME.

    Args:
        kind: What it is: ``"empty"``, ``"cloud-config"``, ``"script"`` or ``"mime"``.
        source: The name of the document, if known.

    Examples:
        >>> from ignition_compose import parse
        >>> parse("#cloud-config", source="user-data")
        Traceback (most recent call last):
            ...
        ignition_compose.errors.NoConfig: user-data: not an Ignition config: it is cloud-config user data
    """

    def __init__(self, kind: str, source: str | None = None) -> None:
        super().__init__(kind, source)
        self.kind = kind
        self.source = source

    def __str__(self) -> str:
        where = f"{shown(self.source)}: " if self.source else ""
        what = "it is empty" if self.kind == "empty" else f"it is {self.kind} user data"
        return f"{where}not an Ignition config: {what}"


class UnknownVersion(IgnitionComposeError, ValueError):
    """
    A spec version that this library does not know.

    Examples:
        >>> from ignition_compose import schema
        >>> schema("3.9.0")
        Traceback (most recent call last):
            ...
        ignition_compose.errors.UnknownVersion: there is no spec version '3.9.0'; known are 3.0.0, ...
    """


class VersionMismatch(IgnitionComposeError, ValueError):
    """
    Two configs were given where both must be of one spec version.

    Examples:
        >>> from ignition_compose import Config, merge
        >>> merge(*[Config.from_dict({"ignition": {"version": version}}) for version in ("3.4.0", "3.5.0")])
        Traceback (most recent call last):
            ...
        ignition_compose.errors.VersionMismatch: ...
    """


class UnsupportedDowngrade(IgnitionComposeError, NotImplementedError):
    """
    A config cannot be translated to so old a spec.

    Examples:
        >>> from ignition_compose import Config, translate
        >>> translate(Config.from_dict({"ignition": {"version": "3.4.0"}}), "1.0.0")
        Traceback (most recent call last):
            ...
        ignition_compose.errors.UnsupportedDowngrade: ...
    """


class InvalidInput(IgnitionComposeError, TypeError):
    """
    An argument is of a kind that cannot be taken, or its meaning is not clear.

    Examples:
        >>> from ignition_compose import read
        >>> read(5)
        Traceback (most recent call last):
            ...
        ignition_compose.errors.InvalidInput: a config is given as a path, bytes, text, a dict, ...
    """


class UnusableFile(IgnitionComposeError, OSError):
    """
    A file that the caller named cannot be read or written.

    Examples:
        >>> from pathlib import Path
        >>> from ignition_compose import read
        >>> read(Path("missing.ign"))
        Traceback (most recent call last):
            ...
        ignition_compose.errors.UnusableFile: missing.ign: cannot be read: No such file or directory
    """


class InvalidPointer(IgnitionComposeError, ValueError):
    """
    The text is not a JSON Pointer.

    Examples:
        >>> from ignition_compose import Pointer
        >>> Pointer("a")
        Traceback (most recent call last):
            ...
        ignition_compose.errors.InvalidPointer: 'a' is not a JSON Pointer: it must be empty or begin with /
    """


class PointerNotFound(IgnitionComposeError, LookupError):
    """
    The pointer leads to nothing in this document.

    Examples:
        >>> from ignition_compose import Pointer
        >>> Pointer("/a").resolve({})
        Traceback (most recent call last):
            ...
        ignition_compose.errors.PointerNotFound: '/a' leads to nothing: there is no 'a'
    """
