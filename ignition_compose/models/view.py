"""
The description resolved for one spec version: the only door to it.

A `ModelView` is one described class as a version has it, a `FieldView` one of its fields.
Engines walk views and never name a field.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import discreet, masked
from ignition_compose.golang.text import fold
from ignition_compose.models.fields import description_of
from ignition_compose.models.keys import TEXT_KEY, FunctionKey, MemberKey
from ignition_compose.models.specs import spec_of
from ignition_compose.properties import kept
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from ignition_compose.models.fields import FieldSpec, Kind, Merge, Tree
    from ignition_compose.models.keys import Key


class FieldView(NamedTuple):
    """
    One field as one version has it; the attributes are those of `FieldSpec`, decided.

    ``unsigned`` is the number of bits of a number without a sign, 0 for one with a sign.
    """

    name: str
    json: str
    kind: Kind
    doc: str
    nullable: bool
    always: bool
    required: bool
    model: ModelView | None
    merge: Merge | None
    key_space: str
    removed_without: str | None
    choices: tuple[str, ...]
    pattern: str | None
    plain: str | None
    minimum: int | None
    maximum: int | None
    plain_maximum: int | None
    unsigned: int
    overlooked: bool
    implied: bool | None
    wins: Literal["parent", "child"] | None
    secret: bool
    address: bool
    embedded: bool

    @property
    def is_list(self) -> bool:
        """
        Whether the value is a list.
        """
        return self.kind == "array"

    @property
    def is_added(self) -> bool:
        """
        Whether a scalar is written where it is absent.
        """
        return self.always and self.zero is not None and not self.nullable

    @property
    def is_dropped(self) -> bool:
        """
        Whether a scalar is left out where it is zero.
        """
        return self.zero is not None and not self.nullable and not self.always

    def has_value(self, value: Any) -> bool:
        """
        Whether the reference sees *value* as more than the field's zero value.
        """
        if value is None:
            return False
        if self.nullable or self.kind == "array":
            return True
        if self.model is not None:
            return not self.model.is_zero(value)
        return bool(value)

    @property
    def key(self) -> Key:
        """
        The function that gives the key of an entry of the list.
        """
        return self.model.key if self.model is not None else TEXT_KEY

    def label(self, item: Any) -> str:
        """
        What an entry of the list may be called in text made for people: its key, nothing where that may be a secret.
        """
        key = self.key(item)
        fields = (self,) if self.model is None else self.model.fields
        lines = [field for field in fields if field is self or item.get(field.json) == key]
        if any(field.secret for field in lines):
            return ""
        return masked(key) if any(field.address for field in lines) else discreet(key)

    @property
    def zero(self) -> Any:
        """
        The zero value of a scalar, as the reference has it.
        """
        return {"string": "", "integer": 0, "boolean": False}.get(self.kind)


class Row(NamedTuple):
    """
    One line of the spec's table of fields; lists are written ``[]`` in the path.
    """

    path: str
    kind: Kind
    items: str | None
    nullable: bool
    always: bool
    merge: Merge | None
    key_space: str | None


class ModelView:
    """
    One described class as one version has it.

    Attributes:
        model: The class.
        version: The version.
        doc: What the object is.
        declared: What the class declares, over all versions.
        plain: What makes an object plain beyond its members, None where only rules can tell.
    """

    def __init__(self, model: type, version: SpecVersion) -> None:
        spec = description_of(model)
        version = SpecVersion(version)
        self.model = model
        self.version = version
        self.doc = spec.doc
        self.plain = spec.plain(version) if callable(spec.plain) else spec.plain
        self.declared = spec.fields
        self._key = spec.key
        self._embedded = description_of(spec.embeds).fields if spec.embeds else {}
        self.has_embedded = spec.embeds is not None

    def __repr__(self) -> str:
        return f"<{self.name} of {self.version}>"

    @property
    def name(self) -> str:
        """
        The name of the class.
        """
        return self.model.__name__

    # These only when they are first asked for: most documents use few classes.
    @kept
    def fields(self) -> tuple[FieldView, ...]:
        """
        Its fields, in the order in which the reference writes them.
        """
        return tuple(
            [
                _resolve(name, declared.spec, self.version, embedded=name in self._embedded)
                for name, declared in self.declared.items()
                if self.version in declared.spec.span
            ]
        )

    @kept
    def parts(self) -> tuple[tuple[str, ModelView, bool], ...]:
        """
        The members that hold objects: name, class, and whether it is a list of them.
        """
        # Nothing else is asked of a field here, so that a walk over all classes resolves none.
        specs = [(name, declared.spec) for name, declared in self.declared.items()]
        return tuple(
            [
                (spec.member(name), view_of(spec.model, self.version), spec.kind == "array")
                for name, spec in specs
                if spec.model is not None and self.version in spec.span
            ]
        )

    @kept
    def by_json(self) -> dict[str, FieldView]:
        """
        The fields, by the name of the JSON member.
        """
        return {field.json: field for field in self.fields}

    @kept
    def key(self) -> MemberKey | FunctionKey:
        """
        The function that gives an entry's key among its siblings.
        """
        if self._key is None:
            msg = f"entries of {self.name} have no key"
            raise TypeError(msg)
        return MemberKey(self._key) if isinstance(self._key, str) else FunctionKey(self._key)

    def is_zero(self, tree: Tree) -> bool:
        """
        Whether the reference sees nothing in *tree*: no member that differs from its zero value.
        """
        fields = self.by_json
        return not any(fields[name].has_value(value) for name, value in tree.items())

    @kept
    def lists(self) -> tuple[FieldView, ...]:
        """
        The fields that are lists.
        """
        return tuple([field for field in self.fields if field.is_list])

    @kept
    def keyed(self) -> tuple[FieldView, ...]:
        """
        The fields that are keyed lists.
        """
        return tuple([field for field in self.lists if field.merge == "keyed"])

    @kept
    def shared(self) -> tuple[FieldView, ...]:
        """
        The keyed lists that share their key space with another one.
        """
        spaces = [field.key_space for field in self.keyed]
        return tuple([field for field in self.keyed if spaces.count(field.key_space) > 1])

    @kept
    def folded(self) -> dict[str, FieldView]:
        """
        The fields by the folded name of their member, as Go's decoder looks them up.
        """
        return {fold(field.json): field for field in self.fields}


class SpecView:
    """
    The whole description as one version has it.

    Args:
        version: The version.

    Examples:
        >>> view = SpecView.of("3.4.0")
        >>> view.root.by_json["storage"].model.by_json["files"].merge
        'keyed'
    """

    def __init__(self, version: SpecVersion) -> None:
        self.version = version
        self.root = view_of(spec_of(version).root, version)

    @staticmethod
    def of(version: str) -> SpecView:
        """
        The view of *version*, made once.

        Raises:
            UnknownVersion: When there is no such version.
        """
        return _spec_view(version if isinstance(version, SpecVersion) else SpecVersion(version))

    @kept
    def models(self) -> tuple[ModelView, ...]:
        """
        Every class that this version uses, the root first.
        """
        seen: dict[type, ModelView] = {}
        todo = [self.root]
        while todo:
            view = todo.pop(0)
            if view.model not in seen:
                seen[view.model] = view
                todo += [model for _, model, _ in view.parts]
        return tuple(seen.values())

    def rows(self) -> Iterator[Row]:
        """
        Every field path of this version, with what holds for it.
        """
        yield from _rows(self.root, "$")


def _rows(view: ModelView, path: str) -> Iterator[Row]:
    for field in view.fields:
        here = f"{path}.{field.json}"
        items = ("object" if field.model else "string") if field.is_list else None
        shared = field.key_space if field.is_list and field.key_space != field.json else None
        yield Row(here, field.kind, items, field.nullable, field.always, field.merge, shared)
        if field.model is not None:
            yield from _rows(field.model, here + "[]" if field.is_list else here)


@cache
def view_of(model: type, version: SpecVersion) -> ModelView:
    """
    The view of one described class, made once for each version.
    """
    # Threads that come here at once are all given the first: plans are kept by the view itself.
    return _VIEWS.setdefault((model, version), ModelView(model, version))


_VIEWS: dict[tuple[type, SpecVersion], ModelView] = {}


@cache
def _spec_view(version: SpecVersion) -> SpecView:
    return SpecView(version)


def _resolve(name: str, spec: FieldSpec, version: SpecVersion, *, embedded: bool) -> FieldView:
    json = spec.member(name)
    choices = [
        choice if isinstance(choice, str) else choice[0]
        for choice in spec.choices
        if isinstance(choice, str) or version in choice[1]
    ]
    return FieldView(
        name=name,
        json=json,
        kind=spec.kind,
        doc=spec.doc,
        nullable=version in spec.nullable,
        always=version in spec.always,
        required=version in spec.required,
        model=view_of(spec.model, version) if spec.model else None,
        merge=spec.merge,
        key_space=spec.key_space or json,
        removed_without=spec.removed_without,
        choices=tuple(choices),
        pattern=spec.pattern,
        plain=spec.plain,
        minimum=spec.minimum,
        maximum=spec.maximum,
        plain_maximum=spec.plain_maximum,
        unsigned=spec.unsigned_bits if version in spec.unsigned else 0,
        overlooked=version in spec.overlooked,
        implied=spec.implied,
        wins=spec.wins,
        secret=spec.secret,
        address=spec.address,
        embedded=embedded,
    )


def interval(name: str, view: ModelView) -> tuple[SpecVersion, ...]:
    """
    The versions of the view's spec in which its class has a member *name*.
    """
    versions = spec_of(view.version).versions
    return tuple([version for version in versions if name in view_of(view.model, version).by_json])
