package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

// A story is what staff did with their Google Sheet, and what they see after the
// syncs in between. It begins with a school that was synced and is at rest.
//
//	story --> plain run: every check, every cost
//	      \-> once more for each request of that run: the process dies right
//	          before it, or right after; the same state in the end
type story struct {
	name   string // a sentence
	zone   string // of the spreadsheet; "" is that of the school
	locale string
	set    tabs          // in place of the rows that these tabs have else
	begin  func(*office) // before the first sync
	atRest int           // reads at rest where there is too much for one; 0: as usual
	once   bool          // too large to be played again and again
	heed   bool          // rests after failures, as serve and the functions do
	steps  []step
}

// A step is something that staff do, or a sync and what is to be seen after it.
type step struct {
	do     func(*office) // nil: a sync
	wait   time.Duration // before the sync
	fails  error         // what the sync fails with; nil: it does not
	rests  bool          // the sheet is left alone, with a *reconcile.LaterError
	dies   crash         // the process ends at that request of its own
	reads  int           // the sync asks no more than that
	writes int
	see    []check
}

// A check looks at a school after a sync and returns what is wrong, or "".
type check func(*office) string

// acts is a step: what staff do.
func acts(act func(o *office)) step { return step{do: act} }

// syncs is a step: a sync a minute later. A sync of what changed is at most three
// reads and one write.
func syncs(see ...check) step { return step{wait: time.Minute, reads: 3, writes: 1, see: see} }

// later is a step: a sync when all that is missing has aged.
func later(see ...check) step { return step{wait: 15 * time.Minute, reads: 3, writes: 1, see: see} }

// fails is a step: a sync a minute later that ends with that error.
func fails(err error, see ...check) step {
	return step{wait: time.Minute, fails: err, reads: 3, writes: 1, see: see}
}

// resting is a step: a sync a minute later that leaves the sheet alone.
func resting(see ...check) step { return step{wait: time.Minute, rests: true, see: see} }

// dies is a step: a sync a minute later whose process ends right after that
// request of its own, or right before it. Then the lease runs out.
func dies(side storetest.Side, request int) step {
	return step{wait: time.Minute, reads: 3, writes: 1, dies: crash{call: request, side: side}}
}

// asking sets what a sync may ask Google, where something goes wrong or the
// tabs have to be listed.
func (s step) asking(reads, writes int) step { s.reads, s.writes = reads, writes; return s }

// An office is a school with its Google Sheet: staff on one side, and the sync
// that reads it into a store on the other.
type office struct {
	*googlefake.Staff
	*desk // reads the store
	story *story
	fake  *googlefake.Fake
	file  *googlefake.Spreadsheet

	kept  googlefake.Version // what staff go back to
	from  time.Time          // since when it is measured
	token string             // since when Drive tells

	sent  int   // requests that were sent since the story began
	crash crash // a point at which a process ends: the call of Google, not of the store
	died  bool

	kinds  map[string]partnership.Kind // by Grid.Key, as the school opened
	opened map[partnership.ID]string   // what every record said then
	report reconcile.Report            // of the last sync
	err    error
}

const fileID = "sheet-of-maple"

// start is when every story begins: a Monday morning at school.
var start = time.Date(2026, 11, 2, 14, 0, 0, 0, time.UTC)

// bubbled is what the clock says when a bubble of testing/synctest begins.
var bubbled = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// open makes the office of a story and syncs it until it is at rest.
func (s *story) open(t *testing.T) *office {
	t.Helper()
	now := func() time.Time { return start.Add(time.Since(bubbled)) }
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "maple.db"), now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{
		story: s,
		desk:  &desk{t: t, school: "maple", store: db, rand: rand.New(rand.NewSource(7))},
		fake:  googlefake.New(googlefake.Options{Now: now}),
	}
	t.Cleanup(func() {
		_ = db.Close()
		o.fake.Close()
		o.fake.Check(t)
	})
	zone := s.zone
	if zone == "" {
		zone = "America/New_York"
	}
	o.file = o.fake.NewSheet(fileID, "Maple library", zone, s.locale)
	o.Staff = o.file.Staff(t)
	o.furnish(s.set)
	if s.begin != nil {
		s.begin(o)
	}
	for range 3 {
		time.Sleep(time.Minute)
		if o.sync(); o.err != nil {
			t.Fatalf("open the school: %v", o.err)
		}
	}
	o.kinds = o.sheetKinds()
	o.opened = o.everything()
	o.sent = 0
	return o
}

func (o *office) now() time.Time { return start.Add(time.Since(bubbled)) }

// sync syncs once, as a process of its own.
func (o *office) sync() {
	o.died = false
	o.report, o.err = o.run(crash{})
}

// run syncs as a process of its own, which ends at that of its requests.
func (o *office) run(dies crash) (reconcile.Report, error) {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	p := &process{office: o, end: end, dies: dies}
	return p.syncer().Sync(ctx)
}

// A process is one run of the program. Once it has died, nothing that it does
// arrives anywhere.
type process struct {
	office *office
	end    context.CancelFunc
	dies   crash // at which of its requests
	sent   int
	dead   bool
}

func (p *process) syncer() *reconcile.Syncer {
	o := p.office
	alive := func(context.Context, storetest.Call) error {
		if p.dead {
			return storetest.ErrInjected
		}
		return nil
	}
	return reconcile.New(reconcile.Options{
		Book: o.client(p).Book(o.file.ID()), Store: storetest.Observe(o.store, alive, nil), School: o.school,
		Now: o.now, Rand: o.rand, Holder: "test", Heed: o.story.heed,
	})
}

func (o *office) client(transport http.RoundTripper) *gsheet.Client {
	return gsheet.NewClient(gsheet.Options{Tokens: tokens{o.fake}, Transport: transport, Now: o.now, Rand: o.rand})
}

// RoundTrip sends a request to the fake, unless the process ends at it.
func (p *process) RoundTrip(r *http.Request) (*http.Response, error) {
	if p.dead {
		return nil, errCrash
	}
	p.office.sent++
	p.sent++
	here, own := p.office.sent == p.office.crash.call, p.sent == p.dies.call
	if here && p.office.crash.side == storetest.Before || own && p.dies.side == storetest.Before {
		return nil, p.die(here)
	}
	response, err := p.office.fake.Transport().RoundTrip(r)
	if here || own {
		return nil, p.die(here)
	}
	return response, err
}

func (p *process) die(unforeseen bool) error {
	p.dead = true
	p.office.died = p.office.died || unforeseen
	p.end()
	return errCrash
}

// tokens are those of the fake's own account.
type tokens struct{ fake *googlefake.Fake }

func (t tokens) Token(context.Context) (string, error)   { return t.fake.Default().Token(), nil }
func (t tokens) Refused(string)                          {}
func (t tokens) Account(context.Context) (string, error) { return googlefake.DefaultAccount, nil }

// play plays stories.
func play(t *testing.T, stories []story) {
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			requests, want := 0, ""
			synctest.Test(t, func(t *testing.T) { requests, want = s.plain(t) })
			for n := 1; n <= requests && !t.Failed(); n++ {
				for _, side := range storetest.Sides {
					at := crash{call: n, side: side}
					synctest.Test(t, func(t *testing.T) {
						got := s.crashed(t, at)
						if apart := parting(got, want); apart != "" {
							t.Errorf("a crash %s request %d of %d: %s", side, n, requests, apart)
						}
					})
				}
			}
		})
	}
}

// plain plays the story as it is told. It returns at how many requests it is
// to be played again, and how the world is in the end.
func (s *story) plain(t *testing.T) (requests int, world string) {
	o := s.open(t)
	for i, step := range s.steps {
		if step.do != nil {
			step.do(o)
			continue
		}
		time.Sleep(step.wait)
		if step.dies.call > 0 {
			if _, err := o.run(step.dies); err == nil {
				t.Errorf("step %d: the process ended well before its request %d", i+1, step.dies.call)
			}
			time.Sleep(6 * time.Minute)
			continue
		}
		reads, writes := o.fake.Reads(), o.fake.Writes()
		o.sync()
		complain := func(format string, args ...any) {
			t.Helper()
			t.Errorf("step %d: %s", i+1, fmt.Sprintf(format, args...))
		}
		if !step.ends(o.err) {
			t.Fatalf("step %d: the sync ends with %v, want %v", i+1, o.err, step.fails)
		}
		reads, writes = o.fake.Reads()-reads, o.fake.Writes()-writes
		if reads > step.reads || writes > step.writes {
			complain("%d reads and %d writes, want at most %d and %d", reads, writes, step.reads, step.writes)
		}
		for _, see := range step.see {
			if wrong := see(o); wrong != "" {
				complain("%s", wrong)
			}
		}
	}
	requests = o.sent
	if o.err == nil && !t.Failed() {
		if wrong := o.rests(); wrong != "" {
			t.Error(wrong)
		}
	}
	if s.once {
		return 0, ""
	}
	return requests, o.settled()
}

// rests holds that a school at which nothing is done costs one read of the sheet,
// one of the store, and no write. A sheet whose tabs are not all there is
// listed each time, and problems that stand are read.
func (o *office) rests() string {
	for range 2 {
		time.Sleep(time.Minute)
		o.sync()
	}
	reads, writes := o.fake.Reads(), o.fake.Writes()
	time.Sleep(time.Minute)
	o.sync()
	reads, writes = o.fake.Reads()-reads, o.fake.Writes()-writes
	wantReads, wantStoreReads := 1, 1
	if said(o.report, sheet.TabMissing) || said(o.report, sheet.TabDoubled) {
		wantReads = 2
	}
	if o.story.atRest > 0 {
		wantReads = o.story.atRest
	}
	if len(o.report.Stands) > 0 {
		wantStoreReads = 2
	}
	r := o.report
	if o.err != nil || r.Changed || reads != wantReads || writes != 0 || r.StoreReads != wantStoreReads || r.StoreWrites != 0 {
		return fmt.Sprintf("at rest: changed %v, %d reads, %d writes, %d store reads, %d store writes, error %v; want false, %d, 0, %d, 0, none",
			r.Changed, reads, writes, r.StoreReads, r.StoreWrites, o.err, wantReads, wantStoreReads)
	}
	return ""
}

// ends reports whether a sync may end like that.
func (s step) ends(err error) bool {
	var later *reconcile.LaterError
	return s.rests && errors.As(err, &later) || !s.rests && errors.Is(err, s.fails)
}

// crashed plays the story, and a process ends at that request. Another begins
// when the lease has run out.
func (s *story) crashed(t *testing.T, at crash) string {
	o := s.open(t)
	o.crash = at
	for i, step := range s.steps {
		if step.do != nil {
			step.do(o)
			continue
		}
		time.Sleep(step.wait)
		if step.dies.call > 0 {
			_, _ = o.run(step.dies) // as it did in the plain run
			time.Sleep(6 * time.Minute)
			continue
		}
		o.sync()
		died := o.died
		for tries := 0; died && (o.err != nil || o.report.Changed) && tries < 4; tries++ {
			time.Sleep(6 * time.Minute)
			o.sync()
		}
		if o.err != nil && !step.ends(o.err) && !s.heed { // it rests longer or shorter by then
			t.Fatalf("a crash %s request %d: step %d, rerun: %v", at.side, at.call, i+1, o.err)
		}
	}
	if o.sent < at.call {
		t.Errorf("request %d was never sent", at.call)
	}
	return o.settled()
}

// settled returns the world when all that is missing has aged, and a sheet that
// rests has rested.
func (o *office) settled() string {
	if o.story.heed {
		time.Sleep(6 * time.Hour)
	}
	for range 3 {
		time.Sleep(15 * time.Minute)
		o.sync()
	}
	return o.world()
}

// sheetKinds tells what stands in each tab of ours, by its key.
func (o *office) sheetKinds() map[string]partnership.Kind {
	kinds := map[string]partnership.Kind{}
	for _, title := range o.file.Titles() {
		if schema := sheet.SchemaOf(partnership.Kind(title)); schema != nil {
			kinds[o.Grid(title).Key] = schema.Kind
		}
	}
	return kinds
}

// everything returns what every live record says, by ID.
func (o *office) everything() map[partnership.ID]string {
	all := map[partnership.ID]string{}
	names := o.names()
	for _, schema := range sheet.Tabs() {
		for id, r := range o.records(schema.Kind) {
			all[id] = tell(schema.Kind, r, names)
		}
	}
	return all
}

// world is told as by a desk, up to IDs and revisions: every tab with its rows,
// their notes and records; the records without a row; what is on pause, and what
// is to be put right.
func (o *office) world() string {
	var b strings.Builder
	records := o.everything()
	for _, title := range o.file.Titles() {
		g := o.Grid(title)
		fmt.Fprintf(&b, "%s\n", title)
		id := -1
		for _, row := range g.Rows {
			var cells []string
			for at, c := range row.Cells {
				if o.kinds[g.Key] != "" && id < 0 && sheet.Show(c) == sheet.IDColumn {
					id = at
				}
				if at != id {
					cells = append(cells, sheet.Show(c))
				}
			}
			for len(cells) > 0 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
			}
			fmt.Fprintf(&b, "%d %q", row.Number, cells)
			if id >= 0 && id < len(row.Cells) {
				its := partnership.ID(row.Cells[id].Text)
				if of, there := records[its]; there {
					b.WriteString(": " + of)
					delete(records, its)
				}
			}
			b.WriteString("\n")
		}
	}
	for _, left := range slices.Sorted(maps.Values(records)) {
		b.WriteString("no row: " + left + "\n")
	}
	for _, t := range o.report.Tabs {
		fmt.Fprintf(&b, "%s: %d rows, %d held, %s\n", t.Tab, t.Rows, t.Held, t.Frozen)
	}
	for _, p := range o.report.Problems {
		fmt.Fprintf(&b, "%s %s: %s\n", p.Tab, p.Cell, p.Message)
	}
	fmt.Fprintf(&b, "read: %v\n", o.err == nil)
	return moments.ReplaceAllString(b.String(), "")
}

// parting says where two worlds part.
func parting(got, want string) string {
	if got == want {
		return ""
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := 0; ; i++ {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("the worlds part\ngot  %s\nwant %s",
				strings.Join(g[min(i, len(g)):min(i+3, len(g))], "\n     "), strings.Join(w[min(i, len(w)):min(i+3, len(w))], "\n     "))
		}
	}
}
