package main

import (
	"github.com/coreos/ignition/v2/config/merge"
)

func init() {
	transcribe = mergeTranscribed
}

func mergeTranscribed(parent, child any) (any, []mapping) {
	config, transcript := merge.MergeStructTranscribe(parent, child)
	mappings := make([]mapping, 0, len(transcript.Mappings))
	for _, line := range transcript.Mappings {
		mappings = append(mappings, mapping{
			Tag:    line.From.Tag,
			Source: describePath(line.From),
			Target: describePath(line.To),
		})
	}
	return config, mappings
}
