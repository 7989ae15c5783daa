package main

import (
	"fmt"

	"github.com/coreos/vcontext/path"
	"github.com/coreos/vcontext/report"
	"github.com/coreos/vcontext/tree"
)

// entry is a part that answers hold many of: encoding a struct takes a fraction
// of the time that a map takes.
type entry struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Name    string `json:"name"` // the error's identifier, empty if it has none
	Path    []any  `json:"path"`
	Line    int64  `json:"line"`
	Column  int64  `json:"column"`
	Marker  bool   `json:"marker"`
}

func describeReport(found report.Report) []entry {
	entries := make([]entry, 0, len(found.Entries))
	for _, one := range found.Entries {
		line, column := one.Marker.Start()
		entries = append(entries, entry{
			Kind:    one.Kind.String(),
			Message: one.Message,
			Name:    identifiers[one.Message],
			Path:    describePath(one.Context),
			Line:    line,
			Column:  column,
			Marker:  one.Marker.StartP != nil,
		})
	}
	return entries
}

// describePath keeps strings and list indexes apart; a path that points at a
// key rather than at its value looks the same as one that points at the value.
func describePath(context path.ContextPath) []any {
	elements := make([]any, 0, context.Len())
	for _, element := range context.Path {
		switch e := element.(type) {
		case tree.Key:
			elements = append(elements, string(e))
		case string, int:
			elements = append(elements, e)
		default:
			panic(fmt.Sprintf("path element of type %T", element))
		}
	}
	return elements
}
