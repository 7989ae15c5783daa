"""
The merge of two trees as the reference states it, with an account of what became of every value.

The rules, after the header of the reference's ``config/merge/merge.go``:

- Objects merge member by member; where one side holds nothing, the other side's is taken whole.
- A scalar that can be absent is replaced where the child has it.
- A scalar that cannot be absent is always the child's.
- A list that is appended holds the parent's entries, then the child's.
- A keyed list holds the parent's entries in their order, each merged with the child's of the same key,
  then the child's others. An entry of the parent whose key the child has in another list of the same key
  space is dropped. A child's entry that lacks the member named by ``removed_without`` deletes the parent's.

Nothing here names a field, and nothing changes its inputs: results share what they did not have to change.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.account import Account, Act
from ignition_compose.merging.alignment import CONTRIBUTING, Side, align, keys_of, parts_taken_whole
from ignition_compose.models.specs import spec_of
from ignition_compose.pointer import Pointer
from ignition_compose.report import Place
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Final, Literal

    from ignition_compose.account import Verb
    from ignition_compose.merging.alignment import Keys, Pair
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

    Wants = Callable[[ModelView, FieldView], bool]
    """Tells of a field of a class whether anything in it is wanted."""

PARENT: Final = "parent"
CHILD: Final = "child"

Way = tuple[str, ...] | None
"""What is left of the way to the one value that is asked for; None where everything is."""


class Trail(NamedTuple):
    """
    The place of one value in the parent, in the child and in the result, as the last step of the way there.

    Attributes:
        up: The place of what holds it, None for the whole.
        parent: The member's name, or the entry's index, in the parent; None where it is not there.
        child: The same in the child.
        result: The same in the result.
    """

    up: Trail | None
    parent: str | int | None
    child: str | int | None
    result: str | int | None

    def pointer(self, of: Literal[1, 2, 3]) -> Pointer:
        """
        The pointer in one of the three: `IN_PARENT`, `IN_CHILD` or `IN_RESULT`.
        """
        return str.__new__(Pointer, self.text(of))

    def text(self, of: Literal[1, 2, 3]) -> str:
        """
        The same as plain text; names of members stand in it as they are: none has a character that pointers escape.
        """
        return "".join([f"/{step}" for step in self.steps(of)])

    def steps(self, of: Literal[1, 2, 3]) -> list[Any]:
        """
        The same as names of members and indexes of entries, from the root down.
        """
        steps = []
        trail = self
        while trail.up is not None:
            steps.append(trail[of])
            trail = trail.up
        steps.reverse()
        return steps


IN_PARENT: Final = 1
IN_CHILD: Final = 2
IN_RESULT: Final = 3
"""Of a trail: which of the three is meant, as its steps are numbered."""

_WHOLE: Final = Trail(None, None, None, None)


class Met(NamedTuple):
    """
    One act of a merge, and what met there.

    Attributes:
        verb: What was done.
        sources: The sides whose values the target is made of.
        lost: The side that lost its value to it, if any.
        trail: Where that was.
        shape: The field whose value it is, the class of an object, None for an entry that is text.
        below: The parent's value, None if it has none.
        above: The child's value.
        is_placed: Whether there is a value in the result.
    """

    verb: Verb
    sources: tuple[Side, ...]
    lost: Side | None
    trail: Trail
    shape: FieldView | ModelView | None
    below: Any
    above: Any
    is_placed: bool = True

    @property
    def act(self) -> Act:
        """
        The act, with its places written out.
        """
        lost = () if self.lost is None else (self._place(self.lost),)
        target = self.trail.pointer(IN_RESULT) if self.is_placed else None
        return Act(self.verb, tuple([self._place(side) for side in self.sources]), target, lost)

    def _place(self, side: Side) -> Place:
        return Place(side, self.trail.pointer(IN_PARENT if side == PARENT else IN_CHILD))


class Recording(NamedTuple):
    """
    A merge and all that met in it.

    Attributes:
        tree: The merge.
        met: What met, values before the objects and lists that hold them.
    """

    tree: Tree
    met: list[Met]

    @property
    def account(self) -> Account:
        """
        What became of every value of both sides.
        """
        return Account([one.act for one in self.met])


def merge_recorded(parent: Tree, child: Tree, view: ModelView) -> Recording:
    """
    The merge of two trees of one version, and what became of every value of theirs.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.

    Returns:
        A new tree, and the acts. Mirrors ``MergeStructTranscribe`` of the reference, and ``Append`` for specs before 3.
    """
    recorder = _recorder_of(view)
    tree = recorder.merge_object(parent, child, view, _WHOLE, None)
    recorder.both(view, parent, child, _WHOLE)
    return Recording(tree, recorder.met)


def _recorder_of(view: ModelView) -> Recorder:
    """
    The recorder of merges as the spec has them.
    """
    if spec_of(view.version).joins == "append":
        from ignition_compose.merging.appending import Appender

        return Appender()
    return Recorder()


def acts_on(pointer: Pointer, parent: Tree, child: Tree, view: ModelView) -> tuple[Act, ...]:
    """
    The acts by which one value of a merge came about, without looking at what lies beside the way to it.
    """
    recorder = _recorder_of(view)
    way = pointer.tokens
    recorder.merge_object(parent, child, view, _WHOLE, way)
    if not way:
        recorder.both(view, parent, child, _WHOLE)
    return Account([one.act for one in recorder.met]).origin(pointer)


def meetings(parent: Tree, child: Tree, view: ModelView, wants: Wants) -> list[Met]:
    """
    Where both sides of a merge have something to say, of the fields that are wanted alone.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.
        wants: Tells of a field of a class whether anything in it is wanted.
    """
    scout = _Scout(wants)
    scout.merge_object(parent, child, view, _WHOLE, None)
    return scout.met


class Lists(NamedTuple):
    """
    What the keyed lists of one object share.

    Attributes:
        keys: Where the child has which keys.
        placed: Where the child's entries went.
    """

    keys: Keys
    placed: dict[tuple[str, int], Trail]


class Recorder:
    """
    Merges, and notes what meets.
    """

    def __init__(self) -> None:
        self.met: list[Met] = []

    def _fields(self, view: ModelView, way: Way) -> Sequence[FieldView]:
        return view.fields if way is None else (view.by_json[way[0]],)

    def merge_object(self, parent: Tree, child: Tree, view: ModelView, trail: Trail, way: Way) -> Tree:
        """
        The merge of two objects; what becomes of the objects themselves is noted by who asks for it.
        """
        if way == ():
            return {}
        result: Tree = {}
        lists = Lists(keys_of(child, view), {})
        taken = parts_taken_whole(parent, child, view)
        for field in self._fields(view, way):
            below, above = parent.get(field.json), child.get(field.json)
            if below is None and above is None:
                continue
            inner = Trail(trail, field.json, field.json, field.json)
            side = taken.get(field.embedded)
            if side is not None:
                value = self.take(side, below, above, field, inner)
            else:
                value = self.merge_field(below, above, field, inner, None if way is None else way[1:], lists)
            # Of two empty lists the reference makes none; one that was emptied stays.
            if value is not None and (value or side is not None or below or above or not field.is_list):
                result[field.json] = value
        self._note_displaced(parent, view, lists, trail)
        return result

    def merge_field(self, below: Any, above: Any, field: FieldView, trail: Trail, way: Way, lists: Lists) -> Any:
        """
        What one field of two objects becomes.
        """
        if not field.is_list:
            return self.merge_member(below, above, field, trail, way)
        # An empty list gives nothing to a result.
        if below == []:
            self._gone("dropped", PARENT, trail)
        if above == []:
            self._gone("dropped", CHILD, trail)
        if field.merge == "append":
            return self._append(below or [], above or [], field, trail)
        return self._merge_keyed(below or [], above or [], field, trail, way, lists)

    def both(self, shape: FieldView | ModelView, below: Any, above: Any, trail: Trail) -> None:
        """
        Both sides contributed to one object.
        """
        self.note("merged", (PARENT, CHILD), trail, shape, below, above)

    def note(
        self,
        verb: Verb,
        sides: tuple[Side, ...],
        trail: Trail,
        shape: Any,
        below: Any,
        above: Any,
        lost: Side | None = None,
    ) -> None:
        """
        Note one act.
        """
        self.met.append(Met(verb, sides, lost, trail, shape, below, above))

    def _gone(self, verb: Verb, lost: Side, trail: Trail, *sources: Side, shape: FieldView | None = None) -> None:
        self.met.append(Met(verb, sources, lost, trail, shape, None, None, is_placed=False))

    def take(self, side: Side, below: Any, above: Any, shape: Any, trail: Trail) -> Any:
        """
        A value that is one side's whole, because the other holds nothing there.
        """
        value, other = (below, above) if side == PARENT else (above, below)
        if value is not None:
            self.note("kept", (side,), trail, shape, below, above)
        if other is not None:
            self._gone("dropped", CHILD if side == PARENT else PARENT, trail)
        return value

    def _append(self, below: list[Any], above: list[Any], field: FieldView, trail: Trail) -> list[Any]:
        for index, item in enumerate(below):
            self.note("kept", (PARENT,), Trail(trail, index, None, index), field.model, item, None)
        for index, item in enumerate(above):
            self.note("kept", (CHILD,), Trail(trail, None, index, len(below) + index), field.model, None, item)
        sides = sides_of(below=bool(below), above=bool(above))
        if sides:
            self.note("appended", sides, trail, field, below, above)
        return [*below, *above]

    def merge_member(self, below: Any, above: Any, field: FieldView, trail: Trail, way: Way) -> Any:
        """
        The merge of a scalar or of an object.
        """
        model = field.model
        if model is None:
            return self.merge_scalar(below, above, field, trail)
        if below is None or above is None:
            return self.take(CHILD if below is None else PARENT, below, above, field, trail)
        if not field.nullable and (model.is_zero(above) or model.is_zero(below)):
            return self.take(PARENT if model.is_zero(above) else CHILD, below, above, field, trail)
        merged = self.merge_object(below, above, model, trail, way)
        self.both(model, below, above, trail)
        return merged

    def merge_scalar(self, below: Any, above: Any, field: FieldView, trail: Trail) -> Any:
        """
        What a scalar of two objects becomes.
        """
        if above is None and field.nullable:
            self.note("kept", (PARENT,), trail, field, below, above)
            return below
        if above is None:
            # What cannot be absent is always the child's, who left it out: that is its zero value.
            self._gone("dropped", PARENT, trail)
        elif below is None:
            self.note("kept", (CHILD,), trail, field, below, above)
        else:
            self.note("replaced", (CHILD,), trail, field, below, above, lost=PARENT)
        return above

    def _merge_keyed(
        self, below: list[Any], above: list[Any], field: FieldView, trail: Trail, way: Way, lists: Lists
    ) -> list[Any]:
        pairs = align(below, above, field, lists.keys)
        result: list[Any] = []
        for parent, child, outcome in pairs:
            if outcome != "placed":
                self._note_lost(parent, child, outcome, field, trail)
            elif way and way[0] != str(len(result)):
                result.append(None)
            else:
                place = Trail(trail, parent, child, len(result))
                if child is not None:
                    lists.placed[field.json, child] = place
                pair = None if parent is None else below[parent], None if child is None else above[child]
                result.append(self._merge_entry(*pair, field, place, way))
        self._note_list(pairs, below, above, field, trail)
        return result

    def _note_lost(self, parent: int | None, child: int | None, outcome: str, field: FieldView, trail: Trail) -> None:
        if outcome == "deleted":
            self._gone("deleted", PARENT, Trail(trail, parent, child, None), CHILD, shape=field)
        elif outcome == "dropped":
            self._gone("dropped", CHILD, Trail(trail, None, child, None))

    def _note_list(
        self, pairs: Sequence[Pair], below: list[Any], above: list[Any], field: FieldView, trail: Trail
    ) -> None:
        """
        What a keyed list is made of: the sides that have an entry in it, as the reference counts them.
        """
        sources = [pair for pair in pairs if pair.outcome in CONTRIBUTING]
        has_below = any(pair.parent is not None for pair in sources)
        has_above = any(pair.child is not None for pair in sources)
        sides = sides_of(below=has_below, above=has_above)
        if sides:
            self.note("merged", sides, trail, field, below, above)
        # A list of which no entry is left; an empty one is not told apart from none.
        if below and not has_below:
            self._gone("dropped", PARENT, trail)
        if above and not has_above:
            self._gone("dropped", CHILD, trail)

    def _merge_entry(self, parent: Any, child: Any, field: FieldView, trail: Trail, way: Way) -> Any:
        if parent is None or child is None:
            return self.take(CHILD if parent is None else PARENT, parent, child, field.model, trail)
        if field.model is None:
            self.note("merged", (PARENT, CHILD), trail, None, parent, child)
            return child
        merged = self.merge_object(parent, child, field.model, trail, None if way is None else way[1:])
        self.both(field.model, parent, child, trail)
        return merged

    def _note_displaced(self, parent: Tree, view: ModelView, lists: Lists, trail: Trail) -> None:
        """
        Entries of the parent that are dropped, because the child has their key in another list.
        """
        for field in view.shared if lists.placed else ():
            holders = lists.keys.get(field.key_space, {})
            for index, item in enumerate(parent.get(field.json, ()) if holders else ()):
                name, at = holders.get(field.key(item), (field.json, 0))
                winner = lists.placed.get((name, at)) if name != field.json else None
                if winner is not None:
                    # The trail of the winner, but in the parent, where the loser stands in the other list.
                    list_ = Trail(trail, field.json, name, name)
                    where = Trail(list_, index, at, winner.result)
                    self.met.append(Met("displaced", (CHILD,), PARENT, where, field, item, None))


class _Scout(Recorder):
    """
    A recorder that looks only at fields that are wanted, and notes only where both sides have something.
    """

    def __init__(self, wants: Wants) -> None:
        super().__init__()
        self._wants = wants

    def _fields(self, view: ModelView, _: Way) -> Sequence[FieldView]:
        return _wanted(view, self._wants)

    def take(self, side: Side, below: Any, above: Any, _: Any, __: Trail) -> Any:
        return below if side == PARENT else above


@cache
def _wanted(view: ModelView, wants: Wants) -> tuple[FieldView, ...]:
    return tuple([field for field in view.fields if wants(view, field)])


def sides_of(*, below: bool, above: bool) -> tuple[Side, ...]:
    """
    The sides that have something to say.
    """
    return (PARENT, CHILD) if below and above else (PARENT,) if below else (CHILD,) if above else ()
