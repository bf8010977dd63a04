package sheet

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
)

// A Survey is a whole spreadsheet laid out: which tab is which, and where the
// columns stand.
type Survey struct {
	Tabs     []Layout // one a staff tab, in the order of Tabs(); those missing are on pause
	Settings SettingsReading
	Report   *Grid   // the report tab; nil where there is none
	Unread   []*Grid // every other tab, in the order of the spreadsheet

	grids []Grid
}

// LayOut finds out which tab is which. Known says what tabs were before, by
// their Key where the adapter gives one: a tab that was renamed is still the
// same. It may be nil. The grids must not change while the survey is used.
func LayOut(grids []Grid, known map[string]partnership.Kind) *Survey {
	s := &Survey{grids: grids}
	claims := map[*TabSchema][]*Grid{}
	for i := range grids {
		g := &grids[i]
		key := headerKey(g.Title)
		t := spellings().titles[key]
		if kind, ok := known[g.Key]; ok && g.Key != "" && catalogue.byKind[kind] != nil {
			t = catalogue.byKind[kind]
		}
		switch {
		case t != nil:
			claims[t] = append(claims[t], g)
		case key == headerKey(ReportTitle) && s.Report == nil:
			s.Report = g
		default:
			s.Unread = append(s.Unread, g)
		}
	}
	choose := func(t *TabSchema) (*Grid, *Problem) {
		g, rest, doubled := chooseTab(t, claims[t], known)
		s.Unread = append(s.Unread, rest...)
		return g, doubled
	}
	for _, t := range catalogue.staff {
		g, doubled := choose(t)
		switch {
		case doubled != nil:
			l := blankLayout(t)
			l.Paused = doubled
			s.Tabs = append(s.Tabs, l)
		case g == nil:
			s.Tabs = append(s.Tabs, missingTab(t))
		default:
			s.Tabs = append(s.Tabs, layOut(t, g))
		}
	}
	g, doubled := choose(catalogue.settings)
	s.Settings = readSettings(catalogue.settings, g)
	if doubled != nil {
		s.Settings.Paused = doubled
	}
	s.sortUnread()
	s.findMistaken()
	return s
}

func (s *Survey) sortUnread() {
	place := func(g *Grid) int {
		return slices.IndexFunc(s.grids, func(other Grid) bool { return other.Title == g.Title })
	}
	slices.SortStableFunc(s.Unread, func(a, b *Grid) int { return place(a) - place(b) })
}

// chooseTab returns the one grid that is the tab, and those that look like it:
// the one known by its Key, else the one with the very name, else the only one.
func chooseTab(t *TabSchema, claims []*Grid, known map[string]partnership.Kind) (g *Grid, rest []*Grid, doubled *Problem) {
	if len(claims) == 0 {
		return nil, nil, nil
	}
	best := claims
	for _, better := range []func(*Grid) bool{
		func(g *Grid) bool { return g.Key != "" && known[g.Key] == t.Kind },
		func(g *Grid) bool { return headerKey(g.Title) == headerKey(string(t.Kind)) },
		func(g *Grid) bool { return strings.TrimSpace(g.Title) == string(t.Kind) },
	} {
		var some []*Grid
		for _, g := range best {
			if better(g) {
				some = append(some, g)
			}
		}
		if len(some) > 0 {
			best = some
		}
	}
	if len(best) > 1 {
		p := &Problem{Code: TabDoubled, Level: Fix, Tab: t.Kind, At: -1}
		for _, g := range best {
			p.Args = append(p.Args, g.Title)
		}
		return nil, nil, p
	}
	for _, g := range claims {
		if g != best[0] {
			rest = append(rest, g)
		}
	}
	return best[0], rest, nil
}

// Tab returns the layout of a staff tab.
func (s *Survey) Tab(kind partnership.Kind) *Layout {
	for i := range s.Tabs {
		if s.Tabs[i].Schema.Kind == kind {
			return &s.Tabs[i]
		}
	}
	return nil
}

// Adopt takes the unread tab g for the staff tab of that kind, which is
// missing: the IDs in it say so, though its name does not.
func (s *Survey) Adopt(kind partnership.Kind, g *Grid) {
	*s.Tab(kind) = layOut(SchemaOf(kind), g)
	s.Unread = slices.DeleteFunc(s.Unread, func(other *Grid) bool { return other == g })
}

// IDs returns what stands in the ID column of a tab of any name, nil where it
// has none. Only a column with the note's beside it, in one header, counts.
func IDs(g *Grid) []string {
	none := &TabSchema{}
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			return nil
		}
		h := readHeader(none, &g.Rows[i])
		if len(h.id) == 0 || len(h.note) == 0 {
			continue
		}
		at := h.id[len(h.id)-1]
		var ids []string
		for _, row := range g.Rows[i+1:] {
			if text := cellText(row.Cells, at); text != "" {
				ids = append(ids, text)
			}
		}
		return ids
	}
	return nil
}
