package delivery

import (
	"time"

	"shelfmates/shared/schedule"
)

// needsALookAfter is how long an unknown mail may wait for news of it.
const needsALookAfter = 24 * time.Hour

// Counts say how many mails are in which state. Total is the sum of all others
// but Held, which is a part of Waiting.
type Counts struct {
	Total      int `json:"total"`
	Waiting    int `json:"waiting"`
	Held       int `json:"held"`
	Sent       int `json:"sent"`
	Refused    int `json:"refused"`
	Stopped    int `json:"stopped"`
	Suppressed int `json:"suppressed"`
	Expired    int `json:"expired"`
	Unknown    int `json:"unknown"`
}

// A Status is the ledger at a glance.
type Status struct {
	Counts
	ByKind     map[schedule.Kind]Counts `json:"byKind"`
	NeedsALook []Look                   `json:"needsALook"`
}

// A Look is a mail of which nobody knows whether it left.
type Look struct {
	Key   string        `json:"key"`
	Kind  schedule.Kind `json:"kind"`
	To    string        `json:"to"`
	Since time.Time     `json:"since"`
	Why   string        `json:"why"`
}

// StatusOf counts entries as they stand at now. Held says which of the waiting
// ones something holds back; nil means none.
func StatusOf(entries []Entry, now time.Time, held func(Entry) bool) Status {
	s := Status{ByKind: map[schedule.Kind]Counts{}, NeedsALook: []Look{}}
	for _, e := range entries {
		state := e.StateAt(now)
		isHeld := state == Planned && held != nil && held(e)
		kind := s.ByKind[e.Kind]
		kind.count(state, isHeld)
		s.ByKind[e.Kind] = kind
		s.count(state, isHeld)
		if state != Unknown {
			continue
		}
		since := e.Settled
		if since.IsZero() {
			since = e.Claimed
		}
		if now.Sub(since) >= needsALookAfter {
			why := e.Reason
			if why == "" {
				why = LostWorker
			}
			s.NeedsALook = append(s.NeedsALook, Look{Key: e.Key, Kind: e.Kind, To: e.To.Address, Since: since, Why: why.Text()})
		}
	}
	return s
}

func (c *Counts) count(s State, held bool) {
	c.Total++
	if held {
		c.Held++
	}
	switch s {
	case Planned, Claimed:
		c.Waiting++
	case Sent:
		c.Sent++
	case Refused:
		c.Refused++
	case Stopped:
		c.Stopped++
	case Suppressed:
		c.Suppressed++
	case Expired:
		c.Expired++
	default:
		c.Unknown++
	}
}
