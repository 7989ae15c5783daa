package main

import (
	"fmt"

	shared "github.com/flatcar/ignition/config/shared/errors"
	"github.com/flatcar/ignition/config/validate/report"
)

// legacyIdentifiers names the errors of specs 1 and 2 by their messages, as
// identifiers names those of spec 3.
var legacyIdentifiers = map[string]string{
	shared.ErrInvalid.Error():                         "ErrInvalid",
	shared.ErrCloudConfig.Error():                     "ErrCloudConfig",
	shared.ErrEmpty.Error():                           "ErrEmpty",
	shared.ErrUnknownVersion.Error():                  "ErrUnknownVersion",
	shared.ErrScript.Error():                          "ErrScript",
	shared.ErrDeprecated.Error():                      "ErrDeprecated",
	shared.ErrCompressionInvalid.Error():              "ErrCompressionInvalid",
	shared.ErrOldVersion.Error():                      "ErrOldVersion",
	shared.ErrNewVersion.Error():                      "ErrNewVersion",
	shared.ErrInvalidVersion.Error():                  "ErrInvalidVersion",
	shared.ErrPermissionsUnset.Error():                "ErrPermissionsUnset",
	shared.ErrDiskDeviceRequired.Error():              "ErrDiskDeviceRequired",
	shared.ErrPartitionNumbersCollide.Error():         "ErrPartitionNumbersCollide",
	shared.ErrPartitionsOverlap.Error():               "ErrPartitionsOverlap",
	shared.ErrPartitionsMisaligned.Error():            "ErrPartitionsMisaligned",
	shared.ErrAppendAndOverwrite.Error():              "ErrAppendAndOverwrite",
	shared.ErrFilesystemInvalidFormat.Error():         "ErrFilesystemInvalidFormat",
	shared.ErrFilesystemNoMountPath.Error():           "ErrFilesystemNoMountPath",
	shared.ErrFilesystemMountAndPath.Error():          "ErrFilesystemMountAndPath",
	shared.ErrUsedCreateAndMountOpts.Error():          "ErrUsedCreateAndMountOpts",
	shared.ErrUsedCreateAndWipeFilesystem.Error():     "ErrUsedCreateAndWipeFilesystem",
	shared.ErrWarningCreateDeprecated.Error():         "ErrWarningCreateDeprecated",
	shared.ErrExt4LabelTooLong.Error():                "ErrExt4LabelTooLong",
	shared.ErrBtrfsLabelTooLong.Error():               "ErrBtrfsLabelTooLong",
	shared.ErrXfsLabelTooLong.Error():                 "ErrXfsLabelTooLong",
	shared.ErrSwapLabelTooLong.Error():                "ErrSwapLabelTooLong",
	shared.ErrVfatLabelTooLong.Error():                "ErrVfatLabelTooLong",
	shared.ErrFileIllegalMode.Error():                 "ErrFileIllegalMode",
	shared.ErrNoFilesystem.Error():                    "ErrNoFilesystem",
	shared.ErrBothIDAndNameSet.Error():                "ErrBothIDAndNameSet",
	shared.ErrLabelTooLong.Error():                    "ErrLabelTooLong",
	shared.ErrDoesntMatchGUIDRegex.Error():            "ErrDoesntMatchGUIDRegex",
	shared.ErrLabelContainsColon.Error():              "ErrLabelContainsColon",
	shared.ErrPathRelative.Error():                    "ErrPathRelative",
	shared.ErrSparesUnsupportedForLevel.Error():       "ErrSparesUnsupportedForLevel",
	shared.ErrUnrecognizedRaidLevel.Error():           "ErrUnrecognizedRaidLevel",
	shared.ErrShouldNotExistWithOthers.Error():        "ErrShouldNotExistWithOthers",
	shared.ErrZeroesWithShouldNotExist.Error():        "ErrZeroesWithShouldNotExist",
	shared.ErrPartitionsUnitsMismatch.Error():         "ErrPartitionsUnitsMismatch",
	shared.ErrSizeDeprecated.Error():                  "ErrSizeDeprecated",
	shared.ErrStartDeprecated.Error():                 "ErrStartDeprecated",
	shared.ErrPasswdCreateDeprecated.Error():          "ErrPasswdCreateDeprecated",
	shared.ErrPasswdCreateAndGecos.Error():            "ErrPasswdCreateAndGecos",
	shared.ErrPasswdCreateAndGroups.Error():           "ErrPasswdCreateAndGroups",
	shared.ErrPasswdCreateAndHomeDir.Error():          "ErrPasswdCreateAndHomeDir",
	shared.ErrPasswdCreateAndNoCreateHome.Error():     "ErrPasswdCreateAndNoCreateHome",
	shared.ErrPasswdCreateAndNoLogInit.Error():        "ErrPasswdCreateAndNoLogInit",
	shared.ErrPasswdCreateAndNoUserGroup.Error():      "ErrPasswdCreateAndNoUserGroup",
	shared.ErrPasswdCreateAndPrimaryGroup.Error():     "ErrPasswdCreateAndPrimaryGroup",
	shared.ErrPasswdCreateAndShell.Error():            "ErrPasswdCreateAndShell",
	shared.ErrPasswdCreateAndSystem.Error():           "ErrPasswdCreateAndSystem",
	shared.ErrPasswdCreateAndUID.Error():              "ErrPasswdCreateAndUID",
	shared.ErrInvalidSystemdExt.Error():               "ErrInvalidSystemdExt",
	shared.ErrInvalidSystemdDropinExt.Error():         "ErrInvalidSystemdDropinExt",
	shared.ErrInvalidNetworkdExt.Error():              "ErrInvalidNetworkdExt",
	shared.ErrInvalidNetworkdDropinExt.Error():        "ErrInvalidNetworkdDropinExt",
	shared.ErrInvalidScheme.Error():                   "ErrInvalidScheme",
	shared.ErrInvalidUrl.Error():                      "ErrInvalidUrl",
	shared.ErrEmptyHTTPHeaderName.Error():             "ErrEmptyHTTPHeaderName",
	shared.ErrDuplicateHTTPHeaders.Error():            "ErrDuplicateHTTPHeaders",
	shared.ErrUnsupportedSchemeForHTTPHeaders.Error(): "ErrUnsupportedSchemeForHTTPHeaders",
	shared.ErrHashMalformed.Error():                   "ErrHashMalformed",
	shared.ErrHashWrongSize.Error():                   "ErrHashWrongSize",
	shared.ErrHashUnrecognized.Error():                "ErrHashUnrecognized",
	shared.ErrEngineConfiguration.Error():             "ErrEngineConfiguration",
	shared.ErrInvalidS3ObjectVersionId.Error():        "ErrInvalidS3ObjectVersionId",
}

// describeLegacyReport describes a report of the old module, whose entries have
// positions and no paths.
func describeLegacyReport(found report.Report) []entry {
	entries := make([]entry, 0, len(found.Entries))
	for _, one := range found.Entries {
		entries = append(entries, entry{
			Kind:    fmt.Sprint(one.Kind),
			Message: one.Message,
			Name:    legacyIdentifiers[one.Message],
			Path:    []any{},
			Line:    int64(one.Line),
			Column:  int64(one.Column),
			Marker:  one.Line != 0,
		})
	}
	return entries
}
