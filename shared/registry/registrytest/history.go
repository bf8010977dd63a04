package registrytest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/registry"
)

// errLost is a reply that did not come.
var errLost = errors.New("reply lost")

// A lossy table does a Write and loses the reply, or loses the Write itself.
type lossy struct {
	registry.Table
	plan []string // of the next Writes: "", "before", "after"
}

func (l *lossy) Write(ctx context.Context, changes ...registry.Change) error {
	fate := ""
	if len(l.plan) > 0 {
		fate, l.plan = l.plan[0], l.plan[1:]
	}
	if fate == "before" {
		return errLost
	}
	err := l.Table.Write(ctx, changes...)
	if err == nil && fate == "after" {
		return errLost
	}
	return err
}

// A model is what the registry should hold, written from its words alone.
type model map[string]*modelSchool

type modelSchool struct {
	sheet, audience, zone string
	due                   map[registry.Task]time.Time
	failing               time.Time
}

func (m model) owner(sheet string) string {
	for id, s := range m {
		if s.sheet == sheet {
			return id
		}
	}
	return ""
}

// histories does what people and functions do, at random and with lost replies,
// each repeated until it is answered, and compares with the model.
func histories(t *testing.T, table registry.Table) {
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		lossy := &lossy{Table: scoped{table, fmt.Sprintf("%d/", n)}}
		r, m := registry.New(lossy), model{}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			do := m.step(t, r)
			lossy.plan = rapid.SliceOfN(rapid.SampledFrom([]string{"", "before", "after"}), 0, 2).Draw(t, "fates")
			for errors.Is(do(), errLost) {
				continue
			}
			lossy.plan = nil
		}
		m.compare(t, r)
	})
}

// step draws one act, does it to the model, and returns how the registry does
// it, and checks the answer.
func (m model) step(t *rapid.T, r *registry.Registry) func() error {
	ctx := context.Background()
	id := rapid.SampledFrom([]string{"maple", "oak", "elm"}).Draw(t, "school")
	s := m[id]
	// expect is an answer that is right, or lost.
	expect := func(err error, known bool) error {
		if !errors.Is(err, errLost) && known != (err == nil) {
			t.Fatalf("got %v, known is %v", err, known)
		}
		return err
	}
	moment := time.UnixMilli(rapid.Int64Range(1, 4).Draw(t, "time")).UTC()
	switch rapid.SampledFrom([]string{"add", "add", "remove", "zone", "due", "due", "failing", "well"}).Draw(t, "act") {
	case "add":
		sheet := rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "sheet")
		audience := rapid.SampledFrom([]string{"", "x"}).Draw(t, "audience")
		owner := m.owner(sheet)
		free := owner == "" || owner == id
		if free && s == nil {
			s = &modelSchool{zone: "UTC", due: map[registry.Task]time.Time{}}
			m[id] = s
		}
		if free {
			s.sheet, s.audience = sheet, audience
		}
		return func() error {
			_, err := r.Add(ctx, registry.School{ID: id, Sheet: sheet, Audience: audience})
			return expect(err, free)
		}
	case "remove":
		delete(m, id)
		lost := false
		return func() error {
			err := r.Remove(ctx, id)
			if lost = lost || errors.Is(err, errLost); lost && errors.Is(err, registry.ErrUnknown) {
				return nil // it was removed before
			}
			return expect(err, s != nil)
		}
	case "zone":
		zone := rapid.SampledFrom([]string{"UTC", "America/New_York"}).Draw(t, "zone")
		if s != nil {
			s.zone = zone
		}
		return func() error { return expect(r.SetZone(ctx, id, zone), s != nil) }
	case "due":
		task := rapid.SampledFrom([]registry.Task{registry.Sync, registry.Mail}).Draw(t, "task")
		if rapid.Bool().Draw(t, "never") {
			moment = time.Time{}
		}
		if s != nil {
			s.due[task] = moment
		}
		return func() error { return expect(r.SetDue(ctx, id, task, moment), s != nil) }
	case "failing":
		if s != nil && s.failing.IsZero() {
			s.failing = moment
		}
		return func() error { return expect(r.SetFailing(ctx, id, moment), true) }
	default:
		if s != nil {
			s.failing = time.Time{}
		}
		return func() error { return expect(r.ClearFailing(ctx, id), true) }
	}
}

// compare holds all that the registry returns against the model.
func (m model) compare(t *rapid.T, r *registry.Registry) {
	ctx := context.Background()
	var schools, wantSchools, turns, wantTurns, due, wantDue []string
	list, err := r.Schools(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		schools = append(schools, fmt.Sprint(s))
	}
	for n := range registry.Slots {
		slot, err := r.Slot(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range slot.Schools {
			turns = append(turns, fmt.Sprint(turn))
		}
	}
	dues, err := r.Due(ctx, time.UnixMilli(100))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dues {
		due = append(due, fmt.Sprint(d.School, d.Task, d.At))
	}
	sheets, err := r.BySheet(ctx, "1", "2", "3")
	if err != nil {
		t.Fatal(err)
	}
	wantSheets := map[string]string{}
	for id, s := range m {
		wantSchools = append(wantSchools, fmt.Sprint(registry.School{ID: id, Sheet: s.sheet, Audience: s.audience, Zone: s.zone}))
		wantTurns = append(wantTurns, fmt.Sprint(registry.Turn{School: id, Sheet: s.sheet, Zone: s.zone, Failing: s.failing}))
		wantSheets[s.sheet] = id
		for task, at := range s.due {
			if !at.IsZero() {
				wantDue = append(wantDue, fmt.Sprint(id, task, at))
			}
		}
	}
	for _, c := range []struct {
		what      string
		got, want []string
	}{{"schools", schools, wantSchools}, {"turns", turns, wantTurns}, {"due", due, wantDue}} {
		slices.Sort(c.got)
		slices.Sort(c.want)
		if !slices.Equal(c.got, c.want) {
			t.Fatalf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	if fmt.Sprint(sheets) != fmt.Sprint(wantSheets) {
		t.Fatalf("spreadsheets: got %v, want %v", sheets, wantSheets)
	}
}
