"""Accounts: one act for each value, what it says of values within, and accounts that follow one another."""

from __future__ import annotations

import pickle

import pytest

import ignition_compose as ic
from ignition_compose.account import Account, Act
from ignition_compose.report import Place


def place(source: str, pointer: str) -> Place:
    return Place(source, ic.Pointer(pointer))


def kept(source: str, pointer: str, target: str) -> Act:
    return Act("kept", (place(source, pointer),), ic.Pointer(target))


def test_what_is_said_of_a_value_is_said_of_all_within_unless_that_has_its_own_act() -> None:
    own = Act("replaced", (place("user", "/b/c"),), ic.Pointer("/a/c"), (place("base", "/a/c"),))
    account = Account([own, kept("base", "/x", "/a")])
    assert account.origin("/a/d/e") == (kept("base", "/x/d/e", "/a/d/e"),)
    assert account.origin("/a/c") == (own,)
    assert account.fate("base", "/x/d") == (kept("base", "/x/d", "/a/d"),)
    assert account.fate("base", "/a/c") == (own,)
    assert account.fate("user", "/elsewhere") == ()
    assert account.origin("/elsewhere") == ()


def test_pointers_may_be_given_as_text_and_must_be_pointers() -> None:
    account = Account([kept("base", "", "")])
    assert account.origin("/a") == account.origin(ic.Pointer("/a"))
    with pytest.raises(ic.InvalidPointer):
        account.origin("a")
    with pytest.raises(ic.InvalidPointer):
        account.fate("base", "a")


@pytest.mark.parametrize("verb", ["deleted", "displaced", "dropped", "replaced"])
def test_what_is_lost_is_lost_with_all_within(verb: ic.account.Verb) -> None:
    target = None if verb in ("deleted", "dropped") else ic.Pointer("/l/0")
    lost = Act(verb, () if verb == "dropped" else (place("user", "/m/0"),), target, (place("base", "/l/0"),))
    assert Account([lost]).fate("base", "/l/0/name") == (lost,)


def test_an_account_that_follows_another_speaks_of_its_inputs() -> None:
    first = Account([Act("changed", (place("base", "/a"),), ic.Pointer("/a")), kept("base", "", "")])
    whole = Account([kept("lower", "", "")]).following({"lower": first})
    assert whole.origin("/a")[0].verb == "changed"
    assert whole.origin("/b")[0].sources == (place("base", "/b"),)
    assert whole.fate("base", "/b") == (kept("base", "/b", "/b"),)


def test_what_was_filled_in_on_the_way_stays_so_where_it_takes_the_place_of_another() -> None:
    filled = Account([Act("filled", (), ic.Pointer("/a")), kept("user", "", "")])
    replaced = Act("replaced", (place("child", "/a"),), ic.Pointer("/a"), (place("base", "/a"),))
    assert Account([replaced]).following({"child": filled}).acts == (
        Act("filled", (), ic.Pointer("/a"), (place("base", "/a"),)),
    )


def test_what_an_earlier_account_lost_stays_lost() -> None:
    dropped = Act("dropped", (), None, (place("user", "/a"),))
    first = Account([dropped, kept("user", "", "")])
    assert dropped in Account([kept("child", "", "")]).following({"child": first}).acts


def test_accounts_are_true_equal_by_value_hashable_and_travel() -> None:
    account, again = (Account([kept("base", "", "")]) for _ in range(2))
    assert account == again
    assert account != Account()
    assert account != 3
    assert len({account, again}) == 1
    assert Account()
    assert len(Account()) == 0
    assert "kept" in repr(account)
    account.origin("/a")
    assert pickle.loads(pickle.dumps(account)) == account  # noqa: S301


def test_a_place_prints_as_compilers_print_it() -> None:
    assert str(place("base", "/a")) == "base"
    assert str(place("base", "/a")._replace(line=3, column=4)) == "base:3:4"


def test_the_deletion_of_an_entry_is_told_of_the_entry_and_of_what_it_held() -> None:
    def config(*headers: dict[str, str]) -> dict[str, object]:
        contents = {"source": "https://a/b", "httpHeaders": list(headers)}
        return {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "contents": contents}]}}

    done = ic.compose(base=config({"name": "X", "value": "1"}), user=config({"name": "X"}))
    at = "/storage/files/0/contents/httpHeaders/0"
    for pointer in (at, f"{at}/name", f"{at}/value"):
        [act] = done.account.fate("base", pointer)
        assert (act.verb, act.target, act.sources[0].source) == ("deleted", None, "user"), pointer
    assert done.account.fate("user", f"{at}/name")[0].verb == "deleted"
