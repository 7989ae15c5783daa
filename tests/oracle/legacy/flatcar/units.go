package v24tov31

import (
	"net/url"
	"path"

	old "github.com/flatcar/ignition/config/v2_4/types"

	"github.com/coreos/ignition/v2/config/merge"
	"github.com/coreos/ignition/v2/config/v24tov31/util"
	"github.com/coreos/ignition/v2/config/v3_1/types"
)

const networkdFolder = "/etc/systemd/network"

// mergeUnits merges the units of each name into one, the later onto the earlier.
// They stay in the order in which their names appear first: Flatcar's Ignition
// has them in a map, whose order is random.
func mergeUnits(units []types.Unit) []types.Unit {
	var merged []types.Unit
	places := map[string]int{}
	for _, unit := range units {
		place, known := places[unit.Name]
		if !known {
			places[unit.Name] = len(merged)
			merged = append(merged, unit)
			continue
		}
		both, _ := merge.MergeStructTranscribe(
			types.Systemd{Units: []types.Unit{merged[place]}},
			types.Systemd{Units: []types.Unit{unit}},
		)
		if result := both.(types.Systemd).Units; len(result) == 1 {
			merged[place] = result[0]
		} else {
			merged[place] = unit
		}
	}
	return merged
}

// translateNetworkd makes files of the units and their drop-ins; a unit without
// contents makes none.
func translateNetworkd(units []old.Networkdunit) []types.File {
	var files []types.File
	add := func(contents string, names ...string) {
		file := types.File{}
		file.Path = path.Join(append([]string{networkdFolder}, names...)...)
		file.Overwrite = util.BoolP(true)
		file.Mode = util.IntP(0644)
		file.Contents.Source = util.StrP("data:," + url.PathEscape(contents))
		files = append(files, file)
	}
	for _, unit := range units {
		if unit.Contents != "" {
			add(unit.Contents, unit.Name)
		}
		for _, dropin := range unit.Dropins {
			add(dropin.Contents, unit.Name+".d", dropin.Name)
		}
	}
	return files
}
