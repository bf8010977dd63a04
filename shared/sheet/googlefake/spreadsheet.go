package googlefake

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// The roles on a file, in rising order.
const (
	Reader    = "reader"
	Commenter = "commenter"
	Writer    = "writer"
)

// A Spreadsheet is one file in Drive. Its methods are what people do with the
// file as a whole, each at once and for everybody; Staff edits its tabs.
type Spreadsheet struct {
	fake *Fake
	id   string

	// All below is guarded by the Fake's lock.
	name     string
	zone     string
	locale   string
	tabs     []*tab
	owner    string // a person's e-mail; "" on a shared drive
	drive    string // ID of the shared drive
	access   map[string]string
	trashed  bool
	deleted  bool
	office   bool // an .xlsx file in Drive that was never converted
	created  time.Time
	modified time.Time
	version  int64
	frozen   bool // edits do not move Drive's version
	undo     []state
	gone     []*tab // deleted tabs, for RestoreTab
	stale    []*Spreadsheet
	props    map[string]any // other SpreadsheetProperties
}

// A state is what Undo brings back.
type state struct {
	name, zone, locale string
	tabs               []*tab
}

// NewSheet makes a spreadsheet as "Blank spreadsheet" does: one empty tab
// "Sheet1" of 1000 rows and 26 columns, owned by librarian@school.example and
// shared with every account there is, as writer. An empty zone or locale is
// America/Chicago and en_US.
func (f *Fake) NewSheet(id, title, zone, locale string) *Spreadsheet {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := &Spreadsheet{
		fake: f, id: id, name: title, zone: zone, locale: locale, owner: "librarian@school.example",
		access: map[string]string{}, tabs: []*tab{newTab(0, "Sheet1")}, created: f.now(), modified: f.now(), version: 1,
	}
	if s.zone == "" {
		s.zone = "America/Chicago"
	}
	if s.locale == "" {
		s.locale = "en_US"
	}
	for email := range f.accounts {
		s.access[email] = Writer
	}
	f.files[id] = s
	s.touch()
	return s
}

// Sheet returns the spreadsheet of that ID, or nil.
func (f *Fake) Sheet(id string) *Spreadsheet {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.files[id]
}

// ID is the spreadsheet's ID.
func (s *Spreadsheet) ID() string { return s.id }

// do changes the file under the Fake's lock, as an edit that Undo takes back
// and Drive tells of.
func (s *Spreadsheet) do(act func() error) error {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	before := s.state()
	if err := act(); err != nil {
		s.restore(before)
		return err
	}
	s.remember(before)
	s.touch()
	return nil
}

// remember keeps a state for Undo.
func (s *Spreadsheet) remember(before state) {
	s.undo = append(s.undo, before)
	if len(s.undo) > 20 {
		s.undo = slices.Delete(s.undo, 0, 1)
	}
}

func (s *Spreadsheet) state() state {
	b := state{name: s.name, zone: s.zone, locale: s.locale}
	for _, t := range s.tabs {
		b.tabs = append(b.tabs, t.clone())
	}
	return b
}

func (s *Spreadsheet) restore(b state) {
	s.name, s.zone, s.locale, s.tabs = b.name, b.zone, b.locale, b.tabs
}

// touch notes an edit for Drive. The lock is held.
func (s *Spreadsheet) touch() {
	if s.frozen {
		return
	}
	now := s.fake.now()
	s.version++
	s.modified = now
	s.fake.edits = append(s.fake.edits, edit{file: s.id, at: now, access: s.readers()})
}

// readers are the accounts that hear of an edit.
func (s *Spreadsheet) readers() map[string]bool {
	m := map[string]bool{}
	for email := range s.access {
		m[email] = true
	}
	return m
}

// admin changes what is not undone: rights, trash.
func (s *Spreadsheet) admin(act func()) {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	heard := s.readers()
	act()
	now := s.fake.now()
	s.version++
	s.fake.edits = append(s.fake.edits, edit{file: s.id, at: now, access: heard})
	for email := range s.access {
		heard[email] = true
	}
}

// Share gives an account a role: Reader, Commenter or Writer.
func (s *Spreadsheet) Share(email, role string) { s.admin(func() { s.access[email] = role }) }

// Unshare takes every right from an account.
func (s *Spreadsheet) Unshare(email string) { s.admin(func() { delete(s.access, email) }) }

// Trash moves the file to the trash, Untrash back. Sheets goes on to answer
// for a file in the trash (github.com/obot-platform/obot/issues/108, 2024-10);
// only Drive tells of it.
func (s *Spreadsheet) Trash()   { s.admin(func() { s.trashed = true }) }
func (s *Spreadsheet) Untrash() { s.admin(func() { s.trashed = false }) }

// Delete deletes the file for good.
func (s *Spreadsheet) Delete() { s.admin(func() { s.deleted = true }) }

// OwnedBy gives the file to a person; MoveToDrive to a shared drive, where it
// has no owner.
func (s *Spreadsheet) OwnedBy(email string) { s.admin(func() { s.owner, s.drive = email, "" }) }

func (s *Spreadsheet) MoveToDrive(driveID string) { s.admin(func() { s.owner, s.drive = "", driveID }) }

// Office makes the file an .xlsx file kept in Drive, which Sheets does not
// serve.
func (s *Spreadsheet) Office() { s.admin(func() { s.office = true }) }

// FreezeVersion has later edits go unnoticed by Drive, as those of forms and
// IMPORTRANGE do; ThawVersion ends it.
func (s *Spreadsheet) FreezeVersion() { s.setFrozen(true) }
func (s *Spreadsheet) ThawVersion()   { s.setFrozen(false) }

func (s *Spreadsheet) setFrozen(on bool) {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	s.frozen = on
}

// Rename gives the file another title.
func (s *Spreadsheet) Rename(title string) error {
	return s.do(func() error { s.name = title; return nil })
}

// SetZone and SetLocale are File, Settings.
func (s *Spreadsheet) SetZone(zone string) error {
	return s.do(func() error { s.zone = zone; return nil })
}

func (s *Spreadsheet) SetLocale(locale string) error {
	return s.do(func() error { s.locale = locale; return nil })
}

// Copy is File, Make a copy: "Copy of …" with the same tabs and sheetIds,
// shared as the original is.
func (s *Spreadsheet) Copy(id string) *Spreadsheet {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	c := s.snapshot()
	c.id, c.name, c.created = id, "Copy of "+s.name, s.fake.now()
	c.trashed, c.deleted, c.frozen, c.version = false, false, false, 1
	s.fake.files[id] = c
	c.touch()
	return c
}

// snapshot copies the file as it is. The lock is held.
func (s *Spreadsheet) snapshot() *Spreadsheet {
	c := *s
	c.undo, c.gone, c.stale = nil, nil, nil
	c.access = maps.Clone(s.access)
	c.props = maps.Clone(s.props)
	c.tabs = s.state().tabs
	return &c
}

// Undo takes back the last edit of staff or of the API, as Ctrl+Z and version
// history do.
func (s *Spreadsheet) Undo() error {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	if len(s.undo) == 0 {
		return fmt.Errorf("undo: nothing was edited")
	}
	s.restore(s.undo[len(s.undo)-1])
	s.undo = s.undo[:len(s.undo)-1]
	s.touch()
	return nil
}

// A Version is the file as it once was.
type Version struct{ state state }

// Version keeps the file as it is; RestoreVersion brings it back, whatever came
// since, as version history does.
func (s *Spreadsheet) Version() Version {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	return Version{s.state()}
}

func (s *Spreadsheet) RestoreVersion(v Version) {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	s.remember(s.state())
	old := v.state
	old.tabs = nil
	for _, t := range v.state.tabs {
		old.tabs = append(old.tabs, t.clone())
	}
	s.restore(old)
	s.touch()
}

// StaleReads has the next n reads of the API answered from the file as it is
// now, whatever is edited meanwhile.
func (s *Spreadsheet) StaleReads(n int) {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	old := s.snapshot()
	for range n {
		s.stale = append(s.stale, old)
	}
}

// toRead is the file that a read is answered from. The lock is held.
func (s *Spreadsheet) toRead() *Spreadsheet {
	if len(s.stale) == 0 {
		return s
	}
	old := s.stale[0]
	s.stale = s.stale[1:]
	return old
}

// Titles returns the titles of all tabs in order.
func (s *Spreadsheet) Titles() []string {
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	var titles []string
	for _, t := range s.tabs {
		titles = append(titles, t.title)
	}
	return titles
}

// tabNamed finds a tab by its exact title. The lock is held.
func (s *Spreadsheet) tabNamed(title string) (*tab, error) {
	for _, t := range s.tabs {
		if t.title == title {
			return t, nil
		}
	}
	return nil, fmt.Errorf("no tab %q in %q", title, s.name)
}

func (s *Spreadsheet) tabByID(id int64) *tab {
	for _, t := range s.tabs {
		if t.id == id {
			return t
		}
	}
	return nil
}

// freshID is a sheetId as Google gives them: large and without order.
func (s *Spreadsheet) freshID() int64 {
	id := s.fake.id()
	for {
		id = (id*1103515245 + 12345) % (1 << 31)
		if id > 1<<20 && s.tabByID(id) == nil {
			return id
		}
	}
}
