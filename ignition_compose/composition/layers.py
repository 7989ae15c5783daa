"""The layers of a composition: what each document is, and what was made of it."""

from __future__ import annotations

import os
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ignition_compose.checks.validation import judge
from ignition_compose.documents.config import Config
from ignition_compose.documents.document import Document
from ignition_compose.documents.positions import Lines, report_of
from ignition_compose.documents.userdata import looks_like_path, looks_like_url
from ignition_compose.errors import InputError
from ignition_compose.models.fields import Tree
from ignition_compose.reading import document_of, read_file
from ignition_compose.report import CLEAN, Finding, Report
from ignition_compose.translation.engine import translate_tree
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["base", "user", "default"]
State = Literal["used", "unused", "not-found", "empty", "cloud-config", "script", "mime", "invalid"]


@attrs.frozen(eq=False)
class Layer:
    """One document of a composition, and the verdict on it.

    Attributes:
        role: ``"base"``, ``"user"`` or ``"default"``.
        source: Its name: the file's path, or the role (with a number for base layers).
        state: What was made of it. ``"used"``: it is part of the result; ``"unused"``: a default that was not
            needed; ``"not-found"``, ``"empty"``, ``"cloud-config"``, ``"script"``, ``"mime"``: no Ignition config;
            ``"invalid"``: Ignition refuses it.
        report: What was found in it.
        config: The config as it was written, None where there is none.
        document: The document as it was read.
    """

    role: Role
    source: str
    state: State
    report: Report
    document: Document | None = attrs.field(default=None, repr=False)
    _newest: tuple[Tree, list[Finding]] | None = attrs.field(default=None, init=False, repr=False)

    @classmethod
    def read(cls, content: Content, *, role: Role = "base", name: str | None = None) -> Layer:
        """
        Read a document once, to compose it many times.

        Args:
            content: A path (read), bytes or text, a dict, or a `Config`.
            role: The role it will have; `compose` may give it another.
            name: Its name; the path, or the role, if left out.

        Returns:
            The layer. It is parsed, checked and translated once, however often it is composed.

        Raises:
            InputError: When *content* is of a type that cannot be taken, or text that looks like a path.
            FileError: When the file cannot be read.

        Examples:
            >>> import ignition_compose as ic
            >>> base = ic.Layer.read('{"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}}')
            >>> for shell in ("/bin/bash", "/bin/zsh"):
            ...     user = {"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core", "shell": shell}]}}
            ...     print(ic.compose(base=base, user=user).config.passwd.users)
            (PasswdUser(name='core', shell='/bin/bash'),)
            (PasswdUser(name='core', shell='/bin/zsh'),)
        """
        return layer_of(content, role, name or role)

    @property
    def version(self) -> SpecVersion | None:
        """The spec version it declares."""
        return self.document.version if self.document is not None else None

    @property
    def tree(self) -> Tree | None:
        """Its tree; it must not be changed."""
        return self.document.tree if self.document is not None else None

    @property
    def is_plain(self) -> bool:
        """Whether it is known that no rule on an object of a plain class can object to it."""
        return self.document is not None and self.document.is_plain

    @property
    def config(self) -> Config | None:
        """The config as it was written, None where there is none."""
        if self.document is None or self.tree is None or self.version is None:
            return None
        return Config.of_tree(self.tree, self.version)

    def as_unused(self) -> Layer:
        """
        The layer, marked as one that is not part of the result.
        """
        return self.like(state="unused")

    def like(self, **changes: Any) -> Layer:
        """
        The layer with some attributes changed; what was made of its document is kept.
        """
        layer = attrs.evolve(self, **changes)
        if layer.state == "used":
            object.__setattr__(layer, "_newest", self.newest)
        return layer

    @property
    def newest(self) -> tuple[Tree, list[Finding]]:
        """
        Its tree at the newest spec version, and what was lost on the way there; made once.

        Raises:
            ValueError: When the layer holds no config.
        """
        made = self._newest
        if made is None:
            document = self.document
            if document is None or document.tree is None or document.version is None:
                msg = f"{self.source} holds no config"
                raise ValueError(msg)
            made = translate_tree(document.tree, document.version, SpecVersion.LATEST, plain=document.is_plain)
            # A cached_property would take a lock, at several times the cost of what it guards.
            object.__setattr__(self, "_newest", made)
        return made

    @cached_property
    def lines(self) -> Lines | None:
        """
        Where its lines begin, None where it has no text.
        """
        document = self.document
        return Lines(document.raw) if document is not None and document.raw is not None else None

    def place(self, findings: Sequence[Finding]) -> Report:
        """Findings about this layer as a report, at their lines where the layer has text."""
        document = self.document
        if not findings:
            return CLEAN
        if document is None or document.raw is None:
            return report_of(findings, source=self.source)
        return report_of(findings, source=self.source, raw=document.raw, locate=document.locate)


Content = Path | bytes | str | dict[str, Any] | Config | Layer
"""What a caller may hand over as a document."""


@cache
def _absent(role: Role, name: str) -> Layer:
    return Layer(role, name, "not-found", CLEAN)


def layer_of(content: Content | None, role: Role, name: str) -> Layer:
    """
    Read one layer and judge it.

    Args:
        content: What the caller handed over; None for "not found". A layer that was read before is taken as it is.
        role: Its role.
        name: Its name, unless it is a file.

    Raises:
        InputError: When *content* is of a type that cannot be taken, or text that looks like a path.
        FileError: When the file cannot be read.
    """
    if content is None:
        return _absent(role, name)
    if isinstance(content, Layer):
        return content if content.role == role else content.like(role=role)
    if isinstance(content, Path):
        name, content = os.fspath(content), read_file(content)
    elif isinstance(content, str) and looks_like_path(content):
        what = "a URL; fetch it and pass the bytes"
        if not looks_like_url(content):
            what = f"a path; pass pathlib.Path({content!r}) to read the file"
        msg = f"{role}: {content!r} looks like {what}"
        raise InputError(msg)
    document = document_of(content, name)
    if document.kind != "ignition":
        return Layer(role, name, document.kind, CLEAN, document)
    report = judge(document)
    return Layer(role, name, "invalid" if report.is_fatal else "used", report, document)
