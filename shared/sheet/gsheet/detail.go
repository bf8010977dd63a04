package gsheet

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// detailCells is how many cells are asked for at once: each takes about 110
// bytes of the reply.
const detailCells = portionBytes / 110

// cellFields are what is asked of a cell. The formula tells a number that may be
// another one every time it is looked at from one that somebody typed.
const cellFields = "data(startRow,startColumn,rowData(values(effectiveValue(numberValue),userEnteredValue(formulaValue),effectiveFormat(numberFormat))))"

// Detail completes the wanted tabs of snap by their merged ranges and the wanted
// cells by their formats, by one spreadsheets.get where there is not too much
// for one. It returns sheet.ErrMoved where a number is no longer the one in
// snap, or a tab is another one.
func (b *Book) Detail(ctx context.Context, snap *sheet.Snapshot, wanted []sheet.Lookup) error {
	var n spent
	err := b.detail(ctx, snap, wanted, &n)
	snap.Requests += n.reads
	if err != nil {
		return fmt.Errorf("read formats in Google Sheet: %w", err)
	}
	return nil
}

func (b *Book) detail(ctx context.Context, snap *sheet.Snapshot, wanted []sheet.Lookup, n *spent) error {
	todo := lookups(snap, wanted)
	var l *listing
	for first := true; first || len(todo) > 0; first = false {
		now := todo[:min(len(todo), detailCells)]
		todo = todo[len(now):]
		var reply *sheets.Spreadsheet
		err := b.get(ctx, n, now.ranges(snap, first), detailFields(len(now) > 0), func(s *sheets.Spreadsheet) error {
			reply = s
			return nil
		})
		if rangeRefused(err) {
			b.mistrust = true
			return fmt.Errorf("%w: a tab that is gone", sheet.ErrMoved)
		}
		if err != nil {
			return b.client.explain(ctx, err, false)
		}
		if first {
			l = newListing(reply)
			if err := b.confirm(snap, l); err != nil {
				return err
			}
		}
		if err := now.take(reply); err != nil {
			return err
		}
	}
	for _, w := range wanted {
		if g, t := sheet.GridNamed(snap.Grids, w.Tab), l.named(w.Tab); g != nil && t != nil {
			g.Merges = t.merges
		}
	}
	return nil
}

func detailFields(cells bool) string {
	if !cells {
		return "sheets(" + tabFields + ")"
	}
	return "sheets(" + tabFields + "," + cellFields + ")"
}

// confirm holds the tabs of snap against those that were just listed.
func (b *Book) confirm(snap *sheet.Snapshot, l *listing) error {
	for _, g := range snap.Grids {
		if t := l.named(g.Title); t == nil || strconv.FormatInt(t.id, 10) != g.Key {
			b.mistrust = true
			return fmt.Errorf("%w: a tab is another one", sheet.ErrMoved)
		}
	}
	b.run = l
	return nil
}

// A lookup is one cell of a snapshot that wants its format.
type lookup struct {
	grid *sheet.Grid
	at   sheet.Place
	cell *sheet.Cell
}

type lookupList []lookup

// lookups finds the wanted cells, as far as they are in snap and numbers.
func lookups(snap *sheet.Snapshot, wanted []sheet.Lookup) lookupList {
	var list lookupList
	for _, w := range wanted {
		g := sheet.GridNamed(snap.Grids, w.Tab)
		if g == nil {
			continue
		}
		for _, p := range w.Cells {
			if cells := g.Cells(p.Row); cellIn(cells, p.Column).Kind == sheet.NumberCell {
				list = append(list, lookup{g, p, &cells[p.Column]})
			}
		}
	}
	return list
}

// ranges returns what to ask for: the cells, and with them one cell of every
// other tab, so that the reply tells whether the tabs are still the same. Nil
// asks for all tabs without any cell.
func (list lookupList) ranges(snap *sheet.Snapshot, first bool) []string {
	if len(list) == 0 {
		return nil
	}
	columns := map[string]map[int][]int{} // rows by title and column
	for _, w := range list {
		if columns[w.grid.Title] == nil {
			columns[w.grid.Title] = map[int][]int{}
		}
		columns[w.grid.Title][w.at.Column] = append(columns[w.grid.Title][w.at.Column], w.at.Row)
	}
	var others []string
	room := longQuery
	for _, g := range snap.Grids {
		if first && columns[g.Title] == nil {
			r := quoted(g.Title) + "!A1"
			others = append(others, r)
			room -= sentLength(r)
		}
	}
	return append(others, cellRanges(columns, room)...)
}

// take holds the numbers of the reply against the snapshot's and takes over
// their formats.
func (list lookupList) take(reply *sheets.Spreadsheet) error {
	type place struct {
		tab         int64
		row, column int
	}
	found := map[place]*sheets.CellData{}
	for _, one := range reply.Sheets {
		if one.Properties == nil {
			continue
		}
		for _, d := range one.Data {
			for i, row := range d.RowData {
				for k, c := range row.Values {
					found[place{one.Properties.SheetId, int(d.StartRow) + i + 1, int(d.StartColumn) + k}] = c
				}
			}
		}
	}
	for _, w := range list {
		id, err := strconv.ParseInt(w.grid.Key, 10, 64)
		if err != nil {
			return fmt.Errorf("tab key %q: %w", w.grid.Key, err)
		}
		c := found[place{id, w.at.Row, w.at.Column}]
		formula := c != nil && c.UserEnteredValue != nil && c.UserEnteredValue.FormulaValue != nil
		same := c != nil && c.EffectiveValue != nil && c.EffectiveValue.NumberValue != nil &&
			sameNumber(*c.EffectiveValue.NumberValue, w.cell.Number)
		if !same && !formula {
			return fmt.Errorf("%w: %s%d of a tab", sheet.ErrMoved, sheet.ColumnName(w.at.Column), w.at.Row)
		}
		w.cell.Formula = formula
		w.cell.Format = sheet.PlainFormat
		if c.EffectiveFormat != nil {
			w.cell.Format = formatOf(c.EffectiveFormat.NumberFormat)
		}
	}
	return nil
}

// sameNumber reports whether two replies mean the same number: they may write
// its last digit differently.
func sameNumber(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}
