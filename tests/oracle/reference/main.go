// Command reference answers questions about Ignition with Ignition's own code.
//
// It reads one JSON object per line from standard input and writes one JSON
// object per line to standard output, in the same order. Documents travel in
// base64, so that any bytes can be asked about. A request that it cannot
// answer gets {"failure": ...}; code of the reference that panics gets
// {"panic": ...}. Neither ends the process.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/coreos/ignition/v2/config/validate"

	"github.com/coreos/vcontext/report"
)

// mapping is a struct for the same reason as entry.
type mapping struct {
	Tag    string `json:"tag"`
	Source []any  `json:"source"`
	Target []any  `json:"target"`
}

// request holds the members of every operation; each reads its own.
// encoding/json decodes a []byte from base64.
type request struct {
	Op        string            `json:"op"`
	Version   string            `json:"version"`
	To        string            `json:"to"`
	Raw       []byte            `json:"raw"`
	Parent    []byte            `json:"parent"`
	Child     []byte            `json:"child"`
	Positions bool              `json:"positions"`
	Quiet     bool              `json:"quiet"`
	Text      []byte            `json:"text"`
	Requests  []json.RawMessage `json:"requests"`
}

// commands maps each name to what it does in place of answering.
var commands = map[string]func([]string, io.Writer) error{}

// transcribe merges two configs of one type and tells the origin of every part.
// It is nil where the module does not tell it.
var transcribe func(parent, child any) (any, []mapping)

func init() {
	offer(map[string]func(request) (object, error){
		"parse":      answerParse,
		"parse_any":  answerParseAny,
		"parse_upto": answerParseUpto,
		"decode":     answerDecode,
		"validate":   answerValidate,
		"merge":      answerMerge,
		"translate":  answerTranslate,
		"version":    answerVersion,
		"names":      answerNames,
		"batch":      answerBatch,
	})
}

func main() {
	if len(os.Args) > 1 {
		if err := runCommand(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	// Releases before 2.8.0 print where decoding failed, in among the answers.
	answers := os.Stdout
	os.Stdout = os.Stderr
	if err := serve(os.Stdin, answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runCommand(args []string) error {
	run, ok := commands[args[0]]
	if !ok {
		return fmt.Errorf("unknown command %q; usage: reference [bench BASE USER [--repeat N]]", args[0])
	}
	return run(args[1:], os.Stdout)
}

func answerVersion(request) (object, error) {
	described, err := describeBuild()
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(versions))
	for _, version := range versions {
		names = append(names, version.name)
	}
	described["versions"] = names
	return described, nil
}

func answerNames(request) (object, error) {
	return object{"names": identifiers}, nil
}

func answerParse(asked request) (object, error) {
	index, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	return describeParse(versions[index].parse(asked.Raw))
}

func answerParseUpto(asked request) (object, error) {
	index, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	return describeParse(versions[index].parseUpto(asked.Raw))
}

func answerParseAny(asked request) (object, error) {
	return describeParse(newest().parseUpto(asked.Raw))
}

func describeParse(config any, found report.Report, failed error) (object, error) {
	result := object{"error": "", "name": "", "entries": describeReport(found), "config": nil}
	if failed != nil {
		result["error"] = failed.Error()
		result["name"] = identifiers[failed.Error()]
	} else {
		result["config"] = config
	}
	return result, nil
}

func answerDecode(asked request) (object, error) {
	index, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	config, err := versions[index].decode(asked.Raw)
	result := describeDecoding(err)
	result["config"] = nil
	if err == nil {
		result["config"] = config
	}
	return result, nil
}

func answerValidate(asked request) (object, error) {
	index, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	config, err := versions[index].decode(asked.Raw)
	if err != nil {
		return nil, fmt.Errorf("cannot decode: %w", err)
	}
	var raw []byte
	if asked.Positions {
		raw = asked.Raw
	}
	found := validate.ValidateWithContext(config, raw)
	return object{"entries": describeReport(found), "fatal": found.IsFatal()}, nil
}

func answerMerge(asked request) (object, error) {
	index, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	parent, err := versions[index].decode(asked.Parent)
	if err != nil {
		return nil, fmt.Errorf("cannot decode the parent: %w", err)
	}
	child, err := versions[index].decode(asked.Child)
	if err != nil {
		return nil, fmt.Errorf("cannot decode the child: %w", err)
	}
	if transcribe == nil || asked.Quiet {
		return object{"config": versions[index].merge(parent, child), "transcript": []mapping{}}, nil
	}
	config, mappings := transcribe(parent, child)
	return object{"config": config, "transcript": mappings}, nil
}

func answerTranslate(asked request) (object, error) {
	from, err := findVersion(asked.Version)
	if err != nil {
		return nil, err
	}
	to, err := findVersion(asked.To)
	if err != nil {
		return nil, err
	}
	if to < from {
		return nil, fmt.Errorf("nothing translates down, from %s to %s", asked.Version, asked.To)
	}
	config, err := versions[from].decode(asked.Raw)
	if err != nil {
		return nil, fmt.Errorf("cannot decode: %w", err)
	}
	for _, version := range versions[from+1 : to+1] {
		config = version.step(config)
	}
	return object{"config": config}, nil
}

// describeDecoding sorts an error of encoding/json. The offset is -1 where the
// error has none.
func describeDecoding(err error) object {
	if err == nil {
		return object{"error": "", "kind": "", "offset": -1}
	}
	kind, offset := "other", int64(-1)
	var syntaxError *json.SyntaxError
	var typeError *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntaxError):
		kind, offset = "syntax", syntaxError.Offset
	case errors.As(err, &typeError):
		kind, offset = "type", typeError.Offset
	}
	return object{"error": err.Error(), "kind": kind, "offset": offset}
}
