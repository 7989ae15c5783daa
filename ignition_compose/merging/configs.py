"""
The merge of two configs of one version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.documents.config import Config, demand_config
from ignition_compose.errors import VersionMismatch
from ignition_compose.merging.engine import merge_trees
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.merging.transcript import transcript_of
from ignition_compose.models.view import SpecView

if TYPE_CHECKING:
    from ignition_compose.merging.transcript import Transcript


def merge(parent: Config, child: Config) -> Config:
    """
    Merge two configs of one version, as the reference's ``Merge`` of that version does.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        A new config; it is not checked against the rules, for two valid configs can merge to an invalid one.

    Raises:
        VersionMismatch: When they are of different versions; `translate` the older one first.
        InputError: When one of them is not a `Config`.

    Examples:
        >>> def config(**user):
        ...     return Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [user]}})
        >>> merge(config(name="core", uid=500), config(name="core", shell="/bin/sh")).passwd.users
        (PasswdUser(name='core', shell='/bin/sh', uid=500),)
    """
    _demand_one_version(parent, child)
    return Config.of_tree(merge_trees(parent.tree, child.tree, SpecView.of(parent.version).root), parent.version)


def merge_with_transcript(parent: Config, child: Config) -> tuple[Config, Transcript]:
    """
    Merge as `merge` does, and tell which input each value came from.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        The merge, and the mappings that the reference's ``MergeStructTranscribe`` records.

    Raises:
        VersionMismatch: When they are of different versions.
        InputError: When one of them is not a `Config`.

    Examples:
        >>> parent = Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}})
        >>> child = Config.from_dict({"ignition": {"version": "3.4.0"}})
        >>> [mapping.source for mapping in merge_with_transcript(parent, child)[1] if mapping.tag == "parent"][:2]
        [Pointer('/ignition'), Pointer('/passwd/users/0/name')]
    """
    _demand_one_version(parent, child)
    tree, met = merge_recorded(parent.tree, child.tree, SpecView.of(parent.version).root)
    return Config.of_tree(tree, parent.version), transcript_of(met)


def _demand_one_version(parent: Config, child: Config) -> None:
    demand_config(parent)
    demand_config(child)
    if parent.version != child.version:
        msg = f"the parent is of spec {parent.version}, the child of {child.version}; translate the older one first"
        raise VersionMismatch(msg)
