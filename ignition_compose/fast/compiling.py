"""
Functions made from the description, compiled as attrs does it: the only place where code is generated.

Each text of a function is registered with `linecache` under a name of its own, so that tracebacks show it
and a debugger steps through it. `compiled` is the single door: what it compiles comes from the description
and from the names of its members, never from a document.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any


def compiled(function: str, arguments: str, lines: Sequence[str], title: str, names: Mapping[str, Any]) -> Any:
    """
    The function of some lines.

    Args:
        function: Its name.
        arguments: Its arguments, as they are written.
        lines: Its body.
        title: What it is for, to tell its text from others.
        names: The values of the names that it uses.

    Examples:
        >>> double = compiled("double", "number", ["return number * factor"], "an example", {"factor": 2})
        >>> double(21)
        42
    """
    import linecache

    source = "\n".join([f"def {function}({arguments}):", *[f"    {line}" for line in lines], ""])
    filename = f"<ignition_compose {title}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace = dict(names)
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - see the module
    made: Callable[..., Any] = namespace[function]
    return made
