package googlefake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"shelfmates/shared/sheet"
)

// A span is a range of one tab, inside its grid.
type span struct {
	tab *tab
	gridRange
}

// The rules of ranges are those that others measured on the live service
// (github.com/brekkylab/backlot issues 159 and 174, measured 2026-09): an
// unquoted token is a cell before it is a tab, titles match without case, an
// end beyond the grid is cut, a start beyond it is refused.
var (
	cellRef  = regexp.MustCompile(`^\$?([A-Za-z]{1,3})\$?([0-9]{1,8})$`)
	halfRef  = regexp.MustCompile(`^(?:\$?([A-Za-z]{1,3}))?(?:\$?([0-9]{1,8}))?$`)
	r1c1Ref  = regexp.MustCompile(`^(?i:R(\[?[0-9]*\]?)C(\[?[0-9]*\]?))$`)
	plainTab = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)
)

// resolve finds the range that A1 (or R1C1) notation names.
func (s *Spreadsheet) resolve(text string) (span, error) {
	unknown := invalid("Unable to parse range: %s", text)
	title, cells, whole := text, "", true
	if strings.HasPrefix(text, "'") {
		var ok bool
		if title, cells, ok = unquote(text); !ok {
			return span{}, unknown
		}
		whole = cells == ""
		if !whole {
			if cells[0] != '!' || len(cells) == 1 {
				return span{}, unknown
			}
			cells = cells[1:]
		}
	} else if before, after, found := strings.Cut(text, "!"); found {
		title, cells, whole = before, after, false
	} else if isCells(text) {
		if len(s.tabs) == 0 || s.tabs[0].kind != gridTab {
			return span{}, unknown
		}
		return s.tabs[0].within(text, unknown)
	}
	t := s.tabTitled(title)
	if t == nil || t.kind != gridTab { // what a chart's tab answers is documented nowhere
		return span{}, unknown
	}
	if whole {
		return span{t, gridRange{0, t.rows, 0, t.cols}}, nil
	}
	return t.within(cells, unknown)
}

// tabTitled finds a tab as ranges do: without case, the exact one first.
func (s *Spreadsheet) tabTitled(title string) *tab {
	if t, err := s.tabNamed(title); err == nil {
		return t
	}
	for _, t := range s.tabs {
		if strings.EqualFold(t.title, title) {
			return t
		}
	}
	return nil
}

// unquote splits "'It”s'!A1" into "It's" and "!A1".
func unquote(text string) (title, rest string, ok bool) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return b.String(), text[i+1:], true
	}
	return "", "", false
}

// isCells reports whether a text without a tab is taken for cells.
func isCells(text string) bool {
	from, to, two := strings.Cut(text, ":")
	if !two {
		return cellRef.MatchString(from) || r1c1Ref.MatchString(from) || strings.EqualFold(from, "R") || strings.EqualFold(from, "C")
	}
	return halfRef.MatchString(from) && from != "" && halfRef.MatchString(to) && to != "" ||
		r1c1Ref.MatchString(from) && r1c1Ref.MatchString(to)
}

// within resolves the part after the tab.
func (t *tab) within(cells string, unknown error) (span, error) {
	if !isCells(cells) {
		return span{}, unknown
	}
	from, to, two := strings.Cut(cells, ":")
	if !two {
		to = from
	}
	read := r1c1Corner
	if halves := halfRef.MatchString(from) && halfRef.MatchString(to); two && halves || cellRef.MatchString(from) {
		read = corner
	}
	r0, c0, ok0 := read(from)
	r1, c1, ok1 := read(to)
	if !ok0 || !ok1 {
		return span{}, unknown
	}
	// -1 is unbounded: the first row of a start, the last of an end.
	a := gridRange{row0: max(r0, 0), col0: max(c0, 0), row1: r1 + 1, col1: c1 + 1}
	if r1 < 0 {
		a.row1 = t.rows
	} else if r1 < a.row0 && r0 >= 0 {
		a.row0, a.row1 = r1, r0+1
	}
	if c1 < 0 {
		a.col1 = t.cols
	} else if c1 < a.col0 && c0 >= 0 {
		a.col0, a.col1 = c1, c0+1
	}
	if a.row0 >= t.rows || a.col0 >= t.cols {
		return span{}, invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", a1(t.title, a), t.rows, t.cols)
	}
	a.row1, a.col1 = min(a.row1, t.rows), min(a.col1, t.cols)
	return span{t, a}, nil
}

// corner reads one side of an A1 range, -1 where it is unbounded; no row is 0.
func corner(text string) (row, column int, ok bool) {
	m := halfRef.FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, 0, false
	}
	row, column = -1, -1
	if m[2] != "" {
		n, err := strconv.Atoi(m[2])
		if err != nil || n == 0 {
			return 0, 0, false
		}
		row = n - 1
	}
	if m[1] != "" {
		column = columnIndex(m[1])
	}
	return row, column, true
}

// r1c1Corner reads "R2C3", "RC", or a letter alone, which means A1.
func r1c1Corner(text string) (row, column int, ok bool) {
	m := r1c1Ref.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, strings.EqualFold(text, "R") || strings.EqualFold(text, "C")
	}
	row, ok0 := r1c1(m[1])
	column, ok1 := r1c1(m[2])
	return row, column, ok0 && ok1
}

// r1c1 reads "3" (absolute, from 1), "[3]" (an offset from A1) or "" (0).
func r1c1(text string) (int, bool) {
	if text == "" {
		return 0, true
	}
	if inner, ok := strings.CutPrefix(text, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		n, err := strconv.Atoi(inner)
		return n, ok && err == nil
	}
	n, err := strconv.Atoi(text)
	return n - 1, err == nil && n > 0
}

// columnIndex is 0 for A, 26 for AA.
func columnIndex(letters string) int {
	n := 0
	for _, r := range strings.ToUpper(letters) {
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// a1 writes a range as Google echoes it: a lone cell without a colon, an open end
// without its number, the title in quotes where it needs them.
func a1(title string, a gridRange) string {
	if !plainTab.MatchString(title) || isCells(title) {
		title = "'" + strings.ReplaceAll(title, "'", "''") + "'"
	}
	first := fmt.Sprintf("%s!%s%d", title, sheet.ColumnName(a.col0), a.row0+1)
	if a.row1-a.row0 == 1 && a.col1-a.col0 == 1 {
		return first
	}
	end := ""
	if a.col1 >= 0 {
		end = sheet.ColumnName(a.col1 - 1)
	}
	if a.row1 >= 0 {
		end += strconv.Itoa(a.row1)
	}
	return first + ":" + end
}

// area is a range as GridRange JSON.
func (t *tab) area(a gridRange) map[string]any {
	m := map[string]any{"sheetId": t.id, "startRowIndex": a.row0, "startColumnIndex": a.col0}
	if a.row1 >= 0 {
		m["endRowIndex"] = a.row1
	}
	if a.col1 >= 0 {
		m["endColumnIndex"] = a.col1
	}
	return m
}
