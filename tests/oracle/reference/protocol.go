package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
)

// The protocol: a line is a request, and a line answers it. A program that
// speaks it has a type request, with the members Op and Requests at least, and
// offers operations. The program for specs 1 and 2 is built with this file too.

// object is an answer on its way out.
type object map[string]any

// operations maps each name to its answer. Files add theirs by init, because
// "batch" refers back to it.
var operations = map[string]func(request) (object, error){}

func offer(more map[string]func(request) (object, error)) {
	maps.Copy(operations, more)
}

func serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<20)
	for {
		line, err := reader.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if _, err := writer.Write(append(encode(answer(line)), '\n')); err != nil {
				return err
			}
			if err := writer.Flush(); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func encode(value object) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		text, _ = json.Marshal(object{"failure": err.Error()})
	}
	return text
}

func answer(line []byte) (result object) {
	defer func() {
		if r := recover(); r != nil {
			result = object{"panic": fmt.Sprint(r)}
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return object{"failure": "not a request: " + err.Error()}
	}
	operation, ok := operations[asked.Op]
	if !ok {
		return object{"failure": fmt.Sprintf("no such operation: %q", asked.Op)}
	}
	result, err := operation(asked)
	if err != nil {
		return object{"failure": err.Error()}
	}
	return result
}

func answerBatch(asked request) (object, error) {
	answers := make([]object, 0, len(asked.Requests))
	for _, one := range asked.Requests {
		answers = append(answers, answer(one))
	}
	return object{"answers": answers}, nil
}

// describeBuild says which modules and which Go release the program is made of.
func describeBuild() (object, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, errors.New("built without module information")
	}
	modules := map[string]string{}
	replaced := []string{}
	for _, module := range info.Deps {
		modules[module.Path] = module.Version
		if module.Replace != nil {
			replaced = append(replaced, module.Path)
		}
	}
	return object{
		"ignition": modules["github.com/coreos/ignition/v2"],
		"go":       info.GoVersion,
		"modules":  modules,
		"replaced": replaced,
	}, nil
}
