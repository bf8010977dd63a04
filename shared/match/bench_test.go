package match_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// a school with many hours: 500 volunteers, and n rows that name them.
type big struct {
	grids  []sheet.Grid
	stored map[partnership.Kind][]match.Stored
}

var epoch = time.Date(2026, 11, 2, 14, 0, 0, 0, time.UTC)

// clock mints IDs in order.
func clock(n int64) match.Clock {
	minted := 0
	return match.Clock{Began: epoch, Today: schoolyear.Calendar{}.DayOf(epoch), Epoch: n, Mint: func() partnership.ID {
		minted++
		return partnership.ID(fmt.Sprintf("01ARZ3NDEKTSV4R%01dFFQ%07d", n%10, minted))
	}}
}

func cells(texts ...any) []sheet.Cell {
	row := make([]sheet.Cell, len(texts))
	for i, v := range texts {
		switch v := v.(type) {
		case string:
			if v != "" {
				row[i] = sheet.Cell{Kind: sheet.TextCell, Text: v}
			}
		case int:
			row[i] = sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: float64(v)}
		case float64:
			row[i] = sheet.Cell{Kind: sheet.NumberCell, Number: v}
		}
	}
	return row
}

func newBig(n int) *big {
	b := &big{stored: map[partnership.Kind][]match.Stored{}}
	volunteers := sheet.Grid{Title: "Volunteers", Rows: []sheet.GridRow{{Number: 1, Cells: cells("Volunteer", "Email", "Shelfmates note", "ID")}}}
	for i := range 500 {
		volunteers.Rows = append(volunteers.Rows, sheet.GridRow{Number: i + 2, Cells: cells(fmt.Sprintf("Volunteer %d", i), fmt.Sprintf("v%d@mail.example", i), "", "")})
	}
	hours := sheet.Grid{Title: "Hours", Rows: []sheet.GridRow{{Number: 1, Cells: cells("Date", "Program", "Volunteer", "Hours", "Students", "What we did", "Shelfmates note", "ID")}}}
	for i := range n {
		hours.Rows = append(hours.Rows, sheet.GridRow{Number: i + 2, Cells: cells(45000+i%1000, "", fmt.Sprintf("Volunteer %d", i%500), 1.5, float64(i%9), fmt.Sprintf("Homework help, table %d", i%77), "", "")})
	}
	b.grids = []sheet.Grid{volunteers, hours}
	for kind, plan := range b.sync(1) { // the first sync: IDs go into the sheet
		b.stored[kind] = plan.Writes
		g := &b.grids[0]
		if kind == partnership.HoursTab {
			g = &b.grids[1]
		}
		for _, id := range plan.IDs {
			row := &g.Rows[id.Index+1]
			row.Cells[len(row.Cells)-1] = sheet.Cell{Kind: sheet.TextCell, Text: string(id.ID)}
		}
	}
	return b
}

// sync parses, matches and works out what changed, as reconcile does.
func (b *big) sync(n int64) map[partnership.Kind]match.Plan {
	survey := sheet.LayOut(b.grids, nil)
	names := match.NewNames()
	settled := map[partnership.Kind]*match.Settled{}
	for _, kind := range []partnership.Kind{partnership.Volunteers, partnership.HoursTab} {
		tab := match.Tab{Reading: survey.Tab(kind).Read(), Stored: b.stored[kind], Committed: n - 1, Placed: n - 1}
		settled[kind] = match.Pair(&tab, clock(n)).Advance()
		if kind == partnership.Volunteers {
			names.Add(tab.Reading.Schema, settled[kind].Records())
		}
	}
	plans := map[partnership.Kind]match.Plan{}
	for kind, s := range settled {
		plans[kind] = s.Plan(names)
	}
	return plans
}

// fill puts one text into the Volunteer cell of the first row.
func (b *big) fill(text string) {
	b.grids[1].Rows[1].Cells[2] = sheet.Cell{Kind: sheet.TextCell, Text: text}
}

// toRemove makes every tenth volunteer one whose name is to go.
func (b *big) toRemove() {
	rows := b.grids[0].Rows
	rows[0].Cells = slices.Insert(rows[0].Cells, 1, cells("Status")...)
	for i := 1; i < len(rows); i++ {
		status := sheet.Cell{}
		if i%10 == 0 {
			status = sheet.Cell{Kind: sheet.TextCell, Text: "Remove"}
		}
		rows[i].Cells = slices.Insert(rows[i].Cells, 1, status)
	}
}

func (b *big) shuffle() {
	rows := b.grids[1].Rows[1:]
	chance := rand.New(rand.NewSource(1))
	chance.Shuffle(len(rows), func(i, j int) { rows[i].Cells, rows[j].Cells = rows[j].Cells, rows[i].Cells })
}

// The budget for 50,000 rows is 0.3 s CPU and 128 MB, linear from 5,000.
func BenchmarkSync(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		for _, sorted := range []bool{false, true} {
			name := fmt.Sprintf("%d rows as they were", n)
			if sorted {
				name = fmt.Sprintf("%d rows sorted", n)
			}
			b.Run(name, func(b *testing.B) {
				school := newBig(n)
				if sorted {
					school.shuffle()
				}
				b.ReportAllocs()
				for b.Loop() {
					for kind, plan := range school.sync(2) {
						if len(plan.Writes) != 0 || len(plan.IDs) != 0 {
							b.Fatalf("%s: %d writes, %d IDs, want none", kind, len(plan.Writes), len(plan.IDs))
						}
					}
				}
			})
		}
	}
}

// What one cell, or one Status, may cost beside the 0.01 s that the rows take.
func BenchmarkOddSchools(b *testing.B) {
	var unknown []string
	for i := range 2_000 {
		unknown = append(unknown, fmt.Sprintf("Nobody %d", i))
	}
	for name, odd := range map[string]func(*big){
		"a cell of 2000 names":                  func(s *big) { s.fill(strings.Repeat("Ana R., ", 2_000)) },
		"a cell of 2000 names nobody has":       func(s *big) { s.fill(strings.Join(unknown, ", ")) },
		"50 people whose names are to be taken": (*big).toRemove,
	} {
		b.Run(name, func(b *testing.B) {
			school := newBig(1_000)
			odd(school)
			for b.Loop() {
				school.sync(2)
			}
		})
	}
}

// TestManyUnknownNames holds that one cell does not fill the report.
func TestManyUnknownNames(t *testing.T) {
	var unknown []string
	for i := range 200 {
		unknown = append(unknown, fmt.Sprintf("Nobody %d", i))
	}
	school := newBig(10)
	school.fill(strings.Join(unknown, ", "))
	plan := school.sync(2)[partnership.HoursTab]
	if got := len(plan.Problems); got != 50 {
		t.Errorf("%d problems, want 50", got)
	}
	if got := len(plan.Writes[0].Refs[plan.Schema.Column("Volunteer")]); got != 200 {
		t.Errorf("%d names in the record, want 200", got)
	}
}

// TestBigTabs holds that the work grows with the rows also where everything goes
// wrong at once: nobody waits for a comparison of all rows with all records.
func TestBigTabs(t *testing.T) {
	school := newBig(20_000)
	for i := range school.grids[1].Rows[1:] {
		row := school.grids[1].Rows[i+1].Cells
		row[len(row)-1] = sheet.Cell{}
		row[4] = sheet.Cell{Kind: sheet.NumberCell, Number: 20}
		row[2].Text = "Nobody " + row[2].Text
	}
	began := testing.AllocsPerRun(1, func() { school.sync(2) })
	if perRow := began / 20_000; perRow > 100 {
		t.Errorf("%.0f allocations a row", perRow)
	}
}
