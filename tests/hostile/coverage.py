"""
The same for a fuzzer that sees which code an input reaches: ``python -m tests.hostile.coverage -max_len=4096``.

It needs atheris, which is no dependency of the tests: ``python -m pip install atheris``. The arguments are libFuzzer's;
a folder among them keeps what reached new code.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Hand every input to both targets, until one is taken badly."""
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ModuleNotFoundError:
        sys.exit("atheris is missing; install it with: python -m pip install atheris")
    with atheris.instrument_imports(include=["ignition_compose"]):
        from tests.hostile.target import attempt, attempt_leaves

    def both(raw: bytes) -> None:
        attempt_leaves(raw)
        attempt(raw)

    atheris.Setup(sys.argv, both)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
