package reconcile_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// TestLaw lets staff edit at random, syncs in between, and holds after every
// sync that no record was lost, doubled or given to another row's owner, that
// fields are what was typed last and could be read, and at the end that two
// more syncs write nothing.
//
// Some edits in one interval nobody could decide, and the model lets both
// answers pass (see wrong and undecided): which of several rows of the very same
// content is which; which of a row and its copy is the original, when both or the
// original were edited; whether a row that lost its ID and was edited, or was
// moved without its ID, is the record that it resembles, when another row was
// deleted; and whose record a row was typed for while nothing could be written.
// Whatever it is, it must be one that no row stands for untouched.
//
// A plain run makes 100 histories of 200 edits. The sweep of a million:
//
//	go test ./shared/reconcile -run Law -rapid.checks=5000 -timeout=30m
func TestLaw(t *testing.T) {
	s := openStore(t)
	schools := 0
	rapid.Check(t, func(rt *rapid.T) {
		schools++
		l := newLaw(rt, s, fmt.Sprintf("school-%d", schools), rapid.Int64().Draw(rt, "seed"))
		for edited := 0; edited < 200; {
			for range 1 + l.staff.chance.Intn(4) {
				l.staff.edit(l.edits)
				edited++
			}
			l.step()
		}
		l.settle()
	})
}

// A law is a desk whose staff edit at random, with a model of whose row is
// whose.
type law struct {
	*desk
	staff *staff
	edits []edit
	owner map[string]partnership.ID                            // the record of each tag
	gone  map[partnership.ID]time.Time                         // records without a row: since which sync
	held  bool                                                 // the workbook is open elsewhere
	last  map[partnership.Kind]map[partnership.ID]match.Stored // after the last sync
	had   map[partnership.Kind][]int                           // where each column stood when the tab was last believed

	released bool // Allow large removal said Yes when the sync began
}

func newLaw(rt fataler, s store.Store, school string, seed int64) *law {
	d := deskAt(rt, s, school)
	d.paper.sparse = seed%2 == 0
	settings := d.paper.add(sheet.SettingsTab, "Setting", "Value")
	settings.typeRow("Allow large removal", "No")
	l := &law{desk: d, staff: newStaff(d.paper, seed), edits: edits(), owner: map[string]partnership.ID{}, gone: map[partnership.ID]time.Time{}, last: map[partnership.Kind]map[partnership.ID]match.Stored{}, had: map[partnership.Kind][]int{}}
	for _, pg := range d.paper.tabs {
		if pg.kind != sheet.SettingsTab {
			for range 6 {
				pg.rows = append(pg.rows, l.staff.freshRow(pg))
			}
		}
	}
	return l
}

// step syncs in one of the ways in which a sync can come about.
func (l *law) step() {
	c := l.staff.chance
	l.clock = l.clock.Add(time.Duration(c.Intn(4)) * time.Minute)
	if c.Intn(6) == 0 {
		l.clock = l.clock.Add(15 * time.Minute)
	}
	if c.Intn(8) == 0 {
		l.held = !l.held
	}
	l.paper.held = ""
	if l.held {
		l.paper.held = "Close the workbook."
	}
	slipped := false
	if c.Intn(10) == 0 {
		l.paper.slip = func() { l.staff.edit(l.edits); l.paper.slip = nil; slipped = true }
	}
	l.watched(&slipped)
	l.paper.slip = nil
}

// A moment is one tab before a sync.
type moment struct {
	reading sheet.Reading
	records map[partnership.ID]match.Stored
	tags    []string // of the rows
	had     []int    // where each column stood when the tab was last believed
}

func (l *law) moments() map[partnership.Kind]moment {
	all := map[partnership.Kind]moment{}
	for _, pg := range l.paper.tabs {
		if pg.kind == sheet.SettingsTab {
			continue
		}
		g := pg.grid()
		g.Title = string(pg.kind)
		survey := sheet.LayOut([]sheet.Grid{g}, nil)
		m := moment{reading: survey.Tab(pg.kind).Read(), records: l.last[pg.kind], had: l.had[pg.kind]}
		for i := range m.reading.Rows {
			m.tags = append(m.tags, pg.say(m.reading.Rows[i].Number, tagHeader))
		}
		all[pg.kind] = m
	}
	return all
}

// watched syncs and holds what must hold.
func (l *law) watched(slipped *bool) {
	before := l.moments()
	if os.Getenv("TRACE") != "" {
		for _, pg := range l.paper.tabs {
			if string(pg.kind) == os.Getenv("TRACE") {
				l.staff.did = append(l.staff.did, pg.title+"\n"+pg.dump())
			}
		}
	}
	l.released = l.paper.of(sheet.SettingsTab).say(2, "Value") == "Yes"
	r := l.sync()
	l.staff.did = append(l.staff.did, fmt.Sprintf("-- sync at %s, held %v, slipped %v", l.clock.Format("15:04"), l.held, *slipped))
	for kind, m := range before {
		l.hold(kind, m, r, !l.held && !*slipped)
	}
}

func (l *law) fail(format string, args ...any) {
	l.t.Helper()
	last := l.staff.did[max(0, len(l.staff.did)-24):]
	l.t.Fatalf("%s\nlast edits:\n  %s", fmt.Sprintf(format, args...), strings.Join(last, "\n  "))
}

// hold judges one tab after a sync. Only when the spreadsheet is as it was read
// and could be written do IDs in it say which row is which record.
func (l *law) hold(kind partnership.Kind, m moment, r reconcile.Report, readable bool) {
	l.t.Helper()
	after := l.all(kind)
	l.last[kind] = after
	report := l.tabReport(r, kind)
	if report.Tab == "" {
		return // it was never there under a name that we know
	}
	if report.Frozen != "" {
		for id, was := range m.records {
			if now := after[id]; !slices.Equal(now.Values, was.Values) || now.Live() != was.Live() {
				l.fail("%s is on pause, and its record %s changed", kind, id)
			}
		}
		return
	}
	l.had[kind] = m.reading.Columns
	l.miss(m, readable)
	stands := map[partnership.ID]int{}
	if readable {
		stands = l.rows(kind, m, after, r)
	}
	for id, was := range m.records {
		now, there := after[id]
		since, missed := l.gone[id]
		switch {
		case !there:
			l.fail("%s: the record %s is no more", kind, id)
		case was.Live() && !now.Live() && (!missed || l.clock.Sub(since) < match.RemoveAfter && !l.released):
			l.fail("%s: %s was removed too early: missed %v since %v\nreport %+v", kind, say(kind, was), missed, since.Format("15:04"), r.Tabs)
		}
	}
	if !readable {
		return
	}
	for id, now := range after {
		_, known := m.records[id]
		if _, stands := stands[id]; now.Live() && !stands {
			if !known {
				l.fail("%s: the new record %s stands in no row", kind, say(kind, now))
			}
			if _, missed := l.gone[id]; !missed {
				l.gone[id] = l.clock
			}
		}
	}
}

// miss remembers since when a record's ID does not stand in its own row, and
// there alone; while the spreadsheet does not say whose row is whose, also when
// its row says something else.
func (l *law) miss(m moment, readable bool) {
	in := map[partnership.ID]int{} // rows with the ID
	for i := range m.reading.Rows {
		row := &m.reading.Rows[i]
		id := partnership.ID(row.ID)
		if in[id]++; l.owner[m.tags[i]] != id || typedOver(m, row, m.records[id]) || !readable && !exactly(m, row, m.records[id]) {
			in[id]++ // it does not count
		}
	}
	for id := range m.records {
		if _, missed := l.gone[id]; in[id] != 1 && !missed {
			l.gone[id] = l.clock
		}
	}
}

// rows judges every row of a tab, and returns where each record stands.
func (l *law) rows(kind partnership.Kind, m moment, after map[partnership.ID]match.Stored, r reconcile.Report) map[partnership.ID]int {
	l.t.Helper()
	pg := l.paper.of(kind)
	stands := map[partnership.ID]int{}
	tags := map[string][]int{} // rows of the reading
	ids := make([]partnership.ID, len(m.reading.Rows))
	var without []int // rows without a record
	for i := range m.reading.Rows {
		row := &m.reading.Rows[i]
		id := partnership.ID(pg.say(row.Number, sheet.IDColumn))
		tag := pg.say(row.Number, tagHeader)
		now, there := after[id]
		if !there || !now.Live() {
			if row.State == sheet.Sound && !waits(r, kind, row.Number) {
				l.fail("%s row %d makes no record; its ID cell says %q", kind, row.Number, id)
			}
			without = append(without, i)
			continue
		}
		if other, doubled := stands[id]; doubled {
			l.fail("%s rows %d and %d have one ID", kind, other, row.Number)
		}
		stands[id], ids[i] = row.Number, id
		delete(l.gone, id)
		tags[tag] = append(tags[tag], i)
		l.fields(kind, row, m.records, now)
	}
	for _, i := range without {
		row, owner := &m.reading.Rows[i], l.owner[m.tags[i]]
		own := m.records[owner]
		if _, elsewhere := stands[owner]; row.ID == string(owner) && own.Values != nil && own.Live() && !elsewhere {
			l.fail("%s row %d lost its record %s", kind, row.Number, say(kind, own))
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(tags)) {
		owner, rows := l.owner[tag], tags[tag]
		kept := slices.ContainsFunc(rows, func(i int) bool { return ids[i] == owner })
		for _, i := range rows {
			if why := l.wrong(m, &m.reading.Rows[i], owner, ids[i], kept); why != "" {
				l.fail("%s row %d (%s): %s\nit is %s\nwas   %s\nis of %s", kind, m.reading.Rows[i].Number, tag, why, say(kind, after[ids[i]]), say(kind, m.records[ids[i]]), say(kind, m.records[owner]))
			}
		}
		// Of rows that were copied, one goes on under the tag.
		first := !kept
		for _, i := range rows {
			t := tag
			if ids[i] != owner && !first {
				t = l.staff.new("#")
				pg.put(m.reading.Rows[i].Number, pg.column(tagHeader), text(t))
			}
			if ids[i] != owner {
				first = false
			}
			l.owner[t] = ids[i]
		}
	}
	return stands
}

// wrong says why a row cannot have the record got when the model knows it for
// owner's; "" when it can. It lets pass what nobody could decide: see undecided.
func (l *law) wrong(m moment, row *sheet.Row, owner, got partnership.ID, kept bool) string {
	own, had := m.records[owner]
	x, old := m.records[got]
	switch {
	case got == owner, kept && !old:
		return "" // its own; or a copy, whose original has the record
	case !old && had && own.Live() && row.ID == string(owner) && !typedOver(m, row, own) && !doubled(m, row.ID) && !taken(m, row, own):
		return "it had its ID, and became a new record"
	case !old && had && own.Live() && same(m, row, own) && free(m, own):
		return "it is exactly its record, and became a new one"
	case !old && had && !own.Live() && same(m, row, own) && comparable(m, own) && free(m, own):
		return "it came back exactly as it was, and became a new record"
	case !old:
		return ""
	case same(m, row, x):
		return "" // rows of equal content may change places
	case !l.owned(got):
		return "" // of a row that was typed while nothing could be written
	case had && own.Live() && row.ID == string(owner) && !typedOver(m, row, own) && !doubled(m, row.ID) && !taken(m, row, own):
		return "it had its ID, and got the record of another"
	case had && own.Live() && same(m, row, own) && free(m, own):
		return "it is exactly its record, and got that of another"
	case row.ID == string(got) && !surelyTypedOver(m, row, x):
		return "" // its cells say neither, so its ID is believed
	case intact(m, got, x):
		return "the record's own row stands where it stood"
	}
	return l.undecided(m, row, x)
}

// comparable reports whether all that a record holds is in columns that the tab
// has: a removed one comes back by all of its content.
func comparable(m moment, x match.Stored) bool {
	for c, at := range m.reading.Columns {
		if at < 0 && shown(x, c).State != sheet.Blank {
			return false
		}
	}
	return true
}

// undecided lets pass a row without an ID of its own that took a record without
// a row: nobody can tell an edited row that lost its ID from a row that was
// typed where another was deleted, when both look like the record.
func (l *law) undecided(m moment, row *sheet.Row, x match.Stored) string {
	if name := match.NameColumn(m.reading.Schema); name >= 0 && row.Values[name] == x.Values[name] {
		return "" // the natural key says so
	}
	shared, filled := 0, 0
	for c, v := range row.Values {
		if m.reading.Columns[c] < 0 {
			continue
		}
		if s := shown(x, c); s.State != sheet.Blank && s != (sheet.Value{State: sheet.Bad}) { // what is required may be blank
			filled++
			if s == v {
				shared++
			}
		}
	}
	if shared > 0 && 3*shared >= filled || x.Row == row.Number {
		return ""
	}
	return fmt.Sprintf("it shares %d of %d cells with the record", shared, filled)
}

func (l *law) owned(id partnership.ID) bool {
	return slices.Contains(slices.Collect(maps.Values(l.owner)), id)
}

// fields holds that a record says what its row said last and could be read.
func (l *law) fields(kind partnership.Kind, row *sheet.Row, before map[partnership.ID]match.Stored, now match.Stored) {
	l.t.Helper()
	was := before[now.ID]
	for c, v := range row.Values {
		var want sheet.Value
		if was.Values != nil {
			want = was.Values[c]
		}
		required := sheet.SchemaOf(kind).Columns[c].Required
		if row.State != sheet.Withheld && row.State != sheet.Summary && (v.State == sheet.Good || v.State == sheet.Blank && !required) {
			want = v
		}
		if now.Values[c] != want {
			l.fail("%s row %d: %s is stored as %+v, want %+v", kind, row.Number, sheet.SchemaOf(kind).Columns[c].Name, now.Values[c], want)
		}
	}
}

// settle ends a history: the workbook is closed, everything ages, and then two
// syncs write nothing and every record that is not held has its row.
func (l *law) settle() {
	never := false
	l.held, l.paper.held = false, ""
	l.clock = l.clock.Add(20 * time.Minute)
	l.watched(&never)
	l.clock = l.clock.Add(20 * time.Minute)
	l.watched(&never)
	l.watched(&never)
	for range 2 {
		if r := l.sync(); r.Changed || r.Writes != 0 || r.StoreReads > 2 {
			l.fail("a settled sheet: %d reads, %d writes, %d store reads, %d store writes, changed %v", r.Reads, r.Writes, r.StoreReads, r.StoreWrites, r.Changed)
		}
	}
	r := l.sync()
	for kind, m := range l.moments() {
		report := l.tabReport(r, kind)
		if report.Frozen != "" || report.Held > 0 {
			continue
		}
		live := l.records(kind)
		for i := range m.reading.Rows {
			if waits(r, kind, m.reading.Rows[i].Number) {
				return
			}
			delete(live, partnership.ID(m.reading.Rows[i].ID))
		}
		for _, left := range live {
			l.fail("%s: %s lives and stands in no row", kind, say(kind, left))
		}
	}
}

func waits(r reconcile.Report, kind partnership.Kind, row int) bool {
	return slices.ContainsFunc(r.Stands, func(p sheet.Problem) bool {
		return p.Code == sheet.RowWaits && p.Tab == kind && p.Row == row
	})
}

// shown is what the record's cell showed when it was read last.
func shown(s match.Stored, column int) sheet.Value {
	if text, unread := s.Typed[column]; unread {
		return sheet.Value{State: sheet.Bad, Text: text}
	}
	return s.Values[column]
}

// same reports whether the row says exactly what the record says, in the
// columns that the tab has; those of a live record are compared where the tab
// had them before, too, but for a row that lacks what it must have.
func same(m moment, row *sheet.Row, s match.Stored) bool {
	if m.had != nil && s.Live() && row.State == sheet.Sound {
		row = &sheet.Row{State: row.State, Values: slices.Clone(row.Values)}
		for c := range row.Values {
			if m.had[c] < 0 {
				row.Values[c] = sheet.Value{State: sheet.Absent}
			}
		}
	}
	return exactly(m, row, s)
}

// exactly reports whether the row says what the record says in all columns that
// the tab has.
func exactly(m moment, row *sheet.Row, s match.Stored) bool {
	if s.Values == nil || row.State == sheet.Withheld || row.State == sheet.Summary {
		return false
	}
	for c, v := range row.Values {
		if v.State == sheet.Blank && m.reading.Schema.Columns[c].Required {
			v.State = sheet.Bad
		}
		if v.State != sheet.Absent && v != shown(s, c) {
			return false
		}
	}
	return true
}

// free reports whether no other row says exactly what the record says.
func free(m moment, s match.Stored) bool {
	n := 0
	for i := range m.reading.Rows {
		if same(m, &m.reading.Rows[i], s) {
			n++
		}
	}
	return n <= 1
}

// taken reports whether another row says exactly what the record says: content
// outvotes an ID.
func taken(m moment, row *sheet.Row, s match.Stored) bool {
	for i := range m.reading.Rows {
		if other := &m.reading.Rows[i]; other != row && same(m, other, s) {
			return true
		}
	}
	return false
}

// doubled reports whether several rows have the ID: when neither is exactly the
// record, the earlier has it.
func doubled(m moment, id string) bool {
	n := 0
	for i := range m.reading.Rows {
		if m.reading.Rows[i].ID == id {
			n++
		}
	}
	return n > 1
}

// intact reports whether a row has the record's ID and its content.
func intact(m moment, id partnership.ID, s match.Stored) bool {
	for i := range m.reading.Rows {
		if m.reading.Rows[i].ID == string(id) && same(m, &m.reading.Rows[i], s) {
			return true
		}
	}
	return false
}

// typedOver reports whether a person's row may hold somebody else than the
// record: another name, and not the same address.
func typedOver(m moment, row *sheet.Row, s match.Stored) bool {
	name, email := match.NameColumn(m.reading.Schema), m.reading.Schema.Column("Email")
	return name >= 0 && s.Values != nil && row.Values[name] != shown(s, name) &&
		row.Values[name].State == sheet.Good && shown(s, name).State == sheet.Good &&
		(row.Values[email] != shown(s, email) || row.Values[email].State != sheet.Good)
}

// surelyTypedOver reports whether the row's name and address are both another's,
// and the name is not one that the record once had.
func surelyTypedOver(m moment, row *sheet.Row, s match.Stored) bool {
	name, email := match.NameColumn(m.reading.Schema), m.reading.Schema.Column("Email")
	return typedOver(m, row, s) && !slices.Contains(s.Former, row.Values[name].Text) && shown(s, email).State == sheet.Good && row.Values[email].State == sheet.Good
}

func say(kind partnership.Kind, s match.Stored) string {
	if s.Values == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s %s typed %v row %d minted %d deleted %v", s.ID, sheet.EncodeFields(sheet.SchemaOf(kind), s.Values), s.Typed, s.Row, s.Minted, !s.Live())
}

// dump shows a tab as people see it.
func (pg *page) dump() string {
	var b strings.Builder
	for i, row := range pg.rows {
		fmt.Fprintf(&b, "%3d", i+1)
		for _, c := range row {
			fmt.Fprintf(&b, " | %.26s", sheet.Show(c))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
