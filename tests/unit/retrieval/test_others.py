"""Objects come from a real store, and files from a real TFTP server, within the same bounds."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.retrieval import Fetcher, Request, Tftp, Unretrievable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHILD = b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/child"}]}}'


def naming(url: str) -> dict[str, Any]:
    return {"ignition": {"version": "3.4.0", "config": {"merge": [{"source": url}]}}}


# --- TFTP ---


@pytest.fixture
def tftp_server(tmp_path: Path) -> Iterator[int]:
    import tftpy

    folder = tmp_path / "tftp"
    folder.mkdir()
    (folder / "child.ign").write_bytes(CHILD)
    (folder / "large").write_bytes(b"x" * 100_000)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = tftpy.TftpServer(str(folder))
    thread = threading.Thread(target=server.listen, args=("127.0.0.1", port), daemon=True)
    thread.start()
    assert server.is_running.wait(5)
    yield port
    server.stop(now=True)
    thread.join(5)


def test_a_file_is_fetched_over_tftp(tftp_server: int) -> None:
    url = f"tftp://localhost:{tftp_server}/child.ign"
    fetch = Tftp(allowed_hosts=["localhost"])
    assert fetch(Request(url)) == CHILD
    with Fetcher(others={"tftp": fetch}) as both:
        assert ic.resolve(naming(url), retrieve=both).config.storage.files[0].path == "/child"
    with pytest.raises(Unretrievable) as caught:
        fetch(Request(f"tftp://localhost:{tftp_server}/none"))
    assert caught.value.stops_boot
    with pytest.raises(Unretrievable, match="more than 50000 bytes"):
        fetch(Request(f"tftp://localhost:{tftp_server}/large", limit=50_000))
    with pytest.raises(Unretrievable, match="not asked unless it is allowed"):
        Tftp()(Request(url))
    with pytest.raises(Unretrievable, match="not fetched over TFTP"):
        fetch(Request("http://localhost/"))


def test_nobody_at_the_port_is_not_waited_for_for_long() -> None:
    began = time.monotonic()
    with pytest.raises(Unretrievable) as caught:
        Tftp(allowed_hosts=["localhost"])(Request("tftp://localhost:9/a", timeout=1))
    assert not caught.value.stops_boot
    assert time.monotonic() - began < 30


# --- Stores ---


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, str]]:
    objects = pytest.importorskip("ignition_compose.retrieval.objects")
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    _, port = running.get_host_and_port()
    yield objects, f"http://127.0.0.1:{port}"
    running.stop()


@pytest.mark.filterwarnings("ignore")
def test_objects_are_fetched_from_a_store(store: tuple[Any, str]) -> None:
    objects, endpoint = store
    import s3fs

    s3 = s3fs.S3FileSystem(endpoint_url=endpoint, version_aware=True)
    bucket = f"bucket-{time.monotonic_ns()}"
    s3.mkdir(bucket)
    s3.make_bucket_versioned(bucket, True)  # noqa: FBT003 - as the driver has it
    for content in (CHILD, CHILD.replace(b"/child", b"/newer")):
        with s3.open(f"{bucket}/a b.ign", "wb") as file:
            file.write(content)
    versions = [one["VersionId"] for one in s3.object_version_info(f"{bucket}/a b.ign")]
    fetch = objects.Objects(endpoint_url=endpoint, skip_instance_cache=True)
    assert b"/newer" in fetch(Request(f"s3://{bucket}/a%20b.ign"))
    assert fetch(Request(f"s3://{bucket}/a%20b.ign?versionId={versions[-1]}")) == CHILD
    assert b"/newer" in fetch(Request(f"arn:aws:s3:::{bucket}/a b.ign"))
    with Fetcher(others={"s3": fetch}) as both:
        done = ic.resolve(naming(f"s3://{bucket}/a%20b.ign"), retrieve=both)
    assert done.config.storage.files[0].path == "/newer"
    with pytest.raises(Unretrievable) as caught:
        fetch(Request(f"s3://{bucket}/none"))
    assert caught.value.stops_boot
    with pytest.raises(Unretrievable, match="more than 10 bytes"):
        fetch(Request(f"s3://{bucket}/a%20b.ign", limit=10))


def test_only_stores_are_asked_and_never_this_machine() -> None:
    objects = pytest.importorskip("ignition_compose.retrieval.objects")
    for url in ("file:///etc/passwd", "/etc/passwd", "local:///etc/passwd", "arn:aws:sns:::a", "http://example.com/"):
        with pytest.raises(Unretrievable, match="no objects in a store"):
            objects.Objects()(Request(url))
