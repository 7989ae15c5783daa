"""The documentation site."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

_project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _project["name"]
author = _project["authors"][0]["name"]
project_copyright = author
version = release = _project["version"]

extensions = [
    "generated",
    "myst_parser",
    "python_links",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
default_role = "py:obj"
nitpicky = True
# Docstrings may name what is behind the public names; that has no page.
nitpick_ignore_regex = [
    (r"py:(class|obj)", r"ignition_compose\.(models|[a-z0-9_.]+\.\w+)"),
    (r"py:class", r"Dialect|State|UserDataKind|Verb|(st|hypothesis\.strategies)\.SearchStrategy"),
    # The typed models are on the page of fields.
    (r"py:class", r"(_Some)?Sections|Spec[12]|Ignition|KernelArguments|Passwd|Storage|Systemd"),
]

html_theme = "furo"
html_title = "ignition-compose"
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# Values come from the functions; how their classes are constructed is nobody's concern.
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# The copied text of a session is its commands alone.
copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True


def keep_colons(_app: Sphinx, what: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Keep napoleon from reading ``the winner: the topmost one`` as a type and its description."""
    if what == "property" and lines and ":" in lines[0]:
        lines[:0] = ["..", ""]  # an empty comment; only the first line is read that way


def skip_construction(
    _app: Sphinx, _what: str, name: str, _value: object, _skip: object, _options: object
) -> bool | None:
    """Leave out how objects are made: that is the functions' part."""
    return True if name in {"__init__", "__new__"} else None


def setup(app: Sphinx) -> None:
    """Register what this file adds; before napoleon, whose priority is the default of 500."""
    app.connect("autodoc-process-docstring", keep_colons, priority=400)
    app.connect("autodoc-skip-member", skip_construction)
