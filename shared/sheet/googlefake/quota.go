package googlefake

import "time"

// A Quota is how many calls of Sheets a minute are answered; 0 does not limit.
// Reads and writes are counted apart.
type Quota struct {
	ProjectReads, ProjectWrites int
	AccountReads, AccountWrites int
}

// GoogleQuota is what Google grants a new project: 300 reads and 300 writes a
// minute for the project, 60 of each for an account in it
// (developers.google.com/workspace/sheets/api/limits, read 2026-11).
func GoogleQuota() *Quota { return &Quota{300, 300, 60, 60} }

type spending struct {
	kind    string // "read" or "write"
	project string
	account string
	at      time.Time
}

// SetQuota changes the quota from now on; nil lifts it.
func (f *Fake) SetQuota(q *Quota) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.options.Quota = q
}

// spend counts a call against the quota and returns the limit that it breaks,
// "" when none. A minute by the clock begins with its first second, as Google's
// quotas are refilled every minute; refused calls are not counted.
func (f *Fake) spend(m Method, a *Account) string {
	kind := m.Spends()
	q := f.options.Quota
	if q == nil || kind == "" || a == nil {
		return ""
	}
	now := f.now()
	kept := f.spent[:0]
	project, account := 0, 0
	for _, s := range f.spent {
		if !s.at.Truncate(time.Minute).Equal(now.Truncate(time.Minute)) {
			continue
		}
		kept = append(kept, s)
		if s.kind != kind {
			continue
		}
		if s.project == a.Project {
			project++
		}
		if s.account == a.Email {
			account++
		}
	}
	f.spent = kept
	perProject, perAccount := q.ProjectReads, q.AccountReads
	if kind == "write" {
		perProject, perAccount = q.ProjectWrites, q.AccountWrites
	}
	switch {
	case perAccount > 0 && account >= perAccount:
		return "PerMinutePerUser"
	case perProject > 0 && project >= perProject:
		return "PerMinutePerProject"
	}
	f.spent = append(f.spent, spending{kind, a.Project, a.Email, now})
	return ""
}
