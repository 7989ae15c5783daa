"""
What became of every value where trees were made of trees: one act for each, and accounts that follow one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from ignition_compose.errors import InvalidInput
from ignition_compose.given import is_a, listed, members_of, text_of
from ignition_compose.pointer import Pointer
from ignition_compose.properties import kept
from ignition_compose.report import Place
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from typing import Any, Final, Literal, TypeAlias

Verb: TypeAlias = 'Literal["kept", "replaced", "merged", "appended", "displaced", "deleted", "dropped", "impossible", "changed", "filled"]'  # noqa: E501
"""
What was done.

kept
: The value is that of its source, with all that it holds.

replaced
: The value is that of its source, and took the place of another.

merged
: The object or list is made of its sources, the lowest first.

appended
: The list is made of its sources, one behind the other.

displaced
: The entry took the place of one in another list, because both have one key.

deleted
: The entry was deleted by its source, which says so by what it lacks.

dropped
: The value is not in the result.

impossible
: The value cannot be in the result, and so there is none.

changed
: The value was made of that of its source.

filled
: The value says in words what was meant by leaving it out.
"""

_WHOLE: Final = ("kept",)
"""What is done to a value with all that it holds, so that nothing below it has an act of its own."""


TAKEN: Final = (*_WHOLE, "replaced")
"""What is done to a value that is one source's, so that what it holds is that source's too."""

MADE: Final = ("changed", "filled")
"""What is done to make a value that no input has."""


class Act(NamedTuple):
    """
    One thing that was done to a value.

    Attributes:
        verb: What was done.
        sources: The values that the target is made of, the lowest first.
        target: The value in the result, None if it is not there.
        lost: The values that are not in the result because of it, the lowest first.

    Examples:
        >>> Act("kept", (Place("base", Pointer("/a")),), Pointer("/a")).verb
        'kept'
    """

    verb: Verb
    sources: tuple[Place, ...]
    target: Pointer | None
    lost: tuple[Place, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """
        The act as plain values.

        Returns:
            ``verb``, ``sources``, ``target`` and ``lost``, places as dicts.

        Examples:
            >>> Act("filled", (), Pointer("/a")).to_dict()
            {'verb': 'filled', 'sources': [], 'target': '/a', 'lost': []}
        """
        return {
            "verb": self.verb,
            "sources": [place.to_dict() for place in self.sources],
            "target": None if self.target is None else str(self.target),
            "lost": [place.to_dict() for place in self.lost],
        }


class Account:
    """
    The acts by which a tree was made of others.

    An act on a value speaks for all that the value holds, unless there is an act on that too.

    Args:
        acts: The acts, those on values before those on the objects and lists that hold them.

    Examples:
        >>> kept = Act("kept", (Place("base", Pointer("/a/1")),), Pointer("/a/0"))
        >>> account = Account([kept])
        >>> account.origin(Pointer("/a/0/b"))[0].sources
        (Place(source='base', pointer=Pointer('/a/1/b'), line=None, column=None),)
        >>> account.fate("base", Pointer("/a/1/b"))[0].target
        Pointer('/a/0/b')
    """

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        given = listed(acts)
        if given is None or not all(issubclass(type(act), Act) for act in given):
            msg = "an account is made of acts"
            raise InvalidInput(msg)
        self._acts: tuple[Act, ...] = given

    @property
    def acts(self) -> tuple[Act, ...]:
        """
        The acts, those on values before those on the objects and lists that hold them.
        """
        return self._acts

    def to_dict(self) -> dict[str, Any]:
        """
        The account as plain values.

        Returns:
            Its ``acts``, as dicts.

        Examples:
            >>> Account().to_dict()
            {'acts': []}
        """
        return {"acts": [act.to_dict() for act in self._acts]}

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)

    def __len__(self) -> int:
        return len(self.acts)

    def __bool__(self) -> bool:
        # An account of nothing is still an account.
        return True

    def __eq__(self, other: object) -> bool:
        return self.acts == other.acts if isinstance(other, Account) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.acts)

    def __repr__(self) -> str:
        return f"Account({list(self.acts)!r})"

    @kept
    def _by_target(self) -> Mapping[str, list[Act]]:
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for act in self.acts:
            if act.target is not None:
                found[act.target].append(act)
        return found

    @kept
    def _by_place(self) -> Mapping[tuple[str, str], list[Act]]:
        found: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in self.acts:
            for place in (*act.sources, *act.lost):
                found[place.source, place.pointer].append(act)
        return found

    @kept
    def _in_order(self) -> tuple[list[str], list[Act]]:
        placed = sorted([(act.target, number) for number, act in enumerate(self.acts) if act.target is not None])
        return [target for target, _ in placed], [self.acts[number] for _, number in placed]

    def _within(self, holder: Pointer) -> list[Act]:
        """
        The acts on a value of the result and on all that it holds.
        """
        targets, acts = self._in_order
        # What a value holds stands together, between its own slash and the sign behind that.
        first, last = bisect_left(targets, f"{holder}/"), bisect_left(targets, f"{holder}0")
        exact = self._by_target.get(holder, [])
        return [*acts[first:last], *exact]

    def origin(self, target: str) -> tuple[Act, ...]:
        """
        The acts by which a value of the result came about, none if no input had it.

        An account knows acts, not values: of a place below a value that was taken whole it says whence the place came.

        Args:
            target: A JSON Pointer into the result.

        Returns:
            The acts.

        Raises:
            InvalidPointer: When *target* is not a JSON Pointer.

        Examples:
            >>> Account([Act("filled", (), Pointer("/a"))]).origin("/a")[0].verb
            'filled'
        """
        asked = above = target if is_a(target, Pointer) else Pointer(target)
        while True:
            if above in self._by_target:
                acts = self._by_target[above]
                return tuple(acts) if above == asked else _within(acts, above, asked)
            if not above:
                return ()
            above = above.parent

    def fate(self, source: str, pointer: str) -> tuple[Act, ...]:
        """
        The acts by which a value of an input got into the result, or was lost.

        Args:
            source: The name of the input.
            pointer: A JSON Pointer into it.

        Returns:
            The acts; none if the input has no such value.

        Raises:
            InvalidPointer: When *pointer* is not a JSON Pointer.
            InvalidInput: When *source* is not text.

        Examples:
            >>> dropped = Act("dropped", (), None, (Place("base", Pointer("/a")),))
            >>> [act.verb for act in Account([dropped]).fate("base", "/a/0")]
            ['dropped']
        """
        name = text_of(source)
        if name is None:
            msg = f"the name of an input is text, not {type(source).__name__}"
            raise InvalidInput(msg)
        source = name
        asked = above = pointer if is_a(pointer, Pointer) else Pointer(pointer)
        while (source, above) not in self._by_place:
            if not above:
                return ()
            above = above.parent
        acts = self._by_place[source, above]
        if above == asked:
            return tuple(acts)
        rest = asked[len(above) :]
        # What a place lost, or gave up to delete another, it lost with all that it held.
        lost = [act for act in acts if act.verb == "deleted" or any(place[:2] == (source, above) for place in act.lost)]
        kept = [act for act in acts if act not in lost and act.verb in _WHOLE and act.target is not None]
        place = Place(source, asked)
        return (*lost, *[Act(act.verb, (place,), _below(act.target, rest)) for act in kept if act.target is not None])

    def following(self, earlier: Mapping[str, Account]) -> Account:
        """
        The account of the whole, where inputs of this one were themselves made of others.

        Args:
            earlier: The accounts of such inputs, by the names that they have here.

        Returns:
            The account, whose sources are those of the earlier ones.

        Raises:
            InvalidInput: When *earlier* is something else.

        Examples:
            >>> first = Account([Act("kept", (Place("file", Pointer("/x")),), Pointer("/a"))])
            >>> later = Account([Act("kept", (Place("first", Pointer("/a")),), Pointer("/b"))])
            >>> str(later.following({"first": first}).origin("/b")[0].sources[0].pointer)
            '/x'
        """
        accounts = members_of(earlier)
        if accounts is None or not all(is_a(account, Account) for account in accounts.values()):
            msg = "the earlier accounts are a dict of them, by the names of inputs"
            raise InvalidInput(msg)
        acts: list[Act] = []
        told = _Told(self.acts)
        for act in self.acts:
            acts += _followed(act, accounts, told)
        for account in accounts.values():
            acts += [act for act in account.acts if act.target is None]
        return Account(acts)


def _below(pointer: Pointer, rest: str) -> Pointer:
    return str.__new__(Pointer, f"{pointer}{rest}")


def _within(acts: Iterable[Act], above: Pointer, target: Pointer) -> tuple[Act, ...]:
    """
    The acts on a value within one that was taken whole.
    """
    rest = target[len(above) :]
    return tuple(
        [Act(act.verb, (_deeper(act.sources[0], rest),), target) for act in acts if act.verb in TAKEN and act.sources]
    )


def _deeper(place: Place, rest: str) -> Place:
    return Place(place.source, _below(place.pointer, rest))


class _Told:
    """
    Of which values there is an act, so that what is said of those that hold them does not speak for them.
    """

    def __init__(self, acts: Iterable[Act]) -> None:
        self._targets: set[str] = set()
        self._lost: set[tuple[str, str]] = set()
        self._holders: set[str] = set()
        self._losers: set[tuple[str, str]] = set()
        for act in acts:
            if act.target is not None:
                self._targets.add(act.target)
                self._holders.update(_new_holders(act.target, self._holders))
            for place in act.lost:
                self._lost.add(place[:2])
                self._losers.update([(place.source, one) for one in _new_holders(place.pointer, ())])

    def less(self, acts: Iterable[Act], source: Place, target: Pointer) -> Iterator[Act]:
        """
        Acts of an earlier account on a value and what it holds, less those on what is told of by itself.

        Args:
            acts: The acts, with the targets that they have now.
            source: The value, where it stood.
            target: Where it stands now.
        """
        if target not in self._holders and source[:2] not in self._losers:
            yield from acts
            return
        for act in acts:
            if act.target is None or not self._is_told(act.target, source, target):
                yield act

    def _is_told(self, pointer: str, source: Place, target: Pointer) -> bool:
        while len(pointer) > len(target):
            before = f"{source.pointer}{pointer[len(target) :]}"
            if pointer in self._targets or (source.source, before) in self._lost:
                return True
            pointer = pointer.rpartition("/")[0]
        return False


def _new_holders(pointer: str, known: Container[str]) -> Iterator[str]:
    """
    What holds a value, from the nearest up to one that is known.
    """
    while pointer:
        pointer = pointer.rpartition("/")[0]
        if pointer in known:
            return
        yield pointer


def _followed(act: Act, earlier: Mapping[str, Account], told: _Told) -> Iterator[Act]:
    """
    One later act in the terms of what its inputs were made of.
    """
    if act.verb in _WHOLE and act.target is not None and act.sources[0].source in earlier:
        # With all that it holds: whatever the earlier account says of the value and of what is below it.
        source = act.sources[0]
        yield from told.less(moved(earlier[source.source], source.pointer, act.target), source, act.target)
        return
    inner = [
        one for place in act.sources if place.source in earlier for one in earlier[place.source].origin(place.pointer)
    ]
    sources, beaten = _traced(act.sources, earlier)
    found, gone = _traced(act.lost, earlier)
    # What an earlier account made of a value stays so, whatever it took the place of later.
    verb = next((one.verb for one in inner if one.verb in MADE), act.verb)
    yield Act(verb, sources, act.target, tuple(dict.fromkeys((*beaten, *gone, *found))))


def moved(account: Account, source: Pointer, target: Pointer) -> Iterator[Act]:
    """
    The acts of an earlier account on a value and on all that it holds, which now stand elsewhere.
    """
    inner = account._within(source)
    is_told = bool(inner) and inner[-1].target == source
    for act in inner if is_told else (*inner, *account.origin(source)):
        if act.target is not None:
            yield act._replace(target=_below(target, act.target[len(source) :]))


def _traced(places: Iterable[Place], earlier: Mapping[str, Account]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """
    The values that some values were made of, and those that these had displaced.
    """
    sources: list[Place] = []
    lost: list[Place] = []
    for place in places:
        if place.source not in earlier:
            sources.append(place)
            continue
        for act in earlier[place.source].origin(place.pointer):
            sources += act.sources if act.verb != "displaced" else ()
            lost += act.lost
    return tuple(dict.fromkeys(sources)), tuple(dict.fromkeys(lost))
