package v24tov31

import (
	"encoding/json"
	"fmt"

	"github.com/flatcar/ignition/config/v2_4"
)

// Modernise turns the text of a config of spec 1 or 2 into that of one of spec
// 3.1. Warnings about it are lost.
func Modernise(raw []byte) ([]byte, error) {
	config, _, err := v2_4.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("unable to parse 2.x ignition: %w", err)
	}
	translated, err := Translate(config, map[string]string{})
	if err != nil {
		return nil, fmt.Errorf("unable to translate 2.x ignition to 3.1: %w", err)
	}
	return json.Marshal(translated)
}
