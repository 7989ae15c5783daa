"""Print a pip constraint file that pins every requirement to its lower bound.

The bounds are read from pyproject.toml: the dependencies, the extras and the
groups named on the command line. Requirements without a lower bound are an
error: a bound that is not written down cannot be tested.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
BOUND = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?>=(?P<version>[0-9][0-9a-z.]*)$")


def constraints(pyproject: dict[str, object], groups: list[str]) -> list[str]:
    """Return one ``name==bound`` line for each requirement, sorted by name."""
    project = pyproject["project"]
    requirements = list(project["dependencies"])  # type: ignore[index]
    for extra in project["optional-dependencies"].values():  # type: ignore[index]
        requirements += extra
    for group in groups:
        requirements += pyproject["dependency-groups"][group]  # type: ignore[index]
    lines = []
    for requirement in requirements:
        match = BOUND.match(requirement)
        if match is None:
            msg = f"{requirement!r} has no lower bound that could be pinned"
            raise SystemExit(msg)
        lines.append(f"{match['name']}=={match['version']}")
    return sorted(set(lines))


if __name__ == "__main__":
    print("\n".join(constraints(tomllib.loads(PYPROJECT.read_text()), sys.argv[1:])))
