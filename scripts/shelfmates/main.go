// Command shelfmates is the whole program on one machine: it syncs a workbook
// into a store, shows the pages and writes the mails.
//
//	arguments + environment --settings--> adapters --> one use case --> words, exit code
//
// It wires and decides nothing: what the numbers are, what is due and what is
// written stands in the packages under shared.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // zones are known on machines that have none: Windows, small containers
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], world{
		Program: os.Args[0], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Env: os.Getenv, Now: time.Now, Rand: rand.Reader,
	})
	stop()
	os.Exit(code)
}
