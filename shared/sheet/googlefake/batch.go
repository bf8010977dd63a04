package googlefake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// batchUpdate is spreadsheets.batchUpdate: all requests in order, or none of
// them.
func (s *Spreadsheet) batchUpdate(c *request, body map[string]any) (any, error) {
	requests := fields(body).list("requests")
	if len(requests) == 0 {
		return nil, invalid("Must specify at least one request.")
	}
	b := &batch{s: s, account: c.account, doc: c.doc}
	replies := []any{}
	before := s.state()
	for i, raw := range requests {
		reply, err := b.one(i, raw)
		if err != nil {
			s.restore(before)
			return nil, err
		}
		if reply == nil {
			reply = map[string]any{}
		}
		replies = append(replies, reply)
	}
	s.remember(before)
	s.touch()
	result := map[string]any{"spreadsheetId": s.id, "replies": replies}
	if on, _ := body["includeSpreadsheetInResponse"].(bool); on {
		var ranges []string
		for _, r := range fields(body).list("responseRanges") {
			ranges = append(ranges, r.(string))
		}
		grid, _ := body["responseIncludeGridData"].(bool)
		updated, err := s.describe(c.account.Email, ranges, grid, nil)
		if err != nil {
			return nil, err
		}
		result["updatedSpreadsheet"] = updated
	}
	return result, nil
}

// A batch is one batchUpdate under way.
type batch struct {
	s       *Spreadsheet
	account *Account
	doc     *discovery
	at      string // "requests[0].updateCells", for messages
}

// handlers are the kinds of requests that Shelfmates sends, or may.
func (b *batch) handlers() map[string]func(fields) (map[string]any, error) {
	return map[string]func(fields) (map[string]any, error){
		"updateCells": b.updateCells, "repeatCell": b.repeatCell, "setDataValidation": b.setDataValidation,
		"updateBorders": b.updateBorders, "mergeCells": b.mergeCells, "unmergeCells": b.unmergeCells,
		"insertDimension": b.insertDimension, "appendDimension": b.appendDimension, "deleteDimension": b.deleteDimension,
		"updateDimensionProperties": b.updateDimensionProperties, "autoResizeDimensions": b.autoResizeDimensions,
		"addDimensionGroup": b.addDimensionGroup, "updateDimensionGroup": b.updateDimensionGroup, "deleteDimensionGroup": b.deleteDimensionGroup,
		"addSheet": b.addSheet, "deleteSheet": b.deleteSheet, "updateSheetProperties": b.updateSheetProperties,
		"updateSpreadsheetProperties": b.updateSpreadsheetProperties,
		"addProtectedRange":           b.addProtectedRange, "updateProtectedRange": b.updateProtectedRange, "deleteProtectedRange": b.deleteProtectedRange,
		"addConditionalFormatRule": b.addConditionalFormatRule, "updateConditionalFormatRule": b.updateConditionalFormatRule, "deleteConditionalFormatRule": b.deleteConditionalFormatRule,
		"addBanding": b.addBanding, "updateBanding": b.updateBanding, "deleteBanding": b.deleteBanding,
		"setBasicFilter": b.setBasicFilter, "clearBasicFilter": b.clearBasicFilter,
	}
}

func (b *batch) one(i int, raw any) (map[string]any, error) {
	request, _ := raw.(map[string]any)
	if len(request) != 1 {
		return nil, against("Invalid requests[%d]: %d kinds of request are set, want one", i, len(request))
	}
	for kind, body := range request {
		b.at = fmt.Sprintf("requests[%d].%s", i, kind)
		handle, known := b.handlers()[kind]
		if !known {
			return nil, against("Invalid %s: Shelfmates has no business with it", b.at)
		}
		m, _ := body.(map[string]any)
		reply, err := handle(m)
		if err != nil {
			return nil, err
		}
		if reply != nil {
			return map[string]any{kind: reply}, nil
		}
	}
	return nil, nil
}

// refuse is a 400 that names the request.
func (b *batch) refuse(format string, args ...any) error {
	return invalid("Invalid %s: %s", b.at, fmt.Sprintf(format, args...))
}

// tab finds the grid that a sheetId names; without one it is 0.
func (b *batch) tab(m fields) (*tab, error) {
	id := int64(m.number("sheetId", 0))
	t := b.s.tabByID(id)
	if t == nil {
		return nil, b.refuse("No grid with id: %d", id)
	}
	return t, nil
}

// area reads a GridRange and its tab, cut to the grid. One that starts beyond
// the grid is refused, one that ends there is taken (measured by others on
// repeatCell, 2026-09-29). Google takes one without any cell too; here it is a
// mistake of the caller's.
func (b *batch) area(m fields) (*tab, gridRange, error) {
	t, err := b.tab(m)
	if err != nil {
		return nil, gridRange{}, err
	}
	a := readArea(m)
	if a.row0 < 0 || a.col0 < 0 || a.row1 >= 0 && a.row1 <= a.row0 || a.col1 >= 0 && a.col1 <= a.col0 {
		return nil, a, against("Invalid %s: the range %v is empty", b.at, m)
	}
	if a.row0 >= t.rows || a.col0 >= t.cols {
		return nil, a, b.refuse("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", a1(t.title, a), t.rows, t.cols)
	}
	if a.row1 < 0 || a.row1 > t.rows {
		a.row1 = t.rows
	}
	if a.col1 < 0 || a.col1 > t.cols {
		a.col1 = t.cols
	}
	return t, a, nil
}

// readArea reads a GridRange as it is, unbounded ends as -1.
func readArea(m fields) gridRange {
	return gridRange{m.number("startRowIndex", 0), m.number("endRowIndex", -1), m.number("startColumnIndex", 0), m.number("endColumnIndex", -1)}
}

// protectedText is what a write on a protected range is refused with, by the
// language of the spreadsheet: it is not always English.
func (s *Spreadsheet) protectedText() string {
	if strings.HasPrefix(s.locale, "es") {
		return "Estás intentando modificar una celda o un objeto protegido. Si necesitas realizar cambios, comunícate con el propietario de la hoja de cálculo para que quite la protección."
	}
	return "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit."
}

// allow fails where a protected range forbids the account to edit.
func (b *batch) allow(t *tab, a gridRange) error {
	for _, p := range t.protected {
		if p.area.overlaps(a) && !p.opens(b.account.Email) {
			return b.refuse("%s", b.s.protectedText())
		}
	}
	return nil
}

// paths reads the mask of a write.
func (b *batch) paths(typ string, m fields) ([][]string, error) {
	paths, err := b.doc.parsePaths(typ, m.text("fields"), b.at)
	if err != nil {
		return nil, err
	}
	return paths, nil
}

// fields is a JSON object that was held against the discovery document.
type fields map[string]any

func (m fields) obj(name string) fields {
	inner, _ := m[name].(map[string]any)
	return inner
}

func (m fields) list(name string) []any {
	list, _ := m[name].([]any)
	return list
}

func (m fields) text(name string) string {
	text, _ := m[name].(string)
	return text
}

func (m fields) flag(name string) bool {
	on, _ := m[name].(bool)
	return on
}

func (m fields) number(name string, otherwise int) int {
	switch v := m[name].(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
	case int:
		return v
	case int64:
		return int(v)
	}
	return otherwise
}

// without is a copy that lacks some names.
func (m fields) without(names ...string) map[string]any {
	c := maps.Clone(map[string]any(m))
	if c == nil {
		c = map[string]any{}
	}
	for _, name := range names {
		delete(c, name)
	}
	return c
}

// named reports whether a mask of a write takes in a field of the top.
func named(paths [][]string, name string) bool {
	return slices.ContainsFunc(paths, func(p []string) bool { return p[0] == name || p[0] == "*" })
}

func joined(path []string) string { return strings.Join(path, ".") }
