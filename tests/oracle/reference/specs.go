package main

import (
	"encoding/json"
	"fmt"

	"github.com/coreos/vcontext/report"
)

// specVersion is what the reference offers for one version of the spec, with
// the version's own config type hidden behind any.
type specVersion struct {
	name      string
	parse     func([]byte) (any, report.Report, error)
	parseUpto func([]byte) (any, report.Report, error)
	decode    func([]byte) (any, error)
	merge     func(parent, child any) any
	// step translates a config of the version before this one.
	step func(any) any
}

type parser[C any] func([]byte) (C, report.Report, error)

func newVersion[C any](
	name string, parse, parseUpto parser[C], merge func(parent, child C) C, step func(any) any,
) specVersion {
	return specVersion{
		name:      name,
		parse:     hide(parse),
		parseUpto: hide(parseUpto),
		decode: func(raw []byte) (any, error) {
			var config C
			err := json.Unmarshal(raw, &config)
			return config, err
		},
		merge: func(parent, child any) any {
			return merge(parent.(C), child.(C))
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
