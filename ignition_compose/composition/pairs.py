"""
Two configs to one: the merge of two of one version, and for specs before 3 one appended to the other.
"""

from __future__ import annotations

from ignition_compose.documents.config import Config, held, holding
from ignition_compose.documents.document import Document, config_of
from ignition_compose.errors import VersionMismatch
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.merging.transcript import transcript_of
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.specs import SPEC2, SPEC3, spec_of
from ignition_compose.models.view import SpecView
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ignition_compose.merging.transcript import Transcript
    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


def merge(parent: Config | Document, child: Config | Document) -> Config:
    """
    Merge two configs of one version, as the reference's ``Merge`` of that version does.

    Configs of specs 1 and 2 may be of different versions: both are brought to 2.4.0, and the child is appended to the
    parent, as Ignition 0.x does.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        A new config; it is not checked against the rules, for two valid configs can merge to an invalid one.

    Raises:
        VersionMismatch: When they are of different versions of spec 3, or one of them is older than that; `translate`
            the older one first.
        InvalidConfig: When one of them is a document that Ignition refuses.
        NoConfig: When one of them is a document that is none.
        InvalidInput: When one of them is something else.

    Examples:
        >>> def config(**user):
        ...     return Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [user]}})
        >>> merge(config(name="core", uid=500), config(name="core", shell="/bin/sh")).passwd.users
        (PasswdUser(name='core', shell='/bin/sh', uid=500),)
    """
    below, above, version = _of_one_version(parent, child)
    return holding(merge_trees(below, above, SpecView.of(version).root), version)


def merge_with_transcript(parent: Config | Document, child: Config | Document) -> tuple[Config, Transcript]:
    """
    Merge as `merge` does, and tell which input each value came from.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        The merge, and the mappings that the reference's ``MergeStructTranscribe`` records. Those of configs of specs 1
        and 2 name places in the configs as they are in 2.4.0.

    Raises:
        VersionMismatch: When they are of different versions.
        InvalidConfig: When one of them is a document that Ignition refuses.
        NoConfig: When one of them is a document that is none.
        InvalidInput: When one of them is something else.

    Examples:
        >>> parent = Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}})
        >>> child = Config.from_dict({"ignition": {"version": "3.4.0"}})
        >>> [mapping.source for mapping in merge_with_transcript(parent, child)[1] if mapping.tag == "parent"][:2]
        [Pointer('/ignition'), Pointer('/passwd/users/0/name')]
    """
    below, above, version = _of_one_version(parent, child)
    tree, met = merge_recorded(below, above, SpecView.of(version).root)
    return holding(tree, version), transcript_of(met)


class _Pair(NamedTuple):
    """
    Two trees of one version.
    """

    below: Tree
    above: Tree
    version: SpecVersion


def _of_one_version(parent: Config | Document, child: Config | Document) -> _Pair:
    below, above = config_of(parent), config_of(child)
    if spec_of(below.version) is not SPEC3 and spec_of(above.version) is not SPEC3:
        from ignition_compose.translation.modernising import bring_to_newest

        newest = [bring_to_newest(held(one), one.version)[0] for one in (below, above)]
        return _Pair(newest[0], newest[1], SPEC2.versions[-1])
    if below.version != above.version:
        msg = f"the parent is of spec {below.version}, the child of {above.version}; translate the older one first"
        raise VersionMismatch(msg)
    return _Pair(held(below), held(above), below.version)
