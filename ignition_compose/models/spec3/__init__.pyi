"""The Ignition spec 3: one attrs class per concept, for all its versions.

Written by .ci/stubs.py from the description; change that, and run `make stubs`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self, TypeAlias, TypeVar, dataclass_transform

_T = TypeVar("_T")
_Object: TypeAlias = Mapping[str, Any]
_Texts: TypeAlias = list[str] | tuple[str, ...]

@dataclass_transform(frozen_default=True, kw_only_default=True)
def _model(cls: type[_T]) -> type[_T]: ...

@_model
class Cex:
    """Unlocking with a crypto card of an IBM Z machine."""

    enabled: bool | None
    """Whether a key of the card encrypts the volume."""

    def __init__(
        self,
        *,
        enabled: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        enabled: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Clevis:
    """How Clevis unlocks a volume."""

    custom: ClevisCustom
    """A configuration of one's own, which excludes the other members."""
    tang: tuple[Tang, ...]
    """Tang servers that take part."""
    threshold: int | None
    """How many of the pieces unlock the volume, 1 if left out."""
    tpm2: bool | None
    """Whether the machine's TPM 2.0 takes part."""

    def __init__(
        self,
        *,
        custom: ClevisCustom | _Object = ...,
        tang: Sequence[Tang | _Object] = ...,
        threshold: int | None = ...,
        tpm2: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        custom: ClevisCustom | _Object = ...,
        tang: Sequence[Tang | _Object] = ...,
        threshold: int | None = ...,
        tpm2: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class ClevisCustom:
    """A Clevis configuration written out by hand."""

    config: str | None
    """Configuration of the pin as JSON text."""
    needs_network: bool | None
    """Whether unlocking needs the network. In JSON: `needsNetwork`."""
    pin: str | None
    """Name of the Clevis pin."""

    def __init__(
        self,
        *,
        config: str | None = ...,
        needs_network: bool | None = ...,
        pin: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        config: str | None = ...,
        needs_network: bool | None = ...,
        pin: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Disk:
    """A disk to partition."""

    device: str
    """Absolute path of the disk."""
    partitions: tuple[Partition, ...]
    """Partitions of the disk."""
    wipe_table: bool | None
    """Whether the partition tables are wiped first. In JSON: `wipeTable`."""

    def __init__(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] = ...,
        wipe_table: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] = ...,
        wipe_table: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Dropin:
    """A fragment that is laid over a unit."""

    contents: str | None
    """Text of the drop-in."""
    name: str
    """File name, which ends in `.conf`."""

    def __init__(
        self,
        *,
        contents: str | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Filesystem:
    """A filesystem to create or to reuse."""

    device: str
    """Absolute path of the device, or the tag of a virtiofs share."""
    format: str | None
    """Format of the filesystem; `none` leaves the device as it is."""
    label: str | None
    """Label of the filesystem, as long as its format allows."""
    mount_options: tuple[str, ...]
    """Options for mounting it while provisioning. In JSON: `mountOptions`."""
    options: tuple[str, ...]
    """Further options for the program that makes the filesystem."""
    path: str | None
    """Absolute path where it is mounted while provisioning."""
    uuid: str | None
    """UUID of the filesystem."""
    wipe_filesystem: bool | None
    """Whether an existing filesystem is wiped, even if it matches. In JSON: `wipeFilesystem`."""

    def __init__(
        self,
        *,
        device: str = ...,
        format: str | None = ...,
        label: str | None = ...,
        mount_options: _Texts = ...,
        options: _Texts = ...,
        path: str | None = ...,
        uuid: str | None = ...,
        wipe_filesystem: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        device: str = ...,
        format: str | None = ...,
        label: str | None = ...,
        mount_options: _Texts = ...,
        options: _Texts = ...,
        path: str | None = ...,
        uuid: str | None = ...,
        wipe_filesystem: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class HttpHeader:
    """One header sent along when a resource is fetched over HTTP."""

    name: str
    """Name of the header; it must not be empty."""
    value: str | None
    """Value of the header; a child config that leaves it out deletes the header it inherits."""

    def __init__(
        self,
        *,
        name: str = ...,
        value: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        name: str = ...,
        value: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Ignition:
    """The version of the spec, and how Ignition itself behaves."""

    config: IgnitionConfig
    """Other configs that this one brings in."""
    proxy: Proxy
    """Proxies for fetching."""
    security: Security
    """Trust while fetching."""
    timeouts: Timeouts
    """Limits of time while fetching."""
    version: str
    """Version of the spec that this config follows."""

    def __init__(
        self,
        *,
        config: IgnitionConfig | _Object = ...,
        proxy: Proxy | _Object = ...,
        security: Security | _Object = ...,
        timeouts: Timeouts | _Object = ...,
        version: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        config: IgnitionConfig | _Object = ...,
        proxy: Proxy | _Object = ...,
        security: Security | _Object = ...,
        timeouts: Timeouts | _Object = ...,
        version: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class IgnitionConfig:
    """Other configs that this one brings in."""

    merge: tuple[ConfigReference, ...]
    """Configs merged into this one, in this order; what they say overrides this config."""
    replace: ConfigReference
    """A config that takes the place of this one."""

    def __init__(
        self,
        *,
        merge: Sequence[ConfigReference | _Object] = ...,
        replace: ConfigReference | _Object = ...,
    ) -> None:
        """What is left out is absent."""

@_model
class KernelArguments:
    """Which kernel arguments the machine boots with; an argument is in one of the lists only."""

    should_exist: tuple[str, ...]
    """Arguments that are added where they are missing. In JSON: `shouldExist`."""
    should_not_exist: tuple[str, ...]
    """Arguments that are removed where they are present. In JSON: `shouldNotExist`."""

    def __init__(
        self,
        *,
        should_exist: _Texts = ...,
        should_not_exist: _Texts = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        should_exist: _Texts = ...,
        should_not_exist: _Texts = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Luks:
    """An encrypted volume."""

    cex: Cex
    """Unlocking with a crypto card; not with Clevis or a key file."""
    clevis: Clevis
    """Unlocking with Clevis."""
    device: str | None
    """Absolute path of the device that is encrypted."""
    discard: bool | None
    """Whether discard requests reach the device below."""
    key_file: Resource
    """Key that unlocks the volume; a random one is made if left out. In JSON: `keyFile`."""
    label: str | None
    """Label of the volume, at most 47 bytes."""
    name: str
    """Name of the opened device, without slashes."""
    open_options: tuple[str, ...]
    """Further options for opening the volume. In JSON: `openOptions`."""
    options: tuple[str, ...]
    """Further options for formatting the volume."""
    uuid: str | None
    """UUID of the volume."""
    wipe_volume: bool | None
    """Whether an existing volume is wiped. In JSON: `wipeVolume`."""

    def __init__(
        self,
        *,
        cex: Cex | _Object = ...,
        clevis: Clevis | _Object = ...,
        device: str | None = ...,
        discard: bool | None = ...,
        key_file: Resource | _Object = ...,
        label: str | None = ...,
        name: str = ...,
        open_options: _Texts = ...,
        options: _Texts = ...,
        uuid: str | None = ...,
        wipe_volume: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        cex: Cex | _Object = ...,
        clevis: Clevis | _Object = ...,
        device: str | None = ...,
        discard: bool | None = ...,
        key_file: Resource | _Object = ...,
        label: str | None = ...,
        name: str = ...,
        open_options: _Texts = ...,
        options: _Texts = ...,
        uuid: str | None = ...,
        wipe_volume: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Node:
    """What files, directories and links have in common."""

    group: NodeGroup
    """Owning group, root if left out."""
    overwrite: bool | None
    """Whether something else at the path is removed first."""
    path: str
    """Absolute path in its simplest form."""
    user: NodeUser
    """Owning user, root if left out."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class NodeGroup:
    """The group that owns a file, directory or link, by id or by name."""

    id: int | None
    """Numeric id of the group."""
    name: str | None
    """Name of the group."""

    def __init__(
        self,
        *,
        id: int | None = ...,
        name: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        id: int | None = ...,
        name: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class NodeUser:
    """The user who owns a file, directory or link, by id or by name."""

    id: int | None
    """Numeric id of the owner."""
    name: str | None
    """Name of the owner."""

    def __init__(
        self,
        *,
        id: int | None = ...,
        name: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        id: int | None = ...,
        name: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Partition:
    """A partition of a disk."""

    guid: str | None
    """GUID of the partition."""
    label: str | None
    """GPT label, at most 36 bytes and without a colon."""
    number: int
    """Number of the partition, the next free one if 0 or left out."""
    resize: bool | None
    """Whether an existing partition is resized to match."""
    should_exist: bool | None
    """Whether the partition exists; `false` deletes it, and other members are not allowed then. In JSON: `shouldExist`."""
    size_mib: int | None
    """Size in MiB, the largest possible if 0. In JSON: `sizeMiB`."""
    start_mib: int | None
    """Start in MiB, in the largest free block if 0. In JSON: `startMiB`."""
    type_guid: str | None
    """GUID of the partition's type, Linux filesystem data if left out. In JSON: `typeGuid`."""
    wipe_partition_entry: bool | None
    """Whether an existing partition that differs is deleted and created anew. In JSON: `wipePartitionEntry`."""

    def __init__(
        self,
        *,
        guid: str | None = ...,
        label: str | None = ...,
        number: int = ...,
        resize: bool | None = ...,
        should_exist: bool | None = ...,
        size_mib: int | None = ...,
        start_mib: int | None = ...,
        type_guid: str | None = ...,
        wipe_partition_entry: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        guid: str | None = ...,
        label: str | None = ...,
        number: int = ...,
        resize: bool | None = ...,
        should_exist: bool | None = ...,
        size_mib: int | None = ...,
        start_mib: int | None = ...,
        type_guid: str | None = ...,
        wipe_partition_entry: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Passwd:
    """Users and groups."""

    groups: tuple[PasswdGroup, ...]
    """Groups to create, change or delete."""
    users: tuple[PasswdUser, ...]
    """Users to create, change or delete."""

    def __init__(
        self,
        *,
        groups: Sequence[PasswdGroup | _Object] = ...,
        users: Sequence[PasswdUser | _Object] = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        groups: Sequence[PasswdGroup | _Object] = ...,
        users: Sequence[PasswdUser | _Object] = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class PasswdGroup:
    """A group of the machine."""

    gid: int | None
    """Numeric id of the group."""
    name: str
    """Name of the group."""
    password_hash: str | None
    """Hashed password of the group. In JSON: `passwordHash`."""
    should_exist: bool | None
    """Whether the group exists; `false` deletes it. In JSON: `shouldExist`."""
    system: bool | None
    """Whether the group is a system group."""

    def __init__(
        self,
        *,
        gid: int | None = ...,
        name: str = ...,
        password_hash: str | None = ...,
        should_exist: bool | None = ...,
        system: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        gid: int | None = ...,
        name: str = ...,
        password_hash: str | None = ...,
        should_exist: bool | None = ...,
        system: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class PasswdUser:
    """A user of the machine."""

    gecos: str | None
    """GECOS field of the account, such as the full name."""
    groups: tuple[str, ...]
    """Further groups of the user."""
    home_dir: str | None
    """Home directory. In JSON: `homeDir`."""
    name: str
    """Login name."""
    no_create_home: bool | None
    """Whether the home directory is left uncreated. In JSON: `noCreateHome`."""
    no_log_init: bool | None
    """Whether the user is left out of the lastlog and faillog databases. In JSON: `noLogInit`."""
    no_user_group: bool | None
    """Whether no group of the user's own name is created. In JSON: `noUserGroup`."""
    password_hash: str | None
    """Hashed password of the user. In JSON: `passwordHash`."""
    primary_group: str | None
    """Name of the user's primary group. In JSON: `primaryGroup`."""
    ssh_authorized_keys: tuple[str, ...]
    """SSH public keys that may log in as the user. In JSON: `sshAuthorizedKeys`."""
    shell: str | None
    """Login shell."""
    should_exist: bool | None
    """Whether the user exists; `false` deletes it. In JSON: `shouldExist`."""
    system: bool | None
    """Whether the account is a system account; it has no effect on a user that exists."""
    uid: int | None
    """Numeric id of the user."""

    def __init__(
        self,
        *,
        gecos: str | None = ...,
        groups: _Texts = ...,
        home_dir: str | None = ...,
        name: str = ...,
        no_create_home: bool | None = ...,
        no_log_init: bool | None = ...,
        no_user_group: bool | None = ...,
        password_hash: str | None = ...,
        primary_group: str | None = ...,
        ssh_authorized_keys: _Texts = ...,
        shell: str | None = ...,
        should_exist: bool | None = ...,
        system: bool | None = ...,
        uid: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        gecos: str | None = ...,
        groups: _Texts = ...,
        home_dir: str | None = ...,
        name: str = ...,
        no_create_home: bool | None = ...,
        no_log_init: bool | None = ...,
        no_user_group: bool | None = ...,
        password_hash: str | None = ...,
        primary_group: str | None = ...,
        ssh_authorized_keys: _Texts = ...,
        shell: str | None = ...,
        should_exist: bool | None = ...,
        system: bool | None = ...,
        uid: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Proxy:
    """The proxies that fetching goes through."""

    http_proxy: str | None
    """Proxy for `http` URLs, itself an `http` or `https` URL. In JSON: `httpProxy`."""
    https_proxy: str | None
    """Proxy for `https` URLs; an `http` proxy is accepted with a warning. In JSON: `httpsProxy`."""
    no_proxy: tuple[str, ...]
    """Hosts, domains or networks that are reached without a proxy. In JSON: `noProxy`."""

    def __init__(
        self,
        *,
        http_proxy: str | None = ...,
        https_proxy: str | None = ...,
        no_proxy: _Texts = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_proxy: str | None = ...,
        https_proxy: str | None = ...,
        no_proxy: _Texts = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Raid:
    """A RAID array."""

    devices: tuple[str, ...]
    """Absolute paths of the devices in the array."""
    level: str | None
    """RAID level."""
    name: str
    """Name of the array."""
    options: tuple[str, ...]
    """Further options for `mdadm`."""
    spares: int | None
    """Number of spare devices; none for `linear` and `raid0`."""

    def __init__(
        self,
        *,
        devices: _Texts = ...,
        level: str | None = ...,
        name: str = ...,
        options: _Texts = ...,
        spares: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        devices: _Texts = ...,
        level: str | None = ...,
        name: str = ...,
        options: _Texts = ...,
        spares: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Resource:
    """Content from a URL: of a file, of a key file, or of another config."""

    compression: str | None
    """How the content is packed: `gzip`, or nothing."""
    http_headers: tuple[HttpHeader, ...]
    """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    source: str | None
    """URL of the content: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`."""
    verification: Verification
    """How the content is checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

    @classmethod
    def of(cls, data: bytes | str, *, compress: Literal["auto"] | bool = ...) -> Self:
        """A resource that holds its contents itself, in a data URL.

        Args:
            data: The contents; text is written as UTF-8.
            compress: Whether to pack them: always, never, or where that is shorter.

        Returns:
            The resource. Its ``compression`` is set in any case, so that a merge inherits none from beneath.

        Raises:
            InvalidInput: When *data* or *compress* is something else.

        Examples:
            >>> Resource.of("Hello, world!").source
            'data:,Hello%2C%20world!'
            >>> Resource.of(b"=" * 100).compression
            'gzip'
        """

    def data(self, *, limit: int = ...) -> bytes:
        """The contents, where the resource holds them itself: unpacked, and held against the digest.

        Args:
            limit: The most bytes that they may have.

        Returns:
            The contents.

        Raises:
            InvalidInput: When there is no source, or one that has to be fetched; when it cannot be read or unpacked;
                when the contents are longer than *limit*, or do not have the digest.

        Examples:
            >>> Resource(source="data:,hello%20world").data()
            b'hello world'
        """

@_model
class Sections:
    """A config for Ignition: what to do to a machine at its first boot."""

    ignition: Ignition
    """Version of the spec, and how Ignition itself behaves."""
    kernel_arguments: KernelArguments
    """Which kernel arguments the machine boots with. In JSON: `kernelArguments`."""
    passwd: Passwd
    """Users and groups."""
    storage: Storage
    """Disks, filesystems, and what is put on them."""
    systemd: Systemd
    """Units of systemd."""

    def __init__(
        self,
        *,
        ignition: Ignition | _Object = ...,
        kernel_arguments: KernelArguments | _Object = ...,
        passwd: Passwd | _Object = ...,
        storage: Storage | _Object = ...,
        systemd: Systemd | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        ignition: Ignition | _Object = ...,
        kernel_arguments: KernelArguments | _Object = ...,
        passwd: Passwd | _Object = ...,
        storage: Storage | _Object = ...,
        systemd: Systemd | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Security:
    """Trust while fetching."""

    tls: Tls
    """Trust in HTTPS servers."""

    def __init__(
        self,
        *,
        tls: Tls | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        tls: Tls | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Storage:
    """Disks, arrays, volumes and filesystems, and what is put on them."""

    directories: tuple[Directory, ...]
    """Directories to create."""
    disks: tuple[Disk, ...]
    """Disks to partition."""
    files: tuple[File, ...]
    """Files to write."""
    filesystems: tuple[Filesystem, ...]
    """Filesystems to create or to reuse."""
    links: tuple[Link, ...]
    """Links to create."""
    luks: tuple[Luks, ...]
    """Encrypted volumes."""
    raid: tuple[Raid, ...]
    """RAID arrays."""

    def __init__(
        self,
        *,
        directories: Sequence[Directory | _Object] = ...,
        disks: Sequence[Disk | _Object] = ...,
        files: Sequence[File | _Object] = ...,
        filesystems: Sequence[Filesystem | _Object] = ...,
        links: Sequence[Link | _Object] = ...,
        luks: Sequence[Luks | _Object] = ...,
        raid: Sequence[Raid | _Object] = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        directories: Sequence[Directory | _Object] = ...,
        disks: Sequence[Disk | _Object] = ...,
        files: Sequence[File | _Object] = ...,
        filesystems: Sequence[Filesystem | _Object] = ...,
        links: Sequence[Link | _Object] = ...,
        luks: Sequence[Luks | _Object] = ...,
        raid: Sequence[Raid | _Object] = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Systemd:
    """Units of systemd."""

    units: tuple[Unit, ...]
    """Units to write, extend, enable or mask."""

    def __init__(
        self,
        *,
        units: Sequence[Unit | _Object] = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        units: Sequence[Unit | _Object] = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Tang:
    """A Tang server that helps to unlock a volume."""

    advertisement: str | None
    """The server's advertisement as JSON text, so that the server need not be reached while provisioning."""
    thumbprint: str | None
    """Thumbprint of a signing key that the server must prove."""
    url: str
    """URL of the server, `http` or `https`."""

    def __init__(
        self,
        *,
        advertisement: str | None = ...,
        thumbprint: str | None = ...,
        url: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        advertisement: str | None = ...,
        thumbprint: str | None = ...,
        url: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Timeouts:
    """How long fetching may take."""

    http_response_headers: int | None
    """Seconds to wait for a server's response headers, 10 if left out, 0 for no limit. In JSON: `httpResponseHeaders`."""
    http_total: int | None
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

@_model
class Tls:
    """What is trusted while fetching over HTTPS."""

    certificate_authorities: tuple[CaReference, ...]
    """Certificate authorities trusted in addition to the system's. In JSON: `certificateAuthorities`."""

    def __init__(
        self,
        *,
        certificate_authorities: Sequence[CaReference | _Object] = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        certificate_authorities: Sequence[CaReference | _Object] = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Unit:
    """A systemd unit, written, extended, enabled, disabled or masked."""

    contents: str | None
    """Text of the unit."""
    dropins: tuple[Dropin, ...]
    """Fragments laid over the unit."""
    enabled: bool | None
    """Whether the unit is enabled; left out, its state stays as it is. A unit with contents needs an `[Install]` section for it."""
    mask: bool | None
    """Whether the unit is masked, so that it cannot be started."""
    name: str
    """Name of the unit with its type, such as `etcd.service`."""

    def __init__(
        self,
        *,
        contents: str | None = ...,
        dropins: Sequence[Dropin | _Object] = ...,
        enabled: bool | None = ...,
        mask: bool | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str | None = ...,
        dropins: Sequence[Dropin | _Object] = ...,
        enabled: bool | None = ...,
        mask: bool | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Verification:
    """How a fetched resource is checked before it is used."""

    hash: str | None
    """Digest of the content after decompression, as `sha512-` or `sha256-` and hexadecimal digits."""

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

@_model
class CaReference(Resource):
    """A certificate authority to trust while fetching over HTTPS."""

    compression: str | None
    """How the certificates are packed: `gzip`, or nothing."""
    http_headers: tuple[HttpHeader, ...]
    """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    source: str | None
    """URL of the certificates in PEM form."""
    verification: Verification
    """How the certificates are checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class ConfigReference(Resource):
    """Another Ignition config, merged into this one or put in its place."""

    compression: str | None
    """How the config is packed: `gzip`, or nothing."""
    http_headers: tuple[HttpHeader, ...]
    """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    source: str | None
    """URL of the config: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`."""
    verification: Verification
    """How the config is checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] = ...,
        source: str | None = ...,
        verification: Verification | _Object = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Directory(Node):
    """A directory to create."""

    mode: int | None
    """Permission bits as a decimal number, 493 (0755) if left out; the special bits take effect since spec 3.6.0."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        mode: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        mode: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class File(Node):
    """A regular file to write."""

    append: tuple[Resource, ...]
    """Content put behind what the file holds."""
    contents: Resource
    """Content of the file."""
    mode: int | None
    """Permission bits as a decimal number, 420 (0644) if left out; the special bits take effect since spec 3.6.0."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        append: Sequence[Resource | _Object] = ...,
        contents: Resource | _Object = ...,
        mode: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        append: Sequence[Resource | _Object] = ...,
        contents: Resource | _Object = ...,
        mode: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

@_model
class Link(Node):
    """A symbolic or hard link to create."""

    hard: bool | None
    """Whether the link is a hard link, symbolic if left out."""
    target: str | None
    """Where the link leads."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        hard: bool | None = ...,
        target: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object = ...,
        hard: bool | None = ...,
        target: str | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

__all__ = [
    "CaReference",
    "Cex",
    "Clevis",
    "ClevisCustom",
    "ConfigReference",
    "Directory",
    "Disk",
    "Dropin",
    "File",
    "Filesystem",
    "HttpHeader",
    "Ignition",
    "IgnitionConfig",
    "KernelArguments",
    "Link",
    "Luks",
    "Node",
    "NodeGroup",
    "NodeUser",
    "Partition",
    "Passwd",
    "PasswdGroup",
    "PasswdUser",
    "Proxy",
    "Raid",
    "Resource",
    "Sections",
    "Security",
    "Storage",
    "Systemd",
    "Tang",
    "Timeouts",
    "Tls",
    "Unit",
    "Verification",
]
