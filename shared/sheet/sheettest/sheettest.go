// Package sheettest holds the conformance suite of the port sheet.Book, which
// every adapter runs.
//
//	adapter's test --open--> Desk (a Book, and staff beside it) --> cases, one a promise
//
// Each case begins with an empty spreadsheet. What the Book shows is compared
// with what staff typed, and what staff see with what the Book wrote.
package sheettest

import (
	"context"
	"testing"

	"shelfmates/shared/sheet"
)

// A Desk is a spreadsheet without tabs of ours, with the adapter on one side
// and staff on the other.
type Desk struct {
	Book  sheet.Book
	Staff Staff
}

// Staff act on the spreadsheet as people do, without the Book. Rows count from
// 1, columns from 0. What goes wrong ends the test.
type Staff interface {
	// AddTab adds an empty tab after the others.
	AddTab(tab string)
	RenameTab(tab, to string)
	DeleteTab(tab string)
	// Type types a value into a cell, with the format that it has; a blank one
	// clears the cell.
	Type(tab string, row, column int, value sheet.Cell)
	// Formula types a formula, without its "=", whose result is that text.
	Formula(tab string, row, column int, formula, result string)
	// InsertRows puts blank rows above a row.
	InsertRows(tab string, above, count int)
	DeleteRow(tab string, row int)
	// InsertColumn puts a blank column before a column.
	InsertColumn(tab string, before int)
	Merge(tab string, m sheet.Merge)
	HideRow(tab string, row int)
	// Sees returns what a cell shows, and its formula, "" where it has none.
	Sees(tab string, row, column int) (value sheet.Cell, formula string)
}

// Run runs every case of the suite. Open makes a new, empty Desk.
func Run(t *testing.T, open func(t *testing.T) Desk) {
	for _, c := range readCases {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
	for _, c := range detailCases {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
	for _, c := range writeCases {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

type testCase struct {
	name string
	run  func(t *testing.T, d Desk)
}

func text(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

func number(n float64) sheet.Cell { return sheet.Cell{Kind: sheet.NumberCell, Number: n} }

func formatted(n float64, f sheet.Format) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: f, Number: n}
}

func tick(on bool) sheet.Cell { return sheet.Cell{Kind: sheet.BoolCell, Bool: on} }

// table types rows of texts into a new tab, from its first row on.
func (d Desk) table(tab string, rows ...[]string) {
	d.Staff.AddTab(tab)
	for i, row := range rows {
		for column, value := range row {
			if value != "" {
				d.Staff.Type(tab, i+1, column, text(value))
			}
		}
	}
}

// partners is a tab as the cases like it: a header and three rows.
func (d Desk) partners() {
	d.table("Partners",
		[]string{"Partner", "Kind", "Notes", "Shelfmates note", "ID"},
		[]string{"YMCA", "Nonprofit"},
		[]string{"Corner Bakery", "Business", "bread on Fridays"},
		[]string{"Garden Club", "", "seeds"},
	)
}

func (d Desk) read(t *testing.T) sheet.Snapshot {
	t.Helper()
	snap, err := d.Book.Read(context.Background(), sheet.Known{})
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if err := d.Book.Detail(context.Background(), &snap, everything(snap)); err != nil {
		t.Fatalf("read the detail: %v", err)
	}
	return snap
}

// everything asks for the merged ranges of every tab and the format of every
// number.
func everything(snap sheet.Snapshot) []sheet.Lookup {
	var wanted []sheet.Lookup
	for _, g := range snap.Grids {
		of := sheet.Lookup{Tab: g.Title}
		for _, r := range g.Rows {
			for column, c := range r.Cells {
				if c.Kind == sheet.NumberCell {
					of.Cells = append(of.Cells, sheet.Place{Row: r.Number, Column: column})
				}
			}
		}
		wanted = append(wanted, of)
	}
	return wanted
}

func (d Desk) write(t *testing.T, base sheet.Snapshot, edits sheet.Edits) sheet.Written {
	t.Helper()
	w, err := d.Book.Write(context.Background(), base, edits)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return w
}

// grid returns the tab of that title and fails when there is none.
func grid(t *testing.T, snap sheet.Snapshot, title string) sheet.Grid {
	t.Helper()
	for _, g := range snap.Grids {
		if g.Title == title {
			return g
		}
	}
	t.Fatalf("no tab %q in the snapshot", title)
	return sheet.Grid{}
}

// row returns the cells of a row, nil where it is blank.
func row(g sheet.Grid, n int) []sheet.Cell {
	for _, r := range g.Rows {
		if r.Number == n {
			return r.Cells
		}
	}
	return nil
}

// cell returns one cell of a snapshot.
func cell(t *testing.T, snap sheet.Snapshot, tab string, r, column int) sheet.Cell {
	t.Helper()
	if cells := row(grid(t, snap, tab), r); column < len(cells) {
		return cells[column]
	}
	return sheet.Cell{}
}

// edit sets a cell of a row as it stands in snap.
func edit(t *testing.T, snap sheet.Snapshot, tab string, r, column int, value sheet.Cell) sheet.CellEdit {
	t.Helper()
	return sheet.CellEdit{Tab: tab, Row: r, Column: column, Value: value, Expect: sheet.Fingerprint(row(grid(t, snap, tab), r), nil)}
}

// shows fails unless staff see that value in the cell, and no formula.
func (d Desk) shows(t *testing.T, tab string, r, column int, want sheet.Cell) {
	t.Helper()
	got, formula := d.Staff.Sees(tab, r, column)
	if got != want || formula != "" {
		t.Errorf("staff see %+v with formula %q in %s %s%d, want %+v", got, formula, tab, sheet.ColumnName(column), r, want)
	}
}
