package reconcile_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store/sqlite"
)

// longAfter is when a removed row cannot come back by its content any more.
const longAfter = match.KeepTombstones + 48*time.Hour

// cleared is a desk with a year's work, out of which a partner, a volunteer, a
// program, a colleague and a thank-you were deleted. Its store goes by the
// desk's clock.
func cleared(t *testing.T) *desk {
	t.Helper()
	var d *desk
	now := time.Time{}
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "school.db"), func() time.Time {
		if d != nil {
			now = d.clock
		}
		return now
	}, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	d = deskAt(t, s, "maple")
	fill := func(kind partnership.Kind, headers string, rows ...string) {
		pg := d.paper.of(kind)
		if pg == nil {
			pg = d.paper.add(kind, strings.Split(headers, "|")...)
		} else {
			pg.rows = nil
			pg.typeRow(strings.Split(headers, "|")...)
		}
		for _, row := range rows {
			pg.typeRow(strings.Split(row, "|")...)
		}
	}
	fill(sheet.SettingsTab, "Setting|Value", "Thank from|2026-01-01")
	fill(partnership.Partners, "Partner|Contact|Email|Phone|Notes|Also known as",
		"Second Turn|Dana|dana@turn.example|555-0142|Likes tea|2nd Turn", "YMCA||pat@ymca.example||", "Rotary||r@rotary.example||", "Bank||b@bank.example||")
	fill(partnership.Volunteers, "Volunteer|Partner|Email|Phone|Notes|Talents",
		"Ana Ruiz|Second Turn|ana@turn.example|555-0118|Ill in May|Chess", "Ben|YMCA|ben@ymca.example||", "Cy|YMCA|cy@ymca.example||", "Dee|Rotary|dee@rotary.example||")
	fill(partnership.Programs, "Program|Starts|Ends|Goal", "Homework help|2026-09-01|2026-10-30|Fractions", "Chess club|2026-09-01||", "Drive|2026-09-01||", "Reading|2026-09-01||")
	fill(partnership.Team, "Name|Email|Access", "Nora Beck|nora@school.example|Staff", "Sam|sam@school.example|None", "Ida|ida@school.example|None", "Kit|kit@school.example|None")
	fill(partnership.HoursTab, "Date|Program|Volunteer|Hours|What we did",
		"2026-10-06|Homework help|Ana Ruiz, Ben|1.5|Sums", "2026-10-07|Chess club|Ana Ruiz|2|Chess", "2026-10-08||2nd Turn|1|A group")
	fill(partnership.Meetings, "Date|Topic|Partners|Who came|Status", "2026-10-09|Spring|Second Turn, YMCA|Nora Beck, Ana Ruiz|Held")
	fill(partnership.Donations, "Date|Partner|What", "2026-10-05|Second Turn|12 computers", "2026-10-06|YMCA|A piano")
	fill(partnership.Recognitions, "For|Because of|Channel|Words|Status|Done on",
		"Second Turn||Email|Dear Dana, thank you.|Sent|2026-10-07", "YMCA|A piano|Email|Thank you.|Sent|2026-10-08", "Rotary|Chairs|Letter|Thank you.|Draft|", "Bank|Pens|Letter|Thank you.|Draft|")
	d.sync()
	for _, kind := range []partnership.Kind{partnership.Partners, partnership.Volunteers, partnership.Programs, partnership.Team, partnership.Recognitions} {
		d.paper.of(kind).deleteRow(2)
	}
	d.sync()
	d.later()
	return d
}

// told is what the school's numbers, names and thank-yous are on a day, read by
// somebody who has just started.
func (d *desk) told(t *testing.T) string {
	t.Helper()
	e, err := roster.New(d.store).Load(t.Context(), d.school)
	if err != nil {
		t.Fatal(err)
	}
	x := e.Index()
	var lines []string
	for _, entry := range x.Entries() {
		for _, s := range entry.Shares {
			lines = append(lines, fmt.Sprintf("%s in %s: %d min for %s", entry.Date, x.Name(entry.ProgramKey), s.Minutes, x.Name(s.Partner)))
		}
		for _, who := range entry.Named {
			lines = append(lines, fmt.Sprintf("%s: %s came", entry.Date, x.Name(who)))
		}
	}
	for _, m := range e.Meetings {
		lines = append(lines, fmt.Sprintf("%s: with %v, %v came", m.Date, m.Partners, m.WhoCame))
	}
	for _, th := range recognition.Debt(x, e.Memory, e.Settings.Calendar.DayOf(time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC))) {
		lines = append(lines, fmt.Sprintf("%s, %s, %s: %s on %s", th.For.Name, th.BecauseOf(), th.Channel, th.State, th.DoneOn))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestWhatWasRemovedLasts holds that numbers, names and thanks stay what they are
// however long ago a row was deleted.
func TestWhatWasRemovedLasts(t *testing.T) {
	d := cleared(t)
	want := d.told(t)
	for _, line := range []string{
		"2026-10-06 in Homework help: 90 min for Second Turn", "2026-10-08 in : 60 min for Second Turn", "2026-10-07: Ana Ruiz came",
		"Second Turn, 12 computers, 5 Oct, Email: thanked on 2026-10-07",
	} {
		if !strings.Contains(want, line) {
			t.Fatalf("%q is not in\n%s", line, want)
		}
	}
	check := func(t *testing.T) {
		t.Helper()
		if got := d.told(t); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	tombstones := func() map[partnership.ID]match.Stored {
		gone := map[partnership.ID]match.Stored{}
		for _, schema := range sheet.Tabs() {
			for id, r := range d.all(schema.Kind) {
				if !r.Live() {
					gone[id] = r
				}
			}
		}
		return gone
	}
	edit := func(suffix string) reconcile.Report {
		d.paper.of(partnership.Partners).typeRow("Club "+suffix, "", "", "")
		d.paper.of(partnership.Volunteers).typeRow("Eve "+suffix, "Rotary", "")
		d.paper.of(partnership.Programs).typeRow("Garden "+suffix, "2026-09-02", "", "")
		d.paper.of(partnership.Team).typeRow("Lou "+suffix, "", "")
		d.paper.of(partnership.Recognitions).typeRow("Bank", "Paper "+suffix, "Letter", "", "Draft", "")
		return d.sync()
	}
	d.clock = d.clock.Add(longAfter)
	t.Run("before anybody edits", check)
	t.Run("after an edit of every tab, with nothing new to put right", func(t *testing.T) {
		r := edit("one")
		check(t)
		for _, p := range r.Stands {
			if p.Level == sheet.Fix {
				t.Errorf("said: %s in %s", p.Code, p.Tab)
			}
		}
		if volunteers := d.tabReport(r, partnership.Volunteers); volunteers.Updated != 0 || volunteers.Created != 1 {
			t.Errorf("it is reported as a change: %+v", volunteers)
		}
	})
	t.Run("without what only served to reach somebody, or was noted", func(t *testing.T) {
		gone := tombstones()
		if len(gone) != 5 {
			t.Errorf("%d tombstones, want 5", len(gone))
		}
		for _, r := range gone {
			for _, word := range []string{"@", "555", "tea", "Ill", "Dana", "Fractions", "Chess"} {
				if text := fmt.Sprint(r.Values, r.Typed, r.Refs); strings.Contains(text, word) {
					t.Errorf("%q is in %s", word, text)
				}
			}
		}
	})
	t.Run("written once", func(t *testing.T) {
		before := tombstones()
		edit("two")
		for id, r := range tombstones() {
			if r.Rev != before[id].Rev {
				t.Errorf("%s was written again", id)
			}
		}
		check(t)
	})
	t.Run("its row does not bring it back, its ID does", func(t *testing.T) {
		ana := partnership.ID("")
		for id, r := range tombstones() {
			if r.Values[0].Text == "Ana Ruiz" {
				ana = id
			}
		}
		pg := d.paper.of(partnership.Volunteers)
		row := pg.typeRow("Ana Ruiz", "Second Turn")
		d.sync()
		if got := pg.say(row, sheet.IDColumn); got == string(ana) || got == "" {
			t.Errorf("the row typed again has the ID %q", got)
		}
		pg.deleteRow(row)
		d.sync()
		d.later()
		row = pg.typeRow("Ana Ruiz", "Second Turn")
		pg.set(row, pg.column(sheet.IDColumn), string(ana))
		d.sync()
		if live := d.records(partnership.Volunteers); live[ana].ID != ana {
			t.Error("its ID did not bring it back")
		}
		check(t)
	})
}

// TestWhatNothingHangsOnGoes holds that a deleted entry is forgotten at last.
func TestWhatNothingHangsOnGoes(t *testing.T) {
	d := cleared(t)
	d.paper.of(partnership.HoursTab).deleteRow(3)
	d.sync()
	d.later()
	if all, live := d.all(partnership.HoursTab), d.records(partnership.HoursTab); len(all) != 3 || len(live) != 2 {
		t.Fatalf("%d records, %d of them live, want 3 and 2", len(all), len(live))
	}
	d.clock = d.clock.Add(longAfter)
	if all := d.all(partnership.HoursTab); len(all) != 2 {
		t.Errorf("%d records, want 2", len(all))
	}
}
