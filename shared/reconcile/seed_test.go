package reconcile_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain gives the laws the same seeds in every plain run, so that a change is
// judged by the change and not by the day. Sweeps give seeds of their own with
// -rapid.seed, and so does whoever replays a failure.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.seed" })
	if !given {
		if err := flag.Set("rapid.seed", "5284571431397407655"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
