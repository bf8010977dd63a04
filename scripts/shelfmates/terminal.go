package main

import (
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A paint is an ANSI colour.
type paint string

const (
	amber paint = "\x1b[33m"
	green paint = "\x1b[32m"
	red   paint = "\x1b[31m"
	plain       = "\x1b[0m"
)

// color paints text on a terminal; elsewhere, and where NO_COLOR is set
// (no-color.org), it stays plain.
func (s *session) color(p paint, text string) string {
	if !isTerminal(s.world.Stdout) || s.world.Env("NO_COLOR") != "" {
		return text
	}
	return string(p) + text + plain
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// A bar shows long work on stderr, when that is a terminal.
type bar struct{ inner *progressbar.ProgressBar }

// fewest is the work below which no bar is shown: it is over in a blink.
const fewest = 2000

// progress returns a bar that counts things of one kind.
func (s *session) progress(what string) *bar {
	b := &bar{}
	if isTerminal(s.world.Stderr) {
		b.inner = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(s.world.Stderr), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetVisibility(false))
	}
	return b
}

func (b *bar) set(done, all int) {
	if b.inner == nil || all < fewest {
		return
	}
	if b.inner.GetMax() != all {
		b.inner.ChangeMax(all)
		progressbar.OptionSetVisibility(true)(b.inner)
	}
	_ = b.inner.Set(done)
}

func (b *bar) done() {
	if b.inner != nil {
		_ = b.inner.Finish()
	}
}
