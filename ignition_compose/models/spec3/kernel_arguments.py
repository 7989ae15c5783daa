"""
The `kernelArguments` section.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import texts


@described()
class KernelArguments:
    """
    Which kernel arguments the machine boots with; an argument is in one of the lists only.

    Examples:
        >>> KernelArguments(should_exist=["quiet"])
        KernelArguments(should_exist=('quiet',))
    """

    should_exist: tuple[str, ...] = texts("Arguments that are added where they are missing.", key_space="KernelArgument")
    should_not_exist: tuple[str, ...] = texts("Arguments that are removed where they are present.", key_space="KernelArgument")
