package workbook

import (
	"context"
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
	"shelfmates/shared/testenv"
)

// makeInOffice makes a workbook as staff would, in LibreOffice: formats,
// a dropdown, a comment, a chart, colours by rule, a name, a filter, a merged
// range, a hidden row, formulas.
const makeInOffice = `
from com.sun.star.table import CellRangeAddress, CellAddress
from com.sun.star.awt import Rectangle
from com.sun.star.sheet.ValidationType import LIST
from com.sun.star.sheet.ConditionOperator import GREATER
from com.sun.star.lang import Locale

doc = new()
sheets = doc.getSheets()
hours = sheets.getByIndex(0)
hours.setName("Hours")
sheets.insertNewByName("My list", 1)
formats = doc.getNumberFormats()
def fmt(code):
    key = formats.queryKey(code, Locale("en", "US", ""), False)
    return key if key >= 0 else formats.addNew(code, Locale("en", "US", ""))
for i, title in enumerate(["Date", "Starts", "Hours", "Volunteer", "Kind", "Total", "Came", "Shelfmates note", "ID"]):
    hours.getCellByPosition(i, 0).setString(title)
for row in range(1, 8):
    cell = hours.getCellByPosition(0, row)
    cell.setValue(46300 + row); cell.NumberFormat = fmt("D MMM YYYY")
    cell = hours.getCellByPosition(1, row)
    cell.setValue(0.5 + row / 48.0); cell.NumberFormat = fmt("HH:MM")
    cell = hours.getCellByPosition(2, row)
    cell.setValue(row / 16.0); cell.NumberFormat = fmt("[HH]:MM")
    hours.getCellByPosition(3, row).setString("Volunteer %d" % row)
    hours.getCellByPosition(4, row).setString("Service")
    hours.getCellByPosition(5, row).setFormula("=C%d*24" % (row + 1))
    hours.getCellByPosition(6, row).setFormula("=TRUE()")
hours.getCellByPosition(3, 3).setFormula('=CONCATENATE("Ana";" Ruiz")')
hours.getCellByPosition(3, 4).setFormula("=1/0")
hours.getCellByPosition(5, 5).setFormula('=""')
hours.getCellByPosition(3, 5).setString("two\nlines & <more>")
kinds = hours.getCellRangeByName("E2:E50")
v = kinds.Validation
v.Type = LIST
v.setFormula1('"Service";"Training"')
kinds.Validation = v
hours.getAnnotations().insertNew(CellAddress(0, 3, 1), "met at the fair")
conditions = hours.getCellRangeByName("H2:H50").ConditionalFormat
conditions.addNew((prop("Operator", GREATER), prop("Formula1", "3"), prop("StyleName", "Good")))
hours.getCellRangeByName("H2:H50").ConditionalFormat = conditions
doc.NamedRanges.addNewByName("volunteers", "$Hours.$D$2:$D$8", CellAddress(0, 0, 0), 0)
hours.Charts.addNewByName("by row", Rectangle(20000, 500, 8000, 6000), (CellRangeAddress(0, 2, 0, 2, 7),), True, False)
hours.getCellRangeByName("A7:B8").merge(True)
hours.Rows.getByIndex(6).IsVisible = False
doc.DatabaseRanges.addNewByName("filter", CellRangeAddress(0, 0, 0, 8, 7))
doc.DatabaseRanges.getByName("filter").AutoFilter = True
save(doc, args[0])
doc.close(True)
`

// seenInOffice prints what there is in such a workbook.
const seenInOffice = `
doc = load(args[0])
hours = doc.getSheets().getByName("Hours")
def cell(name):
    c = hours.getCellRangeByName(name)
    return {"text": c.getString(), "formula": c.getFormula(), "type": c.getType().value, "format": doc.getNumberFormats().getByKey(c.NumberFormat).FormatString}
print(json.dumps({
    "cells": {name: cell(name) for name in args[1:]},
    "validation": hours.getCellRangeByName("E3").Validation.Type.value + " " + hours.getCellRangeByName("E3").Validation.getFormula1(),
    "comments": [a.getString() for a in hours.getAnnotations()],
    "charts": hours.Charts.getCount(),
    "rules": sum(f.getCount() for f in hours.ConditionalFormats.getConditionalFormats()),
    "names": sorted(doc.NamedRanges.getElementNames()),
    "visible": [hours.Rows.getByIndex(i).IsVisible for i in range(9)],
    "merged": hours.getCellRangeByName("A7").getIsMerged(),
    "tabs": list(doc.getSheets().getElementNames()),
}))
doc.close(True)
`

type seen struct {
	Cells      map[string]struct{ Text, Formula, Type, Format string }
	Validation string
	Comments   []string
	Charts     int
	Rules      int
	Names      []string
	Visible    []bool
	Merged     bool
	Tabs       []string
}

func TestLibreOffice(t *testing.T) {
	office := testenv.LibreOffice(t)
	path := filepath.Join(t.TempDir(), "school.xlsx")
	office.Run(t, makeInOffice, path)
	book := New(path, at, Options{})
	snap, err := book.Read(context.Background(), sheet.Known{})
	must(t, err)
	hours := snap.Grids[0]

	t.Run("its cells are read as typed", func(t *testing.T) {
		number := func(n float64, f sheet.Format) sheet.Cell {
			return sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: f}
		}
		result := func(c sheet.Cell) sheet.Cell { c.Formula = true; return c }
		for name, want := range map[string]sheet.Cell{
			"A2": number(46301, sheet.DateFormat),
			"B3": number(0.5+2.0/48, sheet.TimeFormat),
			"C4": number(3.0/16, sheet.DurationFormat),
			"D2": textCell("Volunteer 1"),
			"D4": result(textCell("Ana Ruiz")),
			"D5": result(sheet.Cell{Kind: sheet.ErrorCell, Text: "#DIV/0!"}),
			"D6": textCell("two\nlines & <more>"),
			"F2": result(number(1.5, sheet.PlainFormat)),
			"F6": {},
			"G2": result(sheet.Cell{Kind: sheet.BoolCell, Bool: true}),
		} {
			column, row, _ := parseAddress([]byte(name))
			got := hours.Cell(row, column)
			if got.Kind == sheet.NumberCell && want.Kind == sheet.NumberCell && got.Number-want.Number < 1e-9 && want.Number-got.Number < 1e-9 {
				got.Number = want.Number
			}
			if got != want {
				t.Errorf("%s is %+v, want %+v", name, got, want)
			}
		}
		if want := []sheet.Merge{{FirstRow: 7, LastRow: 8, LastColumn: 1}}; !reflect.DeepEqual(hours.Merges, want) {
			t.Errorf("merged ranges are %+v, want %+v", hours.Merges, want)
		}
	})

	cells := []string{"A2", "A3", "C4", "D2", "D4", "F2", "H3", "I3", "A9", "C9", "D9", "H9", "I9"}
	before := look(t, office.Run(t, seenInOffice, append([]string{path}, cells...)...))
	parts := entries(t, path)
	row := func(n int) sheet.Print { return sheet.Fingerprint(hours.Cells(n), nil) }
	w, err := book.Write(context.Background(), snap, sheet.Edits{
		Cells: []sheet.CellEdit{
			{Tab: "Hours", Row: 3, Column: 7, Value: textCell("=1+1 is \"no\" date & <tag>"), Expect: row(3)},
			{Tab: "Hours", Row: 3, Column: 8, Value: textCell("01JDB"), Expect: row(3)},
		},
		Added: []sheet.AddedRow{{Tab: "Hours", Cells: map[int]sheet.Cell{
			0: {Kind: sheet.NumberCell, Number: 46320, Format: sheet.DateFormat},
			2: {Kind: sheet.NumberCell, Number: 1.25 / 24, Format: sheet.DurationFormat},
			3: textCell("@new"), 8: textCell("01JDC"),
		}}},
	})
	must(t, err)
	if len(w.Deferred) > 0 || !reflect.DeepEqual(w.AddedAt, []int{9}) {
		t.Fatalf("written %+v", w)
	}

	t.Run("every part but the sheet and the texts stays the same byte for byte", func(t *testing.T) {
		sameParts(t, parts, entries(t, path), "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
	})
	after := look(t, office.Run(t, seenInOffice, append([]string{path}, cells...)...))
	t.Run("it opens there again with our cells", func(t *testing.T) {
		for name, want := range map[string]string{
			"H3": "=1+1 is \"no\" date & <tag>", "I3": "01JDB", "D9": "@new", "I9": "01JDC",
			"A9": "25 Oct 2026", "C9": "01:15",
		} {
			if got := after.Cells[name]; got.Text != want {
				t.Errorf("%s shows %q, want %q", name, got.Text, want)
			}
		}
		if got := after.Cells["H3"]; got.Type != "TEXT" {
			t.Errorf("H3 is a %s there, want a text", got.Type)
		}
		if after.Cells["A9"].Format != before.Cells["A3"].Format {
			t.Errorf("the added row's date has the format %q, want %q", after.Cells["A9"].Format, before.Cells["A3"].Format)
		}
	})
	t.Run("with its formats, dropdowns, comments, charts, rules, names and hidden rows", func(t *testing.T) {
		for _, name := range []string{"A2", "A3", "C4", "D2", "D4", "F2"} {
			if before.Cells[name] != after.Cells[name] {
				t.Errorf("%s was %+v, is %+v", name, before.Cells[name], after.Cells[name])
			}
		}
		before.Cells, after.Cells = nil, nil
		if !reflect.DeepEqual(before, after) {
			t.Errorf("was\n%+v, is\n%+v", before, after)
		}
		if before.Charts != 1 || before.Rules != 1 || len(before.Comments) != 1 || before.Validation == "" || !before.Merged {
			t.Errorf("the workbook was poor already: %+v", before)
		}
	})
	t.Run("what we wrote survives its next save", func(t *testing.T) {
		office.Run(t, "doc = load(args[0])\nstore(doc)\ndoc.close(True)\n", path)
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		if got := snap.Grids[0].Cell(3, 7); got != textCell("=1+1 is \"no\" date & <tag>") {
			t.Errorf("the note reads %+v", got)
		}
		if got := snap.Grids[0].Cell(9, 0); got != (sheet.Cell{Kind: sheet.NumberCell, Number: 46320, Format: sheet.DateFormat}) {
			t.Errorf("the added date reads %+v", got)
		}
	})
}

func look(t *testing.T, printed string) seen {
	t.Helper()
	var s seen
	must(t, json.NewDecoder(strings.NewReader(printed)).Decode(&s))
	return s
}

// sameParts fails unless both archives have the same parts, in the same order,
// with the same names, times and compressed bytes, but for those named.
func sameParts(t *testing.T, before, after []entry, but ...string) {
	t.Helper()
	if len(before) != len(after) {
		t.Fatalf("there are %d parts, were %d", len(after), len(before))
	}
	for i, b := range before {
		a := after[i]
		if a.name != b.name || !a.header.Modified.Equal(b.header.Modified) {
			t.Errorf("part %d is %s of %v, was %s of %v", i, a.name, a.header.Modified, b.name, b.header.Modified)
		}
		excepted := false
		for _, name := range but {
			excepted = excepted || name == b.name
		}
		if !excepted && (a.raw != b.raw || a.part != b.part) {
			t.Errorf("part %s changed", b.name)
		}
	}
}
