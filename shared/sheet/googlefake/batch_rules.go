package googlefake

import (
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// addProtectedRange protects a range. The account that adds it may go on to
// edit there, whatever editors it names.
func (b *batch) addProtectedRange(m fields) (map[string]any, error) {
	body := m.obj("protectedRange")
	t, _, err := b.area(body.obj("range"))
	if err != nil {
		return nil, err
	}
	p := &protectedRange{id: b.s.freshID(), area: readArea(body.obj("range"))}
	if body["protectedRangeId"] != nil {
		p.id = int64(body.number("protectedRangeId", 0))
		if _, found := b.s.protection(p.id); found != nil {
			return nil, b.refuse("A protected range with ID %d already exists", p.id)
		}
	}
	if err := b.fill(p, body); err != nil {
		return nil, err
	}
	t.protected = append(slices.Clone(t.protected), p)
	return map[string]any{"protectedRange": t.protectedJSON(p, b.account.Email)}, nil
}

// fill reads what may be updated of a protected range.
func (b *batch) fill(p *protectedRange, body fields) error {
	p.warning = body.flag("warningOnly")
	p.editors = nil
	if body["editors"] != nil && p.warning {
		return b.refuse("A protected range that only warns has no editors")
	}
	if !p.warning {
		p.editors = []string{b.account.Email}
		for _, user := range body.obj("editors").list("users") {
			p.editors = append(p.editors, user.(string))
		}
	}
	p.more = body.without("protectedRangeId", "range", "warningOnly", "editors", "requestingUserCanEdit")
	return nil
}

// protection finds a protected range by its ID.
func (s *Spreadsheet) protection(id int64) (*tab, *protectedRange) {
	for _, t := range s.tabs {
		for _, p := range t.protected {
			if p.id == id {
				return t, p
			}
		}
	}
	return nil, nil
}

func (b *batch) updateProtectedRange(m fields) (map[string]any, error) {
	paths, err := b.paths("ProtectedRange", m)
	if err != nil {
		return nil, err
	}
	body := m.obj("protectedRange")
	t, p := b.s.protection(int64(body.number("protectedRangeId", 0)))
	if p == nil {
		return nil, b.refuse("No protected range with ID: %d", body.number("protectedRangeId", 0))
	}
	if err := b.allow(t, p.area); err != nil {
		return nil, err
	}
	now := t.protectedJSON(p, b.account.Email)
	for _, path := range paths {
		copyPath(now, body, path)
	}
	if named(paths, "range") {
		if _, _, err := b.area(fields(now).obj("range")); err != nil {
			return nil, err
		}
		p.area = readArea(fields(now).obj("range"))
	}
	return nil, b.fill(p, now)
}

func (b *batch) deleteProtectedRange(m fields) (map[string]any, error) {
	t, p := b.s.protection(int64(m.number("protectedRangeId", 0)))
	if p == nil {
		return nil, b.refuse("No protected range with ID: %d", m.number("protectedRangeId", 0))
	}
	if err := b.allow(t, p.area); err != nil {
		return nil, err
	}
	t.protected = slices.DeleteFunc(slices.Clone(t.protected), func(o *protectedRange) bool { return o == p })
	return nil, nil
}

// rule reads a ConditionalFormatRule and its tab.
func (b *batch) rule(body fields) (*tab, rule, error) {
	var t *tab
	r := rule{body: body.without("ranges")}
	for _, raw := range body.list("ranges") {
		m, _ := raw.(map[string]any)
		of, _, err := b.area(m)
		if err != nil {
			return nil, r, err
		}
		if t != nil && of != t {
			return nil, r, b.refuse("all ranges of a rule must lie on one sheet")
		}
		t = of
		r.areas = append(r.areas, readArea(m))
	}
	if t == nil {
		return nil, r, against("Invalid %s: No ranges specified", b.at)
	}
	boolean, gradient := body.obj("booleanRule"), body.obj("gradientRule")
	if (boolean == nil) == (gradient == nil) {
		return nil, r, against("Invalid %s: one of booleanRule and gradientRule is needed", b.at)
	}
	if boolean != nil {
		if err := b.condition(boolean.obj("condition"), conditionsOfFormats); err != nil {
			return nil, r, err
		}
		if boolean.obj("format") == nil {
			return nil, r, b.refuse("No format specified")
		}
	}
	return t, r, nil
}

func (b *batch) addConditionalFormatRule(m fields) (map[string]any, error) {
	t, r, err := b.rule(m.obj("rule"))
	if err != nil {
		return nil, err
	}
	at := m.number("index", 0)
	if at < 0 || at > len(t.rules) {
		return nil, b.refuse("index %d is beyond the %d rules", at, len(t.rules))
	}
	t.rules = slices.Insert(slices.Clone(t.rules), at, r)
	return nil, nil
}

func (b *batch) updateConditionalFormatRule(m fields) (map[string]any, error) {
	at := m.number("index", 0)
	if body := m.obj("rule"); body != nil {
		t, r, err := b.rule(body)
		if err != nil {
			return nil, err
		}
		if at < 0 || at >= len(t.rules) {
			return nil, b.refuse("No conditional format on sheet: %d at index: %d", t.id, at)
		}
		old := t.ruleJSON(t.rules[at])
		t.rules = slices.Clone(t.rules)
		t.rules[at] = r
		return map[string]any{"oldRule": old, "newRule": t.ruleJSON(r), "newIndex": at}, nil
	}
	t, err := b.tab(m)
	if err != nil {
		return nil, err
	}
	to := m.number("newIndex", 0)
	if at < 0 || at >= len(t.rules) || to < 0 || to >= len(t.rules) {
		return nil, b.refuse("No conditional format on sheet: %d at index: %d", t.id, at)
	}
	r := t.rules[at]
	t.rules = slices.Insert(slices.Delete(slices.Clone(t.rules), at, at+1), to, r)
	return map[string]any{"oldIndex": at, "newIndex": to, "newRule": t.ruleJSON(r)}, nil
}

func (b *batch) deleteConditionalFormatRule(m fields) (map[string]any, error) {
	t, err := b.tab(m)
	if err != nil {
		return nil, err
	}
	at := m.number("index", 0)
	if at < 0 || at >= len(t.rules) {
		return nil, b.refuse("No conditional format on sheet: %d at index: %d", t.id, at)
	}
	old := t.ruleJSON(t.rules[at])
	t.rules = slices.Delete(slices.Clone(t.rules), at, at+1)
	return map[string]any{"rule": old}, nil
}

func (b *batch) addBanding(m fields) (map[string]any, error) {
	body := m.obj("bandedRange")
	t, a, err := b.area(body.obj("range"))
	if err != nil {
		return nil, err
	}
	for _, o := range t.bands {
		if o.area.overlaps(a) {
			return nil, b.refuse("You cannot add alternating background colors to a range that already has alternating background colors.")
		}
	}
	one := band{b.s.freshID(), readArea(body.obj("range")), body.without("bandedRangeId", "range")}
	t.bands = append(slices.Clone(t.bands), one)
	return map[string]any{"bandedRange": t.bandJSON(one)}, nil
}

func (b *batch) bandOf(id int64) (*tab, int, error) {
	for _, t := range b.s.tabs {
		if i := slices.IndexFunc(t.bands, func(o band) bool { return o.id == id }); i >= 0 {
			return t, i, nil
		}
	}
	return nil, 0, b.refuse("No banding with id: %d", id)
}

func (b *batch) updateBanding(m fields) (map[string]any, error) {
	paths, err := b.paths("BandedRange", m)
	if err != nil {
		return nil, err
	}
	body := m.obj("bandedRange")
	t, i, err := b.bandOf(int64(body.number("bandedRangeId", 0)))
	if err != nil {
		return nil, err
	}
	now := t.bandJSON(t.bands[i])
	for _, path := range paths {
		copyPath(now, body, path)
	}
	t.bands = slices.Clone(t.bands)
	t.bands[i].area, t.bands[i].body = readArea(fields(now).obj("range")), fields(now).without("bandedRangeId", "range")
	return nil, nil
}

func (b *batch) deleteBanding(m fields) (map[string]any, error) {
	t, i, err := b.bandOf(int64(m.number("bandedRangeId", 0)))
	if err != nil {
		return nil, err
	}
	t.bands = slices.Delete(slices.Clone(t.bands), i, i+1)
	return nil, nil
}

func (b *batch) setBasicFilter(m fields) (map[string]any, error) {
	body := m.obj("filter")
	t, _, err := b.area(body.obj("range"))
	if err != nil {
		return nil, err
	}
	t.filter = body
	return nil, nil
}

func (b *batch) clearBasicFilter(m fields) (map[string]any, error) {
	t, err := b.tab(m)
	if err != nil {
		return nil, err
	}
	t.filter = nil
	for r := range t.row {
		t.row[r].sifted = false
	}
	return nil, nil
}
