"""The Ignition spec 3: one attrs class per concept, for all its versions.

Written by .ci/stubs.py from the description; change that, and run `make stubs`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self, TypeAlias

_Object: TypeAlias = Mapping[str, Any]
_Texts: TypeAlias = list[str] | tuple[str, ...]

class Cex:
    """Unlocking with a crypto card of an IBM Z machine."""

    @property
    def enabled(self) -> bool | None:
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

class Clevis:
    """How Clevis unlocks a volume."""

    @property
    def custom(self) -> ClevisCustom:
        """A configuration of one's own, which excludes the other members."""
    @property
    def tang(self) -> tuple[Tang, ...]:
        """Tang servers that take part."""
    @property
    def threshold(self) -> int | None:
        """How many of the pieces unlock the volume, 1 if left out."""
    @property
    def tpm2(self) -> bool | None:
        """Whether the machine's TPM 2.0 takes part."""

    def __init__(
        self,
        *,
        custom: ClevisCustom | _Object | None = ...,
        tang: Sequence[Tang | _Object] | None = ...,
        threshold: int | None = ...,
        tpm2: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        custom: ClevisCustom | _Object | None = ...,
        tang: Sequence[Tang | _Object] | None = ...,
        threshold: int | None = ...,
        tpm2: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class ClevisCustom:
    """A Clevis configuration written out by hand."""

    @property
    def config(self) -> str | None:
        """Configuration of the pin as JSON text."""
    @property
    def needs_network(self) -> bool | None:
        """Whether unlocking needs the network. In JSON: `needsNetwork`."""
    @property
    def pin(self) -> str | None:
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

class Disk:
    """A disk to partition."""

    @property
    def device(self) -> str:
        """Absolute path of the disk."""
    @property
    def partitions(self) -> tuple[Partition, ...]:
        """Partitions of the disk."""
    @property
    def wipe_table(self) -> bool | None:
        """Whether the partition tables are wiped first. In JSON: `wipeTable`."""

    def __init__(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] | None = ...,
        wipe_table: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        device: str = ...,
        partitions: Sequence[Partition | _Object] | None = ...,
        wipe_table: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Dropin:
    """A fragment that is laid over a unit."""

    @property
    def contents(self) -> str | None:
        """Text of the drop-in."""
    @property
    def name(self) -> str:
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

class Filesystem:
    """A filesystem to create or to reuse."""

    @property
    def device(self) -> str:
        """Absolute path of the device, or the tag of a virtiofs share."""
    @property
    def format(self) -> str | None:
        """Format of the filesystem; `none` leaves the device as it is."""
    @property
    def label(self) -> str | None:
        """Label of the filesystem, as long as its format allows."""
    @property
    def mount_options(self) -> tuple[str, ...]:
        """Options for mounting it while provisioning. In JSON: `mountOptions`."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for the program that makes the filesystem."""
    @property
    def path(self) -> str | None:
        """Absolute path where it is mounted while provisioning."""
    @property
    def uuid(self) -> str | None:
        """UUID of the filesystem."""
    @property
    def wipe_filesystem(self) -> bool | None:
        """Whether an existing filesystem is wiped, even if it matches. In JSON: `wipeFilesystem`."""

    def __init__(
        self,
        *,
        device: str = ...,
        format: str | None = ...,
        label: str | None = ...,
        mount_options: _Texts | None = ...,
        options: _Texts | None = ...,
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
        mount_options: _Texts | None = ...,
        options: _Texts | None = ...,
        path: str | None = ...,
        uuid: str | None = ...,
        wipe_filesystem: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class HttpHeader:
    """One header sent along when a resource is fetched over HTTP."""

    @property
    def name(self) -> str:
        """Name of the header; it must not be empty."""
    @property
    def value(self) -> str | None:
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
    def merge(self) -> tuple[ConfigReference, ...]:
        """Configs merged into this one, in this order; what they say overrides this config."""
    @property
    def replace(self) -> ConfigReference:
        """A config that takes the place of this one."""

    def __init__(
        self,
        *,
        merge: Sequence[ConfigReference | _Object] | None = ...,
        replace: ConfigReference | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def __replace__(
        self,
        *,
        merge: Sequence[ConfigReference | _Object] | None = ...,
        replace: ConfigReference | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

class KernelArguments:
    """Which kernel arguments the machine boots with; an argument is in one of the lists only."""

    @property
    def should_exist(self) -> tuple[str, ...]:
        """Arguments that are added where they are missing. In JSON: `shouldExist`."""
    @property
    def should_not_exist(self) -> tuple[str, ...]:
        """Arguments that are removed where they are present. In JSON: `shouldNotExist`."""

    def __init__(
        self,
        *,
        should_exist: _Texts | None = ...,
        should_not_exist: _Texts | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        should_exist: _Texts | None = ...,
        should_not_exist: _Texts | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Luks:
    """An encrypted volume."""

    @property
    def cex(self) -> Cex:
        """Unlocking with a crypto card; not with Clevis or a key file."""
    @property
    def clevis(self) -> Clevis:
        """Unlocking with Clevis."""
    @property
    def device(self) -> str | None:
        """Absolute path of the device that is encrypted."""
    @property
    def discard(self) -> bool | None:
        """Whether discard requests reach the device below."""
    @property
    def key_file(self) -> Resource:
        """Key that unlocks the volume; a random one is made if left out. In JSON: `keyFile`."""
    @property
    def label(self) -> str | None:
        """Label of the volume, at most 47 bytes."""
    @property
    def name(self) -> str:
        """Name of the opened device, without slashes."""
    @property
    def open_options(self) -> tuple[str, ...]:
        """Further options for opening the volume. In JSON: `openOptions`."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for formatting the volume."""
    @property
    def uuid(self) -> str | None:
        """UUID of the volume."""
    @property
    def wipe_volume(self) -> bool | None:
        """Whether an existing volume is wiped. In JSON: `wipeVolume`."""

    def __init__(
        self,
        *,
        cex: Cex | _Object | None = ...,
        clevis: Clevis | _Object | None = ...,
        device: str | None = ...,
        discard: bool | None = ...,
        key_file: Resource | _Object | None = ...,
        label: str | None = ...,
        name: str = ...,
        open_options: _Texts | None = ...,
        options: _Texts | None = ...,
        uuid: str | None = ...,
        wipe_volume: bool | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        cex: Cex | _Object | None = ...,
        clevis: Clevis | _Object | None = ...,
        device: str | None = ...,
        discard: bool | None = ...,
        key_file: Resource | _Object | None = ...,
        label: str | None = ...,
        name: str = ...,
        open_options: _Texts | None = ...,
        options: _Texts | None = ...,
        uuid: str | None = ...,
        wipe_volume: bool | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Node:
    """What files, directories and links have in common."""

    @property
    def group(self) -> NodeGroup:
        """Owning group, root if left out."""
    @property
    def overwrite(self) -> bool | None:
        """Whether something else at the path is removed first."""
    @property
    def path(self) -> str:
        """Absolute path in its simplest form."""
    @property
    def user(self) -> NodeUser:
        """Owning user, root if left out."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
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
    def name(self) -> str | None:
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

class NodeUser:
    """The user who owns a file, directory or link, by id or by name."""

    @property
    def id(self) -> int | None:
        """Numeric id of the owner."""
    @property
    def name(self) -> str | None:
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

class Partition:
    """A partition of a disk."""

    @property
    def guid(self) -> str | None:
        """GUID of the partition."""
    @property
    def label(self) -> str | None:
        """GPT label, at most 36 bytes and without a colon."""
    @property
    def number(self) -> int:
        """Number of the partition, the next free one if 0 or left out."""
    @property
    def resize(self) -> bool | None:
        """Whether an existing partition is resized to match."""
    @property
    def should_exist(self) -> bool | None:
        """Whether the partition exists; `false` deletes it, and other members are not allowed then. In JSON: `shouldExist`."""
    @property
    def size_mib(self) -> int | None:
        """Size in MiB, the largest possible if 0. In JSON: `sizeMiB`."""
    @property
    def start_mib(self) -> int | None:
        """Start in MiB, in the largest free block if 0. In JSON: `startMiB`."""
    @property
    def type_guid(self) -> str | None:
        """GUID of the partition's type, Linux filesystem data if left out. In JSON: `typeGuid`."""
    @property
    def wipe_partition_entry(self) -> bool | None:
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

class Passwd:
    """Users and groups."""

    @property
    def groups(self) -> tuple[PasswdGroup, ...]:
        """Groups to create, change or delete."""
    @property
    def users(self) -> tuple[PasswdUser, ...]:
        """Users to create, change or delete."""

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
    """A group of the machine."""

    @property
    def gid(self) -> int | None:
        """Numeric id of the group."""
    @property
    def name(self) -> str:
        """Name of the group."""
    @property
    def password_hash(self) -> str | None:
        """Hashed password of the group. In JSON: `passwordHash`."""
    @property
    def should_exist(self) -> bool | None:
        """Whether the group exists; `false` deletes it. In JSON: `shouldExist`."""
    @property
    def system(self) -> bool | None:
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

class PasswdUser:
    """A user of the machine."""

    @property
    def gecos(self) -> str | None:
        """GECOS field of the account, such as the full name."""
    @property
    def groups(self) -> tuple[str, ...]:
        """Further groups of the user."""
    @property
    def home_dir(self) -> str | None:
        """Home directory. In JSON: `homeDir`."""
    @property
    def name(self) -> str:
        """Login name."""
    @property
    def no_create_home(self) -> bool | None:
        """Whether the home directory is left uncreated. In JSON: `noCreateHome`."""
    @property
    def no_log_init(self) -> bool | None:
        """Whether the user is left out of the lastlog and faillog databases. In JSON: `noLogInit`."""
    @property
    def no_user_group(self) -> bool | None:
        """Whether no group of the user's own name is created. In JSON: `noUserGroup`."""
    @property
    def password_hash(self) -> str | None:
        """Hashed password of the user. In JSON: `passwordHash`."""
    @property
    def primary_group(self) -> str | None:
        """Name of the user's primary group. In JSON: `primaryGroup`."""
    @property
    def ssh_authorized_keys(self) -> tuple[str, ...]:
        """SSH public keys that may log in as the user. In JSON: `sshAuthorizedKeys`."""
    @property
    def shell(self) -> str | None:
        """Login shell."""
    @property
    def should_exist(self) -> bool | None:
        """Whether the user exists; `false` deletes it. In JSON: `shouldExist`."""
    @property
    def system(self) -> bool | None:
        """Whether the account is a system account; it has no effect on a user that exists."""
    @property
    def uid(self) -> int | None:
        """Numeric id of the user."""

    def __init__(
        self,
        *,
        gecos: str | None = ...,
        groups: _Texts | None = ...,
        home_dir: str | None = ...,
        name: str = ...,
        no_create_home: bool | None = ...,
        no_log_init: bool | None = ...,
        no_user_group: bool | None = ...,
        password_hash: str | None = ...,
        primary_group: str | None = ...,
        ssh_authorized_keys: _Texts | None = ...,
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
        groups: _Texts | None = ...,
        home_dir: str | None = ...,
        name: str = ...,
        no_create_home: bool | None = ...,
        no_log_init: bool | None = ...,
        no_user_group: bool | None = ...,
        password_hash: str | None = ...,
        primary_group: str | None = ...,
        ssh_authorized_keys: _Texts | None = ...,
        shell: str | None = ...,
        should_exist: bool | None = ...,
        system: bool | None = ...,
        uid: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Proxy:
    """The proxies that fetching goes through."""

    @property
    def http_proxy(self) -> str | None:
        """Proxy for `http` URLs, itself an `http` or `https` URL. In JSON: `httpProxy`."""
    @property
    def https_proxy(self) -> str | None:
        """Proxy for `https` URLs; an `http` proxy is accepted with a warning. In JSON: `httpsProxy`."""
    @property
    def no_proxy(self) -> tuple[str, ...]:
        """Hosts, domains or networks that are reached without a proxy. In JSON: `noProxy`."""

    def __init__(
        self,
        *,
        http_proxy: str | None = ...,
        https_proxy: str | None = ...,
        no_proxy: _Texts | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        http_proxy: str | None = ...,
        https_proxy: str | None = ...,
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
    def level(self) -> str | None:
        """RAID level."""
    @property
    def name(self) -> str:
        """Name of the array."""
    @property
    def options(self) -> tuple[str, ...]:
        """Further options for `mdadm`."""
    @property
    def spares(self) -> int | None:
        """Number of spare devices; none for `linear` and `raid0`."""

    def __init__(
        self,
        *,
        devices: _Texts | None = ...,
        level: str | None = ...,
        name: str = ...,
        options: _Texts | None = ...,
        spares: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        devices: _Texts | None = ...,
        level: str | None = ...,
        name: str = ...,
        options: _Texts | None = ...,
        spares: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Resource:
    """Content from a URL: of a file, of a key file, or of another config."""

    @property
    def compression(self) -> str | None:
        """How the content is packed: `gzip`, or nothing."""
    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str | None:
        """URL of the content: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`."""
    @property
    def verification(self) -> Verification:
        """How the content is checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

    @classmethod
    def of(cls, data: bytes | bytearray | memoryview | str, *, compress: Literal["auto"] | bool = ...) -> Self:
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

class Sections:
    """A config for Ignition: what to do to a machine at its first boot."""

    @property
    def ignition(self) -> Ignition:
        """Version of the spec, and how Ignition itself behaves."""
    @property
    def kernel_arguments(self) -> KernelArguments:
        """Which kernel arguments the machine boots with. In JSON: `kernelArguments`."""
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
        kernel_arguments: KernelArguments | _Object | None = ...,
        passwd: Passwd | _Object | None = ...,
        storage: Storage | _Object | None = ...,
        systemd: Systemd | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        ignition: Ignition | _Object | None = ...,
        kernel_arguments: KernelArguments | _Object | None = ...,
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
    """Disks, arrays, volumes and filesystems, and what is put on them."""

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
    def luks(self) -> tuple[Luks, ...]:
        """Encrypted volumes."""
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
        luks: Sequence[Luks | _Object] | None = ...,
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
        luks: Sequence[Luks | _Object] | None = ...,
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

class Tang:
    """A Tang server that helps to unlock a volume."""

    @property
    def advertisement(self) -> str | None:
        """The server's advertisement as JSON text, so that the server need not be reached while provisioning."""
    @property
    def thumbprint(self) -> str | None:
        """Thumbprint of a signing key that the server must prove."""
    @property
    def url(self) -> str:
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
    """A systemd unit, written, extended, enabled, disabled or masked."""

    @property
    def contents(self) -> str | None:
        """Text of the unit."""
    @property
    def dropins(self) -> tuple[Dropin, ...]:
        """Fragments laid over the unit."""
    @property
    def enabled(self) -> bool | None:
        """Whether the unit is enabled; left out, its state stays as it is. A unit with contents needs an `[Install]` section for it."""
    @property
    def mask(self) -> bool | None:
        """Whether the unit is masked, so that it cannot be started."""
    @property
    def name(self) -> str:
        """Name of the unit with its type, such as `etcd.service`."""

    def __init__(
        self,
        *,
        contents: str | None = ...,
        dropins: Sequence[Dropin | _Object] | None = ...,
        enabled: bool | None = ...,
        mask: bool | None = ...,
        name: str = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        contents: str | None = ...,
        dropins: Sequence[Dropin | _Object] | None = ...,
        enabled: bool | None = ...,
        mask: bool | None = ...,
        name: str = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Verification:
    """How a fetched resource is checked before it is used."""

    @property
    def hash(self) -> str | None:
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

class CaReference(Resource):
    """A certificate authority to trust while fetching over HTTPS."""

    @property
    def compression(self) -> str | None:
        """How the certificates are packed: `gzip`, or nothing."""
    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str | None:
        """URL of the certificates in PEM form."""
    @property
    def verification(self) -> Verification:
        """How the certificates are checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class ConfigReference(Resource):
    """Another Ignition config, merged into this one or put in its place."""

    @property
    def compression(self) -> str | None:
        """How the config is packed: `gzip`, or nothing."""
    @property
    def http_headers(self) -> tuple[HttpHeader, ...]:
        """Headers to send; only with an `http` or `https` source. In JSON: `httpHeaders`."""
    @property
    def source(self) -> str | None:
        """URL of the config: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`."""
    @property
    def verification(self) -> Verification:
        """How the config is checked."""

    def __init__(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        compression: str | None = ...,
        http_headers: Sequence[HttpHeader | _Object] | None = ...,
        source: str | None = ...,
        verification: Verification | _Object | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Directory(Node):
    """A directory to create."""

    @property
    def mode(self) -> int | None:
        """Permission bits as a decimal number, 493 (0755) if left out; the special bits take effect since spec 3.6.0."""

    def __init__(
        self,
        *,
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
    def append(self) -> tuple[Resource, ...]:
        """Content put behind what the file holds."""
    @property
    def contents(self) -> Resource:
        """Content of the file."""
    @property
    def mode(self) -> int | None:
        """Permission bits as a decimal number, 420 (0644) if left out; the special bits take effect since spec 3.6.0."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        append: Sequence[Resource | _Object] | None = ...,
        contents: Resource | _Object | None = ...,
        mode: int | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        append: Sequence[Resource | _Object] | None = ...,
        contents: Resource | _Object | None = ...,
        mode: int | None = ...,
    ) -> Self:
        """The model with other values for some of its members."""

    __replace__ = replace

class Link(Node):
    """A symbolic or hard link to create."""

    @property
    def hard(self) -> bool | None:
        """Whether the link is a hard link, symbolic if left out."""
    @property
    def target(self) -> str | None:
        """Where the link leads."""

    def __init__(
        self,
        *,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
        hard: bool | None = ...,
        target: str | None = ...,
    ) -> None:
        """What is left out is absent."""

    def replace(
        self,
        *,
        group: NodeGroup | _Object | None = ...,
        overwrite: bool | None = ...,
        path: str = ...,
        user: NodeUser | _Object | None = ...,
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
