package lambdatest

import (
	"slices"
	"testing"

	"shelfmates/shared/config"
)

// CheckVariables holds the variables that a main declares against those that
// the template sets for its function, the one with that code.
func CheckVariables(t *testing.T, template, code string, declared []config.Variable) {
	t.Helper()
	read, err := ReadTemplate(template, map[string]string{"Table": "table"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(read.Functions, func(f FunctionSpec) bool { return f.Code == code })
	if i < 0 {
		t.Fatalf("no function of the template has the code %s", code)
	}
	set := read.Functions[i].Variables
	names := map[string]bool{}
	for _, v := range declared {
		names[v.Name] = true
		if _, there := set[v.Name]; !there && !v.Optional {
			t.Errorf("the main needs %s, which the template does not set", v.Name)
		}
	}
	for name := range set {
		if !names[name] {
			t.Errorf("the template sets %s, which the main does not read", name)
		}
	}
	for _, never := range []string{config.Now, config.School, config.Sheet} {
		if _, there := set[never]; there {
			t.Errorf("the template sets %s, which it never may", never)
		}
	}
}
