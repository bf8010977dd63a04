// Package heartbeat is one minute of a deployment: whose sheet to read, what is
// due where, and what a hint from Drive says.
//
//	minute --> slots, DUE --plan--> messages --> sync queue, mail queue
//	look for hints --> Drive's changes --> SHEET: whose --> sync queue --> page token
//
// A minute asks neither Google nor any school's store. What it rings it names
// by its cause, so that a minute done twice rings nothing twice; and a minute
// that was not done is made up for by the next, which knows the last.
package heartbeat
