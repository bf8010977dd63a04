package googlefake

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// The compact forms of Google's discovery documents: the methods that are
// answered here and every type they can reach, descriptions left out. The demo
// needs them without the module's source at hand, so they are embedded; a test
// compares them with the documents in google.golang.org/api and writes them
// anew with -update.
var (
	//go:embed discovery/sheets.json
	sheetsDocument []byte
	//go:embed discovery/drive.json
	driveDocument []byte
)

// A discovery is one service as its document describes it. Types are short
// texts: "string", "boolean", "int32", "double", "mask", "any", "enum A|B",
// "[]" and "{}" (a map) before another, or the name of a type.
type discovery struct {
	Revision string                       `json:"revision"`
	Params   map[string]string            `json:"params"` // of every method
	Methods  map[Method]*apiMethod        `json:"methods"`
	Types    map[string]map[string]string `json:"types"`
}

type apiMethod struct {
	HTTP     string            `json:"http"`
	Path     string            `json:"path"` // "/v4/spreadsheets/{spreadsheetId}"
	Params   map[string]string `json:"params"`
	Required []string          `json:"required"`
	Request  string            `json:"request"`
	Response string            `json:"response"`
	Scopes   []string          `json:"scopes"`
}

var documents = sync.OnceValue(func() [2]*discovery {
	var both [2]*discovery
	for i, b := range [][]byte{sheetsDocument, driveDocument} {
		if err := json.Unmarshal(b, &both[i]); err != nil {
			panic(err) // an embedded file
		}
	}
	return both
})

// find returns the method that a request asks for, and its path parameters.
func find(verb, path string) (d *discovery, id Method, m *apiMethod, params map[string]string) {
	for _, d := range documents() {
		for id, m := range d.Methods {
			if m.HTTP != verb {
				continue
			}
			if params, ok := matchPath(m.Path, path); ok {
				return d, id, m, params
			}
		}
	}
	return nil, "", nil, nil
}

// matchPath compares segment by segment; a parameter takes a whole segment, or
// its part before a literal ":verb". The path is still escaped.
func matchPath(pattern, path string) (map[string]string, bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	params := map[string]string{}
	for i, w := range want {
		name, rest, isParam := strings.Cut(strings.TrimPrefix(w, "{"), "}")
		if !strings.HasPrefix(w, "{") || !isParam {
			if w != got[i] {
				return nil, false
			}
			continue
		}
		text, ok := strings.CutSuffix(got[i], rest)
		if !ok || text == "" || rest == "" && strings.Contains(text, ":") && !strings.Contains(pattern, "values/") {
			return nil, false
		}
		value, err := url.PathUnescape(text)
		if err != nil {
			return nil, false
		}
		params[name] = value
	}
	return params, true
}

// checkQuery holds query parameters against the method.
func (d *discovery) checkQuery(m *apiMethod, query url.Values) *apiError {
	for _, name := range slices.Sorted(maps.Keys(query)) {
		typ, known := m.Params[name]
		if !known {
			typ, known = d.Params[name]
		}
		if !known {
			return against("Invalid JSON payload received. Unknown name %q: Cannot bind query parameter. Field '%s' could not be found in request message.", name, name)
		}
		values := query[name]
		element, repeated := strings.CutPrefix(typ, "[]")
		if !repeated && len(values) > 1 {
			return against("Invalid value at '%s': it is given %d times", snake(name), len(values))
		}
		for _, v := range values {
			if err := checkText(element, snake(name), v); err != nil {
				return err
			}
		}
	}
	for _, name := range m.Required {
		if !query.Has(name) {
			e := against("Required parameter: %s", name)
			e.reason, e.location = "required", name
			return e
		}
	}
	if mask := query.Get("fields"); query.Has("fields") {
		if _, err := d.parseMask(m.Response, mask); err != nil {
			return err
		}
	}
	return nil
}

// checkText holds one query parameter against its type.
func checkText(typ, at, text string) *apiError {
	ok := true
	switch {
	case typ == "boolean":
		ok = text == "true" || text == "false"
	case typ == "int32":
		_, err := strconv.ParseInt(text, 10, 32)
		ok = err == nil
	case strings.HasPrefix(typ, "enum "):
		ok = slices.Contains(strings.Split(typ[len("enum "):], "|"), text)
	}
	if !ok {
		return badValue(at, typ, strconv.Quote(text))
	}
	return nil
}

func badValue(at, typ, shown string) *apiError {
	if strings.HasPrefix(typ, "enum ") {
		typ = "type.googleapis.com/" + typ
	} else {
		typ = "TYPE_" + strings.ToUpper(strings.ReplaceAll(typ, "boolean", "bool"))
	}
	e := against("Invalid value at '%s' (%s), %s", at, typ, shown)
	e.bad = []map[string]any{{"field": at, "description": e.message}}
	return e
}

// checkBody holds a JSON value against a type; all faults in one answer.
func (d *discovery) checkBody(typ string, v any) *apiError {
	var faults []*apiError
	d.check(typ, "", v, &faults)
	if len(faults) == 0 {
		return nil
	}
	all := faults[0]
	for _, f := range faults[1:] {
		all.message += "\n" + f.message
		all.bad = append(all.bad, f.bad...)
	}
	return all
}

func (d *discovery) check(typ, at string, v any, faults *[]*apiError) {
	if v == nil { // null is as good as absent
		return
	}
	fail := func() {
		shown, err := json.Marshal(v)
		if err != nil {
			shown = fmt.Append(nil, v)
		}
		*faults = append(*faults, badValue(at, typ, string(shown)))
	}
	if element, ok := strings.CutPrefix(typ, "[]"); ok {
		list, ok := v.([]any)
		if !ok {
			fail()
			return
		}
		for i, item := range list {
			d.check(element, fmt.Sprintf("%s[%d]", at, i), item, faults)
		}
		return
	}
	if element, ok := strings.CutPrefix(typ, "{}"); ok {
		m, ok := v.(map[string]any)
		if !ok {
			fail()
			return
		}
		for _, k := range slices.Sorted(maps.Keys(m)) {
			d.check(element, at+"["+k+"]", m[k], faults)
		}
		return
	}
	if fields, ok := d.Types[typ]; ok {
		m, ok := v.(map[string]any)
		if !ok {
			fail()
			return
		}
		for _, k := range slices.Sorted(maps.Keys(m)) {
			inner, known := fields[k]
			if !known {
				e := against("Invalid JSON payload received. Unknown name %q at '%s': Cannot find field.", k, at)
				e.bad = []map[string]any{{"field": at, "description": e.message}}
				*faults = append(*faults, e)
				continue
			}
			d.check(inner, joinPath(at, snake(k)), m[k], faults)
		}
		return
	}
	if !fits(typ, v) {
		fail()
	}
}

// fits reports whether a JSON value is of a simple type.
func fits(typ string, v any) bool {
	switch {
	case typ == "any":
		return true
	case typ == "boolean":
		_, ok := v.(bool)
		return ok
	case typ == "int32", typ == "int64":
		n, ok := v.(json.Number)
		text := string(n)
		if !ok {
			text, ok = v.(string)
		}
		bits := 32
		if typ == "int64" {
			bits = 64
		}
		_, err := strconv.ParseInt(text, 10, bits)
		return ok && err == nil
	case typ == "double", typ == "float":
		_, ok := v.(json.Number)
		return ok
	}
	text, ok := v.(string)
	if ok && strings.HasPrefix(typ, "enum ") {
		return slices.Contains(strings.Split(typ[len("enum "):], "|"), text)
	}
	return ok
}

func joinPath(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

// snake is userEnteredValue as user_entered_value, as Google names fields in
// its answers.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
