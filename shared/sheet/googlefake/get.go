package googlefake

import (
	"maps"
	"slices"
	"strings"
)

// get is spreadsheets.get. Grid data comes when it is asked for, by
// includeGridData or by a field mask that takes it in (the mask wins); ranges
// leave out every tab that none of them touches (github.com/brekkylab/backlot
// issue 159, measured 2026-09).
func (s *Spreadsheet) get(c *request) (any, error) {
	var fields mask
	grid := slices.Contains(c.query["includeGridData"], "true")
	if text, ok := c.query["fields"]; ok {
		m, err := c.doc.parseMask("Spreadsheet", text[0])
		if err != nil {
			return nil, err
		}
		fields, grid = m, m.has("sheets", "data")
	}
	return s.describe(c.account.Email, c.query["ranges"], grid, fields)
}

// describe is the file as a Spreadsheet message to an account.
func (s *Spreadsheet) describe(to string, ranges []string, grid bool, fields mask) (map[string]any, error) {
	var spans []span
	for _, text := range ranges {
		area, err := s.resolve(text)
		if err != nil {
			return nil, err
		}
		spans = append(spans, area)
	}
	properties := maps.Clone(s.props)
	if properties == nil {
		properties = map[string]any{"autoRecalc": "ON_CHANGE"}
	}
	properties["title"], properties["locale"], properties["timeZone"] = s.name, s.locale, s.zone
	list := []any{}
	for i, t := range s.tabs {
		areas := []gridRange{{0, t.rows, 0, t.cols}}
		if ranges != nil {
			areas = nil
			for _, sp := range spans {
				if sp.tab == t {
					areas = append(areas, sp.gridRange)
				}
			}
			if areas == nil {
				continue
			}
		}
		one := t.sheet(i, to)
		if grid && t.kind == gridTab {
			data := []any{}
			for _, a := range areas {
				data = append(data, s.gridData(t, a, fields))
			}
			one["data"] = data
		}
		list = append(list, one)
	}
	return map[string]any{
		"spreadsheetId": s.id, "properties": properties, "sheets": list,
		"spreadsheetUrl": "https://docs.google.com/spreadsheets/d/" + s.id + "/edit",
	}, nil
}

// properties is the tab as SheetProperties.
func (t *tab) properties(index int) map[string]any {
	p := maps.Clone(t.props)
	p["sheetId"], p["title"], p["index"], p["sheetType"] = t.id, t.title, index, t.kind
	if t.hidden {
		p["hidden"] = true
	}
	if t.kind != chartTab {
		g, _ := p["gridProperties"].(map[string]any)
		g = maps.Clone(g)
		if g == nil {
			g = map[string]any{}
		}
		g["rowCount"], g["columnCount"] = t.rows, t.cols
		p["gridProperties"] = g
	}
	return p
}

// sheet is the tab as a Sheet to an account, without its grid data.
func (t *tab) sheet(index int, to string) map[string]any {
	one := map[string]any{"properties": t.properties(index)}
	put := func(name string, list []any) {
		if len(list) > 0 {
			one[name] = list
		}
	}
	var merges, rules, protected, bands []any
	for _, m := range t.merges {
		merges = append(merges, t.area(m))
	}
	for _, r := range t.rules {
		rules = append(rules, t.ruleJSON(r))
	}
	for _, p := range t.protected {
		protected = append(protected, t.protectedJSON(p, to))
	}
	for _, b := range t.bands {
		bands = append(bands, t.bandJSON(b))
	}
	put("merges", merges)
	put("conditionalFormats", rules)
	put("protectedRanges", protected)
	put("bandedRanges", bands)
	put("rowGroups", t.groupsJSON(rowsDimension))
	put("columnGroups", t.groupsJSON(columnsDimension))
	if t.filter != nil {
		one["basicFilter"] = t.filter
	}
	return one
}

func (t *tab) ruleJSON(r rule) map[string]any {
	m := maps.Clone(r.body)
	var areas []any
	for _, a := range r.areas {
		areas = append(areas, t.area(a))
	}
	m["ranges"] = areas
	return m
}

// opens reports whether the range lets that account edit.
func (p *protectedRange) opens(email string) bool {
	return p.warning || slices.Contains(p.editors, email)
}

// protectedJSON is the range as ProtectedRange: who may edit it is told to those
// alone.
func (t *tab) protectedJSON(p *protectedRange, to string) map[string]any {
	m := maps.Clone(p.more)
	if m == nil {
		m = map[string]any{}
	}
	m["protectedRangeId"], m["range"] = p.id, t.area(p.area)
	if p.opens(to) {
		m["requestingUserCanEdit"] = true
	}
	if p.warning {
		m["warningOnly"] = true
	} else if p.opens(to) {
		m["editors"] = map[string]any{"users": p.editors}
	}
	return m
}

func (t *tab) bandJSON(b band) map[string]any {
	m := maps.Clone(b.body)
	m["bandedRangeId"], m["range"] = b.id, t.area(b.area)
	return m
}

func (t *tab) groupsJSON(d dimension) []any {
	var list []any
	for _, g := range t.groups[d] {
		m := map[string]any{
			"range": map[string]any{"sheetId": t.id, "dimension": d.String(), "startIndex": g.from, "endIndex": g.to}, "depth": g.depth,
		}
		if g.collapsed {
			m["collapsed"] = true
		}
		list = append(list, m)
	}
	return list
}

func (d dimension) String() string {
	if d == columnsDimension {
		return "COLUMNS"
	}
	return "ROWS"
}

// gridData is one GridData block: rows up to the last with anything, metadata
// of the whole range; zeros left out.
func (s *Spreadsheet) gridData(t *tab, a gridRange, fields mask) map[string]any {
	block := map[string]any{}
	if a.row0 > 0 {
		block["startRow"] = a.row0
	}
	if a.col0 > 0 {
		block["startColumn"] = a.col0
	}
	if fields.has("sheets", "data", "rowMetadata") {
		var list []any
		for r := a.row0; r < a.row1; r++ {
			list = append(list, t.rowMetadata(r))
		}
		block["rowMetadata"] = list
	}
	if fields.has("sheets", "data", "columnMetadata") {
		var list []any
		for c := a.col0; c < a.col1; c++ {
			m := maps.Clone(t.columns[c])
			if m == nil {
				m = map[string]any{}
			}
			if m["pixelSize"] == nil {
				m["pixelSize"] = 100
			}
			list = append(list, m)
		}
		block["columnMetadata"] = list
	}
	if !fields.has("sheets", "data", "rowData") {
		return block
	}
	var rows []any
	kept := 0
	for r := a.row0; r < min(a.row1, len(t.row)); r++ {
		var cells []any
		filled := 0
		for c := a.col0; c < min(a.col1, len(t.row[r].cells)); c++ {
			one := &t.row[r].cells[c]
			cells = append(cells, s.cellData(one))
			if !one.bare() {
				filled = len(cells)
			}
		}
		row := map[string]any{}
		if filled > 0 {
			row["values"] = cells[:filled]
		}
		rows = append(rows, row)
		if filled > 0 {
			kept = len(rows)
		}
	}
	if kept > 0 {
		block["rowData"] = rows[:kept]
	}
	return block
}

func (t *tab) rowMetadata(r int) map[string]any {
	m := map[string]any{"pixelSize": 21}
	if r < len(t.row) {
		maps.Copy(m, t.row[r].props)
		if t.row[r].hidden {
			m["hiddenByUser"] = true
		}
		if t.row[r].sifted {
			m["hiddenByFilter"] = true
		}
	}
	return m
}

// cellData is a cell as CellData.
func (s *Spreadsheet) cellData(c *cell) map[string]any {
	if c.bare() {
		return map[string]any{}
	}
	m := c.entered()
	if v := c.shown().json(); v != nil {
		m["effectiveValue"] = v
		m["formattedValue"] = s.formatted(c)
	}
	effective := map[string]any{"horizontalAlignment": "LEFT", "verticalAlignment": "BOTTOM", "wrapStrategy": "OVERFLOW_CELL"}
	if c.shown().kind == numberValue {
		effective["horizontalAlignment"] = "RIGHT"
	}
	if format, ok := m["userEnteredFormat"].(map[string]any); ok {
		maps.Copy(effective, format)
	}
	m["effectiveFormat"] = effective
	if text := c.value.text; c.value.kind == formulaValue && strings.HasPrefix(strings.ToUpper(text), "=HYPERLINK(") {
		if parts := strings.Split(text, `"`); len(parts) > 1 {
			m["hyperlink"] = parts[1]
		}
	}
	return m
}
