package shared_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers lists the packages from the ground up. A package may import those of
// earlier lines, and of its own line none.
var layers = [][]string{
	{"schoolyear", "chart", "ical", "link", "words"}, // notations; standard library only
	{"partnership"},                         // the nouns
	{"sheet", "store", "queue", "registry"}, // contracts
	{"recognition", "match"},                // what is owed; which row is which record
	{"tally"},                               // sums
	{"letter", "schedule"},                  // one letter; what is due
	{"roster"},                              // a school's records, by version
	{"delivery"},                            // the ledger
	{"reconcile", "outreach", "heartbeat", "privacy", "checkup", "export"},
	{"letterbox", "signin", "dashboard"}, // faces
	{
		"sheet/gsheet", "sheet/workbook", "store/dynamo", "store/sqlite",
		"delivery/ses", "delivery/relay", "delivery/outbox", "queue/fifo", "queue/inproc",
		"lambdahttp", "lambdaqueue", "config",
	}, // adapters
	{"sample"},
	{"standalone"},
}

// free are packages for tests only: they may import anything and nothing but
// tests imports them.
var free = map[string]bool{
	"sheet/googlefake": true, "sheet/sheettest": true, "store/storetest": true,
	"partnership/schooltest": true, "delivery/deliverytest": true, "queue/queuetest": true, "registry/registrytest": true, "testenv": true,
	"lambdaqueue/lambdatest": true,
}

const module = "shelfmates/shared/"

// mains are the folders of commands and functions: they may import every layer.
var mains = []string{"../scripts", "../functions"}

// demo is the one main with a package for tests in it: a Google of its own.
const demo, demoGoogle = "../scripts/shelfmates", "sheet/googlefake"

// TestImportsPointDown reads the files with go/parser: a test that ran go list
// would keep passing from the test cache.
func TestImportsPointDown(t *testing.T) {
	layer := map[string]int{}
	for i, line := range layers {
		for _, p := range line {
			layer[p] = i
		}
	}
	eachFile(t, ".", func(file string, imports []string) {
		from := path.Dir(filepath.ToSlash(file))
		if free[from] {
			return
		}
		own, listed := layer[from]
		if !listed {
			t.Errorf("%s: package %s is not in the list of layers", file, from)
			return
		}
		for _, imported := range imports {
			to, ours := strings.CutPrefix(imported, module)
			switch {
			case !ours:
				if own == 0 && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
					t.Errorf("%s imports %s: the ground floor uses the standard library only", file, imported)
				}
			case free[to]:
				t.Errorf("%s imports %s, which is for tests only", file, to)
			case layer[to] >= own:
				t.Errorf("%s (%s) imports %s, which does not lie below it", file, from, to)
			}
		}
	})
	for _, dir := range mains {
		files := 0
		eachFile(t, dir, func(file string, imports []string) {
			files++
			for _, imported := range imports {
				to, ours := strings.CutPrefix(imported, module)
				_, layered := layer[to]
				switch {
				case to == demoGoogle && path.Dir(filepath.ToSlash(file)) == demo:
				case ours && !layered:
					t.Errorf("%s imports %s, which is for tests only or in no layer", file, to)
				case !ours && strings.HasPrefix(imported, "shelfmates/"):
					t.Errorf("%s imports %s, which lies beside shared", file, imported)
				}
			}
		})
		if files == 0 {
			t.Errorf("there is no main in %s: the test looks at the wrong place", dir)
		}
	}
}

// eachFile gives what each Go file under a folder imports, tests apart.
func eachFile(t *testing.T, dir string, look func(file string, imports []string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		var imports []string
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports = append(imports, imported)
		}
		look(file, imports)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
