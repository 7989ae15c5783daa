"""
Give the module the translation by which Flatcar's Ignition reads configs of specs 1 and 2.

That translation is ign-converter's, changed: it takes what ign-converter refuses (units of networkd, the objects
``create``, units of one name) and finds places for file systems itself. The sources of ign-converter are copied into
the copy of the module that `patching` makes, and changed there in the same way; what is more than a few words stands
in ``legacy/flatcar/``. They lie inside the module, as Flatcar has it, because the rules of Go for loops differ with
the version that a module asks for.

One thing is otherwise than in Flatcar's: units come in the order of their names' first appearance. There the order is
random.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.oracle import patching
from tests.oracle.building import MODULE, SOURCES, find_module
from tests.oracle.patching import COPY, Insertion, Replacement, copy_file

PROGRAM: Final = Path(__file__).with_name("legacy")
ADDED: Final = PROGRAM / "flatcar"
CONVERTER: Final = "github.com/coreos/ign-converter"
SHARED: Final = ("identifiers.go", "protocol.go", "report.go")
"""Files of the program for spec 3 that this one is built with too."""

_LEGACY_MODULE: Final = "github.com/flatcar/ignition"
_PLACE: Final = "config/v24tov31"
_TRANSLATION: Final = f"{_PLACE}/v24tov31.go"
_UTILITIES: Final = f"{_PLACE}/util/util.go"
_NEWEST: Final = "config/v3_7_experimental/config.go"

EDITS: Final[tuple[Insertion | Replacement, ...]] = (
    # Which version a config has, and who reads it.
    Replacement(
        "config/util/config.go", 1, "semver.NewVersion(stub.Ignition.Version)", "semver.NewVersion(stub.version())"
    ),
    Insertion(_NEWEST, 1, f'"{MODULE}/config/util"\n', f'\t"{MODULE}/{_PLACE}"\n'),
    Insertion(
        _NEWEST,
        1,
        "util.GetConfigVersion(raw)\n\tif err != nil {\n\t\treturn types.Config{}, rpt, err\n\t}\n",
        "\tif version.Major != 3 {\n\t\tif raw, err = v24tov31.Modernise(raw); err != nil {\n"
        "\t\t\treturn types.Config{}, report.Report{}, err\n\t\t}\n\t}\n",
    ),
    # Whose types are translated.
    Replacement(
        _TRANSLATION, 1, '"github.com/coreos/ignition/config/v2_4/types"', f'"{_LEGACY_MODULE}/config/v2_4/types"'
    ),
    Replacement(_TRANSLATION, 1, '"github.com/coreos/ignition/config/validate"', f'"{_LEGACY_MODULE}/config/validate"'),
    Replacement(_TRANSLATION, 1, f'"{CONVERTER}/util"', f'"{MODULE}/{_PLACE}/util"'),
    # What is refused, with the entries that the text is made of.
    Replacement(
        _TRANSLATION, 1, 'fmt.Errorf("Invalid input config:\\n%s", rpt.String())', "&InvalidInput{Report: rpt}"
    ),
    Replacement(_TRANSLATION, 1, "errors.New(r.String())", "&InvalidResult{Report: r}"),
    # What is no longer refused, and what is instead.
    Replacement(_TRANSLATION, 1, "\tif len(cfg.Networkd.Units) != 0 {\n\t\treturn util.UsesNetworkdError\n\t}\n", ""),
    Replacement(
        _TRANSLATION,
        1,
        "\t\tif _, ok := fsMap[fs.Name]; !ok {\n\t\t\treturn util.NoFilesystemError(fs.Name)\n\t\t}\n",
        "\t\tif err := declare(fs, fsMap); err != nil {\n\t\t\treturn err\n\t\t}\n",
    ),
    Replacement(_TRANSLATION, 1, "\tunitMap := map[string]struct{}{} // unit name -> struct{}\n", ""),
    Replacement(
        _TRANSLATION,
        1,
        "\t\tif _, isDup := unitMap[unit.Name]; isDup {\n\t\t\treturn util.DuplicateUnitError{Name: unit.Name}\n\t\t}\n"
        "\t\tunitMap[unit.Name] = struct{}{}\n",
        "",
    ),
    Replacement(
        _UTILITIES,
        1,
        "strings.HasPrefix(path, l) && path != l",
        'strings.HasPrefix(path, strings.TrimSuffix(l, "/")+"/") && path != l',
    ),
    # What is translated otherwise.
    Replacement(
        _TRANSLATION,
        1,
        "translateFiles(cfg.Storage.Files, fsMap),",
        "append(translateFiles(cfg.Storage.Files, fsMap), translateNetworkd(cfg.Networkd.Units)...),",
    ),
    Insertion(_TRANSLATION, 1, "\tfor _, u := range users {\n", "\t\tu = unfold(u)\n"),
    Insertion(_TRANSLATION, 1, "\t\t\tf.Mount = &old.Mount{}\n\t\t}\n", "\t\tf = reshape(f)\n"),
    Replacement(_TRANSLATION, 1, "translateUnits(cfg.Systemd.Units)", "mergeUnits(translateUnits(cfg.Systemd.Units))"),
)


def lay_out(program: Path, place: Path) -> None:
    """
    Copy the program to *place*, and the modules that it is built from, patched.

    Raises:
        PatchError: The sources of a module are not what an edit expects.
        ReferenceUnavailableError: Go cannot get a module.
    """
    converter = find_module(CONVERTER, PROGRAM / "converter")[0]
    lay_out_from(program, find_module(MODULE, program)[0], converter, place)


def lay_out_from(program: Path, module: Path, converter: Path, place: Path) -> None:
    """
    Do what `lay_out` does, with the sources of the modules given.
    """
    patching.lay_out(program, module, MODULE, place)
    for name in SHARED:
        copy_file(SOURCES / name, place / name)
    copy = place / COPY
    copy_file(converter / "translate/v24tov31/v24tov31.go", copy / _TRANSLATION)
    copy_file(converter / "util/util.go", copy / _UTILITIES)
    for edit in EDITS:
        edit.apply(copy)
    for source, target in _added().items():
        copy_file(source, copy / target)


def describe() -> str:
    """
    Say what the program is made of beside its folder, as a text that differs where that differs.
    """
    sources = [SOURCES / name for name in SHARED]
    sources += [*_added(), PROGRAM / "converter" / "go.mod"]
    return "\0".join([patching.describe(), str(EDITS), *[path.read_text(encoding="utf-8") for path in sources]])


def _added() -> dict[Path, str]:
    """
    Where the files go that stand in no module, by where they lie.
    """
    versions = ADDED / "versions.go"
    others = [path for path in sorted(ADDED.glob("*.go")) if path != versions]
    return {versions: "config/util/versions.go"} | {path: f"{_PLACE}/{path.name}" for path in others}
