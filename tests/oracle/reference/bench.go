package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	exp "github.com/coreos/ignition/v2/config/v3_7_experimental"
	types_exp "github.com/coreos/ignition/v2/config/v3_7_experimental/types"
	"github.com/coreos/ignition/v2/config/validate"
)

const benchUsage = "usage: reference bench BASE USER [--repeat N]"

func init() {
	commands["bench"] = runBench
}

// phases are the parts of one repetition, in the order they run.
var phases = []string{"parse", "merge", "validate", "marshal"}

// runBench times what a machine does with a base config and a user config, in
// this process, without changing any setting of the Go runtime. Reading the
// files is not timed.
func runBench(args []string, out io.Writer) error {
	paths, repeat, err := parseBenchArgs(args)
	if err != nil {
		return err
	}
	base, err := os.ReadFile(paths[0])
	if err != nil {
		return err
	}
	user, err := os.ReadFile(paths[1])
	if err != nil {
		return err
	}
	timings := map[string][]int64{}
	totals := make([]int64, 0, repeat)
	size := 0
	for range repeat {
		laps, result, err := timeOnce(base, user)
		if err != nil {
			return err
		}
		total := int64(0)
		for i, name := range phases {
			timings[name] = append(timings[name], laps[i])
			total += laps[i]
		}
		totals = append(totals, total)
		size = len(result)
	}
	medians := map[string]int64{}
	for name, timing := range timings {
		medians[name] = median(timing)
	}
	peak, err := peakMemory()
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(object{
		"repeat":       repeat,
		"phases_ns":    medians,
		"total_ns":     median(totals),
		"totals_ns":    totals,
		"result_bytes": size,
		"peak_rss_kib": peak,
		"base_bytes":   len(base),
		"user_bytes":   len(user),
	})
}

func parseBenchArgs(args []string) ([]string, int, error) {
	paths, repeat := []string{}, 30
	for i := 0; i < len(args); i++ {
		if args[i] != "--repeat" {
			paths = append(paths, args[i])
			continue
		}
		i++
		if i == len(args) {
			return nil, 0, errors.New(benchUsage)
		}
		n, err := strconv.Atoi(args[i])
		if err != nil || n < 1 {
			return nil, 0, fmt.Errorf("--repeat takes a number above 0, not %q", args[i])
		}
		repeat = n
	}
	if len(paths) != 2 {
		return nil, 0, errors.New(benchUsage)
	}
	return paths, repeat, nil
}

// timeOnce answers the nanoseconds of each phase and the final document.
func timeOnce(base, user []byte) ([]int64, []byte, error) {
	laps := make([]int64, 0, len(phases))
	start := time.Now()
	lap := func() {
		now := time.Now()
		laps = append(laps, now.Sub(start).Nanoseconds())
		start = now
	}

	baseConfig, found, err := exp.ParseCompatibleVersion(base)
	if err != nil {
		return nil, nil, fmt.Errorf("base: %w\n%s", err, found.String())
	}
	userConfig, found, err := exp.ParseCompatibleVersion(user)
	if err != nil {
		return nil, nil, fmt.Errorf("user: %w\n%s", err, found.String())
	}
	lap()

	merged := exp.Merge(types_exp.Config{}, exp.Merge(baseConfig, userConfig))
	lap()

	found = validate.ValidateWithContext(merged, nil)
	lap()
	if found.IsFatal() {
		return nil, nil, fmt.Errorf("the result is invalid:\n%s", found.String())
	}

	start = time.Now()
	result, err := json.Marshal(merged)
	if err != nil {
		return nil, nil, err
	}
	lap()
	return laps, result, nil
}

func median(values []int64) int64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// peakMemory reads the most resident memory that this process had, in KiB.
// getrusage would not do: its maximum survives exec, so a large parent counts.
// Where there is no /proc the answer is 0.
func peakMemory() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if name, value, ok := strings.Cut(line, ":"); ok && name == "VmHWM" {
			return strconv.ParseInt(strings.Fields(value)[0], 10, 64)
		}
	}
	return 0, errors.New("/proc/self/status has no VmHWM")
}
