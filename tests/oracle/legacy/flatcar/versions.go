package util

import "strconv"

// version is what the config says its version is; a config of spec 1 says it
// with a member of its own.
func (s versionStub) version() string {
	if s.Ignition.Version != "" {
		return s.Ignition.Version
	}
	return strconv.Itoa(s.IgnitionVersion) + ".0.0"
}
