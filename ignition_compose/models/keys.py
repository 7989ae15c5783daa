"""
What tells the entries of a list apart: the text of a member, of several, or an entry itself.
"""

from __future__ import annotations

from operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ignition_compose.models.fields import Tree


class MemberKey:
    """
    The key of entries whose key is the text of one member.
    """

    __slots__ = ("_get", "member")

    def __init__(self, member: str) -> None:
        self.member = member
        self._get = itemgetter(member)

    def __call__(self, tree: Tree) -> str:
        """
        The key of one entry; nothing if it does not name it.
        """
        return tree.get(self.member) or ""

    def of_all(self, items: Sequence[Tree]) -> list[str]:
        """
        The keys of many entries, the quick way while each of them names it.
        """
        try:
            return list(map(self._get, items))
        except KeyError:
            return [self(item) for item in items]

    def distinct(self, items: Sequence[Tree]) -> set[str]:
        """
        The different keys of many entries.
        """
        try:
            return set(map(self._get, items))
        except KeyError:
            return {self(item) for item in items}


class FunctionKey:
    """
    The key of entries whose key is made of several members.
    """

    __slots__ = ("function",)

    def __init__(self, function: Callable[[Tree], str]) -> None:
        self.function = function

    def __call__(self, tree: Tree) -> str:
        """
        The key of one entry.
        """
        return self.function(tree)

    def of_all(self, items: list[Tree]) -> list[str]:
        """
        The keys of many entries.
        """
        return list(map(self.function, items))

    def distinct(self, items: list[Tree]) -> set[str]:
        """
        The different keys of many entries.
        """
        return set(map(self.function, items))


class TextKey:
    """
    The key of entries that are texts: themselves.
    """

    __slots__ = ()

    def __call__(self, text: str) -> str:
        """
        The key of one entry.
        """
        return text

    def of_all(self, items: list[str]) -> list[str]:
        """
        The keys of many entries.
        """
        return items

    def distinct(self, items: list[str]) -> set[str]:
        """
        The different keys of many entries.
        """
        return set(items)


Key = MemberKey | FunctionKey | TextKey
TEXT_KEY = TextKey()
