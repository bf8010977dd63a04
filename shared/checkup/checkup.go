// Package checkup answers one question: is everything set? It runs the probes
// that adapters and mains bring, and says of a spreadsheet that is not ours yet
// what each of its tabs resembles.
//
//	probes --Run--> findings: fine, worth a look, broken --> one line each, with the fix
//
// A probe writes nothing, takes no lease, and does not count as a read of the
// sheet.
package checkup

import (
	"context"
)

// A Level says how much a finding matters.
type Level string

// The levels.
const (
	Fine   Level = "ok"
	Look   Level = "look"   // it works, and could bite
	Broken Level = "broken" // it does not work
)

// A Finding is one line: what was looked at, how it stands, what to do.
type Finding struct {
	Level Level  `json:"level"`
	About string `json:"about"` // "workbook"
	Text  string `json:"text"`
	Fix   string `json:"fix"` // "" where there is nothing to do
}

// A Probe looks at one thing and returns what it found, nothing when there is
// nothing to say.
type Probe func(ctx context.Context) []Finding

// Run runs the probes one after another.
func Run(ctx context.Context, probes ...Probe) []Finding {
	findings := []Finding{}
	for _, p := range probes {
		findings = append(findings, p(ctx)...)
	}
	return findings
}

// Count returns how many findings are of a level.
func Count(findings []Finding, level Level) int {
	n := 0
	for _, f := range findings {
		if f.Level == level {
			n++
		}
	}
	return n
}
