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

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from ignition_compose.account import Account, Act, Place
from ignition_compose.merging.alignment import Pair, align, keys_of, parts_taken_whole
from ignition_compose.pointer import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ignition_compose.account import Verb
    from ignition_compose.merging.alignment import Keys
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

PARENT: Final = "parent"
CHILD: Final = "child"
Side = Literal["parent", "child"]

_Way = tuple[str, ...] | None
"""What is left of the way to the one value that is asked for; None where everything is."""


class Met(NamedTuple):
    """
    One act of a merge, and what met there.

    Attributes:
        act: The act.
        shape: The field whose value it is, the class of an entry that is an object, None for an entry that is text.
        below: The parent's value, None if it has none.
        above: The child's value.
    """

    act: Act
    shape: FieldView | ModelView | None
    below: Any
    above: Any


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
        A new tree, and the acts. Mirrors ``MergeStructTranscribe`` of the reference.
    """
    recorder = _Recorder()
    tree = recorder.merge_object(parent, child, view, Trail(), None)
    recorder.both(view, parent, child, Trail())
    return Recording(tree, recorder.met)


def acts_on(pointer: Pointer, parent: Tree, child: Tree, view: ModelView) -> tuple[Act, ...]:
    """
    The acts by which one value of a merge came about, without looking at what lies beside the way to it.
    """
    recorder = _Recorder()
    way = pointer.tokens
    recorder.merge_object(parent, child, view, Trail(), way)
    if not way:
        recorder.both(view, parent, child, Trail())
    return Account([one.act for one in recorder.met]).origin(pointer)


class Trail(NamedTuple):
    """
    The place of one value in the parent, in the child and in the result, each as the text of a JSON Pointer.

    Names of members stand in it as they are: none has a character that pointers escape.
    """

    parent: str = ""
    child: str = ""
    result: str = ""

    def down(self, token: str | int) -> Trail:
        """
        The place of a member, or of an entry with the same index everywhere.
        """
        return Trail(f"{self.parent}/{token}", f"{self.child}/{token}", f"{self.result}/{token}")

    def item(self, parent: int | None, child: int | None, result: int | None) -> Trail:
        """
        The place of an entry with an index of its own in each.
        """
        return Trail(f"{self.parent}/{parent}", f"{self.child}/{child}", f"{self.result}/{result}")


def _place(side: Side, trail: Trail) -> Place:
    return Place(side, str.__new__(Pointer, trail.parent if side == PARENT else trail.child))


class _Recorder:
    """
    Merges, and notes what meets.
    """

    def __init__(self) -> None:
        self.met: list[Met] = []

    def merge_object(self, parent: Tree, child: Tree, view: ModelView, trail: Trail, way: _Way) -> Tree:
        """
        The merge of two objects; what becomes of the objects themselves is noted by who asks for it.
        """
        if way == ():
            return {}
        result: Tree = {}
        keys = keys_of(child, view)
        taken = parts_taken_whole(parent, child, view)
        placed: dict[tuple[str, int], str] = {}
        rest = None if way is None else way[1:]
        for field in view.fields if way is None else [view.by_json[way[0]]]:
            below, above = parent.get(field.json), child.get(field.json)
            if below is None and above is None:
                continue
            inner = trail.down(field.json)
            side = taken.get(field.embedded)
            if side is not None:
                value = self._take(side, below, above, field, inner)
            elif field.merge == "keyed":
                value = self._merge_keyed(below or [], above or [], field, keys, inner, rest, placed)
                self._note_empty(below, above, inner)
            elif field.is_list:
                value = self._append(below or [], above or [], field, inner)
                self._note_empty(below, above, inner)
            else:
                value = self._merge_member(below, above, field, inner, rest)
            if value is not None and (value or side is not None or below or above or not field.is_list):
                result[field.json] = value
        self._note_displaced(parent, view, keys, trail, placed)
        return result

    def both(self, shape: FieldView | ModelView, below: Any, above: Any, trail: Trail) -> None:
        """
        Both sides contributed to one object.
        """
        self._note("merged", (PARENT, CHILD), trail, shape, below, above)

    def _note(
        self,
        verb: Verb,
        sides: Sequence[Side],
        trail: Trail,
        shape: Any,
        below: Any,
        above: Any,
        lost: Side | None = None,
    ) -> None:
        sources = tuple([_place(side, trail) for side in sides])
        beaten = () if lost is None else (_place(lost, trail),)
        self.met.append(Met(Act(verb, sources, str.__new__(Pointer, trail.result), beaten), shape, below, above))

    def _gone(self, verb: Verb, lost: Side, trail: Trail, *sources: Side, shape: FieldView | None = None) -> None:
        act = Act(verb, tuple([_place(side, trail) for side in sources]), None, (_place(lost, trail),))
        self.met.append(Met(act, shape, None, None))

    def _take(self, side: Side, below: Any, above: Any, shape: Any, trail: Trail) -> Any:
        """
        A value that is one side's whole, because the other holds nothing there.
        """
        value, other = (below, above) if side == PARENT else (above, below)
        if value is not None:
            self._note("kept", (side,), trail, shape, below, above)
        if other is not None:
            self._gone("dropped", CHILD if side == PARENT else PARENT, trail)
        return value

    def _note_empty(self, below: Any, above: Any, trail: Trail) -> None:
        """
        An empty list gives nothing to a result.
        """
        if below == []:
            self._gone("dropped", PARENT, trail)
        if above == []:
            self._gone("dropped", CHILD, trail)

    def _append(self, below: list[Any], above: list[Any], field: FieldView, trail: Trail) -> list[Any]:
        for index, item in enumerate(below):
            self._note("kept", (PARENT,), trail.item(index, None, index), field.model, item, None)
        for index, item in enumerate(above):
            self._note("kept", (CHILD,), trail.item(None, index, len(below) + index), field.model, None, item)
        self._contributed(
            trail, field, below, above, "appended", {PARENT} if below else set(), {CHILD} if above else set()
        )
        return [*below, *above]

    def _contributed(
        self, trail: Trail, field: FieldView, below: Any, above: Any, verb: Verb, *sides: Iterable[Side]
    ) -> None:
        used = {side for some in sides for side in some}
        in_order = [side for side in (PARENT, CHILD) if side in used]
        if in_order:
            self._note(verb, in_order, trail, field, below, above)

    def _merge_member(self, below: Any, above: Any, field: FieldView, trail: Trail, way: _Way) -> Any:
        """
        The merge of a scalar or of an object.
        """
        model = field.model
        if model is None:
            return self._merge_scalar(below, above, field, trail)
        if below is None or above is None:
            return self._take(CHILD if below is None else PARENT, below, above, field, trail)
        if not field.nullable and (model.is_zero(above) or model.is_zero(below)):
            return self._take(PARENT if model.is_zero(above) else CHILD, below, above, field, trail)
        merged = self.merge_object(below, above, model, trail, way)
        self.both(model, below, above, trail)
        return merged

    def _merge_scalar(self, below: Any, above: Any, field: FieldView, trail: Trail) -> Any:
        if above is None and field.nullable:
            self._note("kept", (PARENT,), trail, field, below, above)
            return below
        if above is None:
            # What cannot be absent is always the child's, who left it out: that is its zero value.
            self._gone("dropped", PARENT, trail)
        elif below is None:
            self._note("kept", (CHILD,), trail, field, below, above)
        else:
            self._note("replaced", (CHILD,), trail, field, below, above, lost=PARENT)
        return above

    def _merge_keyed(
        self,
        below: list[Any],
        above: list[Any],
        field: FieldView,
        keys: Keys,
        trail: Trail,
        way: _Way,
        placed: dict[tuple[str, int], str],
    ) -> list[Any]:
        pairs = align(below, above, field, keys)
        used: set[Side] = set()
        result: list[Any] = []
        for pair in pairs:
            used |= pair.sides
            if pair.fate == "placed":
                at = len(result)
                result.append(None)
                if way and way[0] != str(at):
                    continue
                place = trail.item(pair.parent, pair.child, at)
                if pair.child is not None:
                    placed[field.json, pair.child] = place.result
                result[at] = self._merge_entry(pair, below, above, field, place, way)
            elif way is None and pair.fate == "deleted":
                self._gone("deleted", PARENT, trail.item(pair.parent, pair.child, None), CHILD, shape=field)
            elif way is None and pair.fate == "dropped":
                self._gone("dropped", CHILD, trail.item(None, pair.child, None))
        self._contributed(trail, field, below, above, "merged", used)
        return result

    def _merge_entry(
        self, pair: Pair, below: list[Any], above: list[Any], field: FieldView, trail: Trail, way: _Way
    ) -> Any:
        parent = None if pair.parent is None else below[pair.parent]
        child = None if pair.child is None else above[pair.child]
        if parent is None or child is None:
            return self._take(CHILD if parent is None else PARENT, parent, child, field.model, trail)
        if field.model is None:
            self._note("merged", (PARENT, CHILD), trail, None, parent, child)
            return child
        merged = self.merge_object(parent, child, field.model, trail, None if way is None else way[1:])
        self.both(field.model, parent, child, trail)
        return merged

    def _note_displaced(
        self, parent: Tree, view: ModelView, keys: Keys, trail: Trail, placed: dict[tuple[str, int], str]
    ) -> None:
        """
        Entries of the parent that are dropped, because the child has their key in another list.
        """
        for field in view.shared if placed else ():
            holders = keys.get(field.key_space, {})
            for index, item in enumerate(parent.get(field.json, ()) if holders else ()):
                name, at = holders.get(field.key(item), (field.json, 0))
                if name != field.json and (name, at) in placed:
                    winner = Place(CHILD, str.__new__(Pointer, f"{trail.child}/{name}/{at}"))
                    loser = Place(PARENT, str.__new__(Pointer, f"{trail.parent}/{field.json}/{index}"))
                    act = Act("displaced", (winner,), str.__new__(Pointer, placed[name, at]), (loser,))
                    self.met.append(Met(act, field, item, None))
