package main

import (
	v3_0 "github.com/coreos/ignition/v2/config/v3_0"
	v3_1 "github.com/coreos/ignition/v2/config/v3_1"
	translate_3_1 "github.com/coreos/ignition/v2/config/v3_1/translate"
	v3_2 "github.com/coreos/ignition/v2/config/v3_2"
	translate_3_2 "github.com/coreos/ignition/v2/config/v3_2/translate"
	v3_3 "github.com/coreos/ignition/v2/config/v3_3"
	translate_3_3 "github.com/coreos/ignition/v2/config/v3_3/translate"
	v3_4 "github.com/coreos/ignition/v2/config/v3_4"
	translate_3_4 "github.com/coreos/ignition/v2/config/v3_4/translate"
	v3_5 "github.com/coreos/ignition/v2/config/v3_5"
	translate_3_5 "github.com/coreos/ignition/v2/config/v3_5/translate"
	v3_6 "github.com/coreos/ignition/v2/config/v3_6"
	translate_3_6 "github.com/coreos/ignition/v2/config/v3_6/translate"
	v3_7 "github.com/coreos/ignition/v2/config/v3_7_experimental"
	translate_3_7 "github.com/coreos/ignition/v2/config/v3_7_experimental/translate"
)

// versions lists every version of spec 3, oldest first.
var versions = []specVersion{
	newVersion("3.0.0", v3_0.Parse, v3_0.ParseCompatibleVersion, v3_0.Merge, noStep),
	newVersion("3.1.0", v3_1.Parse, v3_1.ParseCompatibleVersion, v3_1.Merge, newStep(translate_3_1.Translate)),
	newVersion("3.2.0", v3_2.Parse, v3_2.ParseCompatibleVersion, v3_2.Merge, newStep(translate_3_2.Translate)),
	newVersion("3.3.0", v3_3.Parse, v3_3.ParseCompatibleVersion, v3_3.Merge, newStep(translate_3_3.Translate)),
	newVersion("3.4.0", v3_4.Parse, v3_4.ParseCompatibleVersion, v3_4.Merge, newStep(translate_3_4.Translate)),
	newVersion("3.5.0", v3_5.Parse, v3_5.ParseCompatibleVersion, v3_5.Merge, newStep(translate_3_5.Translate)),
	newVersion("3.6.0", v3_6.Parse, v3_6.ParseCompatibleVersion, v3_6.Merge, newStep(translate_3_6.Translate)),
	newVersion("3.7.0-experimental", v3_7.Parse, v3_7.ParseCompatibleVersion, v3_7.Merge, newStep(translate_3_7.Translate)),
}
