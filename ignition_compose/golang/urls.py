"""
URLs, as Go's `net/url` reads them.

Decoded parts may hold bytes that are not UTF-8; these are kept as U+DC80 to U+DCFF (`errors="surrogateescape"`).
"""

from __future__ import annotations

import re

from ignition_compose.golang import GoError
from ignition_compose.golang.text import percent_decode, quote, replace_surrogates
from ignition_compose.patterns import pattern
from ignition_compose.values import NamedTuple

_MAX_QUERY_PARAMETERS = 10_000

# All patterns look at ASCII alone: Go looks at bytes, and takes or refuses all bytes from 0x80 alike.
_CONTROL = pattern(r"[\x00-\x1f\x7f]")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*+):")
_USERINFO = pattern(r"[A-Za-z0-9._~!$&'()*+,;=:%@-]*+")
_PORT = pattern(r"(?::[0-9]*+)?")
_NOT_ESCAPED = pattern(r"[A-Za-z0-9._~!$&'()*+,;=:@/\[\]%?-]*+")

# What Go leaves unescaped beside letters, digits and "-._~".
_PATH_KEPT = "$&+,/:;=@"
_SEGMENT_KEPT = "$&+:=@"
_HOST_KEPT = "!$&'()*+,;=:[]<>\""
_USERINFO_KEPT = "$&+,;="
_FRAGMENT_KEPT = "$&+,/:;=?@!()*"

_HOST_PUNCTUATION = "!$&'()*+,;=:[]<>\"-_.~"
# Spelled out and not negated: a class that reaches to the end of Unicode takes long to compile.
_NOT_IN_HOST = "".join(
    [char for char in map(chr, range(128)) if not char.isalnum() and char not in _HOST_PUNCTUATION + "%"]
)
_NOT_IN_HOST = f"[{re.escape(_NOT_IN_HOST)}]"
_HOST_BYTES = [f"{byte:02x}" for byte in range(128) if chr(byte).isalnum() or chr(byte) in _HOST_PUNCTUATION + " %"]


def _in_either_case(text: str) -> str:
    return "".join([f"[{char}{char.upper()}]" if char.isalpha() else char for char in text])


# What is wrong first, in each part of a URL. A host may escape only what is not ASCII (and the percent sign), a zone
# only what it may also hold unescaped, and the space and the percent sign.
_WRONG = pattern(r"%(?![0-9A-Fa-f]{2})")
_WRONG_IN_HOST = pattern(rf"%(?!25|[89A-Fa-f][0-9A-Fa-f])|{_NOT_IN_HOST}")
_WRONG_IN_ZONE = pattern(rf"%(?!{'|'.join([_in_either_case(byte) for byte in _HOST_BYTES])})|{_NOT_IN_HOST}")

_HEX_GROUP = pattern(r"[0-9A-Fa-f]{1,4}")
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = pattern(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_IPV6_GROUPS = 8


class UrlError(GoError):
    """
    A string is not a URL.
    """


class Url(NamedTuple):
    """
    A URL in its parts: host, path and fragment are decoded, the opaque part and the query are as written.
    """

    scheme: str = ""
    opaque: str = ""
    host: str = ""
    path: str = ""
    raw_query: str = ""
    fragment: str = ""


def parse(text: str) -> Url:
    """
    Read a URL or a relative reference.

    Almost everything parses: a name such as `foo` is a relative path. Several colons in a host without brackets are
    fine, for the reference is built for Go 1.25, where they are also in `http` URLs.

    Args:
        text: Any string.

    Returns:
        The URL's parts; the scheme is in lower case.

    Raises:
        UrlError: The string is not a URL; the message is without Go's `parse "..."` prefix, which repeats the URL.

    Mirrors `Parse` in Go's `net/url/url.go`.

    >>> parse("HTTPS://example.com/a%20b?c=d#e")
    Url(scheme='https', opaque='', host='example.com', path='/a b', raw_query='c=d', fragment='e')
    >>> parse("data:,hello").opaque
    ',hello'
    """
    written, fragment = _split(replace_surrogates(text))
    host = ""
    if written.authority is not None:
        userinfo, _, host = written.authority.rpartition("@")
        host = _parse_host(host)
        if not _USERINFO.fullmatch(userinfo):
            msg = "net/url: invalid userinfo"
            raise UrlError(msg)
        for part in userinfo.partition(":"):
            _unescape(part, _WRONG)
    path = _unescape(written.path, _WRONG)
    return Url(written.scheme, written.opaque, host, path, written.query or "", _unescape(fragment, _WRONG))


def rewritten(text: str) -> str:
    """
    A URL as Go writes it that has read it.

    Args:
        text: A URL.

    Returns:
        The URL with its scheme in lower case, and with the escapes that Go prefers where it does not keep those that
        are there.

    Raises:
        UrlError: The string is not a URL.

    Mirrors `URL.String` in Go's `net/url/url.go`.

    >>> rewritten("HTTPS://example.com/a b?c#")
    'https://example.com/a%20b?c'
    """
    url = parse(text)
    written, fragment = _split(replace_surrogates(text))
    front = f"{written.scheme}:" if written.scheme else ""
    path = _escaped(written.path, url.path, _PATH_KEPT)
    if written.opaque:
        front += written.opaque
    elif written.authority is not None:
        userinfo, at, _ = written.authority.rpartition("@")
        front += "//" if at or url.host or path else ""
        front += _rewritten_userinfo(userinfo) + at + _escape(url.host, _HOST_KEPT) + path
    else:
        # What could be taken for a scheme is not at the front.
        front += "./" if not front and ":" in path.partition("/")[0] else ""
        front += path
    tail = "" if written.query is None else f"?{written.query}"
    return f"{front}{tail}#{_escaped(fragment, url.fragment, _FRAGMENT_KEPT)}" if fragment else f"{front}{tail}"


def escaped_segment(text: str) -> str:
    """
    Text as one segment of a path.

    Mirrors `PathEscape` in Go's `net/url/url.go`.

    >>> escaped_segment("a b/c")
    'a%20b%2Fc'
    """
    return _escape(text, _SEGMENT_KEPT)


def query(raw_query: str) -> dict[str, list[str]]:
    """
    Decode a query, leaving out what is malformed.

    Args:
        raw_query: The query as written, without the question mark.

    Returns:
        Values by key, in the order written; pairs with a semicolon or a bad escape are left out, and a query of more
        than 10,000 pairs is empty.

    Mirrors `URL.Query` in Go's `net/url/url.go`.

    >>> query("versionId=1&a=%zz&b;c&versionId=")
    {'versionId': ['1', '']}
    """
    values: dict[str, list[str]] = {}
    if raw_query.count("&") >= _MAX_QUERY_PARAMETERS:
        return values
    for pair in replace_surrogates(raw_query).split("&"):
        if not pair or ";" in pair or _WRONG.search(pair):
            continue
        key, _, value = pair.replace("+", " ").partition("=")
        values.setdefault(_decode(key), []).append(_decode(value))
    return values


class _Written(NamedTuple):
    """
    A URL in its parts as they are written, less the fragment; the query is None where no question mark tells of one.
    """

    scheme: str = ""
    opaque: str = ""
    authority: str | None = None
    path: str = ""
    query: str | None = None


def _split(whole: str) -> tuple[_Written, str]:
    """
    The parts of a URL, and its fragment.
    """
    text, _, fragment = whole.partition("#")
    if _CONTROL.search(text):
        msg = "net/url: invalid control character in URL"
        raise UrlError(msg)
    if text == "*":
        return _Written(path="*"), fragment
    if text.startswith(":"):
        msg = "missing protocol scheme"
        raise UrlError(msg)
    match = _SCHEME.match(text)
    scheme = match[1].lower() if match else ""
    rest, mark, raw_query = text[match.end() if match else 0 :].partition("?")
    query = raw_query if mark else None
    if not rest.startswith("/"):
        if scheme:
            return _Written(scheme, rest, query=query), fragment
        if ":" in rest.partition("/")[0]:
            msg = "first path segment in URL cannot contain colon"
            raise UrlError(msg)
    if rest.startswith("//") and (scheme or not rest.startswith("///")):
        authority, slash, rest = rest[2:].partition("/")
        return _Written(scheme, authority=authority, path=slash + rest, query=query), fragment
    return _Written(scheme, path=rest, query=query), fragment


def _rewritten_userinfo(userinfo: str) -> str:
    name, colon, password = [_decode(part) for part in userinfo.partition(":")]
    return _escape(name, _USERINFO_KEPT) + colon + _escape(password, _USERINFO_KEPT)


def _escaped(written: str, decoded: str, kept: str) -> str:
    """
    A part as it is written if all its characters may stand there, or else as Go escapes it.
    """
    return written if _NOT_ESCAPED.fullmatch(written) else _escape(decoded, kept)


def _escape(decoded: str, kept: str) -> str:
    from urllib.parse import quote as escape

    return escape(decoded, kept, "utf-8", "surrogateescape")


def _parse_host(host: str) -> str:
    bracket = host.rfind("[")
    if bracket > 0:
        msg = "invalid IP-literal"
        raise UrlError(msg)
    if bracket == 0:
        return _parse_ip_literal(host)
    colon = host.rfind(":")
    if colon >= 0:
        _check_port(host[colon:])
    return _unescape(host, _WRONG_IN_HOST)


def _parse_ip_literal(host: str) -> str:
    closing = host.rfind("]")
    if closing < 0:
        msg = "missing ']' in host"
        raise UrlError(msg)
    port = host[closing + 1 :]
    _check_port(port)
    address, escaped_percent, zone = host[1:closing].partition("%25")
    decoded = _unescape(address, _WRONG_IN_HOST) + _unescape(escaped_percent + zone, _WRONG_IN_ZONE)
    if _IPV4.fullmatch(decoded):
        msg = "invalid IP-literal"
        raise UrlError(msg)
    if not _is_ipv6(decoded):
        msg = "invalid host"
        raise UrlError(msg)
    return f"[{decoded}]{port}"


def _check_port(port: str) -> None:
    if not _PORT.fullmatch(port):
        msg = f"invalid port {quote(port)} after host"
        raise UrlError(msg)


def _is_ipv6(text: str) -> bool:
    # Go's net/netip, which differs from the ipaddress module in zones and in leading zeros of an embedded IPv4.
    address, percent, zone = text.partition("%")
    if percent and not zone:
        return False
    head, gap, tail = address.partition("::")
    groups = (head.split(":") if head or not gap else []) + (tail.split(":") if tail else [])
    count = len(groups)
    if groups and "." in groups[-1] and (tail or not gap):
        if not _IPV4.fullmatch(groups.pop()):
            return False
        count += 1
    if not all(map(_HEX_GROUP.fullmatch, groups)):
        return False
    return count < _IPV6_GROUPS if gap else count == _IPV6_GROUPS


def _unescape(text: str, wrong: re.Pattern[str]) -> str:
    found = wrong.search(text)
    if found is None:
        return _decode(text)
    if found[0] == "%":
        # Go cuts three bytes, which may end inside a character.
        cut = text[found.start() : found.start() + 3].encode()[:3].decode("utf-8", "surrogateescape")
        msg = f"invalid URL escape {quote(cut)}"
    else:
        msg = f"invalid character {quote(found[0])} in host name"
    raise UrlError(msg)


def _decode(text: str) -> str:
    return percent_decode(text.encode()).decode("utf-8", "surrogateescape") if "%" in text else text
