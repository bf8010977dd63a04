package googlefake

import (
	"slices"
	"time"
)

// A Method is one method of Google's services.
type Method string

// The methods that are answered.
const (
	SheetsGet       Method = "sheets.spreadsheets.get"
	ValuesGet       Method = "sheets.spreadsheets.values.get"
	ValuesBatchGet  Method = "sheets.spreadsheets.values.batchGet"
	BatchUpdate     Method = "sheets.spreadsheets.batchUpdate"
	FilesGet        Method = "drive.files.get"
	StartPageToken  Method = "drive.changes.getStartPageToken"
	ChangesList     Method = "drive.changes.list"
	TokenForKey     Method = "token"        // POST /token
	TokenExchange   Method = "sts.exchange" // POST /v1/token
	TokenForAccount Method = "iam.generateAccessToken"
	Certificates    Method = "oauth2.certs"
	AnyMethod       Method = "" // in faults and hooks: whichever comes
)

// A Call is one request as it was answered.
type Call struct {
	Method  Method
	File    string // spreadsheet or file ID; "" where there is none
	Account string // e-mail of the caller; "" without a good token
	Status  int    // 0 when no whole answer was sent
	At      time.Time
	Query   string // as sent
	Body    string // of a batchUpdate, as sent
}

// Spends says whether the call spends quota of Sheets: "read", "write" or "".
func (m Method) Spends() string {
	switch m {
	case SheetsGet, ValuesGet, ValuesBatchGet:
		return "read"
	case BatchUpdate:
		return "write"
	}
	return ""
}

// Calls returns all calls so far, in order.
func (f *Fake) Calls() []Call {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.calls)
}

// Count returns how many calls of these methods came so far, refused ones
// included; of all methods when none is named.
func (f *Fake) Count(methods ...Method) int {
	n := 0
	for _, c := range f.Calls() {
		if len(methods) == 0 || slices.Contains(methods, c.Method) {
			n++
		}
	}
	return n
}

// Reads and Writes return how many calls so far spend quota of Sheets.
func (f *Fake) Reads() int  { return f.Count(SheetsGet, ValuesGet, ValuesBatchGet) }
func (f *Fake) Writes() int { return f.Count(BatchUpdate) }

// Forget sets all counters and the list of calls back.
func (f *Fake) Forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = nil
}

type hook struct {
	method Method
	after  bool
	act    func()
}

// Before has act run once, right before the next call of the method is applied,
// as staff who edit between two calls. Act may use the Fake and its staff.
func (f *Fake) Before(m Method, act func()) { f.addHook(hook{m, false, act}) }

// After has act run once, after the next call of the method was applied and
// before it is answered.
func (f *Fake) After(m Method, act func()) { f.addHook(hook{m, true, act}) }

func (f *Fake) addHook(h hook) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hooks = append(f.hooks, h)
}

// runHooks runs those that wait for the method, without the lock.
func (f *Fake) runHooks(m Method, after bool) {
	var due []func()
	f.mu.Lock()
	f.hooks = slices.DeleteFunc(f.hooks, func(h hook) bool {
		if h.after != after || h.method != AnyMethod && h.method != m {
			return false
		}
		due = append(due, h.act)
		return true
	})
	f.mu.Unlock()
	for _, act := range due {
		act()
	}
}
