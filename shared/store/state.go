package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Schema is the version of the stored shape that this code writes. It reads
// this one and the one before.
const Schema = 1

// A State is what a school's last commit found: how its spreadsheet looked, how
// many records each tab has, what is due next. It stays under 4 KB.
type State struct {
	Schema      int64
	Parser      int64     // version of the parser that read it
	Committed   int64     // epoch of the last commit; records are whole while LEASE has the same
	Sheet       string    // identity of the spreadsheet, "" where it has none
	Zone        string    // zone of the spreadsheet, "" where it has none
	StartDay    string    // "2026-08-03": what happened before is history
	Read        time.Time // when the reading that was committed began
	Unread      string    // print of the titles of the tabs that are not read
	Problems    int64     // how many problems stand
	Chunks      int64     // how many PROBLEM# and PENDING# items there are; 0 spares reading them
	Stuck       int64     // intents that wait for a tab on pause or a missing row
	NextDue     time.Time // when a sync has something to do though nothing changed; zero = never
	NextAttempt time.Time // after a known failure; zero = at once
	Failure     string    // which failure, as reconcile names it
	Failures    int64     // how many in a row
	WriteAfter  time.Time // after a refused write-back: when it is tried again though nothing changed; zero = at once
	Refusal     string    // what to do about that, in words
	Refusals    int64     // how many in a row
	Tabs        map[string]TabState
}

// A TabState is what the last commit found in one tab. Prints are
// in hex.
type TabState struct {
	Title     string `json:"title,omitempty"`  // as the spreadsheet calls it
	Key       string `json:"key,omitempty"`    // its identity there, where it has one
	Live      int    `json:"live,omitempty"`   // records
	Columns   string `json:"cols,omitempty"`   // which columns of the schema it has: bits, in hex
	WantCols  string `json:"wcols,omitempty"`  // and after the write-back
	Had       string `json:"had,omitempty"`    // which it had when it was last believed, where that differs
	Names     string `json:"names,omitempty"`  // print of the names that it refers to
	Read      string `json:"read,omitempty"`   // sum of its rows as read
	Want      string `json:"want,omitempty"`   // and as they are after the write-back
	Spots     string `json:"spots,omitempty"`  // sum over rows with problems, row numbers counted in, as read
	WantSpots string `json:"wspots,omitempty"` // and after the write-back
	Rows      int    `json:"rows,omitempty"`   // rows with content
	Paused    string `json:"paused,omitempty"` // code of the reason; "" when it is not on pause
	Missing   int    `json:"miss,omitempty"`   // records missing from the sheet, held ones counted in
	Held      int    `json:"held,omitempty"`   // of those, waiting for a person
	Placed    int64  `json:"placed,omitempty"` // records minted up to this epoch have been read back
}

// tabAttr starts the names of the attributes that hold TabStates.
const tabAttr = "tab."

// Item returns the STATE item of s.
func (s State) Item() (Item, error) {
	a := Attrs{
		"schema": s.Schema, "parser": s.Parser, "committed": s.Committed, "sheet": s.Sheet, "zone": s.Zone, "start": s.StartDay,
		"read": millis(s.Read), "unread": s.Unread, "problems": s.Problems, "chunks": s.Chunks,
		"stuck": s.Stuck, "due": millis(s.NextDue), "attempt": millis(s.NextAttempt), "failure": s.Failure,
		"failures": s.Failures, "writeafter": millis(s.WriteAfter), "refusal": s.Refusal, "refusals": s.Refusals,
	}
	for tab, t := range s.Tabs {
		b, err := json.Marshal(t)
		if err != nil {
			return Item{}, fmt.Errorf("encode state of %s: %w", tab, err)
		}
		a[tabAttr+tab] = string(b)
	}
	return Item{Key: StateKey, Attrs: a}, nil
}

// ReadState reads the STATE item; the zero Item is a school never synced.
func ReadState(i Item) (State, error) {
	s := State{
		Schema: i.Int("schema"), Parser: i.Int("parser"), Committed: i.Int("committed"), Sheet: i.Text("sheet"), Zone: i.Text("zone"),
		StartDay: i.Text("start"), Read: instant(i.Int("read")), Unread: i.Text("unread"),
		Problems: i.Int("problems"), Chunks: i.Int("chunks"), Stuck: i.Int("stuck"),
		NextDue: instant(i.Int("due")), NextAttempt: instant(i.Int("attempt")), Failure: i.Text("failure"), Failures: i.Int("failures"),
		WriteAfter: instant(i.Int("writeafter")), Refusal: i.Text("refusal"), Refusals: i.Int("refusals"),
		Tabs: map[string]TabState{},
	}
	for name, v := range i.Attrs {
		tab, ok := strings.CutPrefix(name, tabAttr)
		if !ok {
			continue
		}
		text, _ := v.(string)
		var t TabState
		if err := json.Unmarshal([]byte(text), &t); err != nil {
			return State{}, fmt.Errorf("decode state of %s: %w", tab, err)
		}
		s.Tabs[tab] = t
	}
	return s, nil
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
