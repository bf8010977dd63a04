package googlefake

import (
	"slices"
	"time"
)

// A Fault is something that goes wrong with calls. The zero value of a field
// does not restrict: Fault{Kind: Reset} resets the connection of the next call.
type Fault struct {
	Method Method // AnyMethod: of any
	File   string // of one file only; "" of all
	Kind   FaultKind
	// Status and Reason are of Answer: an error as Google writes it.
	Status  int
	Reason  string // of google.rpc.ErrorInfo, "SERVICE_DISABLED"; "" leaves the detail out
	Message string
	// After applies the call and then goes wrong; else nothing is applied.
	After bool
	Skip  int // let that many calls pass first
	Times int // for that many calls; 0 = one, -1 = for ever
	// Until ends the fault by the Fake's clock, whatever Times says: 429 for 65 s.
	Until time.Time
}

// A FaultKind is a way to go wrong.
type FaultKind int

// The ways to go wrong.
const (
	// Answer is an error of that Status in Google's JSON: 503 when zero; with
	// 429 and no message, the quota of the account is spent.
	Answer    FaultKind = iota
	Reset               // the connection is reset
	Hang                // no answer until the caller gives up
	HTML                // a page of HTML with that Status (502 when zero) in place of JSON
	Truncated           // the true answer, cut in the middle
	Empty               // 200 and no body
)

// Fail plans a fault. Faults of one method wait in the order of planning.
func (f *Fake) Fail(fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case !fault.Until.IsZero():
		fault.Times = -1
	case fault.Times == 0:
		fault.Times = 1
	}
	f.faults = append(f.faults, &fault)
}

// Heal takes back all planned faults.
func (f *Fake) Heal() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = nil
}

// nextFault returns the fault that meets this call, or nil.
func (f *Fake) nextFault(c *request) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.faults {
		if fault.Method != AnyMethod && fault.Method != c.id || fault.File != "" && fault.File != c.file() {
			continue
		}
		if !fault.Until.IsZero() && !f.now().Before(fault.Until) {
			continue
		}
		if fault.Skip > 0 {
			fault.Skip--
			return nil
		}
		if fault.Times > 0 {
			if fault.Times--; fault.Times == 0 {
				f.faults = slices.Delete(f.faults, i, i+1)
			}
		}
		return fault
	}
	return nil
}
