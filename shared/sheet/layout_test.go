package sheet

import (
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
)

func TestWhichTabIsWhich(t *testing.T) {
	hours := func(title string) Grid { return grid(title, row("Date", "Volunteer", "Hours")) }
	tests := []struct {
		title string
		want  partnership.Kind // "" when it is not read
	}{
		{"Hours", "Hours"},
		{" hours ", "Hours"},
		{"HOURS!", "Hours"},
		{"Volunteer hours", "Hours"},
		{"Copy of Hours", ""},
		{"Hours (2)", ""},
		{"Hours 2025", ""},
		{"Gifts", "Donations"},
		{"Thank-yous", "Recognition"},
		{"Thank yous", "Recognition"},
		{"Community partners", "Partners"},
		{"Volunteer list", "Volunteers"},
		{"Lunch menu", ""},
	}
	for _, test := range tests {
		t.Run(test.title, func(t *testing.T) {
			s := LayOut([]Grid{hours(test.title)}, nil)
			var got partnership.Kind
			for _, l := range s.Tabs {
				if l.Title != "" {
					got = l.Schema.Kind
				}
			}
			if got != test.want || (len(s.Unread) == 1) != (test.want == "") {
				t.Errorf("got %q and %d tabs not read, want %q", got, len(s.Unread), test.want)
			}
		})
	}
	t.Run("a tab that is missing is on pause", func(t *testing.T) {
		s := LayOut(nil, nil)
		for _, l := range s.Tabs {
			if l.Paused == nil || l.Paused.Code != TabMissing {
				t.Errorf("%s: %v", l.Schema.Kind, l.Paused)
			}
		}
	})
	t.Run("the very name goes before another that means the same", func(t *testing.T) {
		s := LayOut([]Grid{hours("Volunteer hours"), hours("Hours")}, nil)
		if l := s.Tab("Hours"); l.Title != "Hours" || l.Paused != nil {
			t.Errorf("got %q, %v", l.Title, l.Paused)
		}
		if len(s.Unread) != 1 || s.Unread[0].Title != "Volunteer hours" {
			t.Errorf("not read: %v", s.Unread)
		}
	})
	t.Run("two tabs that could each be it put it on pause", func(t *testing.T) {
		s := LayOut([]Grid{hours("Hours log"), hours("Sessions")}, nil)
		p := s.Tab("Hours").Paused
		if p == nil || p.Code != TabDoubled || !slices.Equal(p.Args, []string{"Hours log", "Sessions"}) {
			t.Errorf("got %+v", p)
		}
	})
	t.Run("a renamed tab is followed by the adapter's key", func(t *testing.T) {
		g := hours("Last year's fun")
		g.Key = "77"
		other := hours("Hours")
		other.Key = "78"
		s := LayOut([]Grid{other, g}, map[string]partnership.Kind{"77": "Hours"})
		if got := s.Tab("Hours").Title; got != "Last year's fun" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("an unread tab can be taken for the missing one", func(t *testing.T) {
		g := grid("Renamed", row("Date", "Volunteer", "Hours", NoteColumn, IDColumn), row(date(sept5), "Ana", 1, nil, "01A"), row(date(sept5), "Ben", 1, "x", "01B"))
		s := LayOut([]Grid{g}, nil)
		if got := IDs(s.Unread[0]); !slices.Equal(got, []string{"01A", "01B"}) {
			t.Errorf("IDs: got %v", got)
		}
		s.Adopt("Hours", s.Unread[0])
		if l := s.Tab("Hours"); l.Paused != nil || l.Title != "Renamed" || len(s.Unread) != 0 {
			t.Errorf("got %q, %v, %d not read", l.Title, l.Paused, len(s.Unread))
		}
	})
	t.Run("an ID column of a school's own is not ours", func(t *testing.T) {
		g := grid("Lunch", row("Child", "ID"), row("x", "4711"))
		if got := IDs(&g); got != nil {
			t.Errorf("got %v", got)
		}
	})
	t.Run("the report is neither read nor told as not read", func(t *testing.T) {
		s := LayOut([]Grid{grid("Shelfmates report", row("Last sync"))}, nil)
		if s.Report == nil || len(s.Unread) != 0 {
			t.Errorf("report %v, %d not read", s.Report, len(s.Unread))
		}
	})
}

func TestTabsThatChangedPlaces(t *testing.T) {
	hours := row("Date", "Program", "Volunteer", "Hours", "Students", NoteColumn, IDColumn)
	gifts := row("Date", "Partner", "What", "Value", NoteColumn, IDColumn)
	said := func(s *Survey, kind partnership.Kind) string {
		if p := s.Tab(kind).Paused; p != nil {
			return p.Text().Message()
		}
		return ""
	}
	t.Run("two whose names were swapped say so", func(t *testing.T) {
		s := LayOut([]Grid{grid("Donations", hours), grid("Hours", gifts)}, nil)
		for kind, want := range map[partnership.Kind]string{
			"Hours":     "Hours is on pause: its headers are those of Donations. What we last read of it stays. The tabs Hours and Donations have each other's names: swap them back.",
			"Donations": "Donations is on pause: its headers are those of Hours. What we last read of it stays. The tabs Donations and Hours have each other's names: swap them back.",
		} {
			if got := said(s, kind); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
	})
	t.Run("one that holds another's headers is told which", func(t *testing.T) {
		s := LayOut([]Grid{grid("Donations", hours)}, nil)
		want := "Donations is on pause: its headers are those of Hours. What we last read of it stays. If this is Hours, name the tab so; else put the headers of Donations back."
		if got := said(s, "Donations"); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("a tab that lacks one header of its own is told that one", func(t *testing.T) {
		s := LayOut([]Grid{grid("Hours", row("Date", "Program", "Volunteer", "Tiem", "Students"))}, nil)
		if p := s.Tab("Hours").Paused; p == nil || p.Code != HeaderMissing || p.Fix != "Tiem" {
			t.Errorf("got %+v", p)
		}
	})
}

func TestHeader(t *testing.T) {
	lay := func(rows ...[]any) *Layout { return LayOut([]Grid{grid("Volunteers", rows...)}, nil).Tab("Volunteers") }
	at := func(l *Layout, name string) int { return l.Columns[l.Schema.Column(name)] }

	t.Run("columns are found by header, whatever their order", func(t *testing.T) {
		l := lay(row("ID", "Phone", "Own column", "Volunteer", "Email"))
		if at(l, "Volunteer") != 3 || at(l, "Email") != 4 || at(l, "Phone") != 1 || l.IDAt != 0 || at(l, "Talents") != -1 {
			t.Errorf("got %v, ID at %d", l.Columns, l.IDAt)
		}
	})
	t.Run("case, spacing, punctuation and aliases do not matter", func(t *testing.T) {
		for _, header := range []string{"VOLUNTEER", " volunteer: ", "Volunteer *", "Volunteer name", "Name", "Name\nof volunteer", "Volunteer\u00a0name", "\u200bVolunteer\ufeff", "Ｖolunteer"} {
			if l := lay(row(header, "E-mail")); l.Paused != nil || at(l, "Volunteer") != 0 || at(l, "Email") != 1 {
				t.Errorf("%q: %v, %v", header, l.Columns, l.Paused)
			}
		}
	})
	t.Run("banners above the header do not matter", func(t *testing.T) {
		l := lay(row("Maple Street Elementary"), row(), row(nil, "Volunteers 2026"), row("Volunteer", "Email"))
		if l.Paused != nil || l.Header != 4 {
			t.Errorf("header in row %d, %v", l.Header, l.Paused)
		}
	})
	t.Run("the first row that holds all required headers wins", func(t *testing.T) {
		l := lay(row("Email", "Phone", "Role", "Status"), row("Volunteer"), row("Volunteer", "Email", "Phone"))
		if l.Header != 2 {
			t.Errorf("header in row %d", l.Header)
		}
	})
	t.Run("without one the row with most known headers counts, two at least", func(t *testing.T) {
		l := lay(row("Email", "Phone"), row("Email", "Phone", "Role"), row("Email"))
		if l.Header != 2 || l.Paused == nil || l.Paused.Code != HeaderMissing {
			t.Errorf("header in row %d, %v", l.Header, l.Paused)
		}
		if l := lay(row("Email", "Lunch")); l.Header != 0 || l.Paused == nil || l.Paused.Code != HeaderNotFound {
			t.Errorf("header in row %d, %v", l.Header, l.Paused)
		}
	})
	t.Run("a header below the first twenty rows is none", func(t *testing.T) {
		var rows [][]any
		for range 20 {
			rows = append(rows, row("x"))
		}
		if l := lay(append(rows, row("Volunteer", "Email"))...); l.Paused == nil || l.Paused.Code != HeaderNotFound {
			t.Errorf("got %v", l.Paused)
		}
	})
	t.Run("a missing required header pauses the tab and names what may be meant", func(t *testing.T) {
		l := lay(row("Email", "Voluntere", "Phone"))
		p := l.Paused
		if p == nil || p.Code != HeaderMissing || p.Fix != "Voluntere" || p.Cell() != "B1" || !slices.Equal(p.Args, []string{"Volunteer"}) {
			t.Fatalf("got %+v", p)
		}
		if r := l.Read(); len(r.Rows) != 0 || r.Paused == nil {
			t.Errorf("%d rows were read", len(r.Rows))
		}
	})
	t.Run("a doubled required header pauses the tab and says where both are", func(t *testing.T) {
		p := lay(row("Volunteer", "Email", "Volunteer name")).Paused
		if p == nil || p.Code != HeaderDoubled || !slices.Equal(p.Args, []string{"Volunteer (A1)", "Volunteer name (C1)"}) {
			t.Fatalf("got %+v", p)
		}
		want := `Volunteers is on pause: Volunteer (A1) and Volunteer name (C1) both mean "Volunteer". What we last read of it stays. Give one of them another name.`
		if got := p.Text().Message(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("a doubled optional header keeps what is stored and is reported", func(t *testing.T) {
		l := lay(row("Volunteer", "Email", "E-mail"), row("Ana", "a@x.example", "b@x.example"))
		r := l.Read()
		if l.Paused != nil || len(r.Problems) != 1 || r.Problems[0].Code != ColumnDoubled || r.Problems[0].Column != "Email" {
			t.Fatalf("got %v, %+v", l.Paused, r.Problems)
		}
		if got := values(r, "Email"); got[0] != "absent" {
			t.Errorf("got %v", got)
		}
	})
	t.Run("a renamed optional column is recognized among the others", func(t *testing.T) {
		l := lay(row("Volunteer", "Talens", "Lunch"))
		if got := l.Lookalike(l.Schema.Column("Talents")); got != "Talens" {
			t.Errorf("got %q", got)
		}
		if got := l.Lookalike(l.Schema.Column("Phone")); got != "" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("First name and Last name are read as Volunteer", func(t *testing.T) {
		r := lay(row("Timestamp", "Last name", "First name"), row(date(sept5), "Ruiz", " Ana "), row(nil, "Coles"), row(nil, nil, "Di")).Read()
		if got := values(r, "Volunteer"); !slices.Equal(got, []string{"Ana Ruiz", "Coles", "Di"}) {
			t.Errorf("got %q, %v", got, r.Paused)
		}
	})
	t.Run("one of the two alone is no name", func(t *testing.T) {
		if l := lay(row("First name", "Email")); l.Paused == nil || l.Paused.Code != HeaderMissing {
			t.Errorf("got %v", l.Paused)
		}
	})
	t.Run("the Timestamp of a form is ignored", func(t *testing.T) {
		if l := lay(row("Timestamp", "Volunteer")); len(l.others) != 0 {
			t.Errorf("got %v", l.others)
		}
	})
	t.Run("the set of columns does not depend on their order", func(t *testing.T) {
		a, b := lay(row("Volunteer", "Email", IDColumn)), lay(row("x", IDColumn, "Mail", "Name"))
		if a.Has() != b.Has() || a.Has() == lay(row("Volunteer", "Email")).Has() {
			t.Errorf("%x, %x", a.Has(), b.Has())
		}
	})
	t.Run("a tab collapsed to a lone error is on pause", func(t *testing.T) {
		for name, rows := range map[string][][]any{
			"with nothing else":     {row(broken("#REF!"))},
			"under its headers":     {row("Volunteer", "Email"), row(broken("#REF!"))},
			"while it loads":        {row("Volunteer", "Email"), row("Loading...")},
			"beside IDs that stand": {row("Volunteer", "Email", IDColumn), row(broken("#N/A"), nil, "01A"), row(nil, nil, "01B")},
		} {
			r := lay(rows...).Read()
			if r.Paused == nil || r.Paused.Code != TabCollapsed || len(r.Rows) != 0 {
				t.Errorf("%s: %+v", name, r.Paused)
			} else if !strings.HasPrefix(r.Paused.Value, "#") && r.Paused.Value != "Loading..." {
				t.Errorf("%s: value %q", name, r.Paused.Value)
			}
		}
	})
	t.Run("one error among other rows does not pause the tab", func(t *testing.T) {
		r := lay(row("Volunteer", "Email"), row(broken("#REF!")), row("Ana")).Read()
		if r.Paused != nil || len(r.Rows) != 2 || r.Rows[0].State != Withheld {
			t.Errorf("%v, %+v", r.Paused, r.Rows)
		}
	})
}
