// Command legacy answers questions about specs 1 and 2 of Ignition with the
// code that Flatcar runs: the parsers of its Ignition 0.x, and its translation
// to spec 3.
//
// It speaks the protocol of the program in ../reference, and is built with that
// program's files for it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/coreos/ignition/v2/config/v24tov31"
	"github.com/coreos/ignition/v2/config/v24tov31/util"
	exp "github.com/coreos/ignition/v2/config/v3_7_experimental"
	"github.com/flatcar/ignition/config/v2_4"
)

// request holds the members of every operation; each reads its own.
// encoding/json decodes a []byte from base64.
type request struct {
	Op          string            `json:"op"`
	Version     string            `json:"version"`
	Raw         []byte            `json:"raw"`
	Parent      []byte            `json:"parent"`
	Child       []byte            `json:"child"`
	Filesystems map[string]string `json:"filesystems"`
	Requests    []json.RawMessage `json:"requests"`
}

func init() {
	offer(map[string]func(request) (object, error){
		"parse":         answerParse,
		"append":        answerAppend,
		"translate":     answerTranslate,
		"flatcar_parse": answerFlatcarParse,
		"version":       answerVersion,
		"batch":         answerBatch,
	})
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
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

// answerParse parses with the parser of one version, the newest by default.
func answerParse(asked request) (object, error) {
	name := asked.Version
	if name == "" {
		name = versions[len(versions)-1].name
	}
	version, err := findVersion(name)
	if err != nil {
		return nil, err
	}
	config, found, err := version.parse(asked.Raw)
	return describe(config, describeLegacyReport(found), err), nil
}

// answerAppend parses two configs and appends one to the other; the entries of
// both come one after the other.
func answerAppend(asked request) (object, error) {
	parent, found, err := v2_4.Parse(asked.Parent)
	entries := describeLegacyReport(found)
	if err != nil {
		return describe(nil, entries, err), nil
	}
	child, found, err := v2_4.Parse(asked.Child)
	entries = append(entries, describeLegacyReport(found)...)
	if err != nil {
		return describe(nil, entries, err), nil
	}
	return describe(v2_4.Append(parent, child), entries, nil), nil
}

// answerTranslate parses a config and translates it to spec 3.1. The entries are
// those of whatever refused it.
func answerTranslate(asked request) (object, error) {
	config, found, err := v2_4.Parse(asked.Raw)
	if err != nil {
		result := describe(nil, describeLegacyReport(found), err)
		result["reason"] = "parse"
		return result, nil
	}
	v24tov31.Restart()
	translated, err := v24tov31.Translate(config, asked.Filesystems)
	reason, entries := explain(err)
	result := describe(translated, entries, err)
	result["reason"] = reason
	return result, nil
}

// answerFlatcarParse parses a config of any version of any spec, as Flatcar's
// Ignition does. What it does not report, but was said on the way, is the cause.
func answerFlatcarParse(asked request) (object, error) {
	v24tov31.Restart()
	config, found, err := exp.ParseCompatibleVersion(asked.Raw)
	reason, cause := explain(err)
	result := describe(config, describeReport(found), err)
	if wrapped := errors.Unwrap(err); wrapped != nil && reason == "" {
		reason = "parse"
		_, report, _ := v2_4.Parse(asked.Raw)
		cause = describeLegacyReport(report)
	}
	result["reason"] = reason
	result["cause"] = cause
	return result, nil
}

// explain sorts a refusal of the translation, and lists the entries it is made of.
func explain(err error) (string, []entry) {
	var input *v24tov31.InvalidInput
	var result *v24tov31.InvalidResult
	var inode util.DuplicateInodeError
	var link *util.UsesOwnLinkError
	var dropin util.DuplicateDropinError
	// Of links it is a pointer.
	var pointed *util.DuplicateInodeError
	switch {
	case errors.As(err, &input):
		return "input", describeLegacyReport(input.Report)
	case errors.As(err, &result):
		return "result", describeReport(result.Report)
	case errors.Is(err, v24tov31.ErrCreateWithoutForce):
		return "create-without-force", []entry{}
	case errors.As(err, &inode), errors.As(err, &pointed):
		return "duplicate-inode", []entry{}
	case errors.As(err, &link):
		return "own-link", []entry{}
	case errors.As(err, &dropin):
		return "duplicate-dropin", []entry{}
	default:
		return "", []entry{}
	}
}

// describe writes the config here, for one of 2.0.0 may be impossible to write:
// its paths, URLs and hashes come without the escapes that JSON needs.
func describe(config any, entries []entry, failed error) object {
	result := object{"error": "", "name": "", "entries": entries, "config": nil, "unwritable": ""}
	if failed != nil {
		result["error"] = failed.Error()
		result["name"] = identify(failed)
		return result
	}
	text, err := json.Marshal(config)
	if err != nil {
		result["unwritable"] = err.Error()
		return result
	}
	result["config"] = json.RawMessage(text)
	return result
}

func identify(err error) string {
	for ; err != nil; err = errors.Unwrap(err) {
		if name, ok := legacyIdentifiers[err.Error()]; ok {
			return name
		}
		if name, ok := identifiers[err.Error()]; ok {
			return name
		}
	}
	return ""
}
