"""
The typed models of the Ignition spec: one frozen class per concept, to build configs with and to look at them.

>>> from ignition_compose import Config
>>> from ignition_compose.models import File, Ignition, Sections, Storage
>>> motd = File(path="/etc/motd", contents={"source": "data:,hello"})
>>> Config.of(Sections(ignition=Ignition(version="3.4.0"), storage=Storage(files=[motd]))).to_json()
'{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/motd","contents":{"source":"data:,hello"}}]}}'

The description of the spec lies below this package, one line per field; `ignition_compose.models.view` resolves it for
one version.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what typing would say, without importing it
if TYPE_CHECKING:
    from typing import Any

    from ignition_compose.models.spec3 import (
        CaReference,
        Cex,
        Clevis,
        ClevisCustom,
        ConfigReference,
        Directory,
        Disk,
        Dropin,
        File,
        Filesystem,
        HttpHeader,
        Ignition,
        IgnitionConfig,
        KernelArguments,
        Link,
        Luks,
        Node,
        NodeGroup,
        NodeUser,
        Partition,
        Passwd,
        PasswdGroup,
        PasswdUser,
        Proxy,
        Raid,
        Resource,
        Sections,
        Security,
        Storage,
        Systemd,
        Tang,
        Timeouts,
        Tls,
        Unit,
        Verification,
    )

__all__ = [
    "CaReference",
    "Cex",
    "Clevis",
    "ClevisCustom",
    "ConfigReference",
    "Directory",
    "Disk",
    "Dropin",
    "File",
    "Filesystem",
    "HttpHeader",
    "Ignition",
    "IgnitionConfig",
    "KernelArguments",
    "Link",
    "Luks",
    "Node",
    "NodeGroup",
    "NodeUser",
    "Partition",
    "Passwd",
    "PasswdGroup",
    "PasswdUser",
    "Proxy",
    "Raid",
    "Resource",
    "Sections",
    "Security",
    "Storage",
    "Systemd",
    "Tang",
    "Timeouts",
    "Tls",
    "Unit",
    "Verification",
]

if not TYPE_CHECKING:
    # To type checkers a name that is not above is an error; most of the package needs none of them.
    def __getattr__(name: str) -> Any:
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from ignition_compose.models import spec3

        return getattr(spec3, name)


def __dir__() -> list[str]:
    return __all__
