package main

import (
	"github.com/coreos/ignition/v2/config/shared/parse"
)

func init() {
	offer(map[string]func(request) (object, error){"unit": answerUnit})
}

func answerUnit(asked request) (object, error) {
	text := string(asked.Text)
	parsed, err := parse.ParseUnitContents(&text)
	if err != nil {
		return object{"error": err.Error()}, nil
	}
	options := make([][3]string, 0, len(parsed))
	for _, option := range parsed {
		options = append(options, [3]string{option.Section, option.Name, option.Value})
	}
	return object{"error": "", "options": options}, nil
}
