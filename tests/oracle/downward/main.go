// Command downward answers what ign-converter makes of a config for an older
// spec. It speaks the protocol of the program in ../reference, and is built with
// that program's file for it.
//
// The versions of Ignition are those that ign-converter asks for.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/coreos/ign-converter/translate/v30tov22"
	"github.com/coreos/ign-converter/translate/v31tov22"
	"github.com/coreos/ign-converter/translate/v31tov24"
	"github.com/coreos/ign-converter/translate/v32tov22"
	"github.com/coreos/ign-converter/translate/v32tov24"
	"github.com/coreos/ign-converter/translate/v32tov31"
	"github.com/coreos/ign-converter/translate/v33tov32"
	"github.com/coreos/ign-converter/translate/v34tov33"
	"github.com/coreos/ign-converter/translate/v35tov34"
	"github.com/coreos/ignition/v2/config/v3_0"
	"github.com/coreos/ignition/v2/config/v3_1"
	"github.com/coreos/ignition/v2/config/v3_2"
	"github.com/coreos/ignition/v2/config/v3_3"
	"github.com/coreos/ignition/v2/config/v3_4"
	"github.com/coreos/ignition/v2/config/v3_5"
	"github.com/coreos/vcontext/report"
)

type request struct {
	Op       string            `json:"op"`
	Package  string            `json:"package"`
	Raw      []byte            `json:"raw"`
	Requests []json.RawMessage `json:"requests"`
}

// ways maps each package to what parses a config for it and translates it. A
// config that cannot be parsed has no answer.
var ways = map[string]func([]byte) (any, error, error){
	"v30tov22": way(v3_0.ParseCompatibleVersion, v30tov22.Translate),
	"v31tov22": way(v3_1.ParseCompatibleVersion, v31tov22.Translate),
	"v31tov24": way(v3_1.ParseCompatibleVersion, v31tov24.Translate),
	"v32tov22": way(v3_2.ParseCompatibleVersion, v32tov22.Translate),
	"v32tov24": way(v3_2.ParseCompatibleVersion, v32tov24.Translate),
	"v32tov31": way(v3_2.ParseCompatibleVersion, v32tov31.Translate),
	"v33tov32": way(v3_3.ParseCompatibleVersion, v33tov32.Translate),
	"v34tov33": way(v3_4.ParseCompatibleVersion, v34tov33.Translate),
	"v35tov34": way(v3_5.ParseCompatibleVersion, v35tov34.Translate),
}

func way[N, O any](
	parse func([]byte) (N, report.Report, error), translate func(N) (O, error),
) func([]byte) (any, error, error) {
	return func(raw []byte) (any, error, error) {
		config, _, err := parse(raw)
		if err != nil {
			return nil, err, nil
		}
		older, err := translate(config)
		return older, nil, err
	}
}

func init() {
	offer(map[string]func(request) (object, error){
		"downward": answerDownward,
		"batch":    answerBatch,
	})
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerDownward(asked request) (object, error) {
	convert, ok := ways[asked.Package]
	if !ok {
		return nil, fmt.Errorf("no such package: %q", asked.Package)
	}
	result := object{"unread": "", "error": "", "crash": "", "config": nil}
	older, unread, err := safely(convert, asked.Raw, result)
	switch {
	case unread != nil:
		result["unread"] = unread.Error()
	case err != nil:
		result["error"] = err.Error()
	case result["crash"] == "":
		result["config"] = older
	}
	return result, nil
}

// safely keeps a panic of the converter as its answer.
func safely(convert func([]byte) (any, error, error), raw []byte, result object) (older any, unread, err error) {
	defer func() {
		if r := recover(); r != nil {
			result["crash"] = fmt.Sprint(r)
		}
	}()
	return convert(raw)
}
