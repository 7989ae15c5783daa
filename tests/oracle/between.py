"""
Compare a release of Ignition with what we answer for it, or with another release.

``python -m tests.oracle.between 2.14.0``, or ``2.14.0 2.15.0``. The documents are those that show habits, and random
ones of every stable version that the release accepts. What differs is shrunk and printed; with two releases, once for
each way in which they differ.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from tests.oracle import shown
from tests.oracle.building import ReferenceUnavailableError
from tests.oracle.comparison import Comparison
from tests.oracle.generator import Generator, Writer, related
from tests.oracle.inquiries import CRASHED, Inquiry, ask, problems
from tests.oracle.oracle import Oracle, OracleError
from tests.oracle.shrinking import shrink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ignition_compose.versions import SpecVersion
    from tests.oracle.inquiries import Answer

CHUNK: Final = 100
SHOWN: Final = 10


def endless(random: Random, versions: list[SpecVersion]) -> Iterator[Inquiry]:
    """
    Random inquiries about each version in turn.
    """
    while True:
        for version in versions:
            yield from _draw(random, version)


def _draw(random: Random, version: SpecVersion) -> Iterator[Inquiry]:
    density, badness = random.choice((0.1, 0.2, 0.4, 0.7)), random.choice((0.0, 0.0, 0.02, 0.1, 0.4))
    generator = Generator(random, version, density=density, badness=badness)
    odd = Writer(random, random.choice((0.0, 0.01, 0.05))).write(generator.tree())
    for raw in (generator.plain_text(), odd, generator.text()):
        yield Inquiry("parse", version, (raw,))
    pair = [json.dumps(tree).encode() for tree in related(random, version)]
    yield Inquiry("merge", version, tuple(pair))
    plain = Generator(random, version, density=density, badness=0)
    yield Inquiry("fold", version, (plain.plain_text(), plain.plain_text()))


def versions_of(oracle: Oracle) -> list[SpecVersion]:
    """
    The stable versions of the spec that a release accepts.
    """
    return [version for version in shown.STABLE if str(version) in oracle.version()["versions"]]


def signature(one: Answer, other: Answer) -> tuple[str, ...]:
    """
    The ways in which two answers differ, without the places.
    """
    if one == other:
        return ()
    if CRASHED in (one, other):
        return ("one crashes",)
    kinds = [{(entry[0], entry[1]) for entry in answer.get("entries", ())} for answer in (one, other)]
    found = [f"only the first: {' '.join(kind)}" for kind in sorted(kinds[0] - kinds[1])]
    found += [f"only the second: {' '.join(kind)}" for kind in sorted(kinds[1] - kinds[0])]
    if not found and one.get("entries") != other.get("entries"):
        found.append("entries are as many, or elsewhere")
    if None not in (one["config"], other["config"]) and one["config"] != other["config"]:
        found.append("the config")
    return tuple(found) or ("the verdict",)


def smallest(inquiry: Inquiry, fails: Callable[[Inquiry], bool]) -> Inquiry:
    """
    A small inquiry that still fails.
    """

    def inquire(comparison: Comparison) -> Inquiry:
        texts = [json.dumps(tree).encode() for tree in comparison.trees] or [comparison.raw]
        return attrs.evolve(inquiry, texts=tuple(texts))

    trees = tuple([json.loads(text) for text in inquiry.texts]) if inquiry.operation != "parse" else ()
    whole = Comparison("merge" if trees else "parse", inquiry.version, b"" if trees else inquiry.texts[0], trees)
    return inquire(shrink(whole, lambda candidate: fails(inquire(candidate))))


def _answer(oracle: Oracle, inquiry: Inquiry) -> Answer | None:
    try:
        return ask(oracle, [inquiry])[0]
    except OracleError:
        return None


def compare_with_us(oracle: Oracle, release: str, inquiries: Iterator[Inquiry]) -> Iterator[tuple[Inquiry, list[str]]]:
    """
    Every inquiry on which we differ from a release, with how.
    """
    while chunk := list(islice(inquiries, CHUNK)):
        for inquiry, answer in zip(chunk, ask(oracle, chunk), strict=True):
            if found := problems(inquiry, answer, release):
                yield inquiry, found


@click.command()
@click.argument("release")
@click.argument("other", required=False)
@click.option("--count", type=click.IntRange(1), default=2_000, help="How many random inquiries.")
@click.option("--seed", type=int, default=1)
def main(release: str, other: str | None, count: int, seed: int) -> None:
    """
    Compare RELEASE with us, or with OTHER.
    """
    random = Random(seed)  # noqa: S311 - nothing to keep secret
    try:
        with Oracle(release=release) as oracle:
            if other is not None:
                with Oracle(release=other) as second:
                    _print_differences(oracle, second, random, count)
                return
            found = _print_ours(oracle, release, random, count)
    except ReferenceUnavailableError as error:
        raise click.ClickException(str(error)) from None
    sys.exit(1 if found else 0)


def _inquiries(random: Random, versions: list[SpecVersion], count: int) -> list[Inquiry]:
    written = [inquiry for inquiry in shown.inquiries() if inquiry.version in versions]
    return [*written, *islice(endless(random, versions), count)]


def _print_ours(oracle: Oracle, release: str, random: Random, count: int) -> int:
    inquiries = _inquiries(random, versions_of(oracle), count)
    number = 0
    for inquiry, found in compare_with_us(oracle, release, iter(inquiries)):
        number += 1
        if number <= SHOWN:

            def fails(candidate: Inquiry) -> bool:
                answer = _answer(oracle, candidate)
                return answer is not None and bool(problems(candidate, answer, release))

            small = smallest(inquiry, fails)
            click.echo(f"{small.operation} at {small.version}: {found[0][:300]}\n  {_show(small)}")
    click.echo(f"Ignition {release}: {len(inquiries):,} inquiries, {number} differences")
    return number


def _print_differences(first: Oracle, second: Oracle, random: Random, count: int) -> None:
    common = [version for version in versions_of(first) if version in versions_of(second)]
    inquiries = _inquiries(random, common, count)
    groups: dict[tuple[Any, ...], list[Inquiry]] = defaultdict(list)
    for inquiry, one, other in zip(inquiries, ask(first, inquiries), ask(second, inquiries), strict=True):
        for way in signature(one, other):
            groups[inquiry.operation, way].append(inquiry)
    for (operation, way), group in sorted(groups.items(), key=lambda item: -len(item[1])):
        shortest = min(group, key=lambda inquiry: sum(map(len, inquiry.texts)))

        def differs(candidate: Inquiry, wanted: str = way) -> bool:
            answers = [_answer(oracle, candidate) for oracle in (first, second)]
            one, other = answers
            return one is not None and other is not None and wanted in signature(one, other)

        versions = ", ".join(sorted({str(inquiry.version) for inquiry in group}))
        click.echo(f"{len(group):6,} {operation}: {way} ({versions})\n       {_show(smallest(shortest, differs))}")


def _show(inquiry: Inquiry) -> str:
    return " onto ".join([text.decode(errors="replace")[:400] for text in inquiry.texts])


if __name__ == "__main__":
    main()
