package main

import "shelfmates/shared/words"

type schoolsCmd struct{}

func (schoolsCmd) Help() string { return "Example: shelfmates schools" }

// Run says that this comes with the deployment.
func (schoolsCmd) Run(*session) error { return &usageError{words.ComesWithAWS} }

type forgetCmd struct {
	Who string `arg:"" help:"Name or address of the person."`
}

func (forgetCmd) Help() string { return "Example: shelfmates forget \"Ana Ruiz\"" }

// Run says that this comes later, and what can be done now.
func (forgetCmd) Run(*session) error { return &usageError{words.ForgetLater} }
