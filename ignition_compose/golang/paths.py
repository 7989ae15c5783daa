"""
Slash-separated paths, as Go's `path` package treats them.
"""

from __future__ import annotations

from ignition_compose.patterns import pattern

_ELEMENT = pattern(rb"[^/]++")


def clean(path: str) -> str:
    """
    Give the shortest path that is lexically the same.

    Unlike `posixpath.normpath`, two leading slashes become one.

    Args:
        path: Any path, absolute or relative.

    Returns:
        The path without empty and `.` elements and without `..` elements that can be resolved; `.` if nothing is left.

    Mirrors `Clean` in Go's `path/path.go`.

    >>> clean("//etc/./systemd/../hosts/"), clean("a/../.."), clean("")
    ('/etc/hosts', '..', '.')
    """
    if path[:1] == "/" and "/." not in path and "//" not in path and path[-1] != "/":
        return path
    rooted = path.startswith("/")
    # Bytes that grow and shrink, as in Go: as many texts as there are elements would be many times as large.
    kept = bytearray()
    # What is before here are elements that nothing can resolve.
    fixed = 0
    for found in _ELEMENT.finditer(path.encode("utf-8", "surrogatepass")):
        element = found[0]
        if element == b".":
            continue
        if element != b"..":
            kept += b"/" + element
        elif len(kept) > fixed:
            del kept[kept.rfind(b"/") :]
        elif not rooted:
            kept += b"/.."
            fixed = len(kept)
    joined = kept.decode("utf-8", "surrogatepass")
    return joined or "/" if rooted else joined[1:] or "."


def is_abs(path: str) -> bool:
    """
    Tell whether a path is absolute.

    Args:
        path: Any path.

    Returns:
        Whether it begins with a slash.

    Mirrors `IsAbs` in Go's `path/path.go`.

    >>> is_abs("/etc"), is_abs("etc")
    (True, False)
    """
    return path.startswith("/")


def dirname(path: str) -> str:
    """
    Give everything but a path's last element, cleaned.

    Args:
        path: Any path.

    Returns:
        The cleaned directory part; `.` if there is none.

    Mirrors `Dir` in Go's `path/path.go`.

    >>> dirname("/etc/hosts"), dirname("/etc/"), dirname("hosts")
    ('/etc', '/etc', '.')
    """
    return clean(path[: path.rfind("/") + 1])


def ext(path: str) -> str:
    """
    Give a file name's extension with its dot.

    Unlike `posixpath.splitext`, a name that begins with its only dot is all extension.

    Args:
        path: Any path.

    Returns:
        What begins at the last dot of the last element; empty if that has no dot.

    Mirrors `Ext` in Go's `path/path.go`.

    >>> ext("docker.service"), ext(".mount"), ext("a.d/b")
    ('.service', '.mount', '')
    """
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:] if dot >= 0 else ""


def join(*elements: str) -> str:
    """
    Join path elements with slashes and clean the result.

    Unlike `posixpath.join`, an absolute element does not discard the ones before it.

    Args:
        *elements: Paths; empty ones are left out.

    Returns:
        The cleaned path; empty if all elements are.

    Mirrors `Join` in Go's `path/path.go`.

    >>> join("/etc/link", "../target"), join("a", "/b"), join("", "")
    ('/etc/target', 'a/b', '')
    """
    present = [element for element in elements if element]
    return clean("/".join(present)) if present else ""
