package sheet

import (
	"slices"
	"testing"
)

func readSettingsOf(rows ...[]any) SettingsReading {
	return LayOut([]Grid{grid("Settings", append([][]any{row("Setting", "Value", "What it does", NoteColumn)}, rows...)...)}, nil).Settings
}

// setting returns what a setting is, as one would type it, or how it was read.
func setting(s SettingsReading, name string) string {
	i := s.Schema.Column(name)
	switch v := s.Values[i]; v.State {
	case Good:
		return TypedValue(&s.Schema.Columns[i], v)
	case Bad:
		return "unread: " + v.Text
	case Absent:
		return "absent"
	}
	return ""
}

func TestSettings(t *testing.T) {
	t.Run("each line is read by the name of its setting", func(t *testing.T) {
		s := readSettingsOf(
			row("School name", "Maple Street"), row(), row("TIME ZONE", "America/New_York"), row("Digest day", "tuesday"),
			row("These are fine as they are"), row("Digest time", clockAt(0.3125)), row("Meet at least every", "6 weeks"),
			row("Thank within", 10), row("Milestones", "50; 10, 25"), row("Value of a volunteer hour", "$36.14"),
			row("Digest on quiet weeks", box(true)), row("Networks", "bluesky, Facebook"), row("Thank from", date(sept5)),
		)
		want := map[string]string{
			"School name": "Maple Street", "Time zone": "America/New_York", "Digest day": "Tuesday", "Digest time": "07:30",
			"Meet at least every": "6 weeks", "Thank within": "10 days", "Milestone hours": "10, 25, 50",
			"Value of a volunteer hour": "36.14", "Digest on quiet weeks": "Yes", "Networks": "Bluesky, Facebook",
			"Thank from": "2026-09-05", "Signed": "absent",
		}
		for name, value := range want {
			if got := setting(s, name); got != value {
				t.Errorf("%s: got %q, want %q", name, got, value)
			}
		}
		if len(s.Problems) != 0 {
			t.Errorf("problems %+v", s.Problems)
		}
		if line := s.Lines[s.Schema.Column("Time zone")]; line.Row != 4 {
			t.Errorf("time zone stands in row %d", line.Row)
		}
	})
	t.Run("breaks are spans or single days, in any form that means one date", func(t *testing.T) {
		for said, want := range map[string]string{
			"2026-12-21 to 2027-01-02\n2027-01-18":         "2026-12-21 to 2027-01-02\n2027-01-18",
			"2026-12-21 – 2027-01-02, 2027-01-18":          "2026-12-21 to 2027-01-02\n2027-01-18",
			"Dec 21, 2026 to Jan 2, 2027; 18 January 2027": "2026-12-21 to 2027-01-02\n2027-01-18",
			"12/21/2026 to 1/1/2027":                       "2026-12-21 to 2027-01-01",
			"11/26/2026, 11/27/2026":                       "2026-11-26\n2026-11-27",
			"12/21/2026 to 1/2/2027; 4/5/2027":             "2026-12-21 to 2027-01-02\n2027-04-05",
			"21/12/2026 to 2/1/2027":                       "2026-12-21 to 2027-01-02",
			"4/5/2027":                                     "unread: 4/5/2027",
			"21/12/2026, 12/21/2026, 4/5/2027":             "unread: 21/12/2026, 12/21/2026, 4/5/2027",
			"2026-12-21 to 2026-12-21":                     "2026-12-21",
			"2027-01-02 to 2026-12-21":                     "unread: 2027-01-02 to 2026-12-21",
			"winter":                                       "unread: winter",
		} {
			if got := setting(readSettingsOf(row("Breaks", said)), "Breaks"); got != want {
				t.Errorf("%q: got %q, want %q", said, got, want)
			}
		}
		if got := setting(readSettingsOf(row("Breaks", date(sept5))), "Breaks"); got != "2026-09-05" {
			t.Errorf("a date: got %q", got)
		}
	})
	t.Run("weekdays and months may be short", func(t *testing.T) {
		for said, want := range map[string]string{"Mon": "Monday", "tues.": "Tuesday", "Weds": "Wednesday", "FRIDAYS": "Friday", "Mo": "unread: Mo"} {
			if got := setting(readSettingsOf(row("Digest day", said)), "Digest day"); got != want {
				t.Errorf("%q: got %q, want %q", said, got, want)
			}
		}
		for said, want := range map[string]string{"Aug": "August", "Sept.": "September"} {
			if got := setting(readSettingsOf(row("School year starts", said)), "School year starts"); got != want {
				t.Errorf("%q: got %q, want %q", said, got, want)
			}
		}
	})
	t.Run("usual meeting times are a weekday and a time", func(t *testing.T) {
		s := readSettingsOf(row("Usual meeting times", "Tue 15:30, thursdays 3:45 pm"))
		if got := setting(s, "Usual meeting times"); got != "Tue 15:30\nThu 15:45" {
			t.Errorf("got %q, %+v", got, s.Problems)
		}
	})
	t.Run("a zone is told in full", func(t *testing.T) {
		for said, fix := range map[string]string{"Eastern": "America/New_York", "America/New York": "America/New_York", "Mars": ""} {
			s := readSettingsOf(row("Time zone", said))
			if len(s.Problems) != 1 || s.Problems[0].Code != ZoneUnknown || s.Problems[0].Fix != fix {
				t.Errorf("%q: %+v", said, s.Problems)
			}
		}
	})
	t.Run("a wrong value names its cell and the setting", func(t *testing.T) {
		p := readSettingsOf(row("Monthly report day", 31)).Problems[0]
		want := `Settings B2 (Monthly report day) says "31", and "Monthly report day" goes from 1 to 28. Its default, or what it said before, stays. Type a number from 1 to 28.`
		if got := p.Text().Message(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("an unknown name is told the closest, a remark is none", func(t *testing.T) {
		s := readSettingsOf(row("Scool name", "Maple"), row("A remark of ours"))
		if !slices.Equal(codes(s.Problems), []Code{SettingUnknown}) || s.Problems[0].Fix != "School name" || s.Problems[0].Cell() != "A2" {
			t.Errorf("got %+v", s.Problems)
		}
	})
	t.Run("of a doubled setting the first counts", func(t *testing.T) {
		s := readSettingsOf(row("Signed", "Nora"), row("Signature", "Sam"))
		if setting(s, "Signed") != "Nora" || !slices.Equal(codes(s.Problems), []Code{SettingDoubled}) {
			t.Errorf("got %q, %+v", setting(s, "Signed"), s.Problems)
		}
	})
	t.Run("a removal can be allowed for all, for tabs, or into the archive", func(t *testing.T) {
		for said, want := range map[string]string{"yes": "Yes", "hours, Donations": "Hours, Donations", "archive": "Archive", "Huors": "unread: Huors"} {
			if got := setting(readSettingsOf(row("Allow large removal", said)), "Allow large removal"); got != want {
				t.Errorf("%q: got %q", said, got)
			}
		}
		if got := setting(readSettingsOf(row("Allow large removal", box(true))), "Allow large removal"); got != "Yes" {
			t.Errorf("a box: got %q", got)
		}
	})
	t.Run("the order of lines does not change the sum, a value does", func(t *testing.T) {
		a, b := row("Signed", "Nora"), row("Thank within", 14)
		if readSettingsOf(a, b).Sum != readSettingsOf(b, nil, a).Sum {
			t.Error("a sort changed it")
		}
		if readSettingsOf(a, b).Sum == readSettingsOf(a, row("Thank within", 15)).Sum {
			t.Error("a value did not change it")
		}
	})
	t.Run("a missing tab leaves every setting absent", func(t *testing.T) {
		s := LayOut(nil, nil).Settings
		if s.Paused == nil || s.Paused.Code != TabMissing || setting(s, "Signed") != "absent" {
			t.Errorf("got %v", s.Paused)
		}
	})
}

func TestUsualValues(t *testing.T) {
	t.Run("every default of a setting and of a column can be read", func(t *testing.T) {
		for _, tab := range append(Tabs(), Settings()) {
			for i := range tab.Columns {
				if col := &tab.Columns[i]; col.Usual != "" && col.UsualValue().State != Good {
					t.Errorf("%s, %s: %q", tab.Kind, col.Name, col.Usual)
				}
			}
		}
	})
	t.Run("every example can be read, and reads back as typed", func(t *testing.T) {
		for _, tab := range append(Tabs(), Settings()) {
			for i := range tab.Columns {
				col := &tab.Columns[i]
				if col.Type == Checkbox || col.System {
					continue
				}
				in := reader{t: tab}
				v := in.cell(i, col, 0, text(col.Example))
				again := in.cell(i, col, 0, text(TypedValue(col, v)))
				if v.State != Good || v != again {
					t.Errorf("%s, %s: %q reads as %+v, and that as %+v", tab.Kind, col.Name, col.Example, v, again)
				}
			}
		}
	})
}
