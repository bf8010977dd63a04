package googlefake

import (
	"maps"
	"regexp"
	"slices"
	"time"
)

// ownFields are the SheetProperties that a tab keeps in fields of its own.
var ownFields = []string{"sheetId", "title", "index", "sheetType", "hidden", "gridProperties"}

func (b *batch) addSheet(m fields) (map[string]any, error) {
	p := m.obj("properties")
	title := p.text("title")
	if title == "" {
		title = "Sheet" + itoa(len(b.s.tabs)+1)
	}
	if err := b.s.free(title, -1); err != nil {
		return nil, b.refuse("%v", err)
	}
	if kind := p.text("sheetType"); kind != "" && kind != gridTab {
		return nil, against("Invalid %s: a tab of type %s cannot be added", b.at, kind)
	}
	id := b.s.freshID()
	if p["sheetId"] != nil {
		id = int64(p.number("sheetId", 0))
		if b.s.tabByID(id) != nil {
			return nil, b.refuse("Invalid sheet ID: %d. A sheet with that ID already exists.", id)
		}
	}
	t := newTab(id, title)
	t.hidden = p.flag("hidden")
	t.props = p.without(ownFields...)
	if g := p.obj("gridProperties"); g != nil {
		t.rows, t.cols = g.number("rowCount", firstGridRows), g.number("columnCount", firstGridCols)
		t.props["gridProperties"] = g.without("rowCount", "columnCount")
	}
	at := p.number("index", len(b.s.tabs))
	if t.rows < 1 || t.cols < 1 {
		return nil, b.refuse("a grid of %d rows and %d columns", t.rows, t.cols)
	}
	if at < 0 || at > len(b.s.tabs) {
		return nil, b.refuse("index %d is after the last sheet", at)
	}
	b.s.tabs = slices.Insert(slices.Clone(b.s.tabs), at, t)
	return map[string]any{"properties": t.properties(at)}, b.room(0)
}

func (b *batch) deleteSheet(m fields) (map[string]any, error) {
	t, err := b.tab(m)
	if err != nil {
		return nil, err
	}
	if len(b.s.tabs) == 1 {
		return nil, b.refuse("You can't remove all the sheets in a document.")
	}
	b.s.tabs = slices.DeleteFunc(slices.Clone(b.s.tabs), func(o *tab) bool { return o == t })
	return nil, nil
}

func (b *batch) updateSheetProperties(m fields) (map[string]any, error) {
	paths, err := b.paths("SheetProperties", m)
	if err != nil {
		return nil, err
	}
	p := m.obj("properties")
	t, err := b.tab(p)
	if err != nil {
		return nil, err
	}
	if err := b.allow(t, gridRange{0, 1, 0, 1}); err != nil && wholly(t) {
		return nil, err
	}
	now := t.properties(slices.Index(b.s.tabs, t))
	for _, path := range paths {
		if path[0] == "sheetId" || path[0] == "sheetType" || path[0] == "dataSourceSheetProperties" {
			return nil, against("Invalid %s: Field %s is read-only", b.at, joined(path))
		}
		copyPath(now, p, path)
	}
	after := fields(now)
	if named(paths, "title") {
		if after.text("title") == "" {
			return nil, b.refuse("Sheet title cannot be empty")
		}
		if err := b.s.free(after.text("title"), t.id); err != nil {
			return nil, b.refuse("%v", err)
		}
		t.title = after.text("title")
	}
	if named(paths, "hidden") {
		t.hidden = after.flag("hidden")
	}
	if named(paths, "gridProperties") {
		g := after.obj("gridProperties")
		rows, cols := g.number("rowCount", t.rows), g.number("columnCount", t.cols)
		if rows < 1 || cols < 1 {
			return nil, b.refuse("a grid of %d rows and %d columns", rows, cols)
		}
		if g.number("frozenRowCount", 0) >= rows || g.number("frozenColumnCount", 0) >= cols {
			return nil, b.refuse("You can't freeze all visible rows on the sheet.")
		}
		t.resize(rows, cols)
		after["gridProperties"] = g.without("rowCount", "columnCount")
	} else {
		after["gridProperties"] = t.props["gridProperties"]
	}
	if named(paths, "index") {
		b.move(t, after.number("index", 0))
	}
	props := after.without("sheetId", "title", "index", "sheetType", "hidden")
	if props["gridProperties"] == nil {
		delete(props, "gridProperties")
	}
	t.props = props
	return nil, b.room(0)
}

// move puts the tab before the one that stands at index now, as Google counts:
// moving a tab to the right, its own place is counted in.
func (b *batch) move(t *tab, index int) {
	from := slices.Index(b.s.tabs, t)
	tabs := slices.Delete(slices.Clone(b.s.tabs), from, from+1)
	if index > from {
		index--
	}
	b.s.tabs = slices.Insert(tabs, min(max(index, 0), len(tabs)), t)
}

// wholly reports whether the tab as a whole is protected.
func wholly(t *tab) bool {
	return slices.ContainsFunc(t.protected, func(p *protectedRange) bool { return p.area == gridRange{0, -1, 0, -1} && !p.warning })
}

var localeName = regexp.MustCompile(`^[a-z]{2,3}(_[A-Z]{2})?$`)

func (b *batch) updateSpreadsheetProperties(m fields) (map[string]any, error) {
	paths, err := b.paths("SpreadsheetProperties", m)
	if err != nil {
		return nil, err
	}
	p := m.obj("properties")
	rest := maps.Clone(b.s.props)
	if rest == nil {
		rest = map[string]any{"autoRecalc": "ON_CHANGE"}
	}
	for _, path := range paths {
		switch path[0] {
		case "title":
			if b.s.name = p.text("title"); b.s.name == "" {
				return nil, b.refuse("Spreadsheet title cannot be empty")
			}
		case "timeZone":
			if _, err := time.LoadLocation(p.text("timeZone")); err != nil || p.text("timeZone") == "" {
				return nil, b.refuse("Invalid time zone: %s", p.text("timeZone"))
			}
			b.s.zone = p.text("timeZone")
		case "locale":
			if !localeName.MatchString(p.text("locale")) {
				return nil, b.refuse("Unsupported locale: %s", p.text("locale"))
			}
			b.s.locale = p.text("locale")
		case "*":
			return nil, against("Invalid %s: name the fields, so that no other is reset", b.at)
		default:
			copyPath(rest, p, path)
		}
	}
	b.s.props = rest
	return nil, nil
}
