package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	netmail "net/mail"
	"time"

	"shelfmates/shared/words"
)

// ErrNoMail is what an Outbox gives for a mail that it does not hold.
var ErrNoMail = errors.New("no such mail")

// A Mail is one mail that was written.
type Mail struct {
	ID      string // names it in addresses; nothing personal in it
	At      time.Time
	Kind    string // "Weekly digest"
	To      string
	Subject string
}

// A Message is a mail whole.
type Message struct {
	Mail
	Text, HTML string
}

// An Outbox shows the mails of one school that were written, the newest first.
// Read gives ErrNoMail for an ID that it does not hold. Both may be called by
// any number of goroutines at once.
type Outbox interface {
	List(ctx context.Context) ([]Mail, error)
	Read(ctx context.Context, id string) (Message, error)
}

// mailsPage is the list of them.
type mailsPage struct {
	Sentence string
	List     drawer
	Nothing  *empty
}

// mailPage is one, in a frame of its own or as text.
type mailPage struct {
	Subject string
	Facts   []fact
	AsText  bool
	Text    string
	HTML    string // address of the frame's content; "" for a mail without
	Choices []choice
}

// mails shows the list. It is made anew for every request: the outbox changes
// without the sheet.
func (p *pages) mails(w http.ResponseWriter, r *http.Request) {
	p.fresh(w, r, "mails.html", func(d *desk, q *request) (any, error) {
		all, err := p.Outbox.List(r.Context())
		if err != nil {
			return nil, fmt.Errorf("list mails: %w", err)
		}
		page := mailsPage{
			Sentence: words.MailsWritten(len(all)),
			List:     drawer{Caption: words.LabelMails, Heads: []head{{Text: words.LabelSubject}, {Text: words.LabelTo}, {Text: words.LabelWhat}, {Text: words.LabelWritten}}},
		}
		var shown []Mail
		shown, page.List.Pages = paged(all, pageRows, q, "")
		for _, m := range shown {
			page.List.add(link{m.Subject, q.links.mail(m.ID)}, "", text(whom(m.To)), text(m.Kind), short(d.writtenAt(m.At)))
		}
		if len(all) == 0 {
			page.Nothing = &empty{Say: words.NoMails(), How: words.HowMailsAppear()}
		}
		return page, nil
	})
}

// whom is the name of the reader of a mail, without the address where there is
// one: the page is about who reads what.
func whom(to string) string {
	if a, err := netmail.ParseAddress(to); err == nil && a.Name != "" {
		return a.Name
	}
	return to
}

// mail shows one mail.
func (p *pages) mail(w http.ResponseWriter, r *http.Request) {
	p.fresh(w, r, "mail.html", func(d *desk, q *request) (any, error) {
		m, err := p.read(r)
		if err != nil {
			return nil, err
		}
		here := q.links.mail(m.ID)
		page := mailPage{Subject: m.Subject, Text: m.Text, AsText: m.HTML == "" || r.URL.Query().Get("as") == "text"}
		if m.HTML != "" {
			page.HTML = here + "/html"
			page.Choices = []choice{
				{Text: words.LabelAsHTML, Href: here, Here: !page.AsText}, {Text: words.LabelAsText, Href: here + "?as=text", Here: page.AsText},
			}
		}
		facts := facts{}
		facts.text(words.LabelTo, whom(m.To))
		facts.text(words.LabelWhat, m.Kind)
		facts.text(words.LabelWritten, d.writtenAt(m.At))
		page.Facts = facts.all
		return page, nil
	})
}

// mailHTML sends the HTML of one mail as it is, for the frame on its page. It
// brings its own styles, and may do nothing else: no script, no pictures from
// elsewhere, no forms, an origin of its own.
func (p *pages) mailHTML(w http.ResponseWriter, r *http.Request) {
	m, err := p.read(r)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Security-Policy", "sandbox allow-popups allow-popups-to-escape-sandbox; "+
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'")
	// A sandboxed document may not ask for a browsing context group of its own.
	w.Header().Del("Cross-Origin-Opener-Policy")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Write([]byte(m.HTML))
}

func (p *pages) read(r *http.Request) (Message, error) {
	if p.viewer(r) != Staff {
		return Message{}, errNotFound
	}
	m, err := p.Outbox.Read(r.Context(), r.PathValue("id"))
	if errors.Is(err, ErrNoMail) {
		return Message{}, errNotFound
	}
	if err != nil {
		return Message{}, fmt.Errorf("read mail: %w", err)
	}
	return m, nil
}

// fresh answers with a page that is not kept.
func (p *pages) fresh(w http.ResponseWriter, r *http.Request, name string, build builder) {
	viewer := p.viewer(r)
	if viewer != Staff {
		p.fail(w, r, errNotFound)
		return
	}
	d, err := p.load(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	content, err := build(d, &request{Request: r, viewer: viewer, links: p.links()})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	a, err := p.render(name, p.frame(d, viewer, "/mail"), content)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	send(w, r, http.StatusOK, a)
}

// writtenAt writes an instant as people say it: "today 07:00".
func (d *desk) writtenAt(t time.Time) string {
	return words.DayAndClock(words.NearDay(onDate(d.dayOf(t)), d.date), d.clockOf(t))
}
