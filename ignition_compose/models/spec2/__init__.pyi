"""The Ignition spec 2: one attrs class per concept, for all its versions.

Written by .ci/stubs.py from the description; change that, and run `make stubs`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeAlias

_Object: TypeAlias = Mapping[str, Any]
_Texts: TypeAlias = list[str] | tuple[str, ...]

class CaReference:
    """A certificate authority to trust while fetching over HTTPS."""

    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str:
        """URL of the certificates in PEM form."""
    @property
    def verification(self) -> Verification:
        """How the certificates are checked."""

    def __init__(
        self,
        *,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class ConfigReference:
    """Another config, appended to this one or put in its place."""

    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str:
        """URL of the config: `http`, `https`, `oem`, `data`, and since spec 2.1.0 `tftp` and `s3`."""
    @property
    def verification(self) -> Verification:
        """How the config is checked."""

    def __init__(
        self,
        *,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Create:
    """How a filesystem is made anew; the members of the mount took its place in spec 2.1.0."""

    @property
    def force(self) -> bool:
        """Whether an existing filesystem is wiped."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for the program that makes the filesystem."""

    def __init__(
        self,
        *,
        force: bool = ...,
        options: _Texts | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        force: bool = ...,
        options: _Texts | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Disk:
    """A disk to partition."""

    @property
    def device(self) -> str:
        """Absolute path of the disk."""
    @property
    def partitions(self) -> tuple[Partition, ...]:
        """Partitions of the disk."""
    @property
    def wipe_table(self) -> bool:
        """Whether the partition tables are wiped first. In JSON: `wipeTable`."""

    def __init__(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] | None = ...,
        wipe_table: bool = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] | None = ...,
        wipe_table: bool = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class FileContents:
    """The contents of a file, from a URL."""

    @property
    def compression(self) -> str:
        """How the contents are packed: `gzip`, or nothing."""
    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str:
        """URL of the contents: `http`, `https`, `oem`, `data`, and since spec 2.1.0 `tftp` and `s3`."""
    @property
    def verification(self) -> Verification:
        """How the contents are checked."""

    def __init__(
        self,
        *,
        compression: str = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Filesystem:
    """A filesystem by its name: one to mount, or a path that is there."""

    @property
    def mount(self) -> Mount:
        """The device to mount."""
    @property
    def name(self) -> str:
        """Name by which files, directories and links refer to it."""
    @property
    def path(self) -> str | None:
        """Absolute path of a filesystem that is mounted already."""

    def __init__(
        self,
        *,
        mount: Mount | _Object | None = ...,
        name: str = ...,
        path: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        mount: Mount | _Object | None = ...,
        name: str = ...,
        path: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class HttpHeader:
    """One header sent along when a resource is fetched over HTTP."""

    @property
    def name(self) -> str:
        """Name of the header; it must not be empty."""
    @property
    def value(self) -> str:
        """Value of the header."""

    def __init__(
        self,
        *,
        name: str = ...,
        value: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        name: str = ...,
        value: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Ignition:
    """The version of the spec, and how Ignition itself behaves."""

    @property
    def config(self) -> IgnitionConfig:
        """Other configs that this one brings in."""
    @property
    def proxy(self) -> Proxy:
        """Proxies for fetching."""
    @property
    def security(self) -> Security:
        """Trust while fetching."""
    @property
    def timeouts(self) -> Timeouts:
        """Limits of time while fetching."""
    @property
    def version(self) -> str:
        """Version of the spec that this config follows."""

    def __init__(
        self,
        *,
        config: IgnitionConfig | _Object | None = ...,
        proxy: Proxy | _Object | None = ...,
        security: Security | _Object | None = ...,
        timeouts: Timeouts | _Object | None = ...,
        version: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        config: IgnitionConfig | _Object | None = ...,
        proxy: Proxy | _Object | None = ...,
        security: Security | _Object | None = ...,
        timeouts: Timeouts | _Object | None = ...,
        version: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class IgnitionConfig:
    """Other configs that this one brings in."""

    @property
    def append(self) -> tuple[ConfigReference, ...]:
        """Configs appended to this one, in this order."""
    @property
    def replace(self) -> ConfigReference:
        """A config that takes the place of this one."""

    def __init__(
        self,
        *,
        append: Sequence[ConfigReference | _Object] | None = ...,
        replace: ConfigReference | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def __replace__(
        self,
        *,
        append: Sequence[ConfigReference | _Object] | None = ...,
        replace: ConfigReference | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

class Mount:
    """A device with a filesystem to create or to reuse."""

    @property
    def create(self) -> Create:
        """How it is made anew."""
    @property
    def device(self) -> str:
        """Absolute path of the device."""
    @property
    def format(self) -> str:
        """Format of the filesystem."""
    @property
    def label(self) -> str | None:
        """Label of the filesystem, as long as its format allows."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for the program that makes the filesystem."""
    @property
    def uuid(self) -> str | None:
        """UUID of the filesystem."""
    @property
    def wipe_filesystem(self) -> bool:
        """Whether an existing filesystem is wiped, even if it matches. In JSON: `wipeFilesystem`."""

    def __init__(
        self,
        *,
        create: Create | _Object | None = ...,
        device: str = ...,
        format: str = ...,
        label: str | None = ...,
        options: _Texts | None = ...,
        uuid: str | None = ...,
        wipe_filesystem: bool = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        create: Create | _Object | None = ...,
        device: str = ...,
        format: str = ...,
        label: str | None = ...,
        options: _Texts | None = ...,
        uuid: str | None = ...,
        wipe_filesystem: bool = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Networkd:
    """Files for systemd-networkd."""

    @property
    def units(self) -> tuple[NetworkdUnit, ...]:
        """Files to write."""

    def __init__(
        self,
        *,
        units: Sequence[NetworkdUnit | _Object] | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        units: Sequence[NetworkdUnit | _Object] | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class NetworkdDropin:
    """A fragment that is laid over a networkd unit."""

    @property
    def contents(self) -> str:
        """Text of the drop-in."""
    @property
    def name(self) -> str:
        """File name, which ends in `.conf`."""

    def __init__(
        self,
        *,
        contents: str = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class NetworkdUnit:
    """A file for systemd-networkd."""

    @property
    def contents(self) -> str:
        """Text of the file."""
    @property
    def dropins(self) -> tuple[NetworkdDropin, ...]:
        """Fragments laid over the file."""
    @property
    def name(self) -> str:
        """Name of the file, which ends in `.link`, `.netdev` or `.network`."""

    def __init__(
        self,
        *,
        contents: str = ...,
        dropins: Sequence[NetworkdDropin | _Object] | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str = ...,
        dropins: Sequence[NetworkdDropin | _Object] | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Node:
    """What files, directories and links have in common."""

    @property
    def filesystem(self) -> str:
        """Name of the filesystem that it lies in; `root` is always there."""
    @property
    def group(self) -> NodeGroup:
        """Owning group, root if left out."""
    @property
    def overwrite(self) -> bool | None:
        """Whether something else at the path is removed first; files are, if left out."""
    @property
    def path(self) -> str:
        """Absolute path within the filesystem."""
    @property
    def user(self) -> NodeUser:
        """Owning user, root if left out."""

    def __init__(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class NodeGroup:
    """The group that owns a file, directory or link, by id or by name."""

    @property
    def id(self) -> int | None:
        """Numeric id of the group."""
    @property
    def name(self) -> str:
        """Name of the group."""

    def __init__(
        self,
        *,
        id: int | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        id: int | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class NodeUser:
    """The user who owns a file, directory or link, by id or by name."""

    @property
    def id(self) -> int | None:
        """Numeric id of the owner."""
    @property
    def name(self) -> str:
        """Name of the owner."""

    def __init__(
        self,
        *,
        id: int | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        id: int | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Partition:
    """A partition of a disk."""

    @property
    def guid(self) -> str:
        """GUID of the partition."""
    @property
    def label(self) -> str | None:
        """GPT label, at most 36 bytes and without a colon."""
    @property
    def number(self) -> int:
        """Number of the partition, the next free one if 0 or left out."""
    @property
    def should_exist(self) -> bool | None:
        """Whether the partition exists; `false` deletes it, and other members are not allowed then. In JSON: `shouldExist`."""
    @property
    def size(self) -> int | None:
        """Size in sectors of 512 bytes, the largest possible if 0."""
    @property
    def size_mib(self) -> int | None:
        """Size in MiB, the largest possible if 0. In JSON: `sizeMiB`."""
    @property
    def start(self) -> int | None:
        """Start in sectors of 512 bytes, in the largest free block if 0."""
    @property
    def start_mib(self) -> int | None:
        """Start in MiB, in the largest free block if 0. In JSON: `startMiB`."""
    @property
    def type_guid(self) -> str:
        """GUID of the partition's type, Linux filesystem data if left out. In JSON: `typeGuid`."""
    @property
    def wipe_partition_entry(self) -> bool:
        """Whether an existing partition that differs is deleted and created anew. In JSON: `wipePartitionEntry`."""

    def __init__(
        self,
        *,
        guid: str = ...,
        label: str | None = ...,
        number: int = ...,
        should_exist: bool | None = ...,
        size: int | None = ...,
        size_mib: int | None = ...,
        start: int | None = ...,
        start_mib: int | None = ...,
        type_guid: str = ...,
        wipe_partition_entry: bool = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        guid: str = ...,
        label: str | None = ...,
        number: int = ...,
        should_exist: bool | None = ...,
        size: int | None = ...,
        size_mib: int | None = ...,
        start: int | None = ...,
        start_mib: int | None = ...,
        type_guid: str = ...,
        wipe_partition_entry: bool = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Passwd:
    """Users and groups."""

    @property
    def groups(self) -> tuple[PasswdGroup, ...]:
        """Groups to create."""
    @property
    def users(self) -> tuple[PasswdUser, ...]:
        """Users to create or change."""

    def __init__(
        self,
        *,
        groups: Sequence[PasswdGroup | _Object] | None = ...,
        users: Sequence[PasswdUser | _Object] | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        groups: Sequence[PasswdGroup | _Object] | None = ...,
        users: Sequence[PasswdUser | _Object] | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class PasswdGroup:
    """A group to create."""

    @property
    def gid(self) -> int | None:
        """Numeric id of the group."""
    @property
    def name(self) -> str:
        """Name of the group."""
    @property
    def password_hash(self) -> str:
        """Hashed password of the group. In JSON: `passwordHash`."""
    @property
    def system(self) -> bool:
        """Whether the group is a system group."""

    def __init__(
        self,
        *,
        gid: int | None = ...,
        name: str = ...,
        password_hash: str = ...,
        system: bool = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        gid: int | None = ...,
        name: str = ...,
        password_hash: str = ...,
        system: bool = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class PasswdUser:
    """A user of the machine."""

    @property
    def create(self) -> Usercreate:
        """How the user is created."""
    @property
    def gecos(self) -> str:
        """GECOS field of the account, such as the full name."""
    @property
    def groups(self) -> tuple[str, ...]:
        """Further groups of the user."""
    @property
    def home_dir(self) -> str:
        """Home directory. In JSON: `homeDir`."""
    @property
    def name(self) -> str:
        """Login name."""
    @property
    def no_create_home(self) -> bool:
        """Whether the home directory is left uncreated. In JSON: `noCreateHome`."""
    @property
    def no_log_init(self) -> bool:
        """Whether the user is left out of the lastlog and faillog databases. In JSON: `noLogInit`."""
    @property
    def no_user_group(self) -> bool:
        """Whether no group of the user's own name is created. In JSON: `noUserGroup`."""
    @property
    def password_hash(self) -> str | None:
        """Hashed password of the user. In JSON: `passwordHash`."""
    @property
    def primary_group(self) -> str:
        """Name of the user's primary group. In JSON: `primaryGroup`."""
    @property
    def ssh_authorized_keys(self) -> tuple[str, ...]:
        """SSH public keys that may log in as the user. In JSON: `sshAuthorizedKeys`."""
    @property
    def shell(self) -> str:
        """Login shell."""
    @property
    def system(self) -> bool:
        """Whether the account is a system account."""
    @property
    def uid(self) -> int | None:
        """Numeric id of the user."""

    def __init__(
        self,
        *,
        create: Usercreate | _Object | None = ...,
        gecos: str = ...,
        groups: _Texts | None = ...,
        home_dir: str = ...,
        name: str = ...,
        no_create_home: bool = ...,
        no_log_init: bool = ...,
        no_user_group: bool = ...,
        password_hash: str | None = ...,
        primary_group: str = ...,
        ssh_authorized_keys: _Texts | None = ...,
        shell: str = ...,
        system: bool = ...,
        uid: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        create: Usercreate | _Object | None = ...,
        gecos: str = ...,
        groups: _Texts | None = ...,
        home_dir: str = ...,
        name: str = ...,
        no_create_home: bool = ...,
        no_log_init: bool = ...,
        no_user_group: bool = ...,
        password_hash: str | None = ...,
        primary_group: str = ...,
        ssh_authorized_keys: _Texts | None = ...,
        shell: str = ...,
        system: bool = ...,
        uid: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Proxy:
    """The proxies that fetching goes through."""

    @property
    def http_proxy(self) -> str:
        """Proxy for `http` URLs. In JSON: `httpProxy`."""
    @property
    def https_proxy(self) -> str:
        """Proxy for `https` URLs. In JSON: `httpsProxy`."""
    @property
    def no_proxy(self) -> tuple[str, ...]:
        """Hosts, domains or networks that are reached without a proxy. In JSON: `noProxy`."""

    def __init__(
        self,
        *,
        http_proxy: str = ...,
        https_proxy: str = ...,
        no_proxy: _Texts | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_proxy: str = ...,
        https_proxy: str = ...,
        no_proxy: _Texts | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Raid:
    """A RAID array."""

    @property
    def devices(self) -> tuple[str, ...]:
        """Absolute paths of the devices in the array."""
    @property
    def level(self) -> str:
        """RAID level."""
    @property
    def name(self) -> str:
        """Name of the array."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for `mdadm`."""
    @property
    def spares(self) -> int:
        """Number of spare devices; none for `linear` and `raid0`."""

    def __init__(
        self,
        *,
        devices: _Texts | None = ...,
        level: str = ...,
        name: str = ...,
        options: _Texts | None = ...,
        spares: int = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        devices: _Texts | None = ...,
        level: str = ...,
        name: str = ...,
        options: _Texts | None = ...,
        spares: int = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Sections:
    """A config of spec 2, as Ignition 0.x reads it."""

    @property
    def ignition(self) -> Ignition:
        """Version of the spec, and how Ignition itself behaves."""
    @property
    def networkd(self) -> Networkd:
        """Files for systemd-networkd."""
    @property
    def passwd(self) -> Passwd:
        """Users and groups."""
    @property
    def storage(self) -> Storage:
        """Disks, filesystems, and what is put on them."""
    @property
    def systemd(self) -> Systemd:
        """Units of systemd."""

    def __init__(
        self,
        *,
        ignition: Ignition | _Object | None = ...,
        networkd: Networkd | _Object | None = ...,
        passwd: Passwd | _Object | None = ...,
        storage: Storage | _Object | None = ...,
        systemd: Systemd | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        ignition: Ignition | _Object | None = ...,
        networkd: Networkd | _Object | None = ...,
        passwd: Passwd | _Object | None = ...,
        storage: Storage | _Object | None = ...,
        systemd: Systemd | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Security:
    """Trust while fetching."""

    @property
    def tls(self) -> Tls:
        """Trust in HTTPS servers."""

    def __init__(
        self,
        *,
        tls: Tls | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        tls: Tls | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Storage:
    """Disks, arrays and filesystems, and what is put on them."""

    @property
    def directories(self) -> tuple[Directory, ...]:
        """Directories to create."""
    @property
    def disks(self) -> tuple[Disk, ...]:
        """Disks to partition."""
    @property
    def files(self) -> tuple[File, ...]:
        """Files to write."""
    @property
    def filesystems(self) -> tuple[Filesystem, ...]:
        """Filesystems to create or to reuse."""
    @property
    def links(self) -> tuple[Link, ...]:
        """Links to create."""
    @property
    def raid(self) -> tuple[Raid, ...]:
        """RAID arrays."""

    def __init__(
        self,
        *,
        directories: Sequence[Directory | _Object] | None = ...,
        disks: Sequence[Disk | _Object] | None = ...,
        files: Sequence[File | _Object] | None = ...,
        filesystems: Sequence[Filesystem | _Object] | None = ...,
        links: Sequence[Link | _Object] | None = ...,
        raid: Sequence[Raid | _Object] | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        directories: Sequence[Directory | _Object] | None = ...,
        disks: Sequence[Disk | _Object] | None = ...,
        files: Sequence[File | _Object] | None = ...,
        filesystems: Sequence[Filesystem | _Object] | None = ...,
        links: Sequence[Link | _Object] | None = ...,
        raid: Sequence[Raid | _Object] | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Systemd:
    """Units of systemd."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Units to write, extend, enable or mask."""

    def __init__(
        self,
        *,
        units: Sequence[Unit | _Object] | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        units: Sequence[Unit | _Object] | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class SystemdDropin:
    """A fragment that is laid over a unit."""

    @property
    def contents(self) -> str:
        """Text of the drop-in."""
    @property
    def name(self) -> str:
        """File name, which ends in `.conf`."""

    def __init__(
        self,
        *,
        contents: str = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Timeouts:
    """How long fetching may take."""

    @property
    def http_response_headers(self) -> int | None:
        """Seconds to wait for a server's response headers, 10 if left out, 0 for no limit. In JSON: `httpResponseHeaders`."""
    @property
    def http_total(self) -> int | None:
        """Seconds for a whole HTTP operation, 0 or left out for no limit. In JSON: `httpTotal`."""

    def __init__(
        self,
        *,
        http_response_headers: int | None = ...,
        http_total: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_response_headers: int | None = ...,
        http_total: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Tls:
    """What is trusted while fetching over HTTPS."""

    @property
    def certificate_authorities(self) -> tuple[CaReference, ...]:
        """Certificate authorities trusted in addition to the system's. In JSON: `certificateAuthorities`."""

    def __init__(
        self,
        *,
        certificate_authorities: Sequence[CaReference | _Object] | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        certificate_authorities: Sequence[CaReference | _Object] | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Unit:
    """A systemd unit, written, extended, enabled or masked."""

    @property
    def contents(self) -> str:
        """Text of the unit."""
    @property
    def dropins(self) -> tuple[SystemdDropin, ...]:
        """Fragments laid over the unit."""
    @property
    def enable(self) -> bool:
        """Whether the unit is enabled; `enabled` took its place in spec 2.1.0."""
    @property
    def enabled(self) -> bool | None:
        """Whether the unit is enabled; left out, its state stays as it is."""
    @property
    def mask(self) -> bool:
        """Whether the unit is masked, so that it cannot be started."""
    @property
    def name(self) -> str:
        """Name of the unit with its type, such as `etcd.service`."""

    def __init__(
        self,
        *,
        contents: str = ...,
        dropins: Sequence[SystemdDropin | _Object] | None = ...,
        enable: bool = ...,
        enabled: bool | None = ...,
        mask: bool = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str = ...,
        dropins: Sequence[SystemdDropin | _Object] | None = ...,
        enable: bool = ...,
        enabled: bool | None = ...,
        mask: bool = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Usercreate:
    """How a user is created; the members of the user took its place in spec 2.1.0."""

    @property
    def gecos(self) -> str:
        """GECOS field of the account, such as the full name."""
    @property
    def groups(self) -> tuple[str, ...]:
        """Further groups of the user."""
    @property
    def home_dir(self) -> str:
        """Home directory. In JSON: `homeDir`."""
    @property
    def no_create_home(self) -> bool:
        """Whether the home directory is left uncreated. In JSON: `noCreateHome`."""
    @property
    def no_log_init(self) -> bool:
        """Whether the user is left out of the lastlog and faillog databases. In JSON: `noLogInit`."""
    @property
    def no_user_group(self) -> bool:
        """Whether no group of the user's own name is created. In JSON: `noUserGroup`."""
    @property
    def primary_group(self) -> str:
        """Name of the user's primary group. In JSON: `primaryGroup`."""
    @property
    def shell(self) -> str:
        """Login shell."""
    @property
    def system(self) -> bool:
        """Whether the account is a system account."""
    @property
    def uid(self) -> int | None:
        """Numeric id of the user."""

    def __init__(
        self,
        *,
        gecos: str = ...,
        groups: _Texts | None = ...,
        home_dir: str = ...,
        no_create_home: bool = ...,
        no_log_init: bool = ...,
        no_user_group: bool = ...,
        primary_group: str = ...,
        shell: str = ...,
        system: bool = ...,
        uid: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        gecos: str = ...,
        groups: _Texts | None = ...,
        home_dir: str = ...,
        no_create_home: bool = ...,
        no_log_init: bool = ...,
        no_user_group: bool = ...,
        primary_group: str = ...,
        shell: str = ...,
        system: bool = ...,
        uid: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Verification:
    """How a fetched resource is checked before it is used."""

    @property
    def hash(self) -> str | None:
        """Digest of the content after decompression, as `sha512-` and hexadecimal digits."""

    def __init__(
        self,
        *,
        hash: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        hash: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Directory(Node):
    """A directory to create."""

    @property
    def mode(self) -> int | None:
        """Permission bits as a decimal number."""

    def __init__(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        mode: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        mode: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class File(Node):
    """A regular file to write."""

    @property
    def append(self) -> bool:
        """Whether the contents are put behind what the file holds."""
    @property
    def contents(self) -> FileContents:
        """Contents of the file."""
    @property
    def mode(self) -> int | None:
        """Permission bits as a decimal number."""

    def __init__(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        append: bool = ...,
        contents: FileContents | _Object | None = ...,
        mode: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        append: bool = ...,
        contents: FileContents | _Object | None = ...,
        mode: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Link(Node):
    """A symbolic or hard link to create."""

    @property
    def hard(self) -> bool:
        """Whether the link is a hard link."""
    @property
    def target(self) -> str:
        """Where the link leads."""

    def __init__(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        hard: bool = ...,
        target: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        filesystem: str = ...,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        hard: bool = ...,
        target: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

__all__ = [
    "CaReference",
    "ConfigReference",
    "Create",
    "Directory",
    "Disk",
    "File",
    "FileContents",
    "Filesystem",
    "HttpHeader",
    "Ignition",
    "IgnitionConfig",
    "Link",
    "Mount",
    "Networkd",
    "NetworkdDropin",
    "NetworkdUnit",
    "Node",
    "NodeGroup",
    "NodeUser",
    "Partition",
    "Passwd",
    "PasswdGroup",
    "PasswdUser",
    "Proxy",
    "Raid",
    "Sections",
    "Security",
    "Storage",
    "Systemd",
    "SystemdDropin",
    "Timeouts",
    "Tls",
    "Unit",
    "Usercreate",
    "Verification",
]
