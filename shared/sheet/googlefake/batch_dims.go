package googlefake

import (
	"maps"
	"slices"
	"strings"
)

// span reads a DimensionRange: the tab, the dimension, from and to.
func (b *batch) span(m fields) (t *tab, d dimension, from, to int, err error) {
	if t, err = b.tab(m); err != nil {
		return nil, 0, 0, 0, err
	}
	size := t.rows
	switch m.text("dimension") {
	case "ROWS":
	case "COLUMNS":
		d, size = columnsDimension, t.cols
	default:
		return nil, 0, 0, 0, against("Invalid %s: No dimension specified", b.at)
	}
	from, to = m.number("startIndex", 0), m.number("endIndex", size)
	if from < 0 || to <= from {
		return nil, 0, 0, 0, against("Invalid %s: DimensionRange from %d to %d", b.at, from, to)
	}
	return t, d, from, to, nil
}

// inside is span within the grid.
func (b *batch) inside(m fields) (*tab, dimension, int, int, error) {
	t, d, from, to, err := b.span(m)
	if err == nil && to > t.size(d) {
		err = b.refuse("range.endIndex[%d] is after the last index of the grid (%d)", to, t.size(d))
	}
	return t, d, from, to, err
}

func (t *tab) size(d dimension) int {
	if d == columnsDimension {
		return t.cols
	}
	return t.rows
}

func (d dimension) area(from, to int) gridRange {
	if d == columnsDimension {
		return gridRange{0, -1, from, to}
	}
	return gridRange{from, to, 0, -1}
}

// maxCells is how many cells a spreadsheet holds
// (support.google.com/drive/answer/37603, read 2026-11).
const maxCells = 10_000_000

// room fails when so many cells more are too many.
func (b *batch) room(more int) error {
	n := more
	for _, t := range b.s.tabs {
		n += t.rows * t.cols
	}
	if n > maxCells {
		return b.refuse("This action would increase the number of cells in the workbook above the limit of %d cells.", maxCells)
	}
	return nil
}

func (b *batch) insertDimension(m fields) (map[string]any, error) {
	t, d, from, to, err := b.span(m.obj("range"))
	if err != nil {
		return nil, err
	}
	before := m.flag("inheritFromBefore")
	switch {
	case from > t.size(d):
		return nil, b.refuse("range.startIndex is larger than current grid size (%d)", t.size(d))
	case from == t.size(d) && !before:
		// github.com/burnash/gspread/issues/1091, 2022-07
		return nil, b.refuse("range.startIndex must be less than the grid size (%d) if inheritFromBefore is false.", t.size(d))
	case from == 0 && before:
		return nil, b.refuse("inheritFromBefore cannot be true if startIndex is 0.")
	}
	for _, p := range t.protected {
		inner := gridRange{p.area.row0 + 1, p.area.row1, p.area.col0, p.area.col1}
		if d == columnsDimension {
			inner = gridRange{p.area.row0, p.area.row1, p.area.col0 + 1, p.area.col1}
		}
		at := d.area(from, from+1)
		if inner.overlaps(at) && p.area.overlaps(at) {
			if err := b.allow(t, at); err != nil {
				return nil, err
			}
		}
	}
	inherit := from
	if before {
		inherit = from - 1
	}
	across := t.cols
	if d == columnsDimension {
		across = t.rows
	}
	if err := b.room((to - from) * across); err != nil {
		return nil, err
	}
	t.insert(d, from, to-from, inherit)
	return nil, nil
}

func (b *batch) appendDimension(m fields) (map[string]any, error) {
	t, err := b.tab(m)
	if err != nil {
		return nil, err
	}
	n := m.number("length", 0)
	if n < 1 {
		return nil, against("Invalid %s: length %d", b.at, n)
	}
	switch m.text("dimension") {
	case "ROWS":
		t.rows += n
	case "COLUMNS":
		t.cols += n
	default:
		return nil, against("Invalid %s: No dimension specified", b.at)
	}
	return nil, b.room(0)
}

func (b *batch) deleteDimension(m fields) (map[string]any, error) {
	t, d, from, to, err := b.inside(m.obj("range"))
	if err != nil {
		return nil, err
	}
	if from == 0 && to == t.size(d) {
		return nil, b.refuse("You can't delete all the %s on the sheet.", strings.ToLower(d.String()))
	}
	if err := b.allow(t, d.area(from, to)); err != nil {
		return nil, err
	}
	t.remove(d, from, to-from)
	return nil, nil
}

// updateDimensionProperties sets widths, heights and what is hidden.
func (b *batch) updateDimensionProperties(m fields) (map[string]any, error) {
	paths, err := b.paths("DimensionProperties", m)
	if err != nil {
		return nil, err
	}
	t, d, from, to, err := b.inside(m.obj("range"))
	if err != nil {
		return nil, err
	}
	if err := b.allow(t, d.area(from, to)); err != nil {
		return nil, err
	}
	if d == rowsDimension {
		t.reach(to - 1)
	}
	for i := from; i < to; i++ {
		props := t.columns[i]
		if d == rowsDimension {
			props = t.row[i].props
		}
		props = maps.Clone(props)
		if props == nil {
			props = map[string]any{}
		}
		for _, path := range paths {
			copyPath(props, m.obj("properties"), path)
		}
		if d == columnsDimension {
			t.columns[i] = props
			continue
		}
		if named(paths, "hiddenByUser") {
			t.row[i].hidden = fields(props).flag("hiddenByUser")
		}
		t.row[i].props = fields(props).without("hiddenByUser")
	}
	return nil, nil
}

// autoResizeDimensions keeps nothing: widths follow what is shown.
func (b *batch) autoResizeDimensions(m fields) (map[string]any, error) {
	_, _, _, _, err := b.inside(m.obj("dimensions"))
	return nil, err
}

// addDimensionGroup folds a span: inside others it lies one deeper; over part
// of another it is refused, as Google merges such in ways of its own.
func (b *batch) addDimensionGroup(m fields) (map[string]any, error) {
	t, d, from, to, err := b.inside(m.obj("range"))
	if err != nil {
		return nil, err
	}
	depth := 1
	for _, g := range t.groups[d] {
		switch {
		case g.from <= from && to <= g.to:
			depth = max(depth, g.depth+1)
		case to <= g.from || g.to <= from:
		default:
			return nil, against("Invalid %s: the group overlaps another from %d to %d", b.at, g.from, g.to)
		}
	}
	t.groups[d] = append(slices.Clone(t.groups[d]), group{from: from, to: to, depth: depth})
	return map[string]any{"dimensionGroups": t.groupsJSON(d)}, nil
}

func (b *batch) updateDimensionGroup(m fields) (map[string]any, error) {
	paths, err := b.paths("DimensionGroup", m)
	if err != nil {
		return nil, err
	}
	body := m.obj("dimensionGroup")
	t, d, from, to, err := b.inside(body.obj("range"))
	if err != nil {
		return nil, err
	}
	for i, g := range t.groups[d] {
		if g.from != from || g.to != to || g.depth != body.number("depth", 1) {
			continue
		}
		for _, path := range paths {
			if path[0] != "collapsed" {
				return nil, against("Invalid %s: Field %s cannot be updated", b.at, joined(path))
			}
		}
		t.groups[d] = slices.Clone(t.groups[d])
		t.groups[d][i].collapsed = body.flag("collapsed")
		t.hide(d, from, to, body.flag("collapsed"))
		return nil, nil
	}
	return nil, b.refuse("No dimension group from %d to %d at depth %d", from, to, body.number("depth", 1))
}

// hide hides or shows what a group folds.
func (t *tab) hide(d dimension, from, to int, on bool) {
	for i := from; i < to; i++ {
		if d == rowsDimension {
			t.reach(i)
			t.row[i].hidden = on
			continue
		}
		props := fields(t.columns[i]).without("hiddenByUser")
		if on {
			props["hiddenByUser"] = true
		}
		t.columns[i] = props
	}
}

func (b *batch) deleteDimensionGroup(m fields) (map[string]any, error) {
	t, d, from, to, err := b.inside(m.obj("range"))
	if err != nil {
		return nil, err
	}
	deepest := -1
	for i, g := range t.groups[d] {
		if g.from == from && g.to == to && (deepest < 0 || g.depth > t.groups[d][deepest].depth) {
			deepest = i
		}
	}
	if deepest < 0 {
		return nil, b.refuse("No dimension group from %d to %d", from, to)
	}
	t.groups[d] = slices.Delete(slices.Clone(t.groups[d]), deepest, deepest+1)
	return map[string]any{"dimensionGroups": t.groupsJSON(d)}, nil
}
