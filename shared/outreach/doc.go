// Package outreach is who hears what, when: it finds out what mail is due,
// gathers the facts, has the letter written, and sees it through the ledger.
//
//	Plan:    roster -> schedule: due? -> facts -> Judge -> ledger: decided, PLANNED
//	Send:    ledger: PLANNED -> roster -> facts -> letter -> Claim -> transport -> ledger
//	Preview: roster -> schedule -> facts -> letter -> a rehearsal; nothing is written
//
// A tick is a hint. What is due follows from the store and the clock, so that
// late, doubled and missing ticks change nothing, and fifty at once do what one
// does. A letter is written when it is claimed, with the clock at the instant
// when it was due: what Preview showed is what leaves.
package outreach
