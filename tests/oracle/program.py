"""
Run the real `ignition` program, the one that boots machines, without a machine.

`effective_config` asks what a machine with these fragments and this user config would apply;
`written_tree` lets the program write it and reads what it wrote. Both run two stages: `fetch`, which
finds, renders and caches the user config, then `files`, which reads the base fragments again, merges
and writes. `effective_config` gives that second stage a root that can never be written to: it fails
at its first step, before it fetches anything, and prints the merged config as it always does when a
stage fails.

The program runs as root on real machines and takes orders from a config, so here it lives in a jail:

- it is linked statically and runs under `chroot` in a new temporary folder that holds nothing but
  itself and the files named here, so there is no path to anything else, through links or otherwise;
  no helper such as mkfs, mount or useradd is in there to be run;
- it has its own mount, network, process, IPC and host name namespaces; the network has no address;
- of root's capabilities it keeps only those for owning and writing the jail's files;
- it has no environment but a PATH, a time limit, and only the two stages named above are ever run.

What it cannot do there: create users, groups or LUKS volumes, enable instantiated units (it asks
systemd its version), fetch over a network, and, where the tests do not run as root, give files away.

To compare: the effective config is what Go marshals for the newest spec version, with empty members
in it. One thing is the program's alone: certificate authorities come out as data URLs, without
headers and compression, because the fetch stage rewrites them.
"""

from __future__ import annotations

import functools
import json
import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from tests.oracle.building import MODULE, ReferenceUnavailableError, build_package, find_module
from tests.oracle.oracle import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

Stage: TypeAlias = Literal["fetch", "files"]
Fragments: TypeAlias = Mapping[str, bytes]

NEEDED_PACKAGES: Final = "apt-get install -y gcc libblkid-dev util-linux"
SECONDS: Final = 60
CONFIG_FOLDER: Final = "usr/lib/ignition"
ROOT: Final = "/sysroot"
# Below a regular file: whatever the files stage tries first there fails.
UNWRITABLE_ROOT: Final = "/proc/cmdline/sysroot"
RESULT_FILE: Final = "/etc/.ignition-result.json"

TOOLS: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# --kill-child ends the whole process tree when the time is up.
NAMESPACES: Final = ("--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child")
CAPABILITIES: Final = "-all,+chown,+dac_override,+fowner,+fsetid,+sys_chroot"


class ProgramError(RuntimeError):
    """
    A stage ended in another way than it should.

    Args:
        stage: The stage that ended so.
        status: Its exit status.
        log: What it printed, the reports on the configs among it.
    """

    def __init__(self, stage: Stage, status: int, log: str) -> None:
        super().__init__(f"the {stage} stage ended with status {status}:\n{log}")
        self.stage = stage
        self.status = status
        self.log = log


@attrs.frozen
class Written:
    """A file with its content, a link with its target, or a directory; the mode is the low 12 bits."""

    kind: Literal["file", "link", "directory"]
    mode: int
    value: bytes | str | None


def effective_config(
    base_fragments: Fragments,
    user: bytes | None,
    *,
    files: Fragments | None = None,
    binary: Path | None = None,
) -> Tree:
    """
    Ask what a machine with these fragments and this user config would apply.

    Args:
        base_fragments: What lies in `base.d`, by file name.
        user: The user config, or None where the platform has none.
        files: More files of the machine by path, such as `etc/ignition/base.d/50.ign`,
            `usr/lib/ignition/base.platform.d/metal/1.ign` or `sysroot/etc/hosts`.
        binary: The program; by default it is built first.

    Returns:
        The config as Go marshals it, at the newest spec version.

    Raises:
        ProgramError: The program refused a config.
    """
    with _lay_out(base_fragments, user, files, binary) as place:
        _succeed(Path(place), "fetch")
        done = _run(Path(place), "files", root=UNWRITABLE_ROOT)
    _, found, text = done.stderr.partition("Full config:\n")
    if done.returncode != 1 or not found or "not a directory" not in done.stdout:
        stage: Stage = "files"
        raise ProgramError(stage, done.returncode, done.stdout + done.stderr)
    config: Tree = json.JSONDecoder().raw_decode(text)[0]
    return config


@attrs.frozen
class Online:
    """
    What came of a config where there is a server.

    Attributes:
        config: The config as Go marshals it, None where the program stopped in its fetch stage.
        asked: What the server was asked: paths, and headers by their names in small letters.
        log: What the program printed.
    """

    config: Tree | None
    asked: list[tuple[str, dict[str, str]]]
    log: str


def online_config(
    user: bytes,
    port: int,
    answers: Mapping[str, object],
    *,
    certificate: str | None = None,
    binary: Path | None = None,
) -> Online:
    """
    Ask what a machine with this user config would apply, which can reach one server on loopback and nothing else.

    Args:
        user: The user config.
        port: The port of the server, at 127.0.0.1.
        answers: What it says, as `tests.oracle.inside` has it.
        certificate: A file with its key and certificate, where it speaks TLS.
        binary: The program; by default it is built first.
    """
    with _lay_out({}, user, None, binary) as folder, tempfile.TemporaryDirectory() as aside:
        place, orders = Path(folder), Path(aside, "orders.json")
        stages = [_command(place, "fetch", ROOT), _command(place, "files", UNWRITABLE_ROOT)]
        told = {
            "port": port,
            "certificate": certificate,
            "answers": answers,
            "stages": stages,
            "place": folder,
            "seconds": SECONDS,
        }
        orders.write_text(json.dumps({**told, "environment": {"PATH": TOOLS}}), encoding="utf-8")
        done = subprocess.run(
            [*find_isolation(), sys.executable, "-I", str(Path(__file__).with_name("inside.py")), str(orders)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=2 * SECONDS,
            check=False,
        )
    if done.returncode:
        stage: Stage = "fetch"
        raise ProgramError(stage, done.returncode, done.stdout + done.stderr)
    answer = json.loads(done.stdout)
    log = "".join([out + err for _, out, err in answer["stages"]])
    _, found, text = answer["stages"][-1][2].partition("Full config:\n")
    is_through = len(answer["stages"]) == len(stages) and found
    config = json.JSONDecoder().raw_decode(text)[0] if is_through else None
    return Online(config, [(path, headers) for path, headers in answer["asked"]], log)


def written_tree(
    base_fragments: Fragments,
    user: bytes | None,
    *,
    files: Fragments | None = None,
    binary: Path | None = None,
) -> dict[str, Written]:
    """
    Let the program write files, directories, links and units, and read what it wrote.

    Args:
        base_fragments: See `effective_config`.
        user: See `effective_config`.
        files: See `effective_config`; what it puts in `sysroot/` is there before the program runs.
        binary: See `effective_config`.

    Returns:
        What lies in the root, by absolute path. The file with the boot's date is left out; the
        `/etc` made for it is not.

    Raises:
        ProgramError: The program refused a config or could not write it.
    """
    with _lay_out(base_fragments, user, files, binary) as place:
        _succeed(Path(place), "fetch")
        _succeed(Path(place), "files")
        written = dict(_read_tree(Path(place) / ROOT.lstrip("/"), PurePosixPath("/")))
    written.pop(RESULT_FILE, None)
    return written


def build(cache_dir: Path | None = None) -> Path:
    """
    Compile the program from the module that `reference/go.mod` names, statically.

    Raises:
        ReferenceUnavailableError: Go, a C compiler or libblkid is missing, or this machine allows
            no jail.
    """
    find_isolation()
    sources, version = find_module()
    settings = {
        f"{MODULE}/internal/version.Raw": version,
        # Labels need a policy and setfiles, which no jail has.
        f"{MODULE}/internal/distro.selinuxRelabel": "false",
    }
    linking = " ".join(f"-X {name}={value}" for name, value in settings.items())
    flags = ("-tags=netgo,osusergo", f"-ldflags=-s -w -extldflags=-static {linking}")
    try:
        return build_package(
            sources,
            "./internal",
            name="ignition",
            cache_dir=cache_dir,
            flags=flags,
            environment={"CGO_ENABLED": "1"},
        )
    except ReferenceUnavailableError as error:
        msg = f"Ignition itself cannot be built; if a C compiler or libblkid is missing: {NEEDED_PACKAGES}\n{error}"
        raise ReferenceUnavailableError(msg) from error


@functools.cache
def find_isolation() -> tuple[str, ...]:
    """Find how this machine makes a jail's namespaces: as root, else in a user namespace."""
    tools = [shutil.which(name, path=TOOLS) for name in ("unshare", "setpriv", "chroot")]
    if None in tools:
        msg = f"the program's jail needs unshare, setpriv and chroot: {NEEDED_PACKAGES}"
        raise ReferenceUnavailableError(msg)
    attempts: list[tuple[str, ...]] = [("unshare", "--user", "--map-root-user", *NAMESPACES, "--")]
    if os.geteuid() == 0:
        attempts.insert(0, ("unshare", *NAMESPACES, "--"))
    for attempt in attempts:
        command = [*attempt, *_drop_capabilities(), "chroot", "/", "true"]
        done = subprocess.run(command, env={"PATH": TOOLS}, capture_output=True, check=False)
        if done.returncode == 0:
            return attempt
    msg = "the program's jail needs namespaces, and this machine lets this user make none"
    raise ReferenceUnavailableError(msg)


def _drop_capabilities() -> tuple[str, ...]:
    capabilities = (f"--bounding-set={CAPABILITIES}", "--inh-caps=-all")
    return ("setpriv", *capabilities, "--no-new-privs", "--")


def _lay_out(
    base_fragments: Fragments, user: bytes | None, files: Fragments | None, binary: Path | None
) -> tempfile.TemporaryDirectory[str]:
    """Make the jail: a machine's root with as little in it as the program needs."""
    built = binary or build()
    contents = {
        "proc/cmdline": b"\n",
        "proc/sys/kernel/random/boot_id": b"00000000-0000-0000-0000-000000000000\n",
        # Opened at the start, read for TLS alone, which a jail without a network never speaks.
        "dev/urandom": secrets.token_bytes(4096),
        **{f"{CONFIG_FOLDER}/base.d/{name}": raw for name, raw in base_fragments.items()},
        **({f"{CONFIG_FOLDER}/user.ign": user} if user is not None else {}),
        **(files or {}),
    }
    place = tempfile.TemporaryDirectory(prefix="ignition-")
    try:
        root = Path(place.name)
        for folder in ("run/ignition", "tmp", "sysroot"):
            (root / folder).mkdir(parents=True)
        for name, raw in contents.items():
            _write_inside(root, name, raw)
        # A copy, not a hard link: nothing the program does can reach the kept build.
        shutil.copy(built, root / "ignition")
    except BaseException:
        place.cleanup()
        raise
    return place


def _write_inside(root: Path, name: str, raw: bytes) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        msg = f"a file of the machine is named by its path below the root, not {name!r}"
        raise ValueError(msg)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)


def _succeed(place: Path, stage: Stage) -> None:
    done = _run(place, stage)
    if done.returncode != 0:
        raise ProgramError(stage, done.returncode, done.stdout + done.stderr)


def _run(place: Path, stage: Stage, *, root: str = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*find_isolation(), *_command(place, stage, root)],
        env={"PATH": TOOLS},
        cwd=place,
        umask=0o022,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=SECONDS,
        check=False,
    )


def _command(place: Path, stage: Stage, root: str) -> list[str]:
    """The command line of a stage, for who is in the namespaces already."""
    if not (place / "ignition").is_file():
        msg = f"{place} is no jail"  # a chroot elsewhere must never happen
        raise ValueError(msg)
    program = [
        "/ignition",
        "--stage",
        stage,
        "--root",
        root,
        # A platform without a config of its own: what is not in user.ign is not there.
        "--platform",
        "metal",
        "--config-cache",
        "/run/ignition.json",
        "--state-file",
        "/run/ignition/state",
        "--neednet",
        "/run/ignition/neednet",
        "--log-to-stdout",
    ]
    return [*_drop_capabilities(), "chroot", str(place), *program]


def _read_tree(folder: Path, name: PurePosixPath) -> Iterator[tuple[str, Written]]:
    for path in sorted(folder.iterdir()):
        below = name / path.name
        status = path.lstat()
        mode = stat.S_IMODE(status.st_mode)
        if stat.S_ISLNK(status.st_mode):
            yield str(below), Written("link", mode, str(path.readlink()))
        elif stat.S_ISREG(status.st_mode):
            path.chmod(0o600)  # the owner may have been shut out
            yield str(below), Written("file", mode, path.read_bytes())
        elif stat.S_ISDIR(status.st_mode):
            path.chmod(0o700)
            yield str(below), Written("directory", mode, None)
            yield from _read_tree(path, below)
        else:
            msg = f"{below} is neither a file, a link nor a directory"
            raise ValueError(msg)
