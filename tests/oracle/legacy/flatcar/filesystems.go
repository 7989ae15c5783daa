package v24tov31

import (
	"strconv"
	"strings"

	old "github.com/flatcar/ignition/config/v2_4/types"
)

// In Flatcar's Ignition these count as long as the process lives.
var unnamed, placed uint64

// Restart makes the next translation count from 1, so that no answer depends on
// those before it.
func Restart() {
	unnamed, placed = 0, 0
}

// declare gives a file system a place, unless its name has one. One without
// mount panics, which Flatcar's does too.
func declare(fs old.Filesystem, places map[string]string) error {
	name := fs.Name
	if name == "" {
		unnamed++
		name = "ignition" + strconv.FormatUint(unnamed, 10)
	}
	if _, ok := places[name]; !ok {
		placed++
		places[name] = "/tmp/" + name + "-ign" + strconv.FormatUint(placed, 10)
		if name == "oem" {
			places[name] = "/oem"
		}
	}
	if fs.Mount.Create != nil && !fs.Mount.Create.Force {
		return ErrCreateWithoutForce
	}
	return nil
}

// reshape says with the members of spec 3 what the object create says, and gives
// the OEM partition the format that it has, unless it is wiped.
func reshape(fs old.Filesystem) old.Filesystem {
	mount := *fs.Mount
	if mount.Create != nil {
		mount.WipeFilesystem = mount.Create.Force
		// A list of its own, for the other may have room to grow.
		mount.Options = append([]old.MountOption{}, mount.Options...)
		for _, option := range mount.Create.Options {
			mount.Options = append(mount.Options, old.MountOption(option))
		}
	}
	if strings.ToLower(fs.Name) == "oem" && !mount.WipeFilesystem {
		mount.Format = "btrfs"
	}
	fs.Mount = &mount
	return fs
}
