"""A fetcher asks a server as Ignition does, within bounds, and never an address that it may not ask."""

from __future__ import annotations

import base64
import gzip
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
import trustme

import ignition_compose as ic
from ignition_compose.retrieval import Fetcher, Limits, Proxy, Request, Unretrievable
from ignition_compose.retrieval.addresses import is_public
from tests.server import Answer, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/child"}]}}'
FAST = Limits(seconds=3)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({}) as running:
        yield running


def fetcher(**options: Any) -> Fetcher:
    return Fetcher(allowed_hosts=["localhost"], limits=options.pop("limits", FAST), **options)


def get(server: Server, path: str, **options: Any) -> bytes:
    request = Request(server.url(path), **options.pop("request", {}))
    with fetcher(**options) as fetch:
        return fetch(request)


def stub(url: str, how: str = "replace", **members: Any) -> str:
    reference: Any = {"source": url, **members}
    return json.dumps(
        {"ignition": {"version": "3.4.0", "config": {how: reference if how == "replace" else [reference]}}}
    )


def test_the_headers_are_those_of_ignition_and_those_of_the_config_come_before(server: Server) -> None:
    server.answers["/a"] = b"x"
    assert get(server, "/a") == b"x"
    own = (("x-token", "one"), ("user-agent", "me"))
    assert get(server, "/a", request={"headers": own}) == b"x"
    (_, plain), (_, told) = server.asked
    assert plain["accept"] == "application/vnd.coreos.ignition+json;version=3.6.0, */*;q=0.1"
    assert plain["accept-encoding"] == "identity"
    assert plain["user-agent"].startswith("Ignition/2.")
    assert plain["host"] == server.host
    assert (told["x-token"], told["user-agent"]) == ("one", "me")


def test_a_redirect_is_followed_without_any_of_the_headers(server: Server) -> None:
    server.answers |= {"/a": Answer(status=302, headers=(("Location", "/b?c=d"),)), "/b": b"x"}
    assert get(server, "/a", request={"headers": (("authorization", "secret"),)}) == b"x"
    (_, first), (path, second) = server.asked
    assert first["authorization"] == "secret"
    assert path == "/b?c=d"
    assert second == {"host": server.host, "user-agent": "Go-http-client/1.1", "accept-encoding": "gzip"}


def test_redirects_have_an_end(server: Server) -> None:
    server.answers["/a"] = Answer(status=301, headers=(("Location", "/a"),))
    with pytest.raises(Unretrievable, match="redirected more than 10 times"):
        get(server, "/a", attempts=1)


@pytest.mark.parametrize(
    ("status", "stops"), [(404, True), (403, True), (206, True), (201, True), (500, False), (503, False)]
)
def test_what_a_server_says_stops_ignition_or_makes_it_ask_again(server: Server, status: int, stops: bool) -> None:  # noqa: FBT001
    server.answers["/a"] = Answer(b"x", status)
    with pytest.raises(Unretrievable, match=str(status)) as caught:
        get(server, "/a", attempts=2)
    assert caught.value.stops_boot == stops
    assert len(server.asked) == (1 if stops else 2)


def test_a_server_that_fails_is_asked_again(server: Server) -> None:
    server.answers["/a"] = [Answer(status=500), Answer(status=502), Answer(b"x")]
    began = time.monotonic()
    assert get(server, "/a") == b"x"
    # 200 ms and then 400 ms, as Ignition waits.
    assert time.monotonic() - began > 0.55


def test_no_content_is_an_empty_config_which_makes_ignition_drop_all(server: Server) -> None:
    server.answers["/a"] = Answer(status=204)
    with fetcher() as fetch:
        done = ic.compose(base='{"ignition": {"version": "3.0.0"}}', user=stub(server.url("/a")), retrieve=fetch)
    assert done.layers[1].state == "dropped"
    assert done.config.version == "3.0.0"


def test_a_slow_server_is_not_waited_for(server: Server) -> None:
    server.answers["/a"] = Answer(b"x", delay=5)
    began = time.monotonic()
    with pytest.raises(Unretrievable) as caught:
        get(server, "/a", attempts=1, request={"response_timeout": 0.2})
    assert not caught.value.stops_boot
    assert time.monotonic() - began < 3


def test_the_time_that_the_config_allows_stops_ignition_and_ours_does_not(server: Server) -> None:
    server.answers |= {"/slow": Answer(b"x", delay=5), "/fails": Answer(status=500)}
    for path in ("/slow", "/fails"):
        with pytest.raises(Unretrievable, match="more than the 1 seconds that the config allows") as caught:
            get(server, path, attempts=100, request={"timeout": 1})
        assert caught.value.stops_boot


def test_time_below_zero_is_no_limit_for_headers_and_over_at_once_for_all_of_it(server: Server) -> None:
    server.answers["/a"] = Answer(b"x", delay=0.1)
    assert get(server, "/a", request={"response_timeout": -1}) == b"x"
    with pytest.raises(Unretrievable, match="over at once") as caught:
        get(server, "/a", request={"timeout": -1})
    assert caught.value.stops_boot


def test_an_answer_that_breaks_off_is_not_asked_for_again(server: Server) -> None:
    def cut(handler: Any) -> None:
        handler.wfile.write(b"x")

    server.answers["/a"] = Answer(cut, headers=(("Content-Length", "5"),))
    with pytest.raises(Unretrievable, match="breaks off") as caught:
        get(server, "/a")
    assert caught.value.stops_boot
    assert len(server.asked) == 1


def test_an_endless_answer_ends_at_the_limit_of_bytes_or_of_time(server: Server) -> None:
    def endless(handler: Any) -> None:
        while True:
            handler.wfile.write(b"x" * 10_000)

    def dripping(handler: Any) -> None:
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    server.answers |= {"/much": Answer(endless), "/long": Answer(dripping)}
    with pytest.raises(Unretrievable, match="more than 1000000 bytes"):
        get(server, "/much", limits=Limits(size=1_000_000))
    with pytest.raises(Unretrievable, match="more time than there is"):
        get(server, "/long", limits=Limits(seconds=0.5), attempts=1)


def test_a_bomb_is_not_unpacked(server: Server) -> None:
    server.answers["/a"] = gzip.compress(b" " * 50_000_000)
    with fetcher(limits=Limits(size=1_000_000)) as fetch:
        done = ic.resolve(stub(server.url("/a"), compression="gzip"), retrieve=fetch)
    assert [entry.code for entry in done.report.errors] == ["unresolved-reference"]
    assert "more than 1000000 bytes" in done.report.errors[0].message


def test_a_different_answer_the_second_time_is_that_of_the_second_time(server: Server) -> None:
    other = CHILD.replace(b"/child", b"/other")
    server.answers["/a"] = [Answer(CHILD), Answer(other)]
    named = [{"source": server.url("/a")}, {"source": server.url("/a?b")}]
    text = json.dumps({"ignition": {"version": "3.4.0", "config": {"merge": named}}})
    with fetcher() as fetch:
        paths = {file.path for file in ic.resolve(text, retrieve=fetch).config.storage.files}
    assert paths == {"/child", "/other"}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "::ffff:127.0.0.1",
        "0.0.0.1",
        "fd00::1",
    ],
)
def test_addresses_that_are_not_of_the_whole_world_are_not_asked(address: str) -> None:
    assert not is_public(address)
    host = f"[{address}]" if ":" in address else address
    with Fetcher() as fetch, pytest.raises(Unretrievable, match="not asked unless it is allowed") as caught:
        fetch(Request(f"http://{host}:1/"))
    assert not caught.value.stops_boot


def test_a_name_that_leads_to_such_an_address_is_not_asked_either_nor_behind_a_redirect(server: Server) -> None:
    server.answers |= {"/a": Answer(status=302, headers=(("Location", "http://127.0.0.1:1/"),))}
    with Fetcher() as fetch, pytest.raises(Unretrievable, match="not asked unless"):
        fetch(Request(server.url("/a")))
    assert server.asked == []
    with pytest.raises(Unretrievable, match=r"'127\.0\.0\.1' has the address"):
        get(server, "/a")
    assert len(server.asked) == 1


def test_other_schemes_are_not_fetched_unless_somebody_is_named_for_them() -> None:
    with Fetcher(schemes=["https"]) as fetch:
        for url in ("http://example.com/", "ftp://example.com/", "file:///etc/passwd", "/etc/passwd"):
            with pytest.raises(Unretrievable, match="not fetched here"):
                fetch(Request(url))
    with Fetcher(others={"oem": lambda request: request.url.encode()}) as fetch:
        assert fetch(Request("oem:///a")) == b"oem:///a"


def test_a_server_with_an_authority_of_its_own_is_trusted_where_the_config_names_that() -> None:
    authority = trustme.CA()
    bundle = authority.cert_pem.bytes()
    with Server({"/a": CHILD}, authority) as server:
        with pytest.raises(Unretrievable, match=r"(?i)certificate"):
            get(server, "/a", attempts=1)
        for given in ((bundle,), (b"", b"of me\n" + bundle)):
            assert get(server, "/a", request={"authorities": given}) == CHILD
        tree = json.loads(stub(server.url("/a"), "merge"))
        listed = [{"source": f"data:;base64,{base64.b64encode(bundle).decode()}"}]
        tree["ignition"]["security"] = {"tls": {"certificateAuthorities": listed}}
        with fetcher(attempts=1) as fetch:
            assert ic.resolve(tree, retrieve=fetch).config.storage.files[0].path == "/child"


def test_a_proxy_of_the_config_is_asked_in_the_place_of_the_server(server: Server) -> None:
    server.answers |= {"http://192.0.2.1/a": b"through", "/a": b"direct"}
    proxy = Proxy(http=server.url(""))
    with Fetcher(allowed_hosts=["192.0.2.1", "localhost"], limits=FAST, attempts=1) as fetch:
        assert fetch(Request("http://192.0.2.1/a", proxy=proxy)) == b"through"
        unproxied = proxy._replace(no_proxy=("localhost",))
        assert fetch(Request(server.url("/a"), proxy=unproxied)) == b"direct"


def test_user_information_of_a_url_is_sent_and_never_shown(server: Server) -> None:
    server.answers["/a"] = [Answer(CHILD), Answer(b"", 404)]
    url = server.url("/a").replace("http://", "http://me:hunter2@")
    with fetcher() as fetch:
        assert fetch(Request(url)) == CHILD
        done = ic.resolve(stub(url, httpHeaders=[{"name": "X", "value": "hunter3"}]), retrieve=fetch)
    assert server.asked[0][1]["authorization"].startswith("Basic ")
    told = f"{done.report} {done!r} {done.documents!r} {[named.to_dict() for named in done.documents]} {Request(url)!r}"
    assert "hunter" not in told
    assert "404" in told


def test_many_children_are_fetched_at_once_and_merged_in_their_order(server: Server) -> None:
    count = 40
    for number in range(count):
        tree = {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": number}]}}
        server.answers[f"/{number}"] = Answer(json.dumps(tree).encode(), delay=0.05)
    named = [{"source": server.url(f"/{number}")} for number in range(count)]
    user = json.dumps({"ignition": {"version": "3.4.0", "config": {"merge": named}}})
    began = time.monotonic()
    with fetcher() as fetch:
        done = ic.resolve(user, retrieve=fetch)
    assert done.config.storage.files[0].mode == count - 1
    assert time.monotonic() - began < count * 0.05 / 2
    assert len(server.asked) == count


def test_what_a_child_says_of_fetching_holds_for_those_after_it(server: Server) -> None:
    first = {"ignition": {"version": "3.4.0", "timeouts": {"httpResponseHeaders": 1}}}
    server.answers |= {"/1": json.dumps(first).encode(), "/2": Answer(CHILD, delay=1.6)}
    named = [{"source": server.url("/1")}, {"source": server.url("/2")}]
    user = json.dumps({"ignition": {"version": "3.4.0", "config": {"merge": named}}})
    with fetcher(attempts=1, limits=Limits(seconds=8)) as fetch:
        done = ic.resolve(user, retrieve=fetch)
    assert [entry.code for entry in done.report] == ["unresolved-reference"]
