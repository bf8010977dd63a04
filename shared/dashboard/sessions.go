package dashboard

import (
	"slices"
	"strconv"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// newSessions is an empty list of hours rows.
func newSessions(caption string) drawer {
	return drawer{Caption: caption, Heads: []head{
		{Text: words.LabelDate}, {Text: words.LabelWho}, {Text: words.LabelProgram}, {Text: words.LabelHours, Number: true}, {Text: words.LabelStudents, Number: true},
	}}
}

// session is one hours row as a row of a list. What we did is a private note
// and is for staff.
func (d *desk) session(l links, e *partnership.Entry, viewer Viewer) row {
	who := cell{Head: words.LabelWho, Link: link{Text: d.people(e)}}
	if viewer == Staff {
		who.Note = shortened(e.WhatWeDid, 140)
	}
	program := cell{Head: words.LabelProgram, Link: link{Text: words.LibraryHelp()}}
	if e.ProgramKey != "" {
		program.Link = d.who(l, e.Program)
		if !e.Program.Matched() {
			program.Note = words.NotMatched()
		}
	}
	hours := cell{Head: words.LabelHours, Number: true, Link: link{Text: words.Hours(e.Total())}}
	if e.Headcount() > 1 {
		hours.Note = words.Each(e.Headcount(), e.Minutes)
	}
	if e.Training {
		hours.Note = words.Training()
	}
	return row{
		Name: link{Text: d.near(e.Date)}, Short: true,
		Cells: []cell{
			who, program, hours,
			{Head: words.LabelStudents, Number: true, Link: link{Text: numberOrNone(e.Students)}},
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

// sessionRows is how many sessions a page about something else shows.
const sessionRows = 25

// newestFirst turns a list in order of date around and keeps one page of it:
// that which begins at the row "from" of the request's query.
func newestFirst(list *drawer, r *request) {
	slices.Reverse(list.Rows)
	list.Rows, list.Pages = paged(list.Rows, sessionRows, r, "#sessions")
}

// paged cuts out the page of a long list that the request asks for, and says
// where the others are.
func paged[T any](rows []T, most int, r *request, anchor string) ([]T, pager) {
	return pagedBy("from", rows, most, r, anchor)
}

// pagedBy is paged for a page with several lists, each of which is turned by a
// word of its own in the request's query.
func pagedBy[T any](word string, rows []T, most int, r *request, anchor string) ([]T, pager) {
	all := len(rows)
	if all <= most {
		return rows, pager{}
	}
	query := r.URL.Query()
	first, _ := strconv.Atoi(query.Get(word))
	first = min(max(first, 0), all-1)
	first -= first % most
	last := min(all, first+most)
	to := func(from int) string {
		query.Set(word, strconv.Itoa(from))
		return r.URL.EscapedPath() + "?" + query.Encode() + anchor
	}
	one := pager{Says: words.RowsShown(first+1, last, all)}
	if first > 0 {
		one.Earlier = to(first - most)
	}
	if last < all {
		one.Later = to(last)
	}
	return rows[first:last], one
}

// pagedBoth keeps one page of two lists that follow one another.
func pagedBoth(upper, lower *drawer, most int, r *request) {
	at := make([]int, len(upper.Rows)+len(lower.Rows))
	for i := range at {
		at[i] = i
	}
	shown, pages := paged(at, most, r, "")
	if len(shown) == 0 {
		return
	}
	all, first, last := len(upper.Rows), shown[0], shown[len(shown)-1]+1
	upper.Rows = upper.Rows[min(first, all):min(last, all)]
	lower.Rows = lower.Rows[max(first-all, 0):max(last-all, 0)]
	if len(lower.Rows) > 0 {
		lower.Pages = pages
	} else {
		upper.Pages = pages
	}
}
