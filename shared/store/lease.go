package store

import "time"

// A Lease says who may change a school's records, and under which epoch. Every
// write of a sync carries a condition on its epoch, so that a run which stalled
// and wakes up after another took over can write nothing more.
//
// It is small (at most 300 bytes), because each condition check is charged by
// the size of its item.
type Lease struct {
	Epoch   int64     // rises by one with every taking
	Run     string    // random, of the run that took it; "" when released
	Holder  string    // who, for people: "sync on library-pc"
	Until   time.Time // when it may be taken over; zero when released
	Intents int64     // how many intents wait
}

// Attributes of the LEASE item.
const (
	LeaseEpoch   = "epoch"
	LeaseRun     = "run"
	LeaseHolder  = "holder"
	LeaseUntil   = "until" // Unix milliseconds; 0 when released
	LeaseIntents = "intents"
)

// ReadLease reads the LEASE item; the zero Item is a lease nobody ever took.
func ReadLease(i Item) Lease {
	l := Lease{
		Epoch:   i.Int(LeaseEpoch),
		Run:     i.Text(LeaseRun),
		Holder:  i.Text(LeaseHolder),
		Intents: i.Int(LeaseIntents),
	}
	if ms := i.Int(LeaseUntil); ms != 0 {
		l.Until = time.UnixMilli(ms).UTC()
	}
	return l
}
