package googlefake

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the compact discovery documents anew")

// TestDiscoveryDocuments compares the embedded documents with those of the
// module that the adapter is built from.
func TestDiscoveryDocuments(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output()
	if err != nil {
		t.Fatalf("find google.golang.org/api: %v", err)
	}
	for _, c := range []struct {
		source, embedded string
		methods          []Method
	}{
		{"sheets/v4/sheets-api.json", "discovery/sheets.json", []Method{SheetsGet, ValuesGet, ValuesBatchGet, BatchUpdate}},
		{"drive/v3/drive-api.json", "discovery/drive.json", []Method{FilesGet, StartPageToken, ChangesList}},
	} {
		source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), c.source))
		if err != nil {
			t.Fatal(err)
		}
		want := compact(t, source, c.methods)
		if *update {
			if err := os.WriteFile(c.embedded, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(c.embedded)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s says; write it anew with -update", c.embedded, c.source)
		}
	}
}

// A property of a discovery document: a field, a parameter or an item.
type property struct {
	Type, Format, Location string
	Ref                    string `json:"$ref"`
	Repeated, Required     bool
	Enum                   []string
	Items                  *property
	Properties             map[string]property
	AdditionalProperties   *property
}

type resource struct {
	Methods map[string]struct {
		ID, HTTPMethod, Path string
		Parameters           map[string]property
		Request, Response    struct {
			Ref string `json:"$ref"`
		}
		Scopes []string
	}
	Resources map[string]resource
}

// compact keeps those methods and every type that they reach.
func compact(t *testing.T, source []byte, keep []Method) []byte {
	var doc struct {
		Revision, ServicePath string
		Parameters            map[string]property
		Schemas               map[string]property
		resource
	}
	if err := json.Unmarshal(source, &doc); err != nil {
		t.Fatal(err)
	}
	out := discovery{Revision: doc.Revision, Params: map[string]string{}, Methods: map[Method]*apiMethod{}, Types: map[string]map[string]string{}}
	for name, p := range doc.Parameters {
		out.Params[name] = p.expression(t)
	}
	var walk func(r resource)
	walk = func(r resource) {
		for _, m := range r.Methods {
			if !slices.Contains(keep, Method(m.ID)) {
				continue
			}
			made := &apiMethod{HTTP: m.HTTPMethod, Path: "/" + doc.ServicePath + m.Path, Params: map[string]string{}, Request: m.Request.Ref, Response: m.Response.Ref, Scopes: m.Scopes}
			for name, p := range m.Parameters {
				if p.Location == "query" {
					made.Params[name] = p.expression(t)
					if p.Required {
						made.Required = append(made.Required, name)
					}
				}
			}
			out.Methods[Method(m.ID)] = made
		}
		for _, inner := range r.Resources {
			walk(inner)
		}
	}
	walk(doc.resource)
	if len(out.Methods) != len(keep) {
		t.Fatalf("the document has %d of the %d methods", len(out.Methods), len(keep))
	}
	var reach func(p property)
	message := func(name string, fields map[string]property) {
		if _, seen := out.Types[name]; seen || name == "" {
			return
		}
		out.Types[name] = map[string]string{}
		for field, p := range fields {
			p = spelled(p, name+"."+field)
			out.Types[name][field] = p.expression(t)
			reach(p)
		}
	}
	reach = func(p property) {
		if p.Ref != "" && p.Properties == nil {
			message(p.Ref, doc.Schemas[p.Ref].Properties)
		} else if p.Ref != "" {
			message(p.Ref, p.Properties)
		}
		if p.Items != nil {
			reach(*p.Items)
		}
		if p.AdditionalProperties != nil {
			reach(*p.AdditionalProperties)
		}
	}
	for _, m := range out.Methods {
		message(m.Request, doc.Schemas[m.Request].Properties)
		message(m.Response, doc.Schemas[m.Response].Properties)
	}
	return lines(t, out)
}

// spelled gives a message that is spelled out in its place a name: Drive has such.
func spelled(p property, name string) property {
	if p.Items != nil {
		item := spelled(*p.Items, name)
		p.Items = &item
	} else if p.Ref == "" && p.Properties != nil {
		p.Ref = name
	}
	return p
}

// expression is the type in the short form of discovery.Types.
func (p property) expression(t *testing.T) string {
	switch {
	case p.Repeated:
		p.Repeated = false
		return "[]" + p.expression(t)
	case p.Ref != "":
		return p.Ref
	case p.Type == "array":
		return "[]" + p.Items.expression(t)
	case p.AdditionalProperties != nil:
		return "{}" + p.AdditionalProperties.expression(t)
	case len(p.Enum) > 0:
		return "enum " + strings.Join(p.Enum, "|")
	case p.Type == "integer", p.Type == "number":
		return p.Format
	case p.Format == "int64", p.Type == "boolean":
		return map[bool]string{true: "boolean", false: "int64"}[p.Type == "boolean"]
	case p.Type == "string":
		return "string"
	case p.Type == "any", p.Type == "object", p.Type == "":
		return "any"
	}
	t.Fatalf("unknown type %+v", p)
	return ""
}

// lines writes one method and one type a line, so that a new version of the
// document shows what changed.
func lines(t *testing.T, d discovery) []byte {
	object := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"revision\": %s,\n\"params\": %s,\n\"methods\": {\n", object(d.Revision), object(d.Params))
	writeLines(&b, d.Methods, func(m *apiMethod) string { return object(m) })
	b.WriteString("},\n\"types\": {\n")
	writeLines(&b, d.Types, func(m map[string]string) string { return object(m) })
	b.WriteString("}}\n")
	return b.Bytes()
}

func writeLines[K ~string, V any](b *bytes.Buffer, m map[K]V, line func(V) string) {
	var names []K
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Fprintf(b, "%q: %s%s\n", name, line(m[name]), comma)
	}
}
