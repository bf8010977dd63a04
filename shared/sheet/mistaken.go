package sheet

import "shelfmates/shared/partnership"

// findMistaken looks whose headers the tabs without their own have: two whose
// names were swapped say so, and nobody is told to rename header after header.
func (s *Survey) findMistaken() {
	looks := map[partnership.Kind]partnership.Kind{}
	for i := range s.Tabs {
		l := &s.Tabs[i]
		if l.Paused == nil || l.Paused.Code != HeaderMissing && l.Paused.Code != HeaderNotFound {
			continue
		}
		if other := headersOf(l.grid, l.Schema); other != nil {
			looks[l.Schema.Kind] = other.Kind
		}
	}
	for kind, other := range looks {
		p := &Problem{Code: TabMistaken, Level: Fix, Tab: kind, At: -1, Args: []string{string(other)}}
		if looks[other] == kind {
			p.Fix = string(other)
		}
		s.Tab(kind).Paused = p
	}
}

// headersOf returns the schema whose headers the tab has, all required ones and
// three at least, when more of them than of its own; nil where there is none.
func headersOf(g *Grid, own *TabSchema) *TabSchema {
	const enough = 3
	var found *TabSchema
	most := enough - 1
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			break
		}
		h := readHeader(own, &g.Rows[i])
		if n := h.known(); n >= most {
			found, most = nil, n
		}
		for _, t := range catalogue.staff {
			if h := readHeader(t, &g.Rows[i]); t != own && h.complete(t) && h.known() > most {
				found, most = t, h.known()
			}
		}
	}
	return found
}
