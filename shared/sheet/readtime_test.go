package sheet

import "testing"

func TestDurations(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
		code Code
		fix  string
	}{
		{"a number is hours", num(1.5), "1.5", "", ""},
		{"a time counts by its value", clockAt(0.0625), "1.5", "", ""},
		{"a duration too, above a day as well", lasting(1.25), "30", HoursMany, ""},
		{"a number is hours below a time of day too", clockAt(1.5), "1.5", "", ""},
		{"an elapsed time of a day and a half is 36", lasting(1.5), "36", HoursMany, ""},
		{"twelve hours may be", num(12), "12", "", ""},
		{"more in one day are asked about, and count", num(12.5), "12.5", HoursMany, ""},
		{"so is half a day, which 0.5 is in a cell of times", clockAt(0.5), "12", HoursMany, ""},
		{"text of a number is hours", text("1.5"), "1.5", "", ""},
		{"text of a time is hours and minutes", text("1:30"), "1.5", "", ""},
		{"with seconds too", text("0:45:00"), "0.75", "", ""},
		{"a third of an hour has no short decimal form", text("2:20"), "2:20", "", ""},
		{"it is rounded half up to a minute", num(0.175), "0:11", "", ""},
		{"not by the binary fraction", num(0.025), "0:02", "", ""},
		{"1:10 as a time is 70 minutes", clockAt(70.0 / 1440), "1:10", "", ""},
		{"half a minute as a time goes up", clockAt(90.0 / 86400), "0:02", "", ""},
		{"100 hours are taken", num(100), "100", HoursMany, ""},
		{"more are flagged and not taken", num(100.01), "unread", HoursRange, ""},
		{"as text too", text("101"), "unread", HoursRange, ""},
		{"however many", text("10000000"), "unread", HoursRange, ""},
		{"nothing is flagged", num(0), "unread", HoursRange, ""},
		{"less than nothing too", num(-1), "unread", HoursRange, ""},
		{"and less than half a minute", num(0.001), "unread", HoursRange, ""},
		{"a date is no duration", date(sept5), "unread", HoursUnread, ""},
		{"a box is none", box(true), "unread", HoursUnread, ""},
		{"a comma is flagged, with the form to type", text("1,5"), "unread", HoursUnread, "1.5"},
		{"2h30 is flagged, with the form to type", text("2h30"), "unread", HoursUnread, "2.5"},
		{"words between too", text("2 hrs and 20 min"), "unread", HoursUnread, "2:20"},
		{"minutes too", text("90 min"), "unread", HoursUnread, "1.5"},
		{"a unit too", text("3 hours"), "unread", HoursUnread, "3"},
		{"a fraction too", text("1 1/2"), "unread", HoursUnread, "1.5"},
		{"in one character", text("1½"), "unread", HoursUnread, "1.5"},
		{"also where there is no whole before it", text("½"), "unread", HoursUnread, "0.5"},
		{"or in digits", text("1 and 3/4 hrs"), "unread", HoursUnread, "1.75"},
		{"a number in words too", text("two"), "unread", HoursUnread, "2"},
		{"and a half", text("One and a half hours"), "unread", HoursUnread, "1.5"},
		{"behind the unit too", text("1 hour and a half"), "unread", HoursUnread, "1.5"},
		{"about 2 is offered as 2", text("about 2"), "unread", HoursUnread, "2"},
		{"of two numbers none is offered", text("2-3"), "unread", HoursUnread, ""},
		{"of a time of day none", text("1.30 pm"), "unread", HoursUnread, ""},
		{"nor where hours and minutes may be meant", text("1.30 h"), "unread", HoursUnread, ""},
		{"quarters can only be hours", text("1.25 h"), "unread", HoursUnread, "1.25"},
		{"of another unit none", text("2 days"), "unread", HoursUnread, ""},
		{"half of what nobody knows", text("half"), "unread", HoursUnread, ""},
		{"of words none", text("all day"), "unread", HoursUnread, ""},
		{"sixty minutes are an hour", text("1:60"), "unread", HoursUnread, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, fix := typed("Hours", "Hours", test.cell)
			if value != test.want || code != test.code || fix != test.fix {
				t.Errorf("%+v: got %q, %q, fix %q; want %q, %q, fix %q", test.cell, value, code, fix, test.want, test.code, test.fix)
			}
		})
	}
}

func TestTimesOfDay(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
		code Code
		fix  string
	}{
		{"a time cell", clockAt(0.645833333333333), "15:30", "", ""},
		{"a fraction of a day", num(0.5), "12:00", "", ""},
		{"a date with a time gives its time", date(sept5 + 0.75), "18:00", "", ""},
		{"text of 24 hours", text("15:30"), "15:30", "", ""},
		{"text of 12 hours", text("3:30 pm"), "15:30", "", ""},
		{"without minutes", text("3 P.M."), "15:00", "", ""},
		{"noon is 12 pm", text("12 pm"), "12:00", "", ""},
		{"midnight is 12 am", text("12:00am"), "00:00", ClockEarly, ""},
		{"15 alone is flagged", num(15), "unread", ClockUnread, "15:00"},
		{"1530 too", text("1530"), "unread", ClockUnread, "15:30"},
		{"15h30 too", text("15h30"), "unread", ClockUnread, "15:30"},
		{"3 alone may be either half of the day", text("3"), "unread", ClockUnread, ""},
		{"330 too", text("330"), "unread", ClockUnread, ""},
		{"0830 is the morning", text("0830"), "unread", ClockUnread, "08:30"},
		{"3 typed as a number is not midnight", num(3), "unread", ClockUnread, ""},
		{"nor where the cell shows times", clockAt(3), "unread", ClockUnread, ""},
		{"3.3 is no time either", clockAt(3.3), "unread", ClockUnread, ""},
		{"a date alone has no time", date(sept5), "unread", ClockUnread, ""},
		{"midnight itself is one", clockAt(0), "00:00", ClockEarly, ""},
		{"an hour of the night is taken, with a note", clockAt(3.5 / 24), "03:30", ClockEarly, ""},
		{"typed as text too", text("3:30"), "03:30", ClockEarly, ""},
		{"noon too", text("noon"), "unread", ClockUnread, "12:00"},
		{"25:00 is none", text("25:00"), "unread", ClockUnread, ""},
		{"after school is none", text("after school"), "unread", ClockUnread, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, fix := typed("Meetings", "Starts", test.cell)
			if value != test.want || code != test.code || fix != test.fix {
				t.Errorf("%+v: got %q, %q, fix %q; want %q, %q, fix %q", test.cell, value, code, fix, test.want, test.code, test.fix)
			}
		})
	}
}

func TestHoursOfTheNight(t *testing.T) {
	t.Run("a letter may leave at any hour", func(t *testing.T) {
		s := readSettingsOf(row("Digest time", clockAt(5.0/24)))
		if setting(s, "Digest time") != "05:00" || len(s.Problems) != 0 {
			t.Errorf("got %q, %+v", setting(s, "Digest time"), s.Problems)
		}
	})
	t.Run("a usual meeting time is by day", func(t *testing.T) {
		s := readSettingsOf(row("Usual meeting times", "Tue 3:30"))
		if setting(s, "Usual meeting times") != "Tue 03:30" || len(s.Problems) != 1 || s.Problems[0].Code != ClockEarly || s.Problems[0].Level != Note {
			t.Errorf("got %q, %+v", setting(s, "Usual meeting times"), s.Problems)
		}
	})
}
