package letterbox

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many pings are answered. A script pings once in 20 seconds at most, and a
// person who asks for a read asks a few times more; strangers share what is
// left of the limit for all.
const (
	schoolEvery = 2 * time.Second
	schoolBurst = 10
	allEvery    = 50 * time.Millisecond
	allBurst    = 100
)

// limits count pings in memory: the whole process's, and each school's once its
// token was good, so that there are no more counters than schools.
type limits struct {
	everybody *rate.Limiter

	mu      sync.Mutex
	schools map[string]*caller
}

// A caller is one school's script.
type caller struct {
	limiter *rate.Limiter
	last    string // ID of the last ping that was rung
}

func newLimits() *limits {
	return &limits{everybody: rate.NewLimiter(rate.Every(allEvery), allBurst), schools: map[string]*caller{}}
}

// all counts a ping and returns how long its sender is to wait, 0 when it is
// answered.
func (l *limits) all(now time.Time) time.Duration { return take(l.everybody, now) }

// school counts a ping of a school. anew is false for a ping that was rung
// before.
func (l *limits) school(school, id string, now time.Time) (wait time.Duration, anew bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.schools[school]
	if c == nil {
		c = &caller{limiter: rate.NewLimiter(rate.Every(schoolEvery), schoolBurst)}
		l.schools[school] = c
	}
	if wait = take(c.limiter, now); wait > 0 {
		return wait, false
	}
	anew = c.last != id
	c.last = id
	return 0, anew
}

// forget lets a ping be rung again that could not be.
func (l *limits) forget(school, id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.schools[school]; c.last == id {
		c.last = ""
	}
}

func take(l *rate.Limiter, now time.Time) time.Duration {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}
