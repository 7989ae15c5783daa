"""Write the stubs of the typed models, or check that they are what would be written.

The classes are made of their description, which type checkers and editors cannot follow all the way. The stub
says the same in their words: what each class takes for a member and what it keeps, with the sentence on each.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ignition_compose.models import spec2, spec3
from ignition_compose.models.fields import description_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FunctionType, ModuleType

    from ignition_compose.models.fields import Declaration

MODULES = (spec2, spec3)
HEAD = '''\
"""{title}

Written by .ci/stubs.py from the description; change that, and run `make stubs`.
"""

from collections.abc import Mapping, Sequence
from typing import {typing}

_Object: TypeAlias = Mapping[str, Any]
_Texts: TypeAlias = list[str] | tuple[str, ...]

'''


def write(module: ModuleType) -> str:
    """Return the text of the stub of a module."""
    names = "".join([f'    "{name}",\n' for name in module.__all__])
    classes = "\n".join(["\n".join(_class(getattr(module, name))) + "\n" for name in _bases_first(module)])
    typing = ["Any", *(["Literal"] if "Literal[" in classes else []), "Self", "TypeAlias"]
    head = HEAD.format(title=(module.__doc__ or "").strip(), typing=", ".join(typing))
    return f"{head}{classes}\n__all__ = [\n{names}]\n"


def _stub_of(module: ModuleType) -> Path:
    return Path(str(module.__file__)).with_suffix(".pyi")


def _bases_first(module: ModuleType) -> list[str]:
    return sorted(module.__all__, key=lambda name: len(getattr(module, name).__mro__))


def _class(model: type) -> Iterator[str]:
    description = description_of(model)
    base = model.__mro__[1]
    own = vars(model).get("__annotations__", {})
    yield f"class {model.__name__}{'' if base is object else f'({base.__name__})'}:"
    yield f'    """{description.doc}"""'
    yield ""
    for name, line in description.fields.items():
        if name in own:
            # Read only: models are frozen.
            yield "    @property"
            yield f"    def {name}(self) -> {own[name]}:"
            yield f'        """{_sentence(name, line)}"""'
    # One class has a member of the name that the method has elsewhere.
    change = "__replace__" if "replace" in description.fields else "replace"
    for method, result in (("__init__", "None"), (change, "Self")):
        yield ""
        yield f"    def {method}("
        yield "        self,"
        yield "        *,"
        for name, line in description.fields.items():
            yield f"        {name}: {_taken(model, name, line)} = ...,"
        yield f"    ) -> {result}:"
        yield f'        """{_WHAT[result]}"""'
    if change == "replace":
        yield ""
        yield "    __replace__ = replace"
    for name, value in vars(model).items():
        function = value.__func__ if isinstance(value, classmethod) else value
        if inspect.isfunction(function) and function.__module__ == model.__module__:
            yield from _method(name, function, is_on_class=isinstance(value, classmethod))


def _method(name: str, function: FunctionType, *, is_on_class: bool) -> Iterator[str]:
    """Yield what a method says that its class has beyond the members, with its whole docstring."""
    yield ""
    if is_on_class:
        yield "    @classmethod"
    yield f"    def {name}({', '.join(_parameters(function))}) -> {function.__annotations__['return']}:"
    lines = f'"""{inspect.getdoc(function)}\n"""'.splitlines()
    yield from [f"        {line}" if line else "" for line in lines]


def _parameters(function: FunctionType) -> Iterator[str]:
    is_named = False
    for one in inspect.signature(function).parameters.values():
        if one.kind is one.KEYWORD_ONLY and not is_named:
            is_named = True
            yield "*"
        # Annotations are text already.
        kind = "" if one.annotation is one.empty else f": {one.annotation}".replace("'", '"')
        yield f"{one.name}{kind}{'' if one.default is one.empty else ' = ...'}"


_WHAT = {
    "None": "What is left out is absent.",
    "Self": "The model with other values for some of its members.",
}


def _sentence(name: str, line: Declaration) -> str:
    member = line.spec.member(name)
    return line.spec.doc if member == name else f"{line.spec.doc} In JSON: `{member}`."


def _taken(model: type, name: str, line: Declaration) -> str:
    """Return the type of what a class takes for a member."""
    spec = line.spec
    if spec.model is None:
        return "_Texts | None" if spec.kind == "array" else _annotation(model, name)
    one = f"{spec.model.__name__} | _Object"
    return f"Sequence[{one}] | None" if spec.kind == "array" else f"{one} | None"


def _annotation(model: type, name: str) -> str:
    for one in model.__mro__:
        own = vars(one).get("__annotations__", {})
        if name in own:
            return str(own[name])
    raise KeyError(name)


def main() -> int:
    """Write the stubs, or compare with ``--check``."""
    texts = {_stub_of(module): write(module) for module in MODULES}
    if "--check" not in sys.argv[1:]:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.parent.name}/{path.name} is not what the description says; run `make stubs`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
