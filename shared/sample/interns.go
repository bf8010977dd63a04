package sample

import (
	"slices"
	"time"

	"shelfmates/shared/schoolyear"
)

// A placement is one intern's time at the school: on which days, and how long.
type placement struct {
	intern   string
	project  string
	weekdays []time.Weekday
	sessions int // on each of the weekdays
	ended    int // days ago; 0 while it goes on
	hours    float64
	did      []string
}

// The placements of story C: one two weeks from its end, one half-way, one just
// over; and two of a year before.
var (
	socialWork = placement{
		"Priya Nair", welcome,
		[]time.Weekday{time.Monday, time.Wednesday},
		13, 0, 4,
		[]string{"Greeted three new families", "Home-language survey", "Sorted the lending coats", "Lunch group with fourth graders", "Wrote the welcome cards"},
	}
	libraryScience = placement{
		"Jonah Whitfield", twoLanguages,
		[]time.Weekday{time.Tuesday},
		10, 0, 5,
		[]string{"Catalogue cards, animals", "Shelf labels, picture books", "Weeded the 500s", "Checked Spanish labels with Mr. Ortega"},
	}
	education = placement{
		"Grace Adeyemi", pocketPoems,
		[]time.Weekday{time.Thursday},
		15, 30, 4,
		[]string{"Poems about weather", "Learning by heart in pairs", "Pocket books folded and sewn", "Poems said aloud, twenty of them"},
	}
	tape = placement{
		"Tyler Brandt", bookTalks,
		[]time.Weekday{time.Thursday},
		12, 290, 4,
		[]string{"Recorded six book talks", "Cut and named the tapes", "Taught fifth graders to record"},
	}
	mending = placement{
		"Noor Haddad", "",
		[]time.Weekday{time.Wednesday},
		8, 310, 4,
		[]string{"Mended and covered", "Shelf reading, fiction"},
	}
)

// days returns the days of the placement so far, in order.
func (t timeline) days(p placement) []schoolyear.Day {
	last := t.today - 1
	if p.ended > 0 {
		last = t.ago(p.ended)
	}
	var all []schoolyear.Day
	for _, w := range p.weekdays {
		all = append(all, t.weeklyUntil(last, w, p.sessions)...)
	}
	slices.Sort(all)
	return all
}

// internStart is the first day of a placement.
func (t timeline) internStart(p placement) schoolyear.Day { return t.days(p)[0] }
