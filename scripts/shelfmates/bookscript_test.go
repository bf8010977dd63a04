package main

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// edit opens a workbook, changes it and saves it, as a spreadsheet program
// would. Where it matters that another program does so, office_test.go has it.
func edit(ts *testscript.TestScript, file string, change func(*excelize.File)) {
	f, err := excelize.OpenFile(ts.MkAbs(file))
	ts.Check(err)
	defer f.Close()
	change(f)
	ts.Check(f.Save())
}

// fresh makes a workbook with nothing in it where there is none.
func fresh(ts *testscript.TestScript, file string) {
	if _, err := os.Stat(ts.MkAbs(file)); err == nil {
		return
	}
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SaveAs(ts.MkAbs(file)))
}

var (
	dayForm    = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	numberForm = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
)

// put types one text into a cell: a day becomes a date and a number a number,
// unless an apostrophe stands before it.
func put(ts *testscript.TestScript, f *excelize.File, tab, cell, text string) {
	switch {
	case text == "":
		ts.Check(f.SetCellValue(tab, cell, nil))
	case dayForm.MatchString(text):
		day, err := time.Parse(time.DateOnly, text)
		ts.Check(err)
		ts.Check(f.SetCellValue(tab, cell, day))
	case numberForm.MatchString(text):
		n, err := strconv.ParseFloat(text, 64)
		ts.Check(err)
		ts.Check(f.SetCellFloat(tab, cell, n, -1, 64))
	default:
		ts.Check(f.SetCellStr(tab, cell, strings.ReplaceAll(strings.TrimPrefix(text, "'"), `\n`, "\n")))
	}
}

// fillCmd types rows below what a workbook holds, and makes the workbook and
// tabs that are not there. A file has a part for each tab: "# Hours", the
// headers, then a row a line, all divided by "|".
func fillCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: fill BOOK FILE")
	}
	fresh(ts, args[0])
	edit(ts, args[0], func(f *excelize.File) {
		tab, headers, next := "", []string(nil), 0
		for line := range strings.Lines(ts.ReadFile(args[1])) {
			line = strings.TrimSpace(line)
			if name, is := strings.CutPrefix(line, "# "); is {
				tab, headers = name, nil
				_, err := f.NewSheet(tab) // which may be there
				ts.Check(err)
				next = len(filled(ts, f, tab)) + 1
				continue
			}
			if line == "" {
				continue
			}
			cells := strings.Split(line, "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			if headers == nil {
				headers = cells
				if next == 1 {
					next = 2
					for i, text := range cells {
						put(ts, f, tab, address(ts, i+1, 1), text)
					}
				}
				continue
			}
			for i, text := range cells {
				if text != "" {
					put(ts, f, tab, address(ts, column(ts, f, tab, headers[i]), next), text)
				}
			}
			next++
		}
	})
}

// filled returns the rows of a tab down to the last with content.
func filled(ts *testscript.TestScript, f *excelize.File, tab string) [][]string {
	rows, err := f.GetRows(tab)
	ts.Check(err)
	for len(rows) > 0 && strings.Join(rows[len(rows)-1], "") == "" {
		rows = rows[:len(rows)-1]
	}
	return rows
}

func column(ts *testscript.TestScript, f *excelize.File, tab, header string) int {
	rows := filled(ts, f, tab)
	if len(rows) == 0 {
		ts.Fatalf("%s has no headers", tab)
	}
	at := slices.Index(rows[0], header)
	if at < 0 {
		ts.Fatalf("%s has no column %q, only %q", tab, header, rows[0])
	}
	return at + 1
}

func address(ts *testscript.TestScript, column, row int) string {
	cell, err := excelize.CoordinatesToCellName(column, row)
	ts.Check(err)
	return cell
}

// place finds a cell: "D5" as it stands, "Volunteer 5" by header and row,
// "Volunteer Ana Ruiz" by header and the row whose first column, or whose cell
// in that column, holds the text.
func place(ts *testscript.TestScript, f *excelize.File, tab, header, row string) string {
	c := column(ts, f, tab, header)
	return address(ts, c, rowOf(ts, f, tab, row))
}

// rowOf finds a row by its number or by a text that one of its cells holds.
func rowOf(ts *testscript.TestScript, f *excelize.File, tab, row string) int {
	if n, err := strconv.Atoi(row); err == nil {
		return n
	}
	for i, cells := range filled(ts, f, tab) {
		if i > 0 && slices.Contains(cells, row) {
			return i + 1
		}
	}
	ts.Fatalf("%s has no row with a cell %q", tab, row)
	return 0
}

// typeCmd types a text into one cell.
func typeCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 5 {
		ts.Fatalf("usage: type BOOK TAB ROW HEADER TEXT")
	}
	edit(ts, args[0], func(f *excelize.File) {
		put(ts, f, args[1], place(ts, f, args[1], args[3], args[2]), args[4])
	})
}

// clearCmd empties one column of a tab, headers apart.
func clearCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: clear BOOK TAB HEADER")
	}
	edit(ts, args[0], func(f *excelize.File) {
		for i := range filled(ts, f, args[1])[1:] {
			put(ts, f, args[1], address(ts, column(ts, f, args[1], args[2]), i+2), "")
		}
	})
}

// dropCmd deletes whole rows; what is below moves up.
func dropCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: drop BOOK TAB ROW...")
	}
	edit(ts, args[0], func(f *excelize.File) {
		for _, row := range args[2:] {
			ts.Check(f.RemoveRow(args[1], rowOf(ts, f, args[1], row)))
		}
	})
}

// insertCmd inserts an empty row before one.
func insertCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: insert BOOK TAB ROW")
	}
	edit(ts, args[0], func(f *excelize.File) {
		ts.Check(f.InsertRows(args[1], rowOf(ts, f, args[1], args[2]), 1))
	})
}

// sortCmd sorts a tab downward by one column, or with "alone" only that column.
func sortCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: sort BOOK TAB HEADER [alone]")
	}
	edit(ts, args[0], func(f *excelize.File) {
		tab, by := args[1], column(ts, f, args[1], args[2])
		first, last := 1, len(filled(ts, f, tab)[0])
		if len(args) > 3 {
			first, last = by, by
		}
		type line struct {
			key   string
			cells []any
		}
		var lines []line
		for i := range filled(ts, f, tab)[1:] {
			var l line
			for c := first; c <= last; c++ {
				cell := address(ts, c, i+2)
				raw, err := f.GetCellValue(tab, cell, excelize.Options{RawCellValue: true})
				ts.Check(err)
				kind, err := f.GetCellType(tab, cell)
				ts.Check(err)
				var v any
				if n, err := strconv.ParseFloat(raw, 64); err == nil && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					v = n
				} else if raw != "" {
					v = raw
				}
				if c == by {
					l.key = fmt.Sprintf("%012s", raw)
				}
				l.cells = append(l.cells, v)
			}
			lines = append(lines, l)
		}
		slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.key, a.key) })
		for i, l := range lines {
			for c, v := range l.cells {
				ts.Check(f.SetCellValue(tab, address(ts, first+c, i+2), v))
			}
		}
	})
}

// showCmd prints cells as a spreadsheet shows them: one by row and header, a
// column by "all".
func showCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: show BOOK TAB ROW|all HEADER")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	if args[2] != "all" {
		text, err := f.GetCellValue(args[1], place(ts, f, args[1], args[3], args[2]))
		ts.Check(err)
		fmt.Fprintln(ts.Stdout(), text)
		return
	}
	at := column(ts, f, args[1], args[3])
	for i, cells := range filled(ts, f, args[1])[1:] {
		text := ""
		if len(cells) >= at {
			text = cells[at-1]
		}
		fmt.Fprintf(ts.Stdout(), "%d %s\n", i+2, text)
	}
}

// formulasCmd prints the cells that hold a formula, and how many there are.
func formulasCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: formulas BOOK")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	found := 0
	for _, tab := range f.GetSheetList() {
		for i, cells := range filled(ts, f, tab) {
			for c := range cells {
				formula, err := f.GetCellFormula(tab, address(ts, c+1, i+1))
				ts.Check(err)
				if formula != "" {
					found++
					fmt.Fprintln(ts.Stdout(), tab, address(ts, c+1, i+1), formula)
				}
			}
		}
	}
	fmt.Fprintf(ts.Stdout(), "%d formulas\n", found)
}

// renameCmd gives a tab another name.
func renameCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: rename BOOK TAB NAME")
	}
	edit(ts, args[0], func(f *excelize.File) { ts.Check(f.SetSheetName(args[1], args[2])) })
}
