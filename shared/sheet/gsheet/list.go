package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// A listing is what a spreadsheet is made of, without any cell.
type listing struct {
	zone string
	tabs []listedTab // those with a grid, in their order
}

// A listedTab is a tab with a grid. Charts and connected sheets have none.
type listedTab struct {
	id            int64 // Google's sheetId
	title         string
	rows, columns int // of the grid, blank ones counted in
	merges        []sheet.Merge
	guards        []guard
}

// A guard is a protected range that this account may not edit.
type guard struct {
	area area
	but  []area // may be edited all the same
}

// An area is a range of a tab: rows and columns 0-based, the ends exclusive; an
// end of 0 is open.
type area struct{ row, endRow, column, endColumn int64 }

func areaOf(r *sheets.GridRange) area {
	if r == nil {
		return area{}
	}
	return area{r.StartRowIndex, r.EndRowIndex, r.StartColumnIndex, r.EndColumnIndex}
}

// holds reports whether the cell lies in the area. Row and column are 0-based.
func (a area) holds(row, column int64) bool {
	return row >= a.row && (a.endRow == 0 || row < a.endRow) && column >= a.column && (a.endColumn == 0 || column < a.endColumn)
}

// guarded reports whether the cell may not be written. Row is 1-based, column
// 0-based.
func (t *listedTab) guarded(row, column int) bool {
	r, c := int64(row)-1, int64(column)
	for _, g := range t.guards {
		if !g.area.holds(r, c) {
			continue
		}
		free := false
		for _, a := range g.but {
			free = free || a.holds(r, c)
		}
		if !free {
			return true
		}
	}
	return false
}

// bars reports whether no row can be inserted below the row last: that would
// stretch a range that we may not edit.
func (t *listedTab) bars(last int) bool {
	return slices.ContainsFunc(t.guards, func(g guard) bool {
		return g.area.row < int64(last) && (g.area.endRow == 0 || g.area.endRow > int64(last))
	})
}

// named returns the tab of that title, nil when there is none.
func (l *listing) named(title string) *listedTab {
	for i := range l.tabs {
		if l.tabs[i].title == title {
			return &l.tabs[i]
		}
	}
	return nil
}

// tabFields are what a listing is made from.
const tabFields = "properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges," +
	"protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit)"

// list asks what the spreadsheet is made of.
func (b *Book) list(ctx context.Context, n *spent) (*listing, error) {
	var l *listing
	err := b.get(ctx, n, nil, "properties(timeZone),sheets("+tabFields+")", func(s *sheets.Spreadsheet) error {
		if len(s.Sheets) == 0 || s.Properties == nil {
			return errMangled
		}
		l = newListing(s)
		return nil
	})
	return l, err
}

// get asks for parts of the spreadsheet, of some ranges where there are any.
func (b *Book) get(ctx context.Context, n *spent, ranges []string, fields string, take func(*sheets.Spreadsheet) error) error {
	query := url.Values{"fields": {fields}, "prettyPrint": {"false"}}
	if len(ranges) > 0 {
		query["ranges"] = ranges
	}
	return b.client.ask(ctx, call{purpose: reading, url: b.address(""), query: query, spent: n}, func(body string) error {
		var s sheets.Spreadsheet
		if err := json.Unmarshal([]byte(body), &s); err != nil {
			return errMangled
		}
		return take(&s)
	})
}

func newListing(s *sheets.Spreadsheet) *listing {
	l := &listing{}
	if s.Properties != nil {
		l.zone = knownZone(s.Properties.TimeZone)
	}
	for _, one := range s.Sheets {
		p := one.Properties
		if p == nil || p.SheetType != "" && p.SheetType != "GRID" {
			continue
		}
		t := listedTab{id: p.SheetId, title: p.Title}
		if p.GridProperties != nil {
			t.rows, t.columns = int(p.GridProperties.RowCount), int(p.GridProperties.ColumnCount)
		}
		for _, m := range one.Merges {
			t.merges = append(t.merges, sheet.Merge{
				FirstRow: int(m.StartRowIndex) + 1, LastRow: int(m.EndRowIndex),
				FirstColumn: int(m.StartColumnIndex), LastColumn: int(m.EndColumnIndex) - 1,
			})
		}
		for _, r := range one.ProtectedRanges {
			if r.WarningOnly || r.RequestingUserCanEdit {
				continue
			}
			g := guard{area: areaOf(r.Range)}
			for _, free := range r.UnprotectedRanges {
				g.but = append(g.but, areaOf(free))
			}
			t.guards = append(t.guards, g)
		}
		l.tabs = append(l.tabs, t)
	}
	return l
}

// knownZone returns the zone if it is one that can be reckoned with, else "":
// Google also has zones of its own, "GMT-03:30".
func knownZone(zone string) string {
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
		return ""
	}
	return zone
}

// largeGrid is from how many rows on a grid is a sign of much to read: a new
// tab has 1,000, all of them blank.
const largeGrid = 5000

// rowBytes is about what a row of a staff tab takes in a reply.
const rowBytes = 120

// known turns the listing into what a later reading may build on.
func (l *listing) known(began time.Time) sheet.Known {
	k := sheet.Known{Zone: l.zone, Listed: began}
	for _, t := range l.tabs {
		tab := sheet.KnownTab{Key: strconv.FormatInt(t.id, 10), Title: t.title}
		if t.rows >= largeGrid {
			tab.Bytes, tab.Rows = t.rows*rowBytes, t.rows
		}
		k.Tabs = append(k.Tabs, tab)
	}
	return k
}

// rangeRefused reports whether a range that was asked for is not there, or may
// not be: a tab was renamed or deleted, or its grid is smaller by now.
func rangeRefused(err error) bool {
	var f *fault
	return errors.As(err, &f) && (f.status == http.StatusBadRequest || f.status == http.StatusNotFound)
}
