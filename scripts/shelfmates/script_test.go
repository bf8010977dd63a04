package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/words"
)

// TestMain lets this binary be the command: in scripts, and wherever a test
// starts "shelfmates", main runs in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"shelfmates": main})
}

// A suite runs all tests and then removes what was built for them.
type suite struct{ *testing.M }

// Run implements testscript.TestingM.
func (s suite) Run() int {
	code := s.M.Run()
	_ = os.RemoveAll(buildFolder())
	return code
}

// TestScripts runs every testdata/*.txtar. A script begins in an empty folder,
// with the settings of a school: a workbook that is not there yet, a store, an
// outbox, and a Monday morning in November.
//
// Besides the commands of testscript it has those that edit a workbook as staff
// would (bookscript_test.go: fill, type, clear, drop, insert, sort, rename, show,
// formulas), those that look at what is served (servescript_test.go: serve,
// demo, page, interrupt, listening, letter), DynamoDB Local
// (dynamoscript_test.go: dynamodb, lease), and the rest below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata", RequireExplicitExec: true, RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fill": fillCmd, "type": typeCmd, "clear": clearCmd, "drop": dropCmd, "insert": insertCmd, "sort": sortCmd, "show": showCmd, "formulas": formulasCmd, "rename": renameCmd,
			"serve": serveScript, "demo": demoScript, "listening": listeningScript, "page": pageScript, "interrupt": interruptScript,
			"keys": keysScript, "letter": letterScript, "damage": damageScript, "same": sameScript, "dynamodb": dynamoScript, "lease": leaseScript,
			"code": codeScript, "hold": holdScript, "release": releaseScript, "make": makeScript, "outbox": outboxScript, "ticks": ticksScript,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("SHELFMATES_SHEET", "xlsx:school.xlsx")
			env.Setenv("SHELFMATES_STORE", "sqlite:school.db")
			env.Setenv("SHELFMATES_MAIL", "outbox:outbox")
			env.Setenv("SHELFMATES_NOW", "2026-11-23T08:00:00-05:00")
			env.Values[stageKey{}] = &stage{t: env.T().(testing.TB)}
			return nil
		},
	})
}

// A stage is what the commands of one script share.
type stage struct {
	t      testing.TB
	server *server // the last that was started
	free   func()  // gives back the lease that hold took
}

type stageKey struct{}

func stageOf(ts *testscript.TestScript) *stage { return ts.Value(stageKey{}).(*stage) }

// keysScript prints the keys of the JSON object on standard output, each path
// once, in order: "tabs[].rows".
func keysScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: keys FILE")
	}
	var paths []string
	add := func(path string) {
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	var walk func(path string)
	walk = func(path string) {
		token, err := dec.Token()
		ts.Check(err)
		switch token {
		case json.Delim('{'):
			for dec.More() {
				key, err := dec.Token()
				ts.Check(err)
				at := strings.TrimPrefix(path+"."+key.(string), ".")
				add(at)
				walk(at)
			}
			_, err = dec.Token()
		case json.Delim('['):
			for dec.More() {
				walk(path + "[]")
			}
			_, err = dec.Token()
		}
		ts.Check(err)
	}
	walk("")
	fmt.Fprintln(ts.Stdout(), strings.Join(paths, "\n"))
}

// damageScript makes files that are no workbooks: damage half FILE, damage
// bytes FILE.
func damageScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: damage half|bytes FILE")
	}
	content := []byte(ts.ReadFile(args[1]))
	switch args[0] {
	case "half":
		content = content[:len(content)/2]
	case "bytes":
		for i := len(content) / 4; i < len(content)/2; i++ {
			content[i] ^= 0x5a
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o600))
}

// sameScript fails unless two files hold the same bytes.
func sameScript(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] same FILE FILE")
	}
	if same := ts.ReadFile(args[0]) == ts.ReadFile(args[1]); same == neg {
		ts.Fatalf("%s and %s: same is %v", args[0], args[1], same)
	}
}

// codeScript runs a command that must end with one exit code.
func codeScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	got := 0
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// makeScript makes workbooks that cannot be used: one with a password, and a
// plain one that has none of our tabs.
func makeScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: make password|plain FILE")
	}
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SetCellStr("Sheet1", "A1", "Shopping"))
	var options excelize.Options
	if args[0] == "password" {
		options.Password = "secret"
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[1]), options))
}

// outboxScript fails unless the outbox holds the mails of a folder that preview
// made, each once and to the byte, and no other.
func outboxScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 || args[0] != "same" {
		ts.Fatalf("usage: outbox same FOLDER")
	}
	for _, ending := range []string{".eml", ".html"} {
		sent, shown := contents(ts, "outbox", ending), contents(ts, args[1], ending)
		if len(shown) == 0 || !slices.Equal(sent, shown) {
			ts.Fatalf("%d mails were sent as %s, %d shown, and they are not the same", len(sent), ending, len(shown))
		}
	}
}

// contents returns what the files with an ending hold, in order.
func contents(ts *testscript.TestScript, dir, ending string) []string {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(dir), "*"+ending))
	ts.Check(err)
	var all []string
	for _, file := range files {
		all = append(all, ts.ReadFile(file))
	}
	slices.Sort(all)
	return all
}

// ticksScript runs tick and mail many times at once.
func ticksScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: ticks N TIME")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var all sync.WaitGroup
	failed := make(chan error, 2*n)
	gate := make(chan struct{}, 8) // processes at a time
	for range n {
		all.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			for _, command := range []string{"tick", "mail"} {
				cmd := shelfmates(ts, command, "--now", args[1])
				if out, err := cmd.CombinedOutput(); err != nil {
					failed <- fmt.Errorf("%s: %w: %s", command, err, out)
				}
			}
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		ts.Check(err)
	}
}

// shelfmates is the command with the settings of a script.
func shelfmates(ts *testscript.TestScript, args ...string) *exec.Cmd {
	cmd := exec.Command("shelfmates", args...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = os.Environ()
	for _, name := range []string{"SHELFMATES_SHEET", "SHELFMATES_STORE", "SHELFMATES_MAIL", "SHELFMATES_NOW", "XDG_DATA_HOME", "TMPDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	return cmd
}

// holdScript takes the lease of the school as a sync in this process would;
// releaseScript gives it back.
func holdScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: hold STORE")
	}
	free, _, err := sqlite.NewLock(ts.MkAbs(args[0]), words.Holder(os.Getpid(), time.Now())).TryLock(context.Background(), "school")
	ts.Check(err)
	ts.Defer(free)
	stageOf(ts).free = free
}

func releaseScript(ts *testscript.TestScript, _ bool, _ []string) { stageOf(ts).free() }
