package gsheet

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shelfmates/shared/sheet"
)

// lastRow is beyond the last row of any grid: a spreadsheet has 10 million cells
// at most. Google cuts a range that ends beyond the grid, and refuses one that
// begins there.
const lastRow = 10_000_000

// longQuery is how long the ranges of one request may be, as they are sent.
const longQuery = 6000

// quoted writes a title as ranges want it. Quoting every title keeps one that
// looks like a cell, "A1" or "R1C1", from being taken for it.
func quoted(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

// A span is a run of rows of one tab. First is 1-based; the whole tab is the
// zero span.
type span struct{ first, last int }

func rowsOf(title string, s span) string {
	if s == (span{}) {
		return quoted(title)
	}
	return quoted(title) + "!" + strconv.Itoa(s.first) + ":" + strconv.Itoa(s.last)
}

// columnOf is a whole column.
func columnOf(title string, column int) string {
	name := sheet.ColumnName(column)
	return quoted(title) + "!" + name + ":" + name
}

// sentLength is how long a range is in an address, with its parameter's name.
func sentLength(r string) int { return len("&ranges=") + len(url.QueryEscape(r)) }

// runs makes runs of the rows, which need not be in order. Rows that lie not
// further than gap apart become one run with those between.
func runs(rows []int, gap int) []span {
	rows = slices.Clone(rows)
	slices.Sort(rows)
	var all []span
	for _, r := range rows {
		if n := len(all); n > 0 && r <= all[n-1].last+1+gap {
			all[n-1].last = r
			continue
		}
		all = append(all, span{r, r})
	}
	return all
}

// cellRanges returns ranges that hold the rows of each column of each tab, as
// close as an address has room for, which has room for so many bytes: where it
// has not, they take in what lies between.
func cellRanges(rows map[string]map[int][]int, room int) []string {
	return closest(room, func(gap int) []string {
		var ranges []string
		for _, title := range slices.Sorted(maps.Keys(rows)) {
			for _, column := range slices.Sorted(maps.Keys(rows[title])) {
				name := sheet.ColumnName(column)
				for _, s := range runs(rows[title][column], gap) {
					ranges = append(ranges, quoted(title)+"!"+name+strconv.Itoa(s.first)+":"+name+strconv.Itoa(s.last))
				}
			}
		}
		return ranges
	})
}

// rowRanges is cellRanges for whole rows, each run with its tab.
func rowRanges(rows map[string][]int, room int) []rowRange {
	return closest(room, func(gap int) []rowRange {
		var ranges []rowRange
		for _, title := range slices.Sorted(maps.Keys(rows)) {
			for _, s := range runs(rows[title], gap) {
				ranges = append(ranges, rowRange{title, s})
			}
		}
		return ranges
	})
}

// A rowRange is a run of rows of a tab.
type rowRange struct {
	title string
	rows  span
}

func (r rowRange) String() string { return rowsOf(r.title, r.rows) }

// closest returns the ranges with the smallest gaps that fit into room.
func closest[R any](room int, make func(gap int) []R) []R {
	for gap := 0; ; gap = gap*2 + 1 {
		ranges := make(gap)
		length := 0
		for _, r := range ranges {
			length += sentLength(fmt.Sprint(r))
		}
		if length <= room || gap > lastRow {
			return ranges
		}
	}
}
