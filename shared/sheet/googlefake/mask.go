package googlefake

import (
	"maps"
	"slices"
	"strings"
)

// A mask is a parsed field mask: the fields by name, nil for "all of it". The
// name "*" stands for every field.
type mask map[string]mask

// parseMask reads the parameter "fields" of a response of that type:
// "sheets(properties(sheetId,title),merges)", "sheets.data/rowData". A space is
// no separator: it makes an unknown field, as Sheets answers
// (github.com/ringo380/claude-google-sheets-mcp/issues/2, 2026-07).
func (d *discovery) parseMask(typ, text string) (mask, *apiError) {
	p := maskParser{text: text}
	m, ok := p.list()
	if !ok || p.at != len(text) {
		return nil, against("Invalid field selection %s", text)
	}
	if err := d.checkMask(typ, m, ""); err != nil {
		return nil, err
	}
	return m, nil
}

// checkMask fails on a field that the type does not have.
func (d *discovery) checkMask(typ string, m mask, at string) *apiError {
	typ = strings.TrimPrefix(typ, "[]")
	if strings.HasPrefix(typ, "{}") || typ == "any" {
		return nil
	}
	fields, isMessage := d.Types[typ]
	for _, name := range slices.Sorted(maps.Keys(m)) {
		path := name
		if at != "" {
			path = at + "." + name
		}
		if name == "*" && isMessage {
			continue
		}
		inner, known := fields[name]
		if !known {
			return against("Error expanding 'fields' parameter. Cannot find matching fields for path '%s'.", path)
		}
		if err := d.checkMask(inner, m[name], path); err != nil {
			return err
		}
	}
	return nil
}

type maskParser struct {
	text string
	at   int
}

// list reads paths with commas between them.
func (p *maskParser) list() (mask, bool) {
	m := mask{}
	for {
		if !p.path(m) {
			return nil, false
		}
		if !p.take(',') {
			return m, true
		}
	}
}

// path reads one path into m, with a list in parentheses at its end perhaps.
func (p *maskParser) path(m mask) bool {
	name := p.name()
	if name == "" {
		return false
	}
	had, known := m[name]
	switch {
	case p.take('.'), p.take('/'):
		inner := mask{}
		if !p.path(inner) {
			return false
		}
		m[name] = union(had, known, inner)
	case p.take('('):
		inner, ok := p.list()
		if !ok || !p.take(')') {
			return false
		}
		m[name] = union(had, known, inner)
	default:
		m[name] = nil
	}
	return true
}

// union is both masks; one that takes all stays so.
func union(had mask, known bool, more mask) mask {
	if !known {
		return more
	}
	if had == nil || more == nil {
		return nil
	}
	for name, inner := range more {
		old, was := had[name]
		had[name] = union(old, was, inner)
	}
	return had
}

func (p *maskParser) name() string {
	from := p.at
	for p.at < len(p.text) && !strings.ContainsRune(",./()", rune(p.text[p.at])) {
		p.at++
	}
	return p.text[from:p.at]
}

func (p *maskParser) take(b byte) bool {
	if p.at < len(p.text) && p.text[p.at] == b {
		p.at++
		return true
	}
	return false
}

// apply keeps what the mask names; nil keeps all. False when nothing is left of
// a message.
func (m mask) apply(v any) any {
	if m == nil {
		return v
	}
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = m.apply(v[i])
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			inner, named := m[name]
			if every, all := m["*"]; all {
				inner = union(every, true, inner)
				if !named {
					inner = every
				}
				named = true
			}
			if named {
				out[name] = inner.apply(value)
			}
		}
		return out
	}
	return v
}

// has reports whether the mask takes in anything under that path.
func (m mask) has(path ...string) bool {
	for _, name := range path {
		if m == nil {
			return true
		}
		inner, named := m[name]
		if !named {
			if inner, named = m["*"]; !named {
				return false
			}
		}
		m = inner
	}
	return true
}

// parsePaths reads a FieldMask of a write: dotted paths with commas, or "*".
// Typ is the message that they start from.
func (d *discovery) parsePaths(typ, text, at string) ([][]string, *apiError) {
	if text == "" {
		return nil, against("Invalid %s: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)", at)
	}
	if text == "*" {
		return [][]string{{"*"}}, nil
	}
	var paths [][]string
	m := mask{}
	p := maskParser{text: text}
	for {
		if !p.path(m) {
			return nil, against("Invalid %s: Invalid field mask %q", at, text)
		}
		if p.at == len(text) {
			break
		}
		if !p.take(',') {
			return nil, against("Invalid %s: Invalid field mask %q", at, text)
		}
	}
	if err := d.checkMask(typ, m, ""); err != nil {
		return nil, against("Invalid %s: Invalid field: %s", at, text)
	}
	m.paths(nil, &paths)
	return paths, nil
}

// paths lists the leaves in a fixed order.
func (m mask) paths(prefix []string, into *[][]string) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		path := append(slices.Clone(prefix), name)
		if m[name] == nil {
			*into = append(*into, path)
			continue
		}
		m[name].paths(path, into)
	}
}

// copyPath sets what dst has under a path to what src has there, or takes it
// away. Dst is changed, maps inside it are copied first.
func copyPath(dst, src map[string]any, path []string) {
	if path[0] == "*" {
		clear(dst)
		maps.Copy(dst, src)
		return
	}
	name := path[0]
	if len(path) == 1 {
		if v, ok := src[name]; ok && v != nil {
			dst[name] = v
		} else {
			delete(dst, name)
		}
		return
	}
	from, _ := src[name].(map[string]any)
	to, _ := dst[name].(map[string]any)
	to = maps.Clone(to)
	if to == nil {
		to = map[string]any{}
	}
	copyPath(to, from, path[1:])
	if len(to) == 0 {
		delete(dst, name)
		return
	}
	dst[name] = to
}
