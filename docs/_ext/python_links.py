"""Link names of the standard library to Python's documentation, without a network.

A name is linked only when it exists in the Python that builds the site, so a
misspelt one still fails the build.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LIBRARY = "https://docs.python.org/3/library"


def find_page(target: str) -> str | None:
    """Return the address of a standard name, or None when there is no such name."""
    first, _, _ = target.partition(".")
    if hasattr(builtins, first):
        kind = getattr(builtins, first)
        raised = isinstance(kind, type) and issubclass(kind, BaseException)
        return f"{LIBRARY}/{'exceptions' if raised else 'stdtypes'}.html#{target}"
    if first not in sys.stdlib_module_names:
        return None
    module, names = _import_longest(target.split("."))
    found: Any = module
    for name in names:
        if not hasattr(found, name):
            return None
        found = getattr(found, name)
    return f"{LIBRARY}/{module.__name__}.html#{target}"


def _import_longest(parts: list[str]) -> tuple[Any, list[str]]:
    for end in range(len(parts), 1, -1):
        try:
            return importlib.import_module(".".join(parts[:end])), parts[end:]
        except ModuleNotFoundError:
            continue
    return importlib.import_module(parts[0]), parts[1:]


def link_python(_app: Sphinx, _env: BuildEnvironment, node: pending_xref, content: TextElement) -> Element | None:
    """Resolve a reference that no page of this site resolves."""
    if node.get("refdomain") != "py":
        return None
    page = find_page(node["reftarget"])
    if page is None:
        return None
    return nodes.reference("", "", content, internal=False, refuri=page, reftitle="in Python's documentation")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("missing-reference", link_python)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
