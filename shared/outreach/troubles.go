package outreach

import (
	"sync"

	"shelfmates/shared/delivery"
)

// troubles remember what keeps the mail of each school from leaving, so that the
// log has it when it begins or changes and not at every run. The zero value
// knows of none. Any number of goroutines may use it.
type troubles struct {
	mu  sync.Mutex
	why map[string]delivery.Reason // by school; none for those without trouble
}

// is notes a school's trouble and reports whether it is news.
func (t *troubles) is(school string, why delivery.Reason) (news bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known, troubled := t.why[school]; troubled && known == why {
		return false
	}
	if t.why == nil {
		t.why = map[string]delivery.Reason{}
	}
	t.why[school] = why
	return true
}

// over notes that the mail of a school can leave.
func (t *troubles) over(school string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.why, school)
}
