package workbook

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shelfmates/shared/sheet"
)

// anyText draws texts with what is awkward in XML and in spreadsheets.
var anyText = rapid.OneOf(
	rapid.SampledFrom([]string{"Ana Ruiz", "=1+1", "a\nb", " x ", "<&>\"'", "_x000D_", "_", "_x", "007", "图书馆", "😀", "é", "TRUE", "-"}),
	rapid.StringMatching(`[ -~éñ图\n\t]{1,12}`),
)

var anyCell = rapid.Custom(func(t *rapid.T) sheet.Cell {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0, 1:
		return sheet.Cell{}
	case 2, 3, 4, 5:
		return textCell(anyText.Draw(t, "text"))
	case 6:
		return sheet.Cell{Kind: sheet.BoolCell, Bool: rapid.Bool().Draw(t, "tick")}
	}
	return sheet.Cell{
		Kind:   sheet.NumberCell,
		Number: float64(rapid.IntRange(-1<<20, 1<<20).Draw(t, "n")) / float64(rapid.SampledFrom([]int{1, 2, 8, 64, 1024}).Draw(t, "by")),
		Format: rapid.SampledFrom([]sheet.Format{sheet.PlainFormat, sheet.DateFormat, sheet.TimeFormat, sheet.DurationFormat}).Draw(t, "format"),
	}
})

// model is what cells a tab has, by place.
type model map[[2]int]sheet.Cell

func (m model) draw(t *rapid.T) {
	for range rapid.IntRange(0, 40).Draw(t, "cells") {
		at := [2]int{rapid.IntRange(1, 30).Draw(t, "row"), rapid.IntRange(0, 8).Draw(t, "column")}
		cell := anyCell.Draw(t, "cell")
		if cell.Kind == sheet.NumberCell && cell.Format == sheet.DateFormat {
			cell.Number = 100 + max(cell.Number, -cell.Number) // the calendar from 1900 on
		}
		if m[at] = cell; cell.Kind == sheet.BlankCell {
			delete(m, at)
		}
	}
}

// drawnFile is a workbook made by another library: two tabs of drawn cells.
func drawnFile(t *testing.T, rt *rapid.T, models [2]model) string {
	f := excelize.NewFile()
	defer f.Close()
	for i, tab := range []string{"Hours", "My list"} {
		_, err := f.NewSheet(tab)
		must(t, err)
		for at, cell := range models[i] {
			must(t, typeCell(f, tab, address(at[1], at[0]), cell))
		}
	}
	must(t, f.DeleteSheet("Sheet1"))
	path := filepath.Join(t.TempDir(), "school.xlsx")
	must(t, f.SaveAs(path))
	return path
}

// same fails unless the grid holds exactly the cells of the model.
func (m model) same(t *rapid.T, g *sheet.Grid) {
	n, last := 0, 0
	for _, r := range g.Rows {
		if r.Number <= last {
			t.Fatalf("row %d comes after row %d", r.Number, last)
		}
		last = r.Number
		for column, got := range r.Cells {
			want := m[[2]int{r.Number, column}]
			if got != want {
				t.Fatalf("%s reads %+v, want %+v", address(column, r.Number), got, want)
			}
			if got.Kind != sheet.BlankCell {
				n++
			}
		}
	}
	if n != len(m) {
		t.Fatalf("%d cells were read, want %d", n, len(m))
	}
}

func TestReadingIsWhatAnotherLibraryWrote(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		models := [2]model{{}, {}}
		models[0].draw(rt)
		models[1].draw(rt)
		snap, err := New(drawnFile(t, rt, models), at, Options{}).Read(context.Background(), sheet.Known{})
		must(t, err)
		models[0].same(rt, &snap.Grids[0])
		models[1].same(rt, &snap.Grids[1])
	})
}

var rowXML = regexp.MustCompile(`(?s)<row r="(\d+)".*?(?:</row>|/>)`)

func TestWritingChangesWhatItIsAskedToAndNothingElse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		models := [2]model{{}, {}}
		models[0].draw(rt)
		models[1].draw(rt)
		path := drawnFile(t, rt, models)
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		before := entries(t, path)

		want, rows := model{}, map[int]bool{}
		for at, cell := range models[0] {
			want[at] = cell
		}
		var edits sheet.Edits
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			e := sheet.CellEdit{
				Tab: "Hours", Row: rapid.IntRange(1, 34).Draw(rt, "row"), Column: rapid.IntRange(0, 11).Draw(rt, "column"),
				Value: anyCell.Draw(rt, "value"),
			}
			if e.Value.Format != sheet.PlainFormat {
				e.Value.Format, e.Value.Kind, e.Value.Text = sheet.PlainFormat, sheet.TextCell, "a date"
				e.Value.Number = 0
			}
			if e.Value.Kind == sheet.NumberCell && want[[2]int{e.Row, e.Column}].Format == sheet.DateFormat {
				e.Value.Number = 100 + max(e.Value.Number, -e.Value.Number) // as in draw
			}
			e.Expect = sheet.Fingerprint(snap.Grids[0].Cells(e.Row), nil)
			edits.Cells = append(edits.Cells, e)
			at := [2]int{e.Row, e.Column}
			rows[e.Row] = true
			value := e.Value
			value.Text = strings.ReplaceAll(value.Text, "\r", "\n")
			if value.Kind == sheet.NumberCell { // in the format of the cell
				value.Format = want[at].Format
			}
			if want[at] = value; value.Kind == sheet.BlankCell {
				delete(want, at)
			}
		}
		w, err := book.Write(context.Background(), snap, edits)
		must(t, err)
		if len(w.Deferred) > 0 {
			rt.Fatalf("left out %+v", w.Deferred)
		}
		after, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		forgetFormats(want, &after.Grids[0])
		want.same(rt, &after.Grids[0])
		models[1].same(rt, &after.Grids[1])
		if w.Requests > 0 {
			sameRows(rt, before, entries(t, path), rows)
		}
	})
}

// forgetFormats takes the formats of numbers as read: a number goes into a cell
// with the format that the cell had, which a cell that was cleared may keep.
func forgetFormats(m model, g *sheet.Grid) {
	for at, cell := range m {
		if got := g.Cell(at[0], at[1]); cell.Kind == sheet.NumberCell && got.Kind == sheet.NumberCell {
			cell.Format = got.Format
			m[at] = cell
		}
	}
}

// sameRows fails unless all parts are the same byte for byte, but for the
// shared texts and, in the first sheet, the rows named.
func sameRows(t *rapid.T, before, after []entry, changed map[int]bool) {
	for i, b := range before {
		a := after[i]
		switch b.name {
		case "xl/sharedStrings.xml":
			old, _ := strings.CutSuffix(b.part[strings.Index(b.part, "<si>")+1:], "</sst>")
			if !strings.Contains(a.part, old) {
				t.Fatalf("texts are not only appended:\n%s\n%s", b.part, a.part)
			}
		case "xl/worksheets/sheet2.xml":
			was, is := rowsOf(b.part), rowsOf(a.part)
			for n := range 40 {
				if !changed[n] && was[n] != is[n] {
					t.Fatalf("row %d was\n%s, is\n%s", n, was[n], is[n])
				}
			}
		default:
			if a.raw != b.raw {
				t.Fatalf("part %s changed", b.name)
			}
		}
	}
}

func rowsOf(part string) map[int]string {
	rows := map[int]string{}
	for _, m := range rowXML.FindAllStringSubmatch(part, -1) {
		n, _ := parseIndex([]byte(m[1]), maxRow)
		rows[n] = m[0]
	}
	return rows
}
