"""
One thing broken for certain: whatever else a config says, Ignition refuses it.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import strategies as st

from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import FieldView, ModelView, SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.testing.texts import bad_texts
from ignition_compose.versions import ALWAYS, Span, SpecVersion, since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.testing.trees import Draw, Drawer

    Breaker = Callable[[Draw, Drawer, Tree, SpecVersion], tuple[Tree, str]]

_WRONG: Final[dict[str, tuple[Any, ...]]] = {
    "string": (1, True, [], {}, ["a"]),
    "integer": ("1", True, 1.5, 2**63, -(2**63) - 1, [], {}, 1e300),
    "boolean": ("true", 0, [], {}),
    "object": ("", 0, False, [], [{}]),
    "array": ("", 0, True, {}, {"0": {}}),
}
_NO_VERSIONS: Final = ("", "3", "3.4", "v3.4.0", "3.4.0.0", "2.99.0", "3.99.0", "4.0.0", "3.4.0-alpha", " 3.4.0")
_URL: Final = "http://a/b"
_HASH: Final = "sha512-" + "0" * 128


class Contradiction(NamedTuple):
    """
    Members that cannot stand in one object, whatever else it holds.

    Attributes:
        model: The name of the class.
        what: What is wrong.
        members: The members, which replace those of the object.
        without: Members that are taken out.
        span: The versions in which Ignition refuses that.
    """

    model: str
    what: str
    members: Tree
    without: tuple[str, ...] = ()
    span: Span = ALWAYS


_OWNER: Final = {"id": 0, "name": "root"}
_CUSTOM: Final = {"pin": "tang", "config": "{}"}

CONTRADICTIONS: Final = (
    Contradiction("NodeUser", "both id and name", _OWNER),
    Contradiction("NodeGroup", "both id and name", _OWNER),
    Contradiction("File", "overwrite without contents", {"overwrite": True}, ("contents",)),
    Contradiction("File", "verification without a source", {"contents": {"verification": {"hash": _HASH}}}),
    Contradiction(
        "Resource", "headers without a source", {"httpHeaders": [{"name": "a"}]}, ("source",), since("3.1.0")
    ),
    Contradiction(
        "Resource", "headers for data", {"httpHeaders": [{"name": "a"}], "source": "data:,"}, (), since("3.1.0")
    ),
    Contradiction("IgnitionConfig", "a merge without a source", {"merge": [{}]}, (), since("3.1.0")),
    Contradiction("Partition", "neither number nor label", {}, ("number", "label")),
    Contradiction("Partition", "a label for what must not exist", {"shouldExist": False, "label": "a"}),
    Contradiction("Partition", "a size for what must not exist", {"shouldExist": False, "sizeMiB": 0}),
    Contradiction(
        "Disk", "one label twice", {"partitions": [{"number": 1, "label": "a"}, {"number": 2, "label": "a"}]}
    ),
    Contradiction(
        "Disk",
        "partitions that overlap",
        {"partitions": [{"number": 1, "startMiB": 1, "sizeMiB": 9}, {"number": 2, "startMiB": 9, "sizeMiB": 0}]},
    ),
    Contradiction("Raid", "spares for raid0", {"level": "raid0", "spares": 1}),
    Contradiction("Raid", "no devices", {"devices": []}),
    Contradiction("Filesystem", "a path without a format", {"path": "/a"}, ("format",)),
    Contradiction("Filesystem", "options without a format", {"format": "", "options": ["a"]}),
    Contradiction("Filesystem", "a label that is too long", {"format": "xfs", "label": "x" * 13}),
    Contradiction("Filesystem", "a label of bytes too many", {"format": "vfat", "label": "é" * 6}),
    Contradiction(
        "Filesystem", "options for virtiofs", {"format": "virtiofs", "options": ["a"]}, (), since("3.7.0-experimental")
    ),
    Contradiction("Filesystem", "no tag", {"format": "virtiofs", "device": ""}, (), since("3.7.0-experimental")),
    Contradiction("ClevisCustom", "no config", {"pin": "tang"}, ("config",)),
    Contradiction("ClevisCustom", "no pin", {"config": "{}"}, ("pin",)),
    Contradiction("Clevis", "custom and more", {"custom": _CUSTOM, "tpm2": True}),
    Contradiction("Luks", "cex and clevis", {"cex": {"enabled": True}, "clevis": {"tpm2": True}}, (), since("3.5.0")),
    Contradiction(
        "Luks", "cex and key file", {"cex": {"enabled": True}, "keyFile": {"source": _URL}}, (), since("3.5.0")
    ),
    Contradiction(
        "Storage", "a file below a link", {"links": [{"path": "/l", "target": "a"}], "files": [{"path": "/l/f"}]}
    ),
    Contradiction(
        "Storage", "a link below a link", {"links": [{"path": "/l/f", "target": "a"}, {"path": "/l", "target": "a"}]}
    ),
    Contradiction(
        "Storage",
        "a hard link to a directory",
        {"links": [{"path": "/l", "target": "/d/.", "hard": True}], "directories": [{"path": "/d"}]},
    ),
    Contradiction(
        "Storage", "a file that is a directory", {"files": [{"path": "/f"}], "directories": [{"path": "/f"}]}
    ),
    Contradiction(
        "Sections",
        "a file in a unit's place",
        {
            "systemd": {"units": [{"name": "a.service", "contents": "[Unit]\n"}]},
            "storage": {"files": [{"path": "/etc/systemd/system/a.service"}]},
        },
    ),
)
"""What no object may hold, by class."""


Way = tuple[FieldView, ...]


class Spot(NamedTuple):
    """
    A place to break something: the members on the way to an object, its class, and the member.
    """

    way: Way
    view: ModelView
    field: FieldView


@cache
def spots(version: SpecVersion) -> tuple[Spot, ...]:
    """
    Every member of every object that *version* has.
    """
    return tuple(_spots(SpecView.of(version).root, ()))


def _spots(view: ModelView, way: Way) -> Iterator[Spot]:
    for field in view.fields:
        yield Spot(way, view, field)
        if field.model is not None:
            yield from _spots(field.model, (*way, field))


def break_one(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    """
    Break one thing in a valid config.

    Args:
        draw: Draws from a strategy.
        drawer: Draws what is missing on the way to the place.
        tree: A valid config, which is changed.
        version: Its version.

    Returns:
        The config, and what is broken in it, such as ``"a wrong type at /storage/files/0/mode"``.
    """
    breaker: Breaker = draw(st.sampled_from(_BREAKERS))
    return breaker(draw, drawer, tree, version)


def reach(draw: Draw, drawer: Drawer, tree: Tree, way: Way) -> tuple[Tree, Pointer]:
    """
    An object at the end of *way* in *tree*, put there if there is none, and where it is.
    """
    place, pointer = tree, Pointer()
    for field in way:
        assert field.model is not None, "a way leads through objects"
        if not field.is_list:
            place, pointer = place.setdefault(field.json, {}), pointer / field.json
            continue
        items = place.setdefault(field.json, [])
        if not items:
            items.append(drawer.least(field.model))
        index = draw(st.integers(0, len(items) - 1))
        place, pointer = items[index], pointer / field.json / index
    return place, pointer


@cache
def _spots_where(version: SpecVersion, test: Callable[[Spot], bool]) -> st.SearchStrategy[Spot]:
    return st.sampled_from([spot for spot in spots(version) if test(spot)])


def _has_bad_texts(spot: Spot) -> bool:
    return spot.field.kind in ("string", "array") and not spot.field.model and bool(bad_texts(spot.view, spot.field))


def _is_bounded(spot: Spot) -> bool:
    return spot.field.maximum is not None


def _is_keyed(spot: Spot) -> bool:
    return spot.field.merge == "keyed"


def _is_missed(spot: Spot) -> bool:
    """
    Whether an object without the member is refused.
    """
    field = spot.field
    if field.kind != "string" or not field.required:
        return False
    return "" in bad_texts(spot.view, field) or (bool(field.choices) and "" not in field.choices)


def _break_type(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    spot = draw(_spots_where(version, bool))
    place, pointer = reach(draw, drawer, tree, spot.way)
    wrong = deepcopy(draw(st.sampled_from(_WRONG[spot.field.kind])))
    if spot.field.is_list and draw(st.booleans()):
        kind = "string" if spot.field.model is None else "object"
        wrong = [*place.get(spot.field.json, ()), deepcopy(draw(st.sampled_from(_WRONG[kind])))]
    place[spot.field.json] = wrong
    return tree, f"a wrong type at {pointer / spot.field.json}"


def _break_text(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    spot = draw(_spots_where(version, _has_bad_texts))
    place, pointer = reach(draw, drawer, tree, spot.way)
    text = draw(st.sampled_from(bad_texts(spot.view, spot.field)))
    place[spot.field.json] = [text] if spot.field.is_list else text
    return tree, f"a text that is refused at {pointer / spot.field.json}"


def _break_range(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    spot = draw(_spots_where(version, _is_bounded))
    place, pointer = reach(draw, drawer, tree, spot.way)
    outside = (spot.field.minimum or 0) - 1, (spot.field.maximum or 0) + 1, 2**63 - 1, -(2**63)
    place[spot.field.json] = draw(st.sampled_from(outside))
    return tree, f"a number out of range at {pointer / spot.field.json}"


def _drop_member(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    spot = draw(_spots_where(version, _is_missed))
    place, pointer = reach(draw, drawer, tree, spot.way)
    place.pop(spot.field.json, None)
    return tree, f"nothing at {pointer / spot.field.json}"


def _repeat_entry(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    spot = draw(_spots_where(version, _is_keyed))
    place, pointer = reach(draw, drawer, tree, spot.way)
    items = place.get(spot.field.json) or ["a" if spot.field.model is None else drawer.least(spot.field.model)]
    again = deepcopy(draw(st.sampled_from(items)))
    place[spot.field.json] = [*items, again]
    return tree, f"an entry twice at {pointer / spot.field.json}"


def _contradict(draw: Draw, drawer: Drawer, tree: Tree, version: SpecVersion) -> tuple[Tree, str]:
    wrong, ways = draw(st.sampled_from(contradictions(version)))
    way = draw(st.sampled_from(ways))
    place, pointer = reach(draw, drawer, tree, way)
    for name in wrong.without:
        place.pop(name, None)
    place.update(deepcopy(wrong.members))
    return tree, f"{wrong.what} at {pointer or 'the root'}"


@cache
def contradictions(version: SpecVersion) -> tuple[tuple[Contradiction, tuple[Way, ...]], ...]:
    """
    Every contradiction that *version* knows, with the ways to all objects where it can stand.
    """
    places: list[tuple[Way, ModelView]] = [((), SpecView.of(version).root)]
    places += [((*spot.way, spot.field), spot.field.model) for spot in spots(version) if spot.field.model]
    found = [(wrong, tuple([way for way, view in places if _fits(wrong, view)])) for wrong in CONTRADICTIONS]
    return tuple([(wrong, ways) for wrong, ways in found if ways and version in wrong.span])


def _fits(wrong: Contradiction, view: ModelView) -> bool:
    names = [model.__name__ for model in view.model.__mro__]
    return wrong.model in names and wrong.members.keys() <= view.by_json.keys()


def _break_version(draw: Draw, _: Drawer, tree: Tree, __: SpecVersion) -> tuple[Tree, str]:
    section, member = VERSION_TOKENS
    text = draw(st.sampled_from((None, *_NO_VERSIONS)))
    if text is None:
        del tree[section][member]
        return tree, "no version"
    tree[section][member] = text
    return tree, f"the version {text!r}"


_BREAKERS: Final = (
    _break_type,
    # Thrice, because there are many kinds of it.
    _contradict,
    _contradict,
    _contradict,
    _break_text,
    _drop_member,
    _repeat_entry,
    _break_range,
    _break_version,
)
