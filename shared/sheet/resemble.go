package sheet

import (
	"slices"

	"shelfmates/shared/partnership"
)

// A Resemblance says which staff tab a tab of somebody's own looks like, and
// what would make it one.
type Resemblance struct {
	Kind    partnership.Kind // "" where it looks like none
	Titled  bool             // its title means that tab already
	Header  int              // row of the header
	Known   []string         // columns whose header is understood, by canonical name
	Rename  []Renaming       // headers that are near to one that is
	Missing []string         // required columns that nothing in the header comes near
	Other   []string         // headers that mean nothing; they are left alone
}

// A Renaming is a header to change.
type Renaming struct {
	Cell     string // "B1"
	From, To string
}

// Resemble finds the staff tab that g looks like: by its title, or by two
// headers that are understood or near to one that is, all required ones or most
// of all.
func Resemble(g *Grid) Resemblance {
	var best Resemblance
	most := 0
	for _, t := range catalogue.staff {
		r, score := resemble(t, g)
		if score > most {
			best, most = r, score
		}
	}
	return best
}

// resemble compares a tab with one schema. The score is 0 where they have too
// little in common.
func resemble(t *TabSchema, g *Grid) (Resemblance, int) {
	r := Resemblance{Kind: t.Kind, Titled: spellings().titles[headerKey(g.Title)] == t}
	title := 0
	switch {
	case r.Titled:
		title = 8
	case Closest(g.Title, append([]string{string(t.Kind)}, t.Aliases...)) != "":
		title = 2
	}
	best := -1
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			break
		}
		if found, score := compare(t, &g.Rows[i]); score > best {
			found.Kind, found.Titled = r.Kind, r.Titled
			r, best = found, score
		}
	}
	if !r.Titled && len(r.Known)+len(r.Rename) < 2 {
		return Resemblance{}, 0
	}
	return r, max(best, 0) + title
}

// compare reads one row as the header of a schema.
func compare(t *TabSchema, row *GridRow) (r Resemblance, score int) {
	h := readHeader(t, row)
	r.Header = row.Number
	var open []string
	for i := range t.Columns {
		switch col := &t.Columns[i]; {
		case len(h.places[i]) > 0 || h.splitName(t, i):
			r.Known = append(r.Known, col.Name)
			score += 2
			if col.Required {
				score++
			}
		default:
			open = append(open, col.Name)
		}
	}
	for _, o := range h.others {
		to := nearestColumn(t, open, o.title)
		if to == "" {
			r.Other = append(r.Other, o.title)
			continue
		}
		open = slices.DeleteFunc(open, func(name string) bool { return name == to })
		r.Rename = append(r.Rename, Renaming{Cell: ColumnName(o.at) + itoa(row.Number), From: o.title, To: to})
		score++
	}
	complete := true
	for _, name := range open {
		if t.Columns[t.Column(name)].Required {
			r.Missing = append(r.Missing, name)
			complete = false
		}
	}
	if complete {
		score += 2
	}
	return r, score
}

// nearestColumn returns the column among open that a header probably means.
func nearestColumn(t *TabSchema, open []string, header string) string {
	if near := Closest(header, open); near != "" {
		return near
	}
	for _, name := range open {
		if Closest(header, t.Columns[t.Column(name)].Aliases) != "" {
			return name
		}
	}
	return ""
}
