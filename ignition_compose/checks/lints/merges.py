"""
What a merge does that is easily missed: what is kept, deleted, displaced, or there twice. Advice, never a verdict.
"""

from __future__ import annotations

import json

from ignition_compose.checks.lints.overlays import overlays_of
from ignition_compose.display import quoted
from ignition_compose.models.view import FieldView, ModelView
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Protocol

    from ignition_compose.account import Act, Verb
    from ignition_compose.pointer import Pointer

    class Meeting(Protocol):
        """
        One act of a merge, and what met there.
        """

        @property
        def verb(self) -> Verb:
            """
            What was done.
            """

        @property
        def act(self) -> Act:
            """
            The act.
            """

        @property
        def shape(self) -> FieldView | ModelView | None:
            """
            The field whose value it is, or the class of an object.
            """

        @property
        def below(self) -> Any:
            """
            The parent's value.
            """

        @property
        def above(self) -> Any:
            """
            The child's value.
            """


class Surprise(NamedTuple):
    """
    One thing to know about a merge.

    Attributes:
        code: The stable name of its kind.
        message: What happens and what to do; ``{below}`` stands for the place in the parent.
        below: The place in the parent.
        above: The place in the child.
    """

    code: str
    message: str
    below: Pointer
    above: Pointer


def lint(met: Iterable[Meeting]) -> Iterator[Surprise]:
    """
    Everything that is easily missed in a merge.

    Args:
        met: What met in it.

    Examples:
        >>> from ignition_compose.merging.recording import merge_recorded
        >>> from ignition_compose.models.view import SpecView
        >>> def config(**contents):
        ...     return {"storage": {"files": [{"path": "/a", "contents": contents}]}}
        >>> below, above = config(source="https://a/b.gz", compression="gzip"), config(source="data:,b")
        >>> [found.code for found in lint(merge_recorded(below, above, SpecView.of("3.4.0").root).met)]
        ['inherited-compression']
    """
    for one in met:
        if one.verb == "merged" and isinstance(one.shape, ModelView):
            yield from _on_objects(one, one.shape)
        elif one.verb == "appended" and isinstance(one.shape, FieldView) and one.below and one.above:
            yield from _on_joined(one, one.shape)
        elif one.verb in _LOSSES and isinstance(one.shape, FieldView):
            yield _on_loss(one, one.shape)


def may_surprise(view: ModelView, field: FieldView) -> bool:
    """
    Whether anything in a field of a class can be missed in a merge.
    """
    if field.merge == "append" or field.removed_without is not None or field in view.shared:
        return True
    model = field.model
    return model is not None and (
        bool(overlays_of(model.model)) or any(may_surprise(model, inner) for inner in model.fields)
    )


_SHOWN = 80
_LOSSES = {
    "displaced": "takes the place of {{below}}, which is dropped: both have the key {key}",
    "deleted": "this deletes the one beneath, because it has no {member!r} ({{below}})",
}


def _on_loss(met: Meeting, field: FieldView) -> Surprise:
    key = quoted(field.label(met.below), _SHOWN) if met.verb == "displaced" else ""
    message = _LOSSES[met.verb].format(key=key.replace("{", "{{").replace("}", "}}"), member=field.removed_without)
    return Surprise(met.verb, message, met.act.lost[0].pointer, met.act.sources[0].pointer)


def _on_objects(met: Meeting, view: ModelView) -> Iterator[Surprise]:
    below, above = [place.pointer for place in met.act.sources]
    for code, _, message, compare in overlays_of(view.model):
        for tokens in compare(met.below, met.above):
            yield Surprise(code, f"{message} ({{below}})", below, above.down(*tokens))


def _on_joined(met: Meeting, field: FieldView) -> Iterator[Surprise]:
    message = "the same is there beneath; lists of this kind are joined, so the result has it twice ({below})"
    below, above = [place.pointer for place in met.act.sources]
    if field.model is None:
        # Single options may well repeat; all of them hardly.
        if met.below == met.above:
            yield Surprise("appended-twice", message, below, above)
        return
    places: dict[str, int] = {}
    for index, item in enumerate(met.below):
        places.setdefault(_text(item), index)
    for index, item in enumerate(met.above):
        twin = places.get(_text(item))
        if twin is not None:
            yield Surprise("appended-twice", message, below / twin, above / index)


def _text(item: Any) -> str:
    """
    Equal entries have equal text, which can be looked up where the entries themselves cannot.
    """
    return json.dumps(item, sort_keys=True)
