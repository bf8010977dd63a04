package roster

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// settings reads the one record of the Settings tab. Each setting that is blank
// there has its default, which the schema holds as one would type it. Zone is
// the spreadsheet's: it counts where the settings name none that this machine
// knows, and UTC after it.
func (b *builder) settings(zone string) partnership.Settings {
	t := sheet.Settings()
	record := &match.Stored{Record: sheet.Record{Values: make([]sheet.Value, len(t.Columns))}}
	for i := range b.tabs[t.Kind] {
		if b.tabs[t.Kind][i].ID == sheet.SettingsID {
			record = &b.tabs[t.Kind][i]
		}
	}
	s := b.row(t, withDefaults(t, record))
	name := s.text("School name")
	return partnership.Settings{
		SchoolName: name,
		Calendar: schoolyear.Calendar{
			Zone:       firstZone(s.text("Time zone"), zone),
			StartMonth: orElse(schoolyear.ParseMonth, s.text("School year starts"), time.August),
			Breaks:     each(s.items("Breaks"), schoolyear.ParseSpan),
		},
		Signed:            cmp.Or(s.text("Signed"), name),
		ReplyTo:           s.text("Reply to"),
		DigestDay:         orElse(schoolyear.ParseWeekday, s.text("Digest day"), time.Monday),
		DigestTime:        schoolyear.Clock(s.number("Digest time")),
		DigestOnQuiet:     s.yes("Digest on quiet weeks"),
		ReportDay:         s.number("Monthly report day"),
		ThankFrom:         s.day("Thank from"),
		MeetEveryWeeks:    s.number("Meet at least every"),
		ThankWithinDays:   s.number("Thank within"),
		UsualMeetingTimes: each(s.items("Usual meeting times"), schoolyear.ParseSlot),
		MilestoneHours:    milestones(s.items("Milestone hours")),
		HourValue:         partnership.Money(s.number("Value of a volunteer hour")),
		HourValueSource:   s.text("Value year and source"),
		Students:          s.number("Students at the school"),
		TalentsWanted:     s.items("Talents wanted"),
		WaitMinutes:       s.number("Wait before sending"),
		AskForIdeas:       s.text("Ask volunteers for ideas") == "Once a term",
		TrackClearances:   s.yes("We track clearances"),
		Networks:          s.items("Networks"),
		PostsGoTo:         s.text("Posts go to"),
		MastodonServer:    s.text("Mastodon server"),
		PublicWall:        s.yes("Public wall"),
		SchoolWebsite:     s.text("School website"),
		KeepYears:         s.number("Keep records for"),
		ReceiptSentence:   s.text("Receipt sentence"),
	}
}

// withDefaults returns the record with the default of each blank setting.
func withDefaults(t *sheet.TabSchema, record *match.Stored) *match.Stored {
	filled := *record
	filled.Values = slices.Clone(record.Values)
	for i := range filled.Values {
		if filled.Values[i].State != sheet.Good {
			filled.Values[i] = t.Columns[i].UsualValue()
		}
	}
	return &filled
}

// orElse parses a text, and returns the fallback for one that cannot be read:
// a stored value of an older version.
func orElse[T any](parse func(string) (T, error), text string, fallback T) T {
	v, err := parse(text)
	if err != nil {
		return fallback
	}
	return v
}

// each parses the items of a list. Those that cannot be read are passed over:
// the sheet's reader has reported them, and kept the last good list.
func each[T any](items []string, parse func(string) (T, error)) []T {
	var list []T
	for _, item := range items {
		if v, err := parse(item); err == nil {
			list = append(list, v)
		}
	}
	return list
}

// milestones returns the marks in rising order, each once.
func milestones(items []string) []int {
	marks := each(items, strconv.Atoi)
	slices.Sort(marks)
	return slices.Compact(marks)
}

// firstZone returns the first of the zones that this machine knows.
func firstZone(names ...string) *time.Location {
	for _, name := range names {
		if name == "" {
			continue
		}
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	return time.UTC
}
