package reconcile

import (
	"slices"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// The settings that a sync looks at itself.
const (
	timeZone     = "Time zone"
	yearStarts   = "School year starts"
	thankFrom    = "Thank from"
	students     = "Students at the school"
	largeRemoval = "Allow large removal"
)

// A settingsPlan is what becomes of the Settings tab.
type settingsPlan struct {
	reading  sheet.SettingsReading
	before   []sheet.Value // last good ones; nil when there were none
	values   []sheet.Value // in force now
	write    *match.Stored // nil when the record stays as it is
	problems []sheet.Problem
}

// planSettings brings the record of the settings to what the tab says. A
// setting that is not there is blank and so has its default, one that cannot be
// read keeps its last good value; a tab that is not there or on pause keeps all.
func planSettings(reading sheet.SettingsReading, m memory, changed bool) settingsPlan {
	schema := sheet.Settings()
	p := settingsPlan{reading: reading, before: m.settings, problems: slices.Clone(reading.Problems)}
	next := m.record.Clone()
	next.ID = sheet.SettingsID
	if next.Values == nil {
		next.Values = make([]sheet.Value, len(schema.Columns))
	}
	if reading.Paused != nil || len(reading.Values) == 0 {
		p.values = next.Values
		if reading.Paused != nil && m.settings != nil {
			p.problems = append(p.problems, *reading.Paused)
		}
		return p
	}
	moved := m.settings == nil
	for i, v := range reading.Values {
		was := next.Values[i]
		switch v.State {
		case sheet.Bad:
			if next.Typed == nil {
				next.Typed = map[int]string{}
			}
			moved = moved || next.Typed[i] != v.Text
			next.Typed[i] = v.Text
		default:
			if v.State == sheet.Absent {
				v = sheet.Value{}
			}
			_, unread := next.Typed[i]
			moved = moved || was != v || unread
			delete(next.Typed, i)
			next.Values[i] = v
		}
	}
	for i := range p.problems {
		if c := schema.Column(p.problems[i].Column); c >= 0 {
			p.problems[i] = p.problems[i].Keeping(&schema.Columns[c], next.Values[c])
		}
	}
	p.values = next.Values
	if moved && changed {
		next.Rev++
		p.write = &next
	}
	return p
}

func (p settingsPlan) value(name string) sheet.Value {
	if i := sheet.Settings().Column(name); i >= 0 && i < len(p.values) {
		return p.values[i]
	}
	return sheet.Value{}
}

// calendar returns the school's days: its zone from the settings, else from the
// spreadsheet, else UTC.
func (p settingsPlan) calendar(sheetZone string) schoolyear.Calendar {
	c := schoolyear.Calendar{}
	for _, name := range []string{p.value(timeZone).Text, sheetZone} {
		if zone, err := time.LoadLocation(name); err == nil && name != "" {
			c.Zone = zone
			break
		}
	}
	if start, err := time.Parse("January", p.value(yearStarts).Text); err == nil {
		c.StartMonth = start.Month()
	}
	return c
}

// zoneless reports whether nothing says where the school's clocks are.
func (p settingsPlan) zoneless(sheetZone string) bool {
	return p.value(timeZone).Text == "" && sheetZone == ""
}

// thankFrom returns the start day that staff set, zero when they did not.
func (p settingsPlan) thankFrom() schoolyear.Day { return schoolyear.Day(p.value(thankFrom).Num) }

// asked returns what Allow large removal says now, when a person set it from
// another value since the last commit.
func (p settingsPlan) asked() []string {
	now := p.value(largeRemoval)
	i := sheet.Settings().Column(largeRemoval)
	if p.before == nil || i < 0 || p.before[i] == now {
		return nil
	}
	return now.Items()
}

// releases returns what a person let go in a tab.
func (p settingsPlan) releases(kind partnership.Kind) match.Release {
	release := match.NoRelease
	for _, word := range p.asked() {
		switch word {
		case "Yes", string(kind):
			release = match.Remove
		case "Archive":
			release = match.Archive
		}
	}
	return release
}

// reset reports whether Allow large removal must go back to No.
func (p settingsPlan) reset() bool {
	items := p.value(largeRemoval).Items()
	return len(items) > 0 && !(len(items) == 1 && items[0] == "No")
}
