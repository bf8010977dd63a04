package match_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// everyKind are the kinds that columns name.
var everyKind = []partnership.Kind{partnership.Partners, partnership.Volunteers, partnership.Programs, partnership.Team}

// tombstone is a record with something in every column, removed at the epoch.
func tombstone(t *sheet.TabSchema) match.Stored {
	s := match.Stored{Rev: 3, Row: 2, Minted: 1, Deleted: epoch, Former: []string{"As it was"}}
	s.ID, s.Refs, s.Typed = partnership.ID(id(900)), map[int][]sheet.Named{}, map[int]string{}
	for i, c := range t.Columns {
		v := sheet.Value{State: sheet.Good, Num: 1}
		if c.Type != sheet.Date {
			v = sheet.Value{State: sheet.Good, Text: c.Name}
		}
		s.Values = append(s.Values, v)
		if c.Type == sheet.Ref || c.Type == sheet.Refs {
			s.Refs[i] = []sheet.Named{{Text: c.Name, Kind: c.Refers[0], ID: partnership.ID(id(901))}}
		}
		if c.Type == sheet.LongText {
			s.Typed[i] = "=1/0"
		}
	}
	s.Turn = match.Turn{From: "As it was", At: epoch, Epoch: 1}
	return s
}

// headers of a tab with all its columns.
func headers(t *sheet.TabSchema) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return strings.Join(names, "|")
}

// TestFade holds what a tombstone keeps when it can come back no more.
func TestFade(t *testing.T) {
	for kind, want := range map[partnership.Kind]string{
		partnership.Partners:     "Partner, Promised thanks, Introduced by, Credit as, Also known as, Send thanks",
		partnership.Volunteers:   "Volunteer, Partner, Status, Under 18, Also known as, Send thanks",
		partnership.Programs:     "Program, Starts, Ends, Status, Also known as",
		partnership.Team:         "Name",
		partnership.Recognitions: "For, Because of, Channel, Status, Link, Done on, About",
	} {
		t.Run(string(kind), func(t *testing.T) {
			schema := sheet.SchemaOf(kind)
			s := newSchool(t)
			s.tab(kind, headers(schema))
			before := tombstone(schema)
			s.stored[kind] = []match.Stored{before.Clone()}
			s.now = epoch.Add(match.KeepTombstones - time.Second)
			if plan := s.sync()[kind]; len(plan.Writes) != 0 {
				t.Error("it faded too early")
			}
			s.now = epoch.Add(match.KeepTombstones)
			plan := s.sync()[kind]
			if len(plan.Writes) != 1 || plan.Updated+plan.Removed+plan.Created+plan.Revived != 0 {
				t.Fatalf("got %d writes, %d updated, %d removed; want one that nobody is told of", len(plan.Writes), plan.Updated, plan.Removed)
			}
			after := plan.Writes[0]
			var left []string
			for i, c := range schema.Columns {
				if after.Values[i] != (sheet.Value{}) {
					left = append(left, c.Name)
				}
				_, refers := after.Refs[i]
				if _, had := before.Refs[i]; refers != (had && after.Values[i].Text != "") {
					t.Errorf("what %s means was kept: %v", c.Name, refers)
				}
				if left := after.Values[i] != (sheet.Value{}); left && (c.Type == sheet.Email || c.Type == sheet.Phone || c.Type == sheet.LongText || c.Name == "Notes") {
					t.Errorf("%s was kept", c.Name)
				}
			}
			if got := strings.Join(left, ", "); got != want {
				t.Errorf("left are  %s\nwant      %s", got, want)
			}
			if after.ID != before.ID || after.Rev != before.Rev+1 || !after.Deleted.Equal(before.Deleted) || !slices.Equal(after.Former, before.Former) {
				t.Errorf("got %+v", after)
			}
			if len(after.Typed) != 0 || after.Turn != (match.Turn{}) {
				t.Errorf("also kept: %v, %+v", after.Typed, after.Turn)
			}
			meant := func(one match.Stored) sheet.Print {
				names := match.NewNames()
				names.Add(schema, []match.Stored{one})
				return names.Print(everyKind)
			}
			if meant(before) != meant(after) {
				t.Error("its names mean something else now")
			}
			s.stored[kind] = []match.Stored{after}
			s.now = s.now.Add(time.Hour)
			if plan := s.sync()[kind]; len(plan.Writes) != 0 {
				t.Error("it was written twice")
			}
		})
	}
	t.Run("a tab on pause is left alone", func(t *testing.T) {
		s := newSchool(t)
		s.tab(partnership.Volunteers, "Wer|Email")
		s.stored[partnership.Volunteers] = []match.Stored{tombstone(sheet.SchemaOf(partnership.Volunteers))}
		s.now = epoch.Add(2 * match.KeepTombstones)
		if plan := s.sync()[partnership.Volunteers]; plan.Paused == nil || len(plan.Writes) != 0 {
			t.Errorf("on pause for %v, %d writes", plan.Paused, len(plan.Writes))
		}
	})
	t.Run("entries that nothing hangs on do not fade, for they go", func(t *testing.T) {
		for _, kind := range []partnership.Kind{partnership.HoursTab, partnership.Donations, partnership.Meetings, partnership.Ideas} {
			if match.Lasting(kind) {
				t.Errorf("%s last", kind)
			}
		}
	})
}

// TestRemovedLongAgo holds how a row and a tombstone meet that could come back no
// more.
func TestRemovedLongAgo(t *testing.T) {
	const headers = "Volunteer|Partner|Email"
	for _, c := range []struct {
		name  string
		after time.Duration
		row   string
		want  string // the row's ID
	}{
		{"before, the same content brings it back", match.KeepTombstones - time.Hour, "Ana Ruiz|YMCA||", id(1)},
		{"after, it is somebody new", match.KeepTombstones, "Ana Ruiz|YMCA||", id(4)},
		{"but its ID brings it back", match.KeepTombstones, "Ana Ruiz|YMCA|ana@mail.example|" + id(1), id(1)},
		{"unless somebody else is typed there", match.KeepTombstones, "Zoe Park|YMCA|zoe@mail.example|" + id(1), id(4)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			others := []string{"Ben|YMCA|b@mail.example|" + id(2), "Cy|YMCA|c@mail.example|" + id(3)}
			s.tab(partnership.Volunteers, headers, "Ana Ruiz|YMCA||", "Ben|YMCA|b@mail.example|", "Cy|YMCA|c@mail.example|")
			s.sync()
			s.tab(partnership.Volunteers, headers, others...)
			s.sync()
			s.now = s.now.Add(time.Hour)
			s.sync()
			s.now = s.now.Add(c.after)
			s.tab(partnership.Volunteers, headers, append([]string{c.row}, others...)...)
			if got := s.sync()[partnership.Volunteers].Rows[0]; string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestNamesakeOfOneRemovedLongAgo holds to whom hours belong when a name is typed
// again (docs/decisions/0011, 0022).
func TestNamesakeOfOneRemovedLongAgo(t *testing.T) {
	for _, c := range []struct {
		name  string
		after time.Duration
		want  string
	}{
		{"within 400 days it is the person typed again", match.KeepTombstones - time.Hour, id(5)},
		{"later too little is left to tell, and the hours stay where they are", match.KeepTombstones, id(1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			const headers, hours = "Volunteer|Email", "Date|Volunteer|Hours"
			s := newSchool(t)
			others := []string{"Ben||" + id(2), "Cy||" + id(3)}
			s.tab(partnership.Volunteers, headers, "Ana||", "Ben||", "Cy||")
			s.tab(partnership.HoursTab, hours, "2026-10-06|Ana|1:30|")
			s.sync()
			s.tab(partnership.HoursTab, hours, "2026-10-06|Ana|1:30|"+id(4))
			s.tab(partnership.Volunteers, headers, others...)
			s.sync()
			s.now = s.now.Add(time.Hour)
			s.sync()
			s.now = s.now.Add(c.after)
			s.tab(partnership.Volunteers, headers, append([]string{"Ana|ana@mail.example|"}, others...)...)
			for range 2 {
				s.sync()
				got := s.stored[partnership.HoursTab][0].Refs[sheet.SchemaOf(partnership.HoursTab).Column("Volunteer")]
				if len(got) != 1 || string(got[0].ID) != c.want {
					t.Errorf("the hours are of %v, want %s", got, c.want)
				}
			}
		})
	}
}
