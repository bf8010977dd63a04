// Package delivery is the ledger of mails, the form in which they leave, and
// the port through which they do.
//
//	Decision --> PLANNED --Claim--> CLAIMED --Transport--> SENT | REFUSED | UNKNOWN
//	                |  ^                |
//	                |  +---- later -----+
//	                +--> STOPPED | SUPPRESSED | EXPIRED
//
// Every mail is one item of the store and in exactly one state. It is claimed
// by one worker in one conditional write right before its call, so that it
// leaves at most once; one whose fate cannot be known is UNKNOWN and is never
// sent again by itself. What a period of a recurring mail comes to is one item
// too, written once, in the write that plans its mails. A mail that may still
// leave has a mark under a key of its own, so that a run that has nothing to do
// finds that out in one call.
package delivery
