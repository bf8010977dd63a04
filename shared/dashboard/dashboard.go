package dashboard

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
)

// A Loader gives a school's records as of now. The same edition may come back
// any number of times; see [roster.Roster.Load] for its errors.
type Loader interface {
	Load(ctx context.Context, school string) (*roster.Edition, error)
}

// A Viewer is what somebody may see.
type Viewer uint8

// The viewers.
const (
	Nobody        Viewer = iota // no page at all
	Staff                       // everything
	Administrator               // no phone number, address, clearance or private note
)

// Options are what a school's pages may have besides its records.
type Options struct {
	// Base is the path under which the pages stand, without a slash at its
	// end: "" for the root.
	Base string
	// Viewer says who asks. Nil takes everybody for Nobody.
	Viewer func(*http.Request) Viewer
	// Outbox holds the mails that were written. Nil leaves their pages out.
	Outbox Outbox
	// Tables gives whole tabs as files. Nil leaves their links out.
	Tables Tables
	// SheetName is what people call the spreadsheet: "Maple Street.xlsx".
	SheetName string
	// CellLink gives the address that opens a cell of the spreadsheet; cell is
	// "" for a whole tab. Nil where a sheet has no addresses, as a file has not.
	CellLink func(tab partnership.Kind, cell string) string
	// Try says what to try, a sentence a line. With any, pages say that the
	// school is made up.
	Try []string
	// Poll is how often an open page asks whether it is still true. Zero sends
	// no script at all.
	Poll time.Duration
	// Log gets one line for each request that fails on our side. Nil is silent.
	Log *slog.Logger
}

// pages is the handler.
type pages struct {
	Options
	school    string
	loader    Loader
	now       func() time.Time
	templates map[string]*template.Template
	assets    assets
	mux       *http.ServeMux

	mu   sync.Mutex
	last *desk // of the edition last asked for
}

// New returns the pages of school. It does no I/O and panics only when a
// template embedded in the program does not parse.
func New(school string, loader Loader, now func() time.Time, options Options) http.Handler {
	options.Base = strings.TrimSuffix(options.Base, "/")
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	p := &pages{
		Options: options, school: school, loader: loader, now: now,
		templates: parseTemplates(), assets: bundle(), mux: http.NewServeMux(),
	}
	for _, r := range p.routes() {
		p.mux.HandleFunc("GET "+p.Base+r.pattern, r.handler)
	}
	p.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { p.fail(w, r, errNotFound) })
	return p
}

// ServeHTTP sends one page.
func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		p.fail(w, r, errMethod)
		return
	}
	if p.viewer(r) == Nobody && !strings.HasPrefix(r.URL.Path, p.Base+"/assets/") {
		p.fail(w, r, errNotFound) // as if there were no pages
		return
	}
	p.mux.ServeHTTP(w, r)
}

// guard sets the headers that every answer has. Pages bring no style and no
// script but our own files, and stand in nobody's frame but ours.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "+
		"connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// A route is one kind of page.
type route struct {
	pattern string
	handler http.HandlerFunc
}

func (p *pages) routes() []route {
	routes := []route{
		{"/assets/{name}", p.asset},
		{"/{$}", p.page("overview.html", "/", p.overview)},
		{"/attention", p.page("attention.html", "/", p.attention)},
		{"/partners", p.page("partners.html", "/partners", p.partners)},
		{"/partners/{id}", p.page("partner.html", "/partners", p.partner)},
		{"/partners/{id}/handover", p.page("handover.html", "/partners", p.handover)},
		{"/programs", p.page("programs.html", "/programs", p.programs)},
		{"/programs/{id}", p.page("program.html", "/programs", p.program)},
		{"/volunteers", p.page("volunteers.html", "/volunteers", p.volunteers)},
		{"/volunteers/{id}", p.page("volunteer.html", "/volunteers", p.volunteer)},
		{"/thanks", p.page("thanks.html", "/thanks", p.thanks)},
		{"/meetings", p.page("meetings.html", "/meetings", p.meetings)},
		{"/ideas", p.page("ideas.html", "/ideas", p.ideas)},
		{"/fix", p.page("fix.html", "/fix", p.fix)},
		{"/rows/{number}", p.page("rows.html", "/", p.rows)},
	}
	if p.Tables != nil {
		routes = append(routes, route{"/tables/{file}", p.table})
	}
	if p.Outbox != nil {
		routes = append(routes,
			route{"/mail", p.mails}, route{"/mail/{id}", p.mail}, route{"/mail/{id}/html", p.mailHTML})
	}
	return routes
}

// viewer says who asks.
func (p *pages) viewer(r *http.Request) Viewer {
	if p.Viewer == nil {
		return Nobody
	}
	return p.Viewer(r)
}

// load returns the desk of the present edition, made anew only when the
// edition or the day is another.
func (p *pages) load(ctx context.Context) (*desk, error) {
	edition, err := p.loader.Load(ctx, p.school)
	if err != nil {
		return nil, fmt.Errorf("load records of %s: %w", p.school, err)
	}
	now := p.now()
	today := edition.Settings.Calendar.DayOf(now)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil || !p.last.stands(edition, today) {
		p.last = newDesk(edition, today)
	}
	return p.last, nil
}
