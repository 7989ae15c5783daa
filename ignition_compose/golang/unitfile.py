"""
systemd unit files, as `coreos/go-systemd/v22/unit` reads them for the reference.

The Go parser reads through a buffer of 4096 bytes, and before each of its steps refuses a line that is too long, but
only if it sees that in what the buffer holds at that moment. So whether a long line is refused depends on where in the
file it stands; files that have a long line are read through a model of that buffer, all others are not.
"""

from __future__ import annotations

from ignition_compose.golang import GoError
from ignition_compose.golang.text import SPACE, encode_utf8, quote
from ignition_compose.patterns import pattern
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_LINE = 2048
_BUFFER = 4096

_CONTINUATION = range(0x80, 0xC0)
_SECTION_OR_COMMENT = pattern(rb"[\[#;]")
_NAME_END = pattern(rb"[=\r\n]")
_LINE = pattern(rb"[^\r\n]++")
_SPACES = pattern(b"(?:" + "|".join(SPACE).encode() + b")*+")


class UnitFileError(GoError):
    """
    A unit file is malformed; the message is the reference's.
    """

    def __init__(self, msg: str) -> None:
        """
        Give the reference's message around the library's *msg*.
        """
        super().__init__(f"invalid unit content: {msg}")


class UnitOption(NamedTuple):
    """
    One assignment in a unit file.
    """

    section: str
    name: str
    value: str


def parse(text: str) -> list[UnitOption]:
    r"""
    Read a unit file's assignments.

    Args:
        text: The file's content.

    Returns:
        All assignments in the order written; a section without any leaves no trace.

    Raises:
        UnitFileError: The reference refuses the file.

    Mirrors `ParseUnitContents` in `config/shared/parse/unit.go`, which calls `DeserializeOptions` in
    `coreos/go-systemd/v22/unit/deserialize.go`.

    >>> parse("[Service]\nExecStart=/bin/sh \\\n  -c true\n")
    [UnitOption(section='Service', name='ExecStart', value='/bin/sh \\\n  -c true')]
    """
    return list(_options_of(text))


def has_section(text: str, section: str) -> bool:
    r"""
    Tell whether a unit file assigns anything in a section.

    Args:
        text: The file's content.
        section: The section's name.

    Returns:
        Whether any assignment is in it; a section that is there but empty does not count.

    Raises:
        UnitFileError: The reference refuses the file.

    Mirrors the search in `ValidateInstallSection` in `config/shared/validations/unit.go`.

    >>> has_section("[Install]\nWantedBy=multi-user.target", "Install"), has_section("[Install]", "Install")
    (True, False)
    """
    has_it = False
    for option in _options_of(text):
        has_it = has_it or option.section == section
    return has_it


def _options_of(text: str) -> Iterator[UnitOption]:
    data = encode_utf8(text)
    return _read_options(_BufferedReader(data) if _has_long_line(data) else _Reader(data))


class _Reader:
    """
    Where in the file the parser is.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def check(self) -> None:
        """
        Refuse a long line if one can be seen.
        """

    def peek(self) -> None:
        """
        Look at the next rune.
        """

    def step_over(self, end: int) -> None:
        """
        Read runes up to *end*, with a check before each.
        """
        self.position = end

    def read_runes(self, end: int) -> None:
        """
        Read runes up to *end*, without checks.
        """
        self.position = end

    def read_until(self, delimiter: bytes) -> bytes | None:
        """
        Read bytes up to and without a delimiter, or to the end and give None if there is none.
        """
        found = self.data.find(delimiter, self.position)
        if found < 0:
            return None
        start, self.position = self.position, found + 1
        return self.data[start:found]

    def read_line(self) -> tuple[bytes, bool]:
        """
        Read a line; also tell whether it ended with the file.
        """
        start = self.position
        line = self.read_until(b"\n")
        if line is not None:
            return line, False
        self.position = len(self.data)
        return self.data[start:], True


class _BufferedReader(_Reader):
    """
    The same, keeping track of how far the Go program has filled its buffer.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._filled = 0
        spans = (match.span() for match in _LINE.finditer(data))
        self._long_lines = [span for span in spans if span[1] - span[0] >= _LONGEST_LINE]
        self._long_lines.append((len(data), len(data) + _LONGEST_LINE))
        self._line = 0

    def check(self) -> None:
        while self._long_lines[self._line][1] - self.position < _LONGEST_LINE:
            self._line += 1
        if self._long_lines[self._line][0] <= self.position <= self._filled - _LONGEST_LINE:
            msg = f"line too long (max {_LONGEST_LINE} bytes)"
            raise UnitFileError(msg)

    def peek(self) -> None:
        if self._whole_runes() == self.position:
            self._fill()

    def step_over(self, end: int) -> None:
        while self.position < end:
            self.check()
            whole = self._whole_runes()
            if whole == self.position:
                self._fill()
                self.position = self._next_rune()
                continue
            # Until the buffer is filled again, no check can fail before the next long line begins, nor in the rest of
            # one where the check has just passed.
            start, stop = self._long_lines[self._line]
            self.position = min(end, whole, start if start > self.position else stop)

    def read_runes(self, end: int) -> None:
        while self.position < end:
            self.peek()
            self.position = min(end, self._whole_runes())

    def read_until(self, delimiter: bytes) -> bytes | None:
        start, found = self.position, self.data.find(delimiter, self.position)
        end = len(self.data) if found < 0 else found + 1
        while self._filled < end:
            # What is in the buffer stays there until the buffer is full, then all of it is taken out.
            if self._filled - self.position >= _BUFFER:
                self.position = self._filled
            self._fill()
        self.position = start
        return super().read_until(delimiter)

    def _fill(self) -> None:
        self._filled = min(self.position + _BUFFER, len(self.data))

    def _whole_runes(self) -> int:
        """
        Give the end of the last rune that is in the buffer as a whole.
        """
        end = self._filled
        while end < len(self.data) and self.data[end] in _CONTINUATION:
            end -= 1
        return max(end, self.position)

    def _next_rune(self) -> int:
        end = self.position + 1
        while end < len(self.data) and self.data[end] in _CONTINUATION:
            end += 1
        return end


def _has_long_line(data: bytes) -> bool:
    if len(data) < _LONGEST_LINE:
        return False
    return any(match.end() - match.start() >= _LONGEST_LINE for match in _LINE.finditer(data))


def _read_options(reader: _Reader) -> Iterator[UnitOption]:
    section = ""
    # Anything may stand before the first section; only a comment can hide a bracket there.
    skip = _skip_junk
    while True:
        first = skip(reader)
        if not first:
            return
        if first == b"[":
            reader.step_over(reader.position + 1)
            section, skip = _read_section(reader), _skip_spaces
        elif first in b"#;":
            reader.step_over(reader.position + 1)
            _skip_comment(reader)
        else:
            # Go reads a rune to see that a name begins here, and puts it back: that may fill the buffer.
            reader.peek()
            reader.check()
            yield UnitOption(section, _read_name(reader), _read_value(reader))


def _skip_junk(reader: _Reader) -> bytes:
    match = _SECTION_OR_COMMENT.search(reader.data, reader.position)
    reader.step_over(match.start() if match else len(reader.data))
    return match[0] if match else b""


def _skip_spaces(reader: _Reader) -> bytes:
    match = _SPACES.match(reader.data, reader.position)
    reader.step_over(match.end() if match else reader.position)
    return reader.data[reader.position : reader.position + 1]


def _read_section(reader: _Reader) -> str:
    reader.check()
    name = reader.read_until(b"]")
    if name is None:
        msg = "unable to find end of section"
        raise UnitFileError(msg)
    reader.check()
    line, _ = reader.read_line()
    garbage = line.decode().strip(SPACE)
    if garbage:
        msg = f"found garbage after section name : {quote(garbage)}"
        raise UnitFileError(msg)
    return name.decode()


def _skip_comment(reader: _Reader) -> None:
    reader.check()
    while True:
        line, _ = reader.read_line()
        if not line.removesuffix(b" ").endswith(b"\\"):
            return


def _read_name(reader: _Reader) -> str:
    match = _NAME_END.search(reader.data, reader.position)
    if match is None:
        msg = "EOF"
        raise UnitFileError(msg)
    if match[0] != b"=":
        msg = "unexpected newline encountered while parsing option name"
        raise UnitFileError(msg)
    name = reader.data[reader.position : match.start()]
    reader.read_runes(match.end())
    return name.decode().strip(SPACE)


def _read_value(reader: _Reader) -> str:
    written = bytearray()
    while True:
        reader.check()
        line, at_end = reader.read_line()
        if not line.decode().strip(SPACE):
            break
        written += line
        if not line.endswith(b"\\"):
            break
        if not at_end:
            written += b"\n"
    value = written.decode()
    # Only a blank line after a backslash leaves a line feed at the end, and the library keeps that one.
    return value.strip(SPACE) + ("\n" if value.endswith("\n") else "")
