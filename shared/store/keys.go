package store

// Keys of a school's items.
const (
	LeaseKey  = "LEASE"  // who syncs, and the epoch; see Lease
	StateKey  = "STATE"  // what the last commit found; see reconcile
	SeenKey   = "SEEN"   // when the last whole read began
	TypingKey = "TYPING" // rows that somebody was typing when the sheet was last read
	PepperKey = "PEPPER" // what readers' addresses are hashed with; made once

	RecordPrefix  = "R#"
	PendingPrefix = "PENDING#"
	ProblemPrefix = "PROBLEM#"
	IntentPrefix  = "INTENT#"
	MailPrefix    = "MAIL#"
	WaitingPrefix = "WAITING#" // one for each mail that has not left yet; the rest is as under MAIL#
	PeriodPrefix  = "PERIOD#"  // what was decided of one period of a recurring mail
	CoursePrefix  = "COURSE#"  // how a recurring mail has gone so far, by kind
	SessionPrefix = "SESSION#"
)

// RecordKey returns the key of a record.
func RecordKey(tab, id string) string { return RecordPrefix + tab + "#" + id }
