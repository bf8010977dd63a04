package dashboard

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// newSessions is an empty list of hours rows.
func newSessions(caption string) drawer {
	return drawer{Caption: caption, Heads: []head{
		{Text: "Date"}, {Text: "Who"}, {Text: "Program"}, {Text: "Hours", Number: true}, {Text: "Students", Number: true}, {Text: "Row"},
	}}
}

// session is one hours row as a row of a list. What we did is a private note
// and is for staff.
func (d *desk) session(l links, e *partnership.Entry, viewer Viewer) row {
	who := cell{Head: "Who", Link: link{Text: d.people(e)}}
	if viewer == Staff {
		who.Note = shortened(e.WhatWeDid, 140)
	}
	program := cell{Head: "Program", Link: link{Text: words.LibraryHelp()}}
	if e.ProgramKey != "" {
		program.Link = d.who(l, e.Program)
		if !e.Program.Matched() {
			program.Note = words.NotMatched()
		}
	}
	hours := cell{Head: "Hours", Number: true, Link: link{Text: words.Hours(e.Total())}}
	if e.Headcount() > 1 {
		hours.Note = words.Each(e.Headcount(), e.Minutes)
	}
	if e.Training {
		hours.Note = words.Training()
	}
	return row{
		Name: link{Text: d.near(e.Date)},
		Cells: []cell{
			who, program, hours,
			{Head: "Students", Number: true, Link: link{Text: numberOrNone(e.Students)}},
			{Head: "Row", Link: l.source(e.Source)},
		},
	}
}

// people is who gave time in an entry, as a sentence has it.
func (d *desk) people(e *partnership.Entry) string {
	var names []string
	for _, k := range e.Named {
		names = append(names, d.index.Name(k))
	}
	if e.Others > 0 {
		for _, s := range e.Shares {
			if group := d.index.Name(s.Partner); group != "" && len(names) == 0 {
				return words.GroupOf(e.Others, group)
			}
		}
		names = append(names, words.Others(e.Others, len(names) > 0))
	}
	return words.FirstOf(names, 4)
}

// newestFirst turns a list in order of date around and keeps its latest rows.
func newestFirst(list *drawer) {
	slices.Reverse(list.Rows)
	if all := len(list.Rows); all > pageRows {
		list.Rows = list.Rows[:pageRows]
		list.Pages.Says = words.LatestOf(pageRows, all)
	}
}
