"""
One config in another version of the spec: what callers ask for by `translate`.
"""

from __future__ import annotations

from functools import partial

from ignition_compose.account import Account, Act
from ignition_compose.dialects import FLATCAR, dialect_of, target_of
from ignition_compose.display import quoted
from ignition_compose.documents.config import Config, held, holding
from ignition_compose.documents.document import Document, config_of
from ignition_compose.documents.positions import report_of
from ignition_compose.errors import InvalidInput, PointerNotFound, UnsupportedDowngrade
from ignition_compose.fast.trust import UNKNOWN
from ignition_compose.given import is_a, members_of, text_of
from ignition_compose.models.specs import SPEC1, SPEC3, spec_of
from ignition_compose.pointer import Pointer
from ignition_compose.report import ERROR, WARNING, Finding, Place
from ignition_compose.translation.accounting import ORIGINAL, account_of_edits
from ignition_compose.translation.engine import findings_of, relabel, translate_tree
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report
    from ignition_compose.translation.modernising import Leg
    from ignition_compose.translation.step import Edit
    from ignition_compose.versions import SpecVersion


class _Once:
    """
    An account that is made when it is first asked for, and then kept.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Account]) -> None:
        self._make = make
        self._made: Account | None = None

    def __call__(self) -> Account:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __reduce__(self) -> tuple[Any, ...]:
        return _Once, (self._make,)


class _Translation(NamedTuple):
    config: Config
    report: Report
    account: Account


class Translation(_Translation):
    """
    A translated config, and what became of every value on the way; `translate` makes one.

    Attributes:
        config: The config in the other version; asking for it raises `InvalidConfig` where something cannot be
            translated.
        report: An entry for every value that was dropped or changed, and an error for every one that cannot be
            translated.
        account: What became of every value; the name of its one input is ``"original"``.

    Examples:
        >>> old = Config.from_dict({"ignition": {"version": "3.0.0"}})
        >>> config, report, account = translate(old, "3.4.0")
        >>> account.origin("/ignition/version")[0].verb
        'changed'
    """

    __slots__ = ()

    if not TYPE_CHECKING:

        @property
        def config(self) -> Config:
            """
            The config in the other version.

            Raises:
                InvalidConfig: When something in it cannot be translated; the report says what.
            """
            if self.report.is_fatal:
                from ignition_compose.refusals import refusal

                raise refusal(self.report)
            return tuple.__getitem__(self, 0)

        @property
        def account(self) -> Account:
            """
            What became of every value, made when it is first asked for.
            """
            made = tuple.__getitem__(self, 2)
            return made if type(made) is Account else made()

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(tuple.__iter__(self))

        def __eq__(self, other: object) -> bool:
            if type(other) is not Translation:
                return NotImplemented
            mine, theirs = tuple.__getitem__(self, 0), tuple.__getitem__(other, 0)
            return (mine, self.report, self.account) == (theirs, other.report, other.account)

        def __hash__(self) -> int:
            return hash((tuple.__getitem__(self, 0), self.report))

        def __iter__(self) -> Iterator[Any]:
            # Whoever takes it apart shall not miss it either.
            yield from (self.config, self.report, self.account)

    def __repr__(self) -> str:
        state = "refused" if self.report.is_fatal else f"to spec {self.config.version}"
        return f"<Translation {state}, {len(self.report)} entries>"

    def _is_holder(self, pointer: str) -> bool:
        """
        Whether a place of the result is an object or a list.
        """
        config: Config = tuple.__getitem__(self, 0)  # type: ignore[assignment]
        try:
            return isinstance(Pointer(pointer).resolve(held(config)), (dict, list))
        except PointerNotFound:
            return False

    def to_dict(self) -> dict[str, Any]:
        """
        The translation as plain values, which the schema ``"translation"`` describes.

        Returns:
            ``config``, ``report`` and ``account``. The config holds its secrets, as `Config.to_dict` does; it is None
            where something cannot be translated.

        Examples:
            >>> old = Config.from_dict({"ignition": {"version": "3.0.0"}})
            >>> translate(old, "3.4.0").to_dict()["config"]
            {'ignition': {'version': '3.4.0'}}
        """
        return {
            "config": None if self.report.is_fatal else self.config.to_dict(),
            "report": self.report.to_dict(),
            "account": self.account.to_dict(),
        }


def translate(
    config: Config | Document,
    to: str,
    *,
    filesystems: Mapping[str, str] | None = None,
    lossy: bool = False,
    dialect: str = FLATCAR,
) -> Translation:
    """
    Translate *config* to another spec version.

    Args:
        config: The config, which stays as it is; of a document the entries of the report have lines.
        to: The version to reach, or a dialect, which means the newest stable one that it accepts.
        filesystems: Where filesystems are mounted, by the names that specs 1 and 2 give them, as absolute paths; for
            those that are not named Flatcar makes up a folder below ``/tmp``.
        lossy: Whether what an older version has no place for is left out with a warning; otherwise it is an error.
        dialect: Which Ignition's translation of specs 1 and 2 it is; only Flatcar's has one.

    Returns:
        The translated config, a report with an entry for every value that was dropped or changed, or that cannot be
        translated, and the account of every value.
        Mirrors the ``translate`` packages of the reference, one step after the other, and from spec 2 to 3 what
        Flatcar's Ignition does while a machine boots. Downward, it mirrors ign-converter.

    Raises:
        UnsupportedDowngrade: When *to* is of spec 1 and the config is not.
        UnknownVersion: When there is no such version.
        InvalidConfig: When *config* is a document that Ignition refuses.
        NoConfig: When *config* is a document that is none.
        InvalidInput: When an argument is something else.

    Examples:
        >>> old = Config.from_dict({"ignition": {"version": "3.0.0"}})
        >>> translate(old, "3.4.0").config.version
        <SpecVersion.V3_4_0: '3.4.0'>
        >>> file = {"filesystem": "data", "path": "/motd"}
        >>> mount = {"device": "/dev/sdb1", "format": "ext4"}
        >>> storage = {"filesystems": [{"name": "data", "mount": mount}], "files": [file]}
        >>> old = Config.from_dict({"ignition": {"version": "2.2.0"}, "storage": storage})
        >>> translate(old, "3.5.0", filesystems={"data": "/data"}).config.storage.files[0].path
        '/data/motd'
    """
    reader = dialect_of(dialect)
    mount_points = _checked(filesystems)
    original = _given(config)
    version, target = original.version, target_of(to)
    if target < version and spec_of(target) is SPEC1:
        msg = f"the config is of spec {version}; there is no translation down to spec {target}"
        raise UnsupportedDowngrade(msg)
    asked = _Asked(target, mount_points, reader, lossy)
    if target < version:
        tree, found, account = _brought_down(held(original), version, asked)
    elif spec_of(version) is SPEC3:
        tree, edits = translate_tree(held(original), version, target)
        found = findings_of(edits)
        account = partial(account_of_edits, edits, is_renamed=version is not target)
    else:
        trust = config._trust if is_a(config, Document) else UNKNOWN
        tree, found, account = _brought_forward(_Older(held(original), version, trust), asked)
    report = report_of(found)
    if is_a(config, Document):
        report = config._locate_entries(report)
    # An account takes longer than a translation, and few ask for it.
    return Translation(holding(tree, target), report, _Once(account))  # type: ignore[arg-type]


def _checked(filesystems: Any) -> Mapping[str, str]:
    if filesystems is None:
        return {}
    members = members_of(filesystems)
    if members is None:
        msg = f"filesystems are given as a dict of their paths, by name, not as {type(filesystems).__name__}"
        raise InvalidInput(msg)
    mount_points = {}
    for name, path in members.items():
        mount_point = text_of(path)
        if text_of(name) is None or mount_point is None or not mount_point.startswith("/"):
            msg = f"where a filesystem is mounted is an absolute path, not {quoted(path)}"
            raise InvalidInput(msg)
        mount_points[name] = mount_point
    return mount_points


def _given(config: Config | Document) -> Config:
    """
    The config of what was given, also where only its translation is refused.
    """
    given: object = config
    if is_a(given, Document) and given.version is not None and spec_of(given.version) is not SPEC3:
        # What the reader says may be of its translation, which is made anew here with the caller's mount points.
        from ignition_compose.checks.validation import judge

        found = given.config
        if found is not None and (not given.report.is_fatal or not judge(given).is_fatal):
            return found
    return config_of(config)


class _Asked(NamedTuple):
    """
    What a caller asks for.
    """

    target: SpecVersion
    mount_points: Mapping[str, str]
    dialect: Dialect
    lossy: bool


def _lost(edits: Sequence[Edit], *, lossy: bool) -> list[Finding]:
    severity = WARNING if lossy else ERROR
    return [Finding(severity, edit.code, edit.message, edit.tokens) for edit in edits if edit.code]


def _brought_down(
    tree: Tree, version: SpecVersion, asked: _Asked
) -> tuple[Tree, Sequence[Finding], Callable[[], Account]]:
    """
    A config in an older version of its spec, what is lost, and what makes the account.
    """
    legs: tuple[Leg, ...]
    edits: Sequence[Edit]
    if spec_of(version) is spec_of(asked.target):
        from ignition_compose.translation.downward import lower

        made, edits = lower(tree, version, asked.target, asked.dialect, lossy=asked.lossy)
        found = _lost(edits, lossy=asked.lossy)
        legs = (partial(account_of_edits, edits, is_renamed=True),)
    else:
        from ignition_compose.translation.modernising import brought_back
        from ignition_compose.translation.returning import bring_back

        made, lost, legs = bring_back(tree, version, asked.target, asked.dialect, lossy=asked.lossy)
        found = []
        for before, edits in lost:
            entries = _lost(edits, lossy=asked.lossy)
            found += brought_back(entries, before) if before else entries
    refused = tuple([Pointer.of(*one.tokens) for one in found if one.severity is ERROR])
    return made, found, partial(_account, legs, refused)


class _Older(NamedTuple):
    """
    The tree of a config of spec 1 or 2, its version, and how far it can be trusted.
    """

    tree: Tree
    version: SpecVersion
    trust: Trust


def _brought_forward(older: _Older, asked: _Asked) -> tuple[Tree, Sequence[Finding], Callable[[], Account]]:
    """
    A config of spec 1 or 2 in a newer version, what there is to say of it, and what makes the account.
    """
    from ignition_compose.translation import modernising

    tree, version, trust = older
    target, mount_points, dialect, lossy = asked
    if spec_of(target) is not SPEC3:
        newest, legs = modernising.bring_to(tree, version, target)
        return newest, (), partial(_account, legs, ())
    made = modernising.modernise(tree, version, mount_points, trust=trust, dialect=dialect)
    found = modernising.findings_of_modernising(made, version, dialect, is_asked_for=True)
    edits: Sequence[Edit]
    if target < modernising.REACHED:
        from ignition_compose.translation.downward import lower

        newest, edits = lower(made.tree, modernising.REACHED, target, dialect, lossy=lossy)
        lost = _lost(edits, lossy=lossy)
    else:
        newest, edits = translate_tree(made.tree, modernising.REACHED, target)
        lost = findings_of(edits)
    found += modernising.brought_back(lost, made.legs)
    legs = (*made.legs, partial(account_of_edits, edits, is_renamed=True))
    refused = tuple([Pointer.of(*one.tokens) for one in found if one.severity is ERROR])
    return relabel(newest, target), found, partial(_account, legs, refused)


def _account(legs: Sequence[Leg], refused: Sequence[Pointer]) -> Account:
    """
    The account of a way, in which what cannot be translated has no place in the result.
    """
    from ignition_compose.translation.modernising import account_of_legs

    account = account_of_legs(legs, ORIGINAL)
    if not refused:
        return account
    acts = [act for act in account if not any(place.pointer in refused for place in (*act.sources, *act.lost))]
    gone = [Act("impossible", (), None, (Place(ORIGINAL, pointer),)) for pointer in dict.fromkeys(refused)]
    return Account([*gone, *acts])
