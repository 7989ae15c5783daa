from __future__ import annotations

import pickle

import pytest

import ignition_compose as ic
from ignition_compose import errors

TREE = {
    ic.InvalidConfig: ValueError,
    ic.NoConfig: ValueError,
    ic.UnknownVersion: ValueError,
    ic.VersionMismatch: ValueError,
    ic.UnsupportedConfig: NotImplementedError,
    ic.UnsupportedDowngrade: NotImplementedError,
    ic.InvalidInput: TypeError,
    ic.UnusableFile: OSError,
    ic.InvalidPointer: ValueError,
    ic.PointerNotFound: LookupError,
}
REPORT = ic.Report((ic.Entry("error", "no-path", "give a path", ic.Pointer("/a"), "user.ign", 1, 2),))

WITH_MORE = (ic.InvalidConfig, ic.NoConfig, ic.UnsupportedConfig)
EXAMPLES = [
    ic.InvalidConfig(REPORT),
    ic.UnsupportedConfig(REPORT),
    ic.NoConfig("cloud-config", "user.ign"),
    *[kind("message") for kind in TREE if kind not in WITH_MORE],
]


def defined() -> set[type]:
    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, BaseException)]
    return set(found) - {ic.IgnitionComposeError}


def test_every_exception_derives_from_one_root_and_from_the_builtin_that_a_caller_expects() -> None:
    assert defined() == TREE.keys() - {ic.InvalidConfig, ic.UnsupportedConfig}
    for kind, builtin in TREE.items():
        assert kind.__bases__ == (ic.IgnitionComposeError, builtin)


def test_every_exception_is_a_public_name_and_drawn_in_the_tree() -> None:
    for kind in TREE:
        assert getattr(ic, kind.__name__) is kind
        assert f"── {kind.__name__} " in str(errors.__doc__)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_exception_survives_pickle(error: ic.IgnitionComposeError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is type(error)
    assert again.args == error.args
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_no_name_ends_in_error_but_that_of_the_root() -> None:
    assert [kind.__name__ for kind in TREE if kind.__name__.endswith("Error")] == []


@pytest.mark.parametrize("kind", [ic.InvalidConfig, ic.UnsupportedConfig])
def test_a_refusal_carries_and_prints_its_report(kind: type[ic.InvalidConfig | ic.UnsupportedConfig]) -> None:
    error = kind(REPORT)
    assert error.report is REPORT
    assert str(error) == "user.ign:1:2: error: give a path [no-path] at /a"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ic.NoConfig("empty"), "not an Ignition config: it is empty"),
        (ic.NoConfig("script", "user.ign"), "user.ign: not an Ignition config: it is script user data"),
    ],
)
def test_what_is_no_config_says_what_it_is_instead(error: ic.NoConfig, text: str) -> None:
    assert str(error) == text


def test_an_exception_shows_the_first_entries_and_counts_the_others() -> None:
    entry = REPORT.entries[0]
    shown = str(ic.InvalidConfig(ic.Report([entry] * 1_000))).splitlines()
    assert shown[:-1] == [str(entry)] * 50
    warning = entry._replace(severity=ic.Severity.WARNING)
    assert str(ic.InvalidConfig(ic.Report([warning] * 60 + [entry]))).startswith(f"{entry}\n{warning}\n")
    assert shown[-1] == "and 950 more; report has all of them"
    assert str(ic.InvalidConfig(ic.Report([entry] * 50))).splitlines() == [str(entry)] * 50
