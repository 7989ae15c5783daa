"""
The merge of two configs of one version.
"""

from __future__ import annotations

from ignition_compose.documents.config import Config, held, holding
from ignition_compose.documents.document import Document, config_of
from ignition_compose.errors import VersionMismatch
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.merging.transcript import transcript_of
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.view import SpecView

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ignition_compose.merging.transcript import Transcript


def merge(parent: Config | Document, child: Config | Document) -> Config:
    """
    Merge two configs of one version, as the reference's ``Merge`` of that version does.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        A new config; it is not checked against the rules, for two valid configs can merge to an invalid one.

    Raises:
        VersionMismatch: When they are of different versions; `translate` the older one first.
        InvalidConfig: When one of them is a document that Ignition refuses.
        NoConfig: When one of them is a document that is none.
        InvalidInput: When one of them is something else.

    Examples:
        >>> def config(**user):
        ...     return Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [user]}})
        >>> merge(config(name="core", uid=500), config(name="core", shell="/bin/sh")).passwd.users
        (PasswdUser(name='core', shell='/bin/sh', uid=500),)
    """
    below, above = _of_one_version(parent, child)
    return holding(merge_trees(held(below), held(above), SpecView.of(below.version).root), below.version)


def merge_with_transcript(parent: Config | Document, child: Config | Document) -> tuple[Config, Transcript]:
    """
    Merge as `merge` does, and tell which input each value came from.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        The merge, and the mappings that the reference's ``MergeStructTranscribe`` records.

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
    below, above = _of_one_version(parent, child)
    tree, met = merge_recorded(held(below), held(above), SpecView.of(below.version).root)
    return holding(tree, below.version), transcript_of(met)


def _of_one_version(parent: Config | Document, child: Config | Document) -> tuple[Config, Config]:
    below, above = config_of(parent), config_of(child)
    if below.version != above.version:
        msg = f"the parent is of spec {below.version}, the child of {above.version}; translate the older one first"
        raise VersionMismatch(msg)
    return below, above
