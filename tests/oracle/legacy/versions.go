package main

import (
	"fmt"

	"github.com/flatcar/ignition/config/v1"
	"github.com/flatcar/ignition/config/v2_0"
	"github.com/flatcar/ignition/config/v2_1"
	"github.com/flatcar/ignition/config/v2_2"
	"github.com/flatcar/ignition/config/v2_3"
	"github.com/flatcar/ignition/config/v2_4"
	"github.com/flatcar/ignition/config/validate/report"
)

// legacyVersion is the parser of one version, which reads those before it too,
// with the version's own config type hidden behind any.
type legacyVersion struct {
	name  string
	parse func([]byte) (any, report.Report, error)
}

// versions lists every version before spec 3, oldest first.
var versions = []legacyVersion{
	{"1", hide(v1.Parse)},
	{"2.0.0", hide(v2_0.Parse)},
	{"2.1.0", hide(v2_1.Parse)},
	{"2.2.0", hide(v2_2.Parse)},
	{"2.3.0", hide(v2_3.Parse)},
	{"2.4.0", hide(v2_4.Parse)},
}

func hide[C any](parse func([]byte) (C, report.Report, error)) func([]byte) (any, report.Report, error) {
	return func(raw []byte) (any, report.Report, error) {
		return parse(raw)
	}
}

func findVersion(name string) (legacyVersion, error) {
	for _, version := range versions {
		if version.name == name {
			return version, nil
		}
	}
	return legacyVersion{}, fmt.Errorf("no such version: %q", name)
}
