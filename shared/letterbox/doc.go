// Package letterbox takes in what comes from outside without a sign-in: so far
// the ping with which a Google Sheet's own script says that it was edited.
//
//	POST /ping --limit--> identity token --> which school --limit--> queue --> sync
//	                        (Google's keys)                 |
//	            last read, cells to fix <-- roster ---------+
//
// A ping only asks for a look at the sheet; it carries nothing of what is in it.
// Whoever sends it shows a token that Google signed for the script of that
// sheet, so a stranger can neither ring nor learn which sheets there are. A
// token alone reads and changes nothing: a stolen one has the sheet looked at,
// as often as the limits let it.
//
// The script runs at Google and comes in from the internet. On AWS the ping has
// its public address there. On one machine, whose pages are for that machine
// only, it needs a tunnel that lets /ping through and nothing else, and passes
// on the name by which it was called: /ping answers to any name, pages answer to
// this machine's own names alone. Without a ping the sheet is read every few
// minutes all the same.
package letterbox
