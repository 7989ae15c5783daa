package v24tov31

import (
	"errors"

	legacy "github.com/flatcar/ignition/config/validate/report"

	"github.com/coreos/vcontext/report"
)

// ErrCreateWithoutForce refuses a file system that is to be made only where
// there is none, which spec 3 cannot say.
var ErrCreateWithoutForce = errors.New(
	"Config must force filesystem creation in case `mount.create` object is defined.")

// InvalidInput refuses a config that is invalid, or has deprecated members.
type InvalidInput struct {
	Report legacy.Report
}

func (e *InvalidInput) Error() string {
	return "Invalid input config:\n" + e.Report.String()
}

// InvalidResult refuses a config whose translation is invalid.
type InvalidResult struct {
	Report report.Report
}

func (e *InvalidResult) Error() string {
	return e.Report.String()
}
