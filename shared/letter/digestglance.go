package letter

import (
	"slices"

	"shelfmates/shared/words"
)

// fewAsks is the number of lines up to which a glance would only say twice what
// follows.
const fewAsks = 2

// glance is all that the digest asks, a line each, so that a reader who has ten
// seconds knows her Monday; nil where that is little.
func (b builder) glance(occasions [][]Owed) []string {
	var lines, week, steps []string
	for _, u := range b.Upcoming {
		switch {
		case u.Week && u.Step:
			steps = append(steps, b.line(u.Short))
		case u.Week:
			week = append(week, b.line(u.Short))
		}
	}
	if len(week)+len(steps) > 0 {
		lines = append(lines, words.GlanceWeek(week, steps))
	}
	if len(occasions) > 0 {
		var names []string
		late := 0
		for _, owed := range occasions {
			if b.late(owed) {
				late++
			}
			if name := words.InSentence(b.line(owed[0].Thanks.For.Name)); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		lines = append(lines, words.GlanceThanks(names, len(occasions), late)) // the late ones stand first
	}
	if len(b.Meet) > 0 {
		names := make([]string, len(b.Meet))
		for i, m := range b.Meet {
			names[i] = words.InSentence(b.line(m.Partner))
		}
		lines = append(lines, words.GlanceMeet(names))
	}
	if n := len(b.Ideas); n > 0 {
		lines = append(lines, words.GlanceIdeas(n))
	}
	if len(b.Uncleared) > 0 {
		names := make([]string, len(b.Uncleared))
		for i, u := range b.Uncleared {
			names[i] = b.line(u.Who)
		}
		lines = append(lines, words.GlanceUncleared(names))
	}
	if len(b.Clearances)+len(b.Agreements) > 0 {
		ended := 0
		for _, e := range slices.Concat(b.Clearances, b.Agreements) {
			if e.Day < b.Today {
				ended++
			}
		}
		lines = append(lines, words.GlanceEndings(len(b.Clearances), len(b.Agreements), ended))
	}
	if n := len(b.Cells); n > 0 {
		lines = append(lines, words.GlanceCells(n))
	}
	if len(lines) <= fewAsks {
		return nil
	}
	return lines
}
