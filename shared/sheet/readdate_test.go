package sheet

import (
	"math"
	"testing"

	"shelfmates/shared/schoolyear"
)

func TestDates(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
		code Code
		fix  string
	}{
		{"a serial number is a date, whatever its display", num(sept5), "2026-09-05", "", ""},
		{"so is one formatted as a date", date(sept5), "2026-09-05", "", ""},
		{"a time of day is cut off", date(sept5 + 0.99), "2026-09-05", "", ""},
		{"1900-01-00 is none", date(0), "unread", DateImpossible, ""},
		{"nor is a time alone", clockAt(0.5), "unread", DateImpossible, ""},
		{"15 is a typing slip", num(15), "unread", DateImpossible, ""},
		{"and so is a year alone", date(2026), "unread", DateImpossible, ""},
		{"a negative serial is impossible", num(-5), "unread", DateImpossible, ""},
		{"so is one past the year 9999", num(2958466), "unread", DateImpossible, ""},
		{"or one that is no number", num(math.NaN()), "unread", DateImpossible, ""},
		{"a duration is no date", lasting(sept5), "unread", DateImpossible, ""},
		{"a box is no date", box(true), "unread", DateUnread, ""},

		{"ISO text is taken, with a note", text("2026-09-05"), "2026-09-05", DateAsText, "2026-09-05"},
		{"with a time of day too", text(" 2026-09-05T15:30:00 "), "2026-09-05", DateAsText, "2026-09-05"},
		{"but not with a zone, which may be another day", text("2026-09-05T23:30:00Z"), "unread", DateUnread, ""},
		{"month names are taken", text("5 September 2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"in any order", text("Sept 5, 2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"short or long", text("05-Sep-2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"with an ordinal", text("September 5th, 2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"with words between", text("the 5th of September 2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"with the right weekday", text("Saturday, 5 Sept. 2026"), "2026-09-05", DateAsText, "2026-09-05"},
		{"not with the wrong one, and which of the two is wrong nobody knows", text("Monday, 5 September 2026"), "unread", DateUnread, ""},
		{"with a year of four digits only", text("5 Sept 26"), "unread", DateUnread, "2026-09-05"},
		{"May is a month like others", text("3 May 2026"), "2026-05-03", DateAsText, "2026-05-03"},
		{"a day that does not exist is none", text("30 February 2026"), "unread", DateUnread, ""},
		{"nor in ISO form", text("2026-02-30"), "unread", DateUnread, ""},
		{"two numbers that could be day or month are flagged", text("5/9/2026"), "unread", DateUnread, ""},
		{"where only one reading is a date it is offered", text("9/15/2026"), "unread", DateUnread, "2026-09-15"},
		{"also with the day first", text("15.9.2026"), "unread", DateUnread, "2026-09-15"},
		{"the year first is offered", text("2026/9/5"), "unread", DateUnread, "2026-09-05"},
		{"a date among words is offered", text("around Sept 5th, 2026"), "unread", DateUnread, "2026-09-05"},
		{"without a year nothing is", text("Sept 5th-ish"), "unread", DateUnread, ""},
		{"nor of words alone", text("last week"), "unread", DateUnread, ""},
		{"a year of two digits may have an apostrophe", text("Sept 5 '26"), "unread", DateUnread, "2026-09-05"},
		{"without one, behind the month, it may be a second day", text("Sept 5 12"), "unread", DateUnread, ""},
		{"and one of the last century is none of ours", text("5 Sept 85"), "unread", DateUnread, ""},
		{"nor of two days", text("10-12 Sept"), "unread", DateUnread, ""},
		{"also with their year", text("Sept 10 & 12, 2026"), "unread", DateUnread, ""},
		{"nor of a time of day", text("Sept 5 10am"), "unread", DateUnread, ""},
		{"nor of a day reckoned from another", text("the week after Sept 5 2026"), "unread", DateUnread, ""},
		{"nor of two months", text("Sept 5 or Oct 6 2026"), "unread", DateUnread, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, fix := typed("Hours", "Date", test.cell)
			if value != test.want || code != test.code || fix != test.fix {
				t.Errorf("%+v: got %q, %q, fix %q; want %q, %q, fix %q", test.cell, value, code, fix, test.want, test.code, test.fix)
			}
		})
	}
	t.Run("text and serial of one day are the same value", func(t *testing.T) {
		a, _ := one("Hours", "Date", text("5 September 2026"))
		b, _ := one("Hours", "Date", date(sept5))
		if a != b {
			t.Errorf("%+v, %+v", a, b)
		}
	})
	t.Run("a date without a year takes it from the one that stays", func(t *testing.T) {
		col := &SchemaOf("Hours").Columns[0]
		_, problems := one("Hours", "Date", text("Sept 5th-ish"))
		kept := Value{State: Good, Num: int64(schoolyear.MakeDay(2026, 9, 3))}
		p := problems[0].Keeping(col, kept)
		if p.Kept != "3 September 2026" || p.Fix != "2026-09-05" {
			t.Errorf("kept %q, fix %q", p.Kept, p.Fix)
		}
		want := `We could not read "Sept 5th-ish" as a date, so this row still counts as 3 September. Type 2026-09-05.`
		if got := p.Text().Note; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("words alone do not become the date that stays", func(t *testing.T) {
		col := &SchemaOf("Hours").Columns[0]
		_, problems := one("Hours", "Date", text("some day soon"))
		p := problems[0].Keeping(col, Value{State: Good, Num: int64(schoolyear.MakeDay(2026, 9, 3))})
		if p.Kept != "3 September 2026" || p.Fix != "" {
			t.Errorf("kept %q, fix %q", p.Kept, p.Fix)
		}
	})
	t.Run("around New Year that is the nearest one", func(t *testing.T) {
		col := &SchemaOf("Hours").Columns[0]
		p := Problem{Code: DateUnread, Level: Fix, Args: []string{"01-04"}}.Keeping(col, Value{State: Good, Num: int64(schoolyear.MakeDay(2026, 12, 30))})
		if p.Fix != "2027-01-04" {
			t.Errorf("got %q", p.Fix)
		}
	})
}
