// Package testenv starts the real components that tests run against: DynamoDB
// Local, a browser. It is for tests only.
//
//	make test -> scripts/testenv.sh -> .tools/, $PATH -> testenv.DynamoDB(t)
//
// A component that is not installed leaves its tests out, with one line that
// says how to include them. Under `make test`, which installs them, it fails the
// tests instead: there nothing is left out.
package testenv

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// errMissing is a component that is not installed.
var errMissing = errors.New("is not installed")

// RealVariable is set by `make test`: a missing component is then a failure.
const RealVariable = "SHELFMATES_TEST_REAL"

// Chromium returns the path of a Chromium or Chrome.
func Chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	leaveOut(t, fmt.Errorf("Chromium %w", errMissing))
	return ""
}

// leaveOut ends a test whose component is not there. One that is installed and
// does not start is a failure everywhere.
func leaveOut(t testing.TB, err error) {
	t.Helper()
	if os.Getenv(RealVariable) == "1" || !errors.Is(err, errMissing) {
		t.Fatal(err)
	}
	t.Skipf("left out, for %v: `make test` installs it and includes this test", err)
}

// tools finds the files of a component below .tools, where scripts/testenv.sh
// installs them.
func tools(component string, pattern ...string) ([]string, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	found, err := filepath.Glob(filepath.Join(append([]string{root, ".tools"}, pattern...)...))
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s %w", component, errMissing)
	}
	return found, err
}

// moduleRoot is the nearest folder with a go.mod, from the package under test
// upward.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("find go.mod above the test: %w", os.ErrNotExist)
		}
		dir = parent
	}
}
