package chart

import (
	"fmt"
	"math"
	"strings"
)

// A Meter is a bar lying in a row of a table, whose number stands beside it.
// The table is its text, so the drawing itself is hidden from screen readers.
type Meter struct{ Width string }

// MeterOf returns the meter of value where the longest stands for most. It is
// never longer than the row, and a value above zero always shows.
func MeterOf(value, most float64) Meter {
	if value <= 0 || most <= 0 || math.IsNaN(value) {
		return Meter{Width: "0%"}
	}
	return Meter{Width: percent(min(100, max(1, 100*value/most)))}
}

// A Spark is a row of tiny bars without letters, drawn beside the number it
// leads to.
type Spark struct {
	Width, Height int
	Path          string // all bars but the last
	Last          string // the last bar
}

const (
	sparkStep   = 8
	sparkBar    = 6
	sparkHeight = 24
)

// SparkOf draws values, a gap where one is NaN. The highest fills the height.
func SparkOf(values []float64) Spark {
	highest := 0.0
	for _, v := range values {
		if v > highest {
			highest = v
		}
	}
	s := Spark{Width: max(1, len(values)*sparkStep), Height: sparkHeight}
	var path strings.Builder
	for i, v := range values {
		if !(v > 0) {
			continue
		}
		height := max(2, int(math.Round(v/highest*sparkHeight)))
		bar := fmt.Sprintf("M%d %dh%dv%dh-%dz", i*sparkStep, sparkHeight-height, sparkBar, height, sparkBar)
		if i == len(values)-1 {
			s.Last = bar
		} else {
			path.WriteString(bar)
		}
	}
	s.Path = path.String()
	return s
}
