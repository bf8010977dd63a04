package roster_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

const school = "school"

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// fields are what a row says, by column: string, int, bool, a day, or the names
// of a reference.
type fields map[string]any

type names []sheet.Named

func day(s string) schoolyear.Day {
	d, err := schoolyear.ParseDay(s)
	if err != nil {
		panic(err) // a typing error in this file
	}
	return d
}

func named(kind partnership.Kind, id, text string) sheet.Named {
	return sheet.Named{Text: text, Kind: kind, ID: partnership.ID(id)}
}

// item makes a record's item; change may turn it into a tombstone.
func item(t testing.TB, kind partnership.Kind, id string, row int, f fields, change ...func(*match.Stored)) store.Action {
	t.Helper()
	schema := sheet.SchemaOf(kind)
	s := match.Stored{Rev: 1, Row: row, Minted: 1}
	s.ID, s.Values, s.Refs = partnership.ID(id), make([]sheet.Value, len(schema.Columns)), map[int][]sheet.Named{}
	for column, value := range f {
		i := schema.Column(column)
		if i < 0 {
			t.Fatalf("%s has no column %q", kind, column)
		}
		v := sheet.Value{State: sheet.Good}
		switch x := value.(type) {
		case string:
			v.Text = x
		case int:
			v.Num = int64(x)
		case schoolyear.Day:
			v.Num = int64(x)
		case bool:
			if x {
				v.Num = 1
			}
		case names:
			for _, n := range x {
				v.Text += n.Text
			}
			s.Refs[i] = x
		default:
			t.Fatalf("a field of type %T", value)
		}
		s.Values[i] = v
	}
	for _, c := range change {
		c(&s)
	}
	i, err := roster.EncodeRecord(schema, s)
	if err != nil {
		t.Fatal(err)
	}
	return store.Action{Op: store.Put, Key: i.Key, Attrs: i.Attrs}
}

// commit writes records as a sync does, under a new epoch.
func commit(t testing.TB, s store.Store, epoch int64, actions ...store.Action) {
	t.Helper()
	state := store.State{Schema: store.Schema, Committed: epoch, StartDay: "2026-08-10", Zone: "America/Denver", Read: now}
	begin(t, s, epoch)
	for _, a := range actions {
		if strings.HasPrefix(a.Key, store.PendingPrefix) || strings.HasPrefix(a.Key, store.ProblemPrefix) {
			state.Chunks++
		}
	}
	i, err := state.Item()
	if err != nil {
		t.Fatal(err)
	}
	actions = append(actions, store.Action{Op: store.Put, Key: i.Key, Attrs: i.Attrs})
	for part := range slices.Chunk(actions, store.MaxActions) {
		if err := s.Write(context.Background(), school, part); err != nil {
			t.Fatal(err)
		}
	}
}

// begin takes the lease for a new epoch, as a sync that has not committed.
func begin(t testing.TB, s store.Store, epoch int64) {
	t.Helper()
	err := s.Write(context.Background(), school, []store.Action{
		{Op: store.Update, Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: epoch}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func openStore(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "store.db"), func() time.Time { return now }, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func load(t testing.TB, r *roster.Roster) *roster.Edition {
	t.Helper()
	e, err := r.Load(context.Background(), school)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func ana(t testing.TB) store.Action {
	return item(t, partnership.Volunteers, "V1", 2, fields{"Volunteer": "Ana Ruiz", "Email": "ana@ymca.example"})
}

func TestLoad(t *testing.T) {
	t.Run("a school never synced says so", func(t *testing.T) {
		if _, err := roster.New(openStore(t)).Load(t.Context(), school); !errors.Is(err, roster.ErrNeverSynced) {
			t.Errorf("load: %v, want ErrNeverSynced", err)
		}
	})
	t.Run("an unchanged version costs one call of the store, and is the same value", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		recorded := storetest.Record(s)
		r := roster.New(recorded)
		first := load(t, r)
		recorded.Taken()
		if again := load(t, r); again != first {
			t.Error("the edition was made anew")
		}
		if calls := recorded.Taken(); len(calls) != 1 || calls[0].Method != storetest.Get {
			t.Errorf("%d calls %v, want one Get", len(calls), calls)
		}
	})
	t.Run("a changed version costs a read of the version, one list, and the version again", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		recorded := storetest.Record(s)
		load(t, roster.New(recorded))
		var methods []storetest.Method
		for _, c := range recorded.Taken() {
			methods = append(methods, c.Method)
		}
		if want := []storetest.Method{storetest.Get, storetest.List, storetest.Get}; !slices.Equal(methods, want) {
			t.Errorf("calls %v, want %v", methods, want)
		}
	})
	t.Run("many who ask at once share one load", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		r := roster.New(s)
		got := make([]*roster.Edition, 20)
		var all sync.WaitGroup
		for i := range got {
			all.Go(func() { got[i], _ = r.Load(context.Background(), school) })
		}
		all.Wait()
		for _, e := range got {
			if e == nil || e != got[0] {
				t.Fatal("two editions of one version")
			}
		}
	})
	t.Run("a sync that is half-way shows the edition before, and none when there is none", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		r := roster.New(s)
		load(t, r)
		begin(t, s, 2)
		if e := load(t, r); !e.Behind || e.Epoch != 1 || len(e.Volunteers) != 1 {
			t.Errorf("edition of epoch %d, behind %v", e.Epoch, e.Behind)
		}
		if _, err := roster.New(s).Load(t.Context(), school); !errors.Is(err, roster.ErrHalfway) {
			t.Errorf("load without an edition before: %v, want ErrHalfway", err)
		}
		commit(t, s, 2, item(t, partnership.Volunteers, "V2", 3, fields{"Volunteer": "Ben Coles"}))
		if e := load(t, r); e.Behind || e.Epoch != 2 || len(e.Volunteers) != 2 {
			t.Errorf("after the commit: epoch %d, behind %v, %d volunteers", e.Epoch, e.Behind, len(e.Volunteers))
		}
	})
	t.Run("a sync that begins while records are read spoils that load, and no other", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		raced := false
		racing := storetest.Observe(s, func(_ context.Context, c storetest.Call) error {
			if c.Method == storetest.List && !raced {
				raced = true
				commit(t, s, 2, item(t, partnership.Volunteers, "V2", 3, fields{"Volunteer": "Ben Coles"}))
			}
			return nil
		}, nil)
		if e := load(t, roster.New(racing)); e.Epoch != 2 || len(e.Volunteers) != 2 {
			t.Errorf("edition of epoch %d with %d volunteers, want epoch 2 whole", e.Epoch, len(e.Volunteers))
		}
	})
	t.Run("a store that cannot be reached is an error, not an empty school", func(t *testing.T) {
		for n := 1; n <= 3; n++ {
			s := openStore(t)
			commit(t, s, 1, ana(t))
			if _, err := roster.New(storetest.FailAt(s, n, storetest.Before)).Load(t.Context(), school); !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("call %d fails: %v, want ErrUnavailable", n, err)
			}
		}
	})
	t.Run("a later read that changed nothing moves AsOf alone", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t))
		r := roster.New(s)
		first := load(t, r)
		seen := store.Seen{Began: now.Add(time.Hour)}.Item()
		if err := s.Write(t.Context(), school, []store.Action{{Op: store.Put, Key: seen.Key, Attrs: seen.Attrs}}); err != nil {
			t.Fatal(err)
		}
		second := load(t, r)
		if !second.AsOf.Equal(now.Add(time.Hour)) || !first.AsOf.Equal(now) || !second.Committed.Equal(now) {
			t.Errorf("as of %s, then %s; committed %s", first.AsOf, second.AsOf, second.Committed)
		}
		if second.Index() != first.Index() {
			t.Error("the index was built twice for one version")
		}
	})
}

func TestNames(t *testing.T) {
	gone := func(s *match.Stored) { s.Deleted = now }
	into := func(id partnership.ID) func(*match.Stored) {
		return func(s *match.Stored) { s.Deleted, s.Into = now, id }
	}
	hours := func(who sheet.Named) fields {
		return fields{"Date": day("2026-11-03"), "Volunteer": names{who}, "Hours": 90}
	}
	t.Run("a reference shows the present name, not the one typed", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t), item(t, partnership.HoursTab, "H1", 2, hours(named(partnership.Volunteers, "V1", "A. Ruiz"))))
		want := partnership.Ref{Kind: partnership.Volunteers, ID: "V1", Name: "Ana Ruiz"}
		if got := load(t, roster.New(s)).Hours[0].Volunteers; len(got) != 1 || got[0] != want {
			t.Errorf("volunteers %v, want %v", got, want)
		}
	})
	t.Run("a name that nobody knows stays as typed and is not matched", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, item(t, partnership.HoursTab, "H1", 2, hours(named("", "", "Ben Cole"))))
		if got := load(t, roster.New(s)).Hours[0].Volunteers[0]; got.Matched() || got.Name != "Ben Cole" {
			t.Errorf("volunteer %+v", got)
		}
	})
	t.Run("a reference to a merged record means the one that has its history now", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t),
			item(t, partnership.Volunteers, "V0", 0, fields{"Volunteer": "Anna Ruiz"}, into("V9")),
			item(t, partnership.Volunteers, "V9", 0, fields{"Volunteer": "Ana R."}, into("V1")),
			item(t, partnership.HoursTab, "H1", 2, hours(named(partnership.Volunteers, "V0", "Anna Ruiz"))))
		e := load(t, roster.New(s))
		if got := e.Hours[0].Volunteers[0]; got.ID != "V1" || got.Name != "Ana Ruiz" {
			t.Errorf("volunteer %+v, want V1", got)
		}
		if len(e.Volunteers) != 1 || len(e.Removed.Volunteers) != 0 {
			t.Errorf("%d volunteers, %d removed, want 1 and none", len(e.Volunteers), len(e.Removed.Volunteers))
		}
	})
	t.Run("a reference to a removed record keeps meaning it", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1,
			item(t, partnership.Volunteers, "V1", 0, fields{"Volunteer": "Ana Ruiz"}, gone),
			item(t, partnership.HoursTab, "H1", 2, hours(named(partnership.Volunteers, "V1", "Ana"))))
		e := load(t, roster.New(s))
		if got := e.Hours[0].Volunteers[0]; got.ID != "V1" || got.Name != "Ana Ruiz" {
			t.Errorf("volunteer %+v, want V1", got)
		}
		if len(e.Volunteers) != 0 || len(e.Removed.Volunteers) != 1 {
			t.Errorf("%d volunteers, %d removed, want none and 1", len(e.Volunteers), len(e.Removed.Volunteers))
		}
	})
	t.Run("what others refer to, and thanks, stay for good; all else can be forgotten", func(t *testing.T) {
		for _, schema := range sheet.Tabs() {
			r := match.Stored{Deleted: now}
			r.ID, r.Values = "X", make([]sheet.Value, len(schema.Columns))
			i, err := roster.EncodeRecord(schema, r)
			if err != nil {
				t.Fatal(err)
			}
			lasts := match.NameColumn(schema) >= 0 || schema.Kind == partnership.Recognitions
			if got := i.Int(store.TTL); lasts != (got == 0) || !lasts && got != now.Add(match.KeepTombstones).Unix() {
				t.Errorf("a tombstone of %s expires at %d", schema.Kind, got)
			}
		}
	})
	t.Run("a thank-you that left the sheet is remembered", func(t *testing.T) {
		s := openStore(t)
		f := fields{"For": names{named(partnership.Volunteers, "V1", "Ana Ruiz")}, "Status": "Sent"}
		commit(t, s, 1, ana(t), item(t, partnership.Recognitions, "N1", 0, f, gone))
		e := load(t, roster.New(s))
		if len(e.Recognitions) != 0 || len(e.Memory.Removed) != 1 || e.Memory.Removed[0].Status != partnership.RecognitionSent {
			t.Errorf("recognitions %v, removed %v", e.Recognitions, e.Memory.Removed)
		}
		if day := e.Memory.RemovedOn["N1"]; day != e.Settings.Calendar.DayOf(now) {
			t.Errorf("it left on %v, want the school's day of its removal", day)
		}
	})
}

func TestProblemsAndMissingRows(t *testing.T) {
	s := openStore(t)
	problem := sheet.Problem{Code: "x", Level: sheet.Fix, Tab: partnership.HoursTab, Row: 14, At: 3, Value: "two", Kept: "1.5"}
	problems, err := roster.EncodeProblems([]sheet.Problem{problem})
	if err != nil {
		t.Fatal(err)
	}
	missing, err := roster.EncodeMissing([]match.Missing{{Tab: partnership.HoursTab, ID: "H1", Since: now, Base: 3, Held: true}})
	if err != nil {
		t.Fatal(err)
	}
	actions := []store.Action{
		item(t, partnership.HoursTab, "H1", 7, fields{"Date": day("2026-11-03"), "Volunteer": names{named("", "", "Ben Cole")}, "Hours": 90}),
		item(t, partnership.HoursTab, "H2", 8, fields{"Date": day("2026-11-04"), "Volunteer": names{named("", "", "Ben Cole")}, "Hours": 60}),
	}
	for _, i := range append(problems, missing...) {
		actions = append(actions, store.Action{Op: store.Put, Key: i.Key, Attrs: i.Attrs})
	}
	commit(t, s, 1, actions...)
	e := load(t, roster.New(s))
	t.Run("standing problems come with the edition", func(t *testing.T) {
		if len(e.Problems) != 1 || e.Problems[0].Cell() != "D14" {
			t.Errorf("problems %+v", e.Problems)
		}
	})
	t.Run("a missing row still counts, and the edition says since when it is missing", func(t *testing.T) {
		want := roster.Gone{Source: partnership.Source{Kind: partnership.HoursTab, ID: "H1", Day: day("2026-11-03")}, Name: "2026-11-03, Ben Cole", Since: now, Held: true}
		if len(e.Missing) != 1 || e.Missing[0] != want {
			t.Errorf("missing %+v, want %+v", e.Missing, want)
		}
		if len(e.Hours) != 2 {
			t.Errorf("hours %+v", e.Hours)
		}
	})
}

func TestRowsBeingTyped(t *testing.T) {
	problem := func(row int) sheet.Problem {
		return sheet.Problem{Code: sheet.RequiredBlank, Level: sheet.Fix, Tab: partnership.HoursTab, Row: row, At: 3, Column: "Hours"}
	}
	unread := problem(16)
	unread.Code, unread.Value = sheet.HoursUnread, "two"
	fix, err := roster.EncodeProblems([]sheet.Problem{problem(14), problem(15), unread})
	if err != nil {
		t.Fatal(err)
	}
	rows := func(since time.Time) []int {
		typing, err := roster.EncodeTyping([]roster.Typing{{Tab: partnership.HoursTab, Row: 15, Since: since}, {Tab: partnership.HoursTab, Row: 16, Since: since}, {Tab: partnership.Volunteers, Row: 14, Since: since}})
		if err != nil {
			t.Fatal(err)
		}
		s := openStore(t)
		var actions []store.Action
		for _, i := range append(fix, typing) {
			actions = append(actions, store.Action{Op: store.Put, Key: i.Key, Attrs: i.Attrs})
		}
		commit(t, s, 1, actions...)
		var rows []int
		for _, p := range load(t, roster.New(s)).Problems {
			rows = append(rows, p.Row)
		}
		return rows
	}
	t.Run("nothing is said of what a row lacks that was first seen less than a minute before the sheet was read", func(t *testing.T) {
		if got := rows(now.Add(-59 * time.Second)); !slices.Equal(got, []int{14, 16}) {
			t.Errorf("problems of rows %v, want of 14, and of 16 what it says already", got)
		}
	})
	t.Run("a minute later it is to be put right like any other", func(t *testing.T) {
		if got := rows(now.Add(-time.Minute)); !slices.Equal(got, []int{14, 15, 16}) {
			t.Errorf("problems of rows %v, want of 14, 15 and 16", got)
		}
	})
}

func TestNouns(t *testing.T) {
	t.Run("blank cells have the meaning that the sheet promises", func(t *testing.T) {
		s := openStore(t)
		commit(t, s, 1, ana(t),
			item(t, partnership.Partners, "P1", 2, fields{"Partner": "YMCA"}),
			item(t, partnership.Ideas, "I1", 2, fields{"Idea": "Homework help"}),
			item(t, partnership.Programs, "G1", 2, fields{"Program": "Tutoring"}),
			item(t, partnership.Team, "T1", 2, fields{"Name": "Nora Beck"}))
		e := load(t, roster.New(s))
		got := []string{
			string(e.Volunteers[0].Status), e.Partners[0].PartnerKind, string(e.Ideas[0].Status),
			e.Programs[0].ProgramKind, string(e.Team[0].Access), fmt.Sprint(e.Partners[0].OKToThank, e.Partners[0].SendThanks),
		}
		want := []string{"Active", "Other", "New", "Other", "None", fmt.Sprint(partnership.Unanswered, partnership.Unanswered)}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("an answer that cannot be read counts as the one that shows least", func(t *testing.T) {
		s := openStore(t)
		unread := item(t, partnership.Volunteers, "V1", 2, fields{"Volunteer": "Ana Ruiz", "Under 18": false, "OK to thank publicly": true, "Send thanks": true})
		schema := sheet.SchemaOf(partnership.Volunteers)
		unread.Attrs["typed"] = sheet.EncodeTyped(schema, map[int]string{
			schema.Column("Under 18"): "17", schema.Column("OK to thank publicly"): "Nope", schema.Column("Send thanks"): "please don't",
		})
		commit(t, s, 1, unread)
		v := load(t, roster.New(s)).Volunteers[0]
		if v.Under18 != partnership.Yes || v.OKToThank != partnership.No || v.SendThanks != partnership.No {
			t.Errorf("under 18 %v, thank publicly %v, letters %v", v.Under18, v.OKToThank, v.SendThanks)
		}
	})
	t.Run("every column of the schema reaches the nouns", func(t *testing.T) {
		s := openStore(t)
		at := day("2026-11-03")
		commit(t, s, 1,
			item(t, partnership.Volunteers, "V1", 2, fields{
				"Volunteer": "Ana Ruiz", "Hours required": 405_000, "Hours before": 1_234, "Talents": "Spanish\nCoding",
				"Under 18": true, "Send thanks": false, "Clearance until": at, "Status": "Paused",
			}),
			item(t, partnership.HoursTab, "H1", 2, fields{
				"Date": at, "Volunteer": names{named(partnership.Volunteers, "V1", "Ana")}, "Hours": 90, "Students": 4,
				"People": 3, "On behalf of": names{{Text: "self"}}, "Kind": "Training", "What we did": "read",
			}),
			item(t, partnership.Donations, "D1", 2, fields{
				"Date": at, "Partner": names{named(partnership.Volunteers, "V1", "Ana")}, "What": "12 computers", "Value": 0,
				"Kind": "Money", "Promised thanks": "Website note\nEmail", "Name publicly": false,
			}),
			item(t, partnership.Programs, "G1", 2, fields{
				"Program": "Visit", "Checklist": "[x] papers\n[ ] water bowl\nblanket - done\n✓ photo consent\nDone\n\n",
				"Student questions": "Why?\n\nHow?",
			}),
			item(t, partnership.Meetings, "M1", 2, fields{"Date": at, "Starts": 15*60 + 30, "Minutes": 45, "Decisions": "Go on"}))
		e := load(t, roster.New(s))
		v, h, d, p, m := e.Volunteers[0], e.Hours[0], e.Donations[0], e.Programs[0], e.Meetings[0]
		if v.RequiredMinutes != 40*60+30 || v.BeforeMinutes != 7 || len(v.Talents) != 2 || v.Under18 != partnership.Yes ||
			v.SendThanks != partnership.No || v.ClearanceUntil != at || v.Status != partnership.VolunteerPaused {
			t.Errorf("volunteer %+v", v)
		}
		if h.Date != at || h.Minutes != 90 || h.Students != 4 || h.People != 3 || !h.Self || h.OnBehalfOf != (partnership.Ref{}) || !h.Training {
			t.Errorf("hours %+v", h)
		}
		if !d.HasValue || d.Value != 0 || !d.Money || len(d.PromisedThanks) != 2 || d.NamePublicly != partnership.No {
			t.Errorf("donation %+v", d)
		}
		want := []partnership.ChecklistLine{{Text: "papers", Done: true}, {Text: "water bowl"}, {Text: "blanket - done", Done: true}, {Text: "photo consent", Done: true}, {Text: "Done"}}
		if !slices.Equal(p.Checklist, want) || len(p.StudentQuestions) != 2 {
			t.Errorf("checklist %+v, questions %q", p.Checklist, p.StudentQuestions)
		}
		if !m.HasStarts || m.Starts.String() != "15:30" || m.Minutes != 45 || m.Decisions != "Go on" {
			t.Errorf("meeting %+v", m)
		}
	})
	t.Run("records are in the order of the sheet, those in no row last", func(t *testing.T) {
		s := openStore(t)
		var actions []store.Action
		for id, row := range map[string]int{"A": 9, "B": 2, "C": 0, "D": 5} {
			actions = append(actions, item(t, partnership.Partners, id, row, fields{"Partner": id}))
		}
		commit(t, s, 1, actions...)
		var order string
		for _, p := range load(t, roster.New(s)).Partners {
			order += p.Name
		}
		if order != "BDAC" {
			t.Errorf("order %s, want BDAC", order)
		}
	})
}

func TestSettings(t *testing.T) {
	settings := func(t *testing.T, f fields) partnership.Settings {
		s := openStore(t)
		commit(t, s, 1, item(t, sheet.SettingsTab, string(sheet.SettingsID), 0, f))
		return load(t, roster.New(s)).Settings
	}
	t.Run("a missing setting uses its default", func(t *testing.T) {
		got := settings(t, nil)
		zone := got.Calendar.Zone.String()
		got.Calendar.Zone = nil
		want := partnership.Settings{
			Calendar: schoolyear.Calendar{StartMonth: time.August}, DigestDay: time.Monday, DigestTime: 7 * 60, ReportDay: 1,
			MeetEveryWeeks: 8, ThankWithinDays: 14, MilestoneHours: []int{10, 25, 50, 100, 250}, WaitMinutes: 30, Networks: []string{"Facebook"},
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
		if zone != "America/Denver" {
			t.Errorf("zone %s, want the spreadsheet's, America/Denver", zone)
		}
	})
	t.Run("a setting counts, with its zone before the spreadsheet's", func(t *testing.T) {
		got := settings(t, fields{
			"Time zone": "Pacific/Auckland", "School year starts": "January", "Breaks": "2026-12-21 to 2027-01-02\n2027-02-15",
			"Digest day": "Thursday", "Digest time": 6*60 + 45, "Digest on quiet weeks": true, "Milestone hours": "50\n10\n10",
			"Usual meeting times": "Tue 15:30", "Wait before sending": 0, "School name": "Maple Street", "Thank from": day("2026-09-01"),
			"Ask volunteers for ideas": "Once a term", "Value of a volunteer hour": 3614,
		})
		c := got.Calendar
		if c.Zone.String() != "Pacific/Auckland" || c.StartMonth != time.January || len(c.Breaks) != 2 ||
			c.Breaks[0].String() != "2026-12-21 to 2027-01-02" || !c.InBreak(day("2027-02-15")) {
			t.Errorf("calendar %+v", c)
		}
		if got.DigestDay != time.Thursday || got.DigestTime.String() != "06:45" || !got.DigestOnQuiet || !got.AskForIdeas ||
			!slices.Equal(got.MilestoneHours, []int{10, 50}) || got.UsualMeetingTimes[0].String() != "Tue 15:30" ||
			got.WaitMinutes != 0 || got.Signed != "Maple Street" || got.HourValue != 3614 {
			t.Errorf("settings %+v", got)
		}
	})
	t.Run("the school's start day is Thank from, else the first sync's", func(t *testing.T) {
		for from, want := range map[string]string{"": "2026-08-10", "2026-09-01": "2026-09-01"} {
			s := openStore(t)
			f := fields{}
			if from != "" {
				f["Thank from"] = day(from)
			}
			commit(t, s, 1, item(t, sheet.SettingsTab, string(sheet.SettingsID), 0, f))
			if got := load(t, roster.New(s)).StartDay.String(); got != want {
				t.Errorf("Thank from %q: start day %s, want %s", from, got, want)
			}
		}
	})
	t.Run("every setting of the schema is read", func(t *testing.T) {
		// Allow large removal is the sync's alone.
		source := map[string]bool{"Allow large removal": true}
		base := fmt.Sprintf("%+v", settings(t, nil))
		other := map[sheet.Type]any{
			sheet.Text: "other", sheet.LongText: "other", sheet.Email: "other@school.example", sheet.Zone: "Asia/Tokyo", sheet.Date: day("2026-10-01"),
			sheet.Clock: 601, sheet.Whole: 17, sheet.Money: 99, sheet.YesNo: true,
		}
		for _, col := range sheet.Settings().Columns {
			value := other[col.Type]
			switch {
			case col.Type == sheet.Choice:
				value = col.Choices[len(col.Choices)-1]
			case col.Type == sheet.List && col.Each == sheet.SpanItem:
				value = "2026-10-01"
			case col.Type == sheet.List && col.Each == sheet.TimeItem:
				value = "Wed 09:15"
			case col.Type == sheet.List:
				value = "17"
			}
			if fmt.Sprintf("%+v", settings(t, fields{col.Name: value})) != base {
				source[col.Name] = true
			}
		}
		for _, col := range sheet.Settings().Columns {
			if !source[col.Name] {
				t.Errorf("setting %q changes nothing; read are %v", col.Name, slices.Sorted(maps.Keys(source)))
			}
		}
	})
}

func BenchmarkLoad50000Hours(b *testing.B) {
	s := openStore(b)
	var actions []store.Action
	for i := range 400 {
		actions = append(actions, item(b, partnership.Volunteers, fmt.Sprintf("V%04d", i), i+2, fields{"Volunteer": fmt.Sprintf("Volunteer %d", i)}))
	}
	for i := range 50_000 {
		v := named(partnership.Volunteers, fmt.Sprintf("V%04d", i%400), fmt.Sprintf("Volunteer %d", i%400))
		actions = append(actions, item(b, partnership.HoursTab, fmt.Sprintf("H%06d", i), i+2, fields{
			"Date": day("2026-11-03"), "Volunteer": names{v}, "Hours": 90, "Students": 4, "What we did": "Read aloud and wrote about it",
		}))
	}
	commit(b, s, 1, actions...)
	b.ReportAllocs()
	for b.Loop() {
		if e := load(b, roster.New(s)); len(e.Hours) != 50_000 {
			b.Fatalf("%d hours", len(e.Hours))
		}
	}
}
