package roster

import (
	"errors"
	"sync"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/sheet"
)

// Errors that callers of Load tell apart.
var (
	// ErrNeverSynced: the store holds no records of this school yet.
	ErrNeverSynced = errors.New("the spreadsheet has never been read")
	// ErrHalfway: a sync is writing, or was cut off while it wrote, and no
	// earlier edition is at hand. The next sync heals it.
	ErrHalfway = errors.New("a sync is not complete")
)

// An Edition is one school's records as of one version of the store. It is
// shared: nobody changes it.
type Edition struct {
	*partnership.School
	// Epoch is the version: equal epochs, equal records.
	Epoch int64
	// Committed is when the reading began that this version was made from: its
	// settings were in the sheet then. AsOf is later where the sheet was read
	// again since and nothing had changed.
	Committed time.Time
	// Problems are all that stand, in the order in which the sync stored them,
	// but for what was still blank in rows that somebody was typing.
	Problems []sheet.Problem
	// Tabs are the staff tabs that the sheet has or had, in the order of the
	// template.
	Tabs []TabState
	// Missing are the records whose rows are gone from the sheet and that still
	// count, in the order of the tabs, the longest missing first.
	Missing []Gone
	// Memory is what the store knows about thank-yous and the sheet no longer
	// shows.
	Memory recognition.Memory
	// Behind says that a sync has begun to write a newer version and has not
	// finished: this is the one before.
	Behind bool

	index *index
}

// An index is built when somebody first asks for it.
type index struct {
	once sync.Once
	*partnership.Index
}

// Index returns the index of the edition's records, which all who ask share.
func (e *Edition) Index() *partnership.Index {
	if e.index == nil { // put together by hand, as in a test
		return partnership.NewIndex(e.School)
	}
	e.index.once.Do(func() { e.index.Index = partnership.NewIndex(e.School) })
	return e.index.Index
}

// A TabState says how one tab stood at the last commit.
type TabState struct {
	Kind    partnership.Kind
	Title   string // as the spreadsheet calls it
	Rows    int    // rows with content
	Records int
	Paused  string // code of why it is on pause; empty when it is not
	Held    int    // rows whose removal waits for a person
}

// A Gone is a record whose row is gone from the sheet. It still counts.
type Gone struct {
	partnership.Source
	Name  string    // as people call it: "Ana Ruiz", "2026-11-03, Ana Ruiz"
	Since time.Time // the read that first missed it
	Held  bool      // its removal waits for a person
}

// Tab returns the state of one tab; the zero value, with its Kind, where the
// sheet has never had it.
func (e *Edition) Tab(kind partnership.Kind) TabState {
	for _, t := range e.Tabs {
		if t.Kind == kind {
			return t
		}
	}
	return TabState{Kind: kind}
}
