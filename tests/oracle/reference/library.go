package main

import (
	"encoding/json"
	"net/url"
	"path"

	"github.com/coreos/go-semver/semver"
	"github.com/vincent-petithory/dataurl"
)

// The operations of this file ask the libraries that the reference's rules
// rest on, one text at a time.

func init() {
	offer(map[string]func(request) (object, error){
		"url":     answerURL,
		"dataurl": answerDataURL,
		"path":    answerPath,
		"semver":  answerSemver,
		"json":    answerJSON,
	})
}

func answerURL(asked request) (object, error) {
	parsed, err := url.Parse(string(asked.Text))
	if err != nil {
		return object{"error": err.Error()}, nil
	}
	// A missing key answers nil, which travels as null.
	return object{
		"error":     "",
		"scheme":    parsed.Scheme,
		"opaque":    parsed.Opaque,
		"host":      parsed.Host,
		"path":      parsed.Path,
		"rawquery":  parsed.RawQuery,
		"fragment":  parsed.Fragment,
		"string":    parsed.String(),
		"versionId": parsed.Query()["versionId"],
	}, nil
}

func answerDataURL(asked request) (object, error) {
	decoded, err := dataurl.DecodeString(string(asked.Text))
	if err != nil {
		return object{"error": err.Error()}, nil
	}
	data := decoded.Data
	if data == nil {
		data = []byte{}
	}
	return object{
		"error":     "",
		"data":      data,
		"mediatype": decoded.ContentType(),
		"params":    decoded.Params,
	}, nil
}

func answerPath(asked request) (object, error) {
	text := string(asked.Text)
	return object{
		"clean": path.Clean(text),
		"isabs": path.IsAbs(text),
		"ext":   path.Ext(text),
		"base":  path.Base(text),
		"dir":   path.Dir(text),
	}, nil
}

func answerSemver(asked request) (object, error) {
	parsed, err := semver.NewVersion(string(asked.Text))
	if err != nil {
		return object{"error": err.Error()}, nil
	}
	return object{
		"error": "",
		"major": parsed.Major,
		"minor": parsed.Minor,
		"patch": parsed.Patch,
		"pre":   string(parsed.PreRelease),
		"meta":  parsed.Metadata,
	}, nil
}

func answerJSON(asked request) (object, error) {
	var value any
	return describeDecoding(json.Unmarshal(asked.Text, &value)), nil
}
