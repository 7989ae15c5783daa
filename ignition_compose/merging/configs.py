"""The merge of two configs of one version."""

from __future__ import annotations

from ignition_compose.config import Config
from ignition_compose.errors import VersionMismatch
from ignition_compose.merging.engine import merge_trees
from ignition_compose.merging.transcript import Recorder, Transcript
from ignition_compose.models.view import SpecView


def merge(parent: Config, child: Config) -> Config:
    """Merge two configs of one version, as the reference's ``Merge`` of that version does.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        A new config; it is not checked against the rules, for two valid configs can merge to an invalid one.

    Raises:
        VersionMismatch: When they are of different versions; `translate` the older one first.

    Examples:
        >>> def config(**user):
        ...     return Config.from_dict({"ignition": {"version": "3.4.0"}, "passwd": {"users": [user]}})
        >>> merge(config(name="core", uid=500), config(name="core", shell="/bin/sh")).passwd.users
        (PasswdUser(name='core', shell='/bin/sh', uid=500),)
    """
    return _merge(parent, child, None)


def merge_with_transcript(parent: Config, child: Config) -> tuple[Config, Transcript]:
    """Merge as `merge` does, and tell which input each value came from.

    Args:
        parent: The config below.
        child: The config on top, which wins.

    Returns:
        The merge, and the mappings that the reference's ``MergeStructTranscribe`` records.

    Raises:
        VersionMismatch: When they are of different versions.
    """
    recorder = Recorder()
    return _merge(parent, child, recorder), recorder.transcript


def _merge(parent: Config, child: Config, recorder: Recorder | None) -> Config:
    if parent.version != child.version:
        msg = f"the parent is of spec {parent.version}, the child of {child.version}; translate the older one first"
        raise VersionMismatch(msg)
    merged = merge_trees(parent.tree, child.tree, SpecView.of(parent.version).root, recorder)
    return Config.of_tree(merged, parent.version)
