package main

import (
	"encoding/json"
	"fmt"

	v3_0 "github.com/coreos/ignition/v2/config/v3_0"
	v3_1 "github.com/coreos/ignition/v2/config/v3_1"
	translate_3_1 "github.com/coreos/ignition/v2/config/v3_1/translate"
	v3_2 "github.com/coreos/ignition/v2/config/v3_2"
	translate_3_2 "github.com/coreos/ignition/v2/config/v3_2/translate"
	v3_3 "github.com/coreos/ignition/v2/config/v3_3"
	translate_3_3 "github.com/coreos/ignition/v2/config/v3_3/translate"
	v3_4 "github.com/coreos/ignition/v2/config/v3_4"
	translate_3_4 "github.com/coreos/ignition/v2/config/v3_4/translate"
	v3_5 "github.com/coreos/ignition/v2/config/v3_5"
	translate_3_5 "github.com/coreos/ignition/v2/config/v3_5/translate"
	v3_6 "github.com/coreos/ignition/v2/config/v3_6"
	translate_3_6 "github.com/coreos/ignition/v2/config/v3_6/translate"
	v3_7 "github.com/coreos/ignition/v2/config/v3_7_experimental"
	translate_3_7 "github.com/coreos/ignition/v2/config/v3_7_experimental/translate"

	"github.com/coreos/vcontext/report"
)

// specVersion is what the reference offers for one version of the spec, with
// the version's own config type hidden behind any.
type specVersion struct {
	name      string
	parse     func([]byte) (any, report.Report, error)
	parseUpto func([]byte) (any, report.Report, error)
	decode    func([]byte) (any, error)
	// step translates a config of the version before this one.
	step func(any) any
}

// versions lists every version of spec 3, oldest first.
var versions = []specVersion{
	newVersion("3.0.0", v3_0.Parse, v3_0.ParseCompatibleVersion, noStep),
	newVersion("3.1.0", v3_1.Parse, v3_1.ParseCompatibleVersion, newStep(translate_3_1.Translate)),
	newVersion("3.2.0", v3_2.Parse, v3_2.ParseCompatibleVersion, newStep(translate_3_2.Translate)),
	newVersion("3.3.0", v3_3.Parse, v3_3.ParseCompatibleVersion, newStep(translate_3_3.Translate)),
	newVersion("3.4.0", v3_4.Parse, v3_4.ParseCompatibleVersion, newStep(translate_3_4.Translate)),
	newVersion("3.5.0", v3_5.Parse, v3_5.ParseCompatibleVersion, newStep(translate_3_5.Translate)),
	newVersion("3.6.0", v3_6.Parse, v3_6.ParseCompatibleVersion, newStep(translate_3_6.Translate)),
	newVersion("3.7.0-experimental", v3_7.Parse, v3_7.ParseCompatibleVersion, newStep(translate_3_7.Translate)),
}

type parser[C any] func([]byte) (C, report.Report, error)

func newVersion[C any](name string, parse, parseUpto parser[C], step func(any) any) specVersion {
	return specVersion{
		name:      name,
		parse:     hide(parse),
		parseUpto: hide(parseUpto),
		decode: func(raw []byte) (any, error) {
			var config C
			err := json.Unmarshal(raw, &config)
			return config, err
		},
		step: step,
	}
}

func hide[C any](parse parser[C]) func([]byte) (any, report.Report, error) {
	return func(raw []byte) (any, report.Report, error) {
		return parse(raw)
	}
}

func newStep[Old, New any](translate func(Old) New) func(any) any {
	return func(config any) any {
		return translate(config.(Old))
	}
}

func noStep(any) any {
	panic("3.0.0 is the oldest version: no step leads to it")
}

func newest() specVersion {
	return versions[len(versions)-1]
}

func findVersion(name string) (int, error) {
	for i, version := range versions {
		if version.name == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("no such version: %q", name)
}
