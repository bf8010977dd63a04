package main

import "shelfmates/shared/words"

type forgetCmd struct {
	Who string `arg:"" help:"Name or address of the person."`
}

func (forgetCmd) Help() string { return "Example: shelfmates forget \"Ana Ruiz\"" }

// Run says that this comes later, and what can be done now.
func (forgetCmd) Run(*session) error { return &usageError{words.ForgetLater} }
