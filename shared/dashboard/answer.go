package dashboard

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/words"
)

// Errors of this package that become an answer of their own.
var (
	errNotFound = errors.New("no such page")
	errMethod   = errors.New("method not allowed")
)

// An answer is the bytes of one page and their ETag.
type answer struct {
	body []byte
	etag string
}

// A builder makes the struct of one page from a desk. It gives errNotFound for
// what is not there.
type builder func(d *desk, r *request) (any, error)

// A request is what a builder may know about who asks and for what.
type request struct {
	*http.Request
	viewer Viewer
	links  links
}

// page returns the handler that shows template name with what build makes.
// Its answers are kept with the desk: a page depends on nothing but the
// edition, the day, the viewer and its own address.
func (p *pages) page(name, place string, build builder) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		d, err := p.load(r.Context())
		if err != nil {
			p.fail(w, r, err)
			return
		}
		viewer := p.viewer(r)
		key := fmt.Sprintf("%d %s?%s", viewer, r.URL.Path, r.URL.RawQuery)
		a, kept := d.kept(key)
		if !kept {
			content, err := build(d, &request{Request: r, viewer: viewer, links: p.links()})
			if err != nil {
				p.fail(w, r, err)
				return
			}
			a, err = p.render(name, p.frame(d, viewer, place), content)
			if err != nil {
				p.fail(w, r, err)
				return
			}
			d.keep(key, a)
		}
		send(w, r, http.StatusOK, a)
	}
}

// render prints a page into a buffer, so that nothing is sent of a page that
// cannot be printed whole.
func (p *pages) render(name string, f frame, content any) (answer, error) {
	var body bytes.Buffer
	err := p.templates[name].ExecuteTemplate(&body, "layout.html", struct {
		Frame frame
		Page  any
	}{f, content})
	if err != nil {
		return answer{}, fmt.Errorf("print page %s: %w", name, err)
	}
	sum := sha256.Sum256(body.Bytes())
	return answer{body: body.Bytes(), etag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}, nil
}

// send answers with a page, or with 304 when the browser has it already.
func send(w http.ResponseWriter, r *http.Request, status int, a answer) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", a.etag)
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), a.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(status)
	w.Write(a.body)
}

// matches reports whether an If-None-Match header names etag (RFC 9110 section
// 13.1.2: weak comparison, a list, or "*").
func matches(header, etag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
		if one == etag || one == "*" {
			return true
		}
	}
	return false
}

// trouble turns an error into a status and what is said about it. It is the
// only place where an error becomes something people read.
func trouble(err error) (status int, said words.Trouble) {
	switch {
	case errors.Is(err, errNotFound):
		return http.StatusNotFound, words.PageNotFound()
	case errors.Is(err, errMethod):
		return http.StatusMethodNotAllowed, words.PageReadsOnly()
	case errors.Is(err, roster.ErrNeverSynced):
		return http.StatusServiceUnavailable, words.NeverRead()
	case errors.Is(err, roster.ErrHalfway):
		return http.StatusServiceUnavailable, words.BeingRead()
	case errors.Is(err, store.ErrUnavailable), errors.Is(err, sheet.ErrUnreachable),
		errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, words.StoreAway()
	}
	return http.StatusInternalServerError, words.PageBroken()
}

// fail answers with one small page. What broke on our side is logged by kind
// of page and error, never with what was asked for.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, said := trouble(err)
	if status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		p.Log.ErrorContext(r.Context(), "page failed", "pattern", r.Pattern, "status", status, "error", err)
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	a, printErr := p.render("trouble.html", p.bare(said.Title), said)
	if printErr != nil {
		p.Log.ErrorContext(r.Context(), "page of an error failed", "error", printErr)
		http.Error(w, said.Title, status)
		return
	}
	send(w, r, status, a)
}
