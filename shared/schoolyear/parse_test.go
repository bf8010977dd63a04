package schoolyear_test

import (
	"testing"
	"time"

	"shelfmates/shared/schoolyear"
)

func TestParseSpan(t *testing.T) {
	for s, want := range map[string]string{
		"2026-12-21 to 2027-01-02":          "2026-12-21 to 2027-01-02",
		"  2026-12-21   TO  2027-01-02 ":    "2026-12-21 to 2027-01-02",
		"2026-12-21 – 2027-01-02":           "2026-12-21 to 2027-01-02",
		"2026-12-21–2027-01-02":             "2026-12-21 to 2027-01-02",
		"2026-12-21 - 2027-01-02":           "2026-12-21 to 2027-01-02",
		"2026-12-21 through 2027-01-02":     "2026-12-21 to 2027-01-02",
		"2026-11-26":                        "2026-11-26",
		"2026-11-26 to 2026-11-26":          "2026-11-26",
		"2027-01-02 to 2026-12-21":          "",
		"2026-12-21 to":                     "",
		"2026-12-21 2027-01-02":             "",
		"2026-12-21 and 2027-01-02":         "",
		"December 21":                       "",
		"2026-02-30":                        "",
		"":                                  "",
		"2026-12-21 to 2027-01-02 and more": "",
	} {
		got, err := schoolyear.ParseSpan(s)
		if err != nil && want != "" || err == nil && got.String() != want {
			t.Errorf("ParseSpan(%q) = %q, %v, want %q", s, got, err, want)
		}
	}
}

func TestParseMonth(t *testing.T) {
	for s, want := range map[string]time.Month{
		"August": time.August, "aug": time.August, "AUG.": time.August, " sept ": time.September,
		"8": time.August, "12": time.December, "mar": time.March, "may": time.May,
		"": 0, "a": 0, "ju": 0, "Augustus": 0, "13": 0, "0": 0, "fall": 0,
	} {
		if got, err := schoolyear.ParseMonth(s); got != want || (err == nil) != (want != 0) {
			t.Errorf("ParseMonth(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
}

func TestParseSlot(t *testing.T) {
	for s, want := range map[string]string{
		"Tue 15:30": "Tue 15:30", "tuesday 3:30 pm": "Tue 15:30", "Thurs. 7:05": "Thu 07:05", " mo 9:00": "Mon 09:00",
		"Tue": "", "15:30": "", "Tue 25:00": "", "t 15:30": "", "": "", "Tuesdayish 15:30": "",
	} {
		got, err := schoolyear.ParseSlot(s)
		if (err == nil) != (want != "") || err == nil && got.String() != want {
			t.Errorf("ParseSlot(%q) = %v, %v, want %q", s, got, err, want)
		}
	}
}

func TestParseClock(t *testing.T) {
	for s, want := range map[string]string{
		"15:15": "15:15", "7:05": "07:05", "00:00": "00:00", "23:59": "23:59", "3:30 PM": "15:30", "12:00am": "00:00",
		"24:00": "", "7": "", "7:5": "", "15:15:00": "", "13:00 pm": "", "": "",
	} {
		got, err := schoolyear.ParseClock(s)
		if (err == nil) != (want != "") || err == nil && got.String() != want {
			t.Errorf("ParseClock(%q) = %v, %v, want %q", s, got, err, want)
		}
	}
}

// FuzzParse: whatever is read is printed as something that reads the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-12-21 to 2027-01-02", "2026-11-26", "Tue 15:30", "9999-12-31–9999-12-31", "su 12:00 am"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if span, err := schoolyear.ParseSpan(s); err == nil {
			if again, err := schoolyear.ParseSpan(span.String()); err != nil || again != span {
				t.Errorf("ParseSpan(%q) = %v, printed and read again %v, %v", s, span, again, err)
			}
		}
		if slot, err := schoolyear.ParseSlot(s); err == nil {
			if again, err := schoolyear.ParseSlot(slot.String()); err != nil || again != slot {
				t.Errorf("ParseSlot(%q) = %v, printed and read again %v, %v", s, slot, again, err)
			}
		}
	})
}
