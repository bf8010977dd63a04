package reconcile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// bits and unbits write the columns that a tab has.
func bits(has uint64) string { return strconv.FormatUint(has, 16) }

func unbits(text string) uint64 {
	has, err := strconv.ParseUint(text, 16, 64)
	if err != nil {
		return 0 // never written otherwise; a tab read anew is no harm
	}
	return has
}

// A calling says by what the last commit knew a staff tab.
type calling struct{ title, key string }

// callings returns by what the last commit knew each staff tab.
func callings(s store.State) map[partnership.Kind]calling {
	called := make(map[partnership.Kind]calling, len(s.Tabs))
	for kind, t := range s.Tabs {
		called[partnership.Kind(kind)] = calling{t.Title, t.Key}
	}
	return called
}

// brief shortens a tab's title to what STATE has room for. A long one ends in
// what tells it from others that begin alike.
func brief(title string) string {
	const room, begin = 56, 40 // bytes
	if len(title) <= room {
		return title
	}
	return strings.ToValidUTF8(title[:begin], "") + "… " + sheet.PrintOf([]byte(title)).String()[:8]
}

// layOut finds out which tab is which. One whose name is not ours is the tab
// that had its identity at the last commit, or was called so.
func layOut(grids []sheet.Grid, called map[partnership.Kind]calling) *sheet.Survey {
	keys := map[string]partnership.Kind{}
	for kind, c := range called {
		if c.key != "" {
			keys[c.key] = kind
		}
	}
	s := sheet.LayOut(grids, keys)
	for i := range s.Tabs {
		title := called[s.Tabs[i].Schema.Kind].title
		if !missing(&s.Tabs[i]) || title == "" {
			continue
		}
		for _, g := range s.Unread {
			if brief(g.Title) == title {
				s.Adopt(s.Tabs[i].Schema.Kind, g)
				break
			}
		}
	}
	return s
}

// missing reports whether the tab is not in the spreadsheet.
func missing(l *sheet.Layout) bool { return l.Paused != nil && l.Paused.Code == sheet.TabMissing }

// spots returns the numbers of a tab's rows that have standing problems.
func spots(problems []sheet.Problem, kind partnership.Kind) map[int]bool {
	numbers := map[int]bool{}
	for _, p := range problems {
		if p.Tab == kind && p.Row > 0 {
			numbers[p.Row] = true
		}
	}
	return numbers
}

// A footing is how one tab stands against the last commit.
type footing struct {
	changed bool
	waiting bool // only our own write-back is missing from it
}

// unread returns the print of the titles of the tabs that are not read.
func unread(s *sheet.Survey) string {
	var titles []byte
	for _, g := range s.Unread {
		titles = fmt.Appendf(titles, "%q", g.Title)
	}
	return sheet.PrintOf(titles).String()
}

// compare says whether a tab is as the last commit left it, before or after our
// write-back.
func compare(l *sheet.Layout, t store.TabState, standing []sheet.Problem) footing {
	code := ""
	if l.Paused != nil {
		code = string(l.Paused.Code)
	}
	if missing(l) {
		return footing{changed: t.Title != "" && code != t.Paused}
	}
	has := bits(l.Has())
	if l.Paused != nil {
		return footing{changed: has != t.Columns || code != t.Paused || brief(l.Title) != t.Title}
	}
	if brief(l.Title) != t.Title || t.Paused != "" && !pausedByRows(t.Paused) {
		return footing{changed: true}
	}
	all, at := l.Sums(spots(standing, l.Schema.Kind))
	switch {
	case has == t.WantCols && all.String() == t.Want && at.String() == t.WantSpots:
		return footing{}
	case has == t.Columns && all.String() == t.Read && at.String() == t.Spots:
		return footing{waiting: true}
	}
	return footing{changed: true}
}

// pausedByRows reports whether what put the tab on pause stands in its rows, so
// that it stays on pause while they are the same.
func pausedByRows(code string) bool {
	return code == string(sheet.Scrambled) || code == string(sheet.TabCollapsed)
}

// A change says what is different from the last commit, and so what a sync has
// to do.
type change struct {
	all      bool // everything is read anew
	tabs     map[partnership.Kind]bool
	settings bool
	due      bool // something has come due though nothing was edited
	waiting  bool // a write-back waits
	// unwritten are the unchanged tabs whose write-back waits.
	unwritten []partnership.Kind
}

// any reports whether there is anything to do. A write-back that waits for the
// workbook to be closed is nothing to do while it is open.
func (c change) any(held bool) bool {
	return c.all || len(c.tabs) > 0 || c.settings || c.due || c.waiting && !held
}

// changed compares the spreadsheet with the last commit.
func changed(h head, s *sheet.Survey, standing []sheet.Problem, zone string, began time.Time) change {
	c := change{tabs: map[partnership.Kind]bool{}}
	state := h.state
	c.all = !h.whole() || state.Committed == 0 || state.Parser != sheet.ParserVersion || state.Zone != zone
	c.due = h.open() || state.Unread != unread(s) || h.lease.Intents > state.Stuck || !state.NextDue.IsZero() && !began.Before(state.NextDue) ||
		state.Failure != ""
	for i := range s.Tabs {
		l := &s.Tabs[i]
		f := compare(l, state.Tabs[string(l.Schema.Kind)], standing)
		if f.changed || c.all {
			c.tabs[l.Schema.Kind] = true
		}
		if f.waiting {
			c.waiting = true
			c.unwritten = append(c.unwritten, l.Schema.Kind)
		}
	}
	t, had := state.Tabs[string(sheet.SettingsTab)]
	if sum := s.Settings.Sum.String(); s.Settings.Title != "" || had {
		c.settings = brief(s.Settings.Title) != t.Title || sum != t.Read && sum != t.Want
		c.waiting = c.waiting || !c.settings && sum != t.Want
	}
	c.settings = c.settings || c.all || h.open()
	return c
}
