package outreach

import (
	"cmp"
	"context"
	"log/slog"
	netmail "net/mail"
	"strings"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
)

// A Loader loads a school's records; roster.Roster is one.
type Loader interface {
	Load(ctx context.Context, school string) (*roster.Edition, error)
}

// Outreach plans and sends the mail of schools. It may be used by any number of
// goroutines.
type Outreach struct {
	Options
	loader   Loader
	ledger   *delivery.Ledger
	troubles troubles
}

// Options are what may be left out.
type Options struct {
	// From is the address that mails come from. Empty: Reply to, else an
	// address that cannot be answered, which is enough for an outbox.
	From string
	// PublicURL is where the pages are, "https://library.example". Empty: mails
	// do without links to them.
	PublicURL string
	// SheetURL opens the spreadsheet; empty where it has no address.
	SheetURL string
	// Log gets one line for each run. Nil is silent.
	Log *slog.Logger
}

// New returns the outreach over records and ledger.
func New(loader Loader, ledger *delivery.Ledger, options Options) *Outreach {
	options.PublicURL = strings.TrimSuffix(options.PublicURL, "/")
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	return &Outreach{Options: options, loader: loader, ledger: ledger}
}

// nobodysAddress is where mails come from while nobody has said it (RFC 2606
// keeps the domain from ever being anybody's).
const nobodysAddress = "library@shelfmates.invalid"

// product is the name that mails come under while the school has none.
const product = "Shelfmates"

// A reader is somebody whom a mail goes to.
type reader struct {
	record  partnership.ID
	address netmail.Address
}

// digestReaders returns who gets the weekly digest, in the order of the sheet,
// each address once, and who wants it and cannot get it.
func digestReaders(e *roster.Edition) (readers []reader, left []LeftOut) {
	seen := map[string]bool{}
	for i := range e.Team {
		m := &e.Team[i]
		if !m.WeeklyDigest {
			continue
		}
		address := strings.TrimSpace(m.Email)
		switch folded := strings.ToLower(address); {
		case address == "":
			left = append(left, LeftOut{Who: m.Name, why: noAddress})
		case !delivery.PlainAddress(address):
			left = append(left, LeftOut{Who: m.Name, why: badAddress})
		case seen[folded]:
			left = append(left, LeftOut{Who: m.Name, why: sharedAddress})
		default:
			seen[folded] = true
			readers = append(readers, reader{m.ID, netmail.Address{Name: m.Name, Address: address}})
		}
	}
	return readers, left
}

// identity names the digest of a period for a reader.
func identity(school string, p schedule.Period, r reader) delivery.Identity {
	return delivery.Identity{School: school, Kind: p.Kind, Thing: p.Name.String(), Address: r.address.Address}
}

// A sheaf makes the digests of one period: the facts are gathered once, for all
// readers get the same.
type sheaf struct {
	o           *Outreach
	school      string
	e           *roster.Edition
	day, before schoolyear.Day
	facts       letter.DigestFacts
	letter      letter.Letter
	made        bool
}

// newSheaf gathers the facts of a digest as of the day on which it is due; the
// one before was of another day, zero for none.
func (o *Outreach) newSheaf(school string, e *roster.Edition, day, before schoolyear.Day) *sheaf {
	return &sheaf{o: o, school: school, e: e, day: day, before: before, facts: o.digestFacts(e, day, before)}
}

// fits reports whether the sheaf is of that digest, from the same records.
func (s *sheaf) fits(e *roster.Edition, day, before schoolyear.Day) bool {
	return s != nil && s.e == e && s.day == day && s.before == before
}

// message composes the digest to one reader.
func (s *sheaf) message(id delivery.Identity, key string, to netmail.Address, due time.Time) (delivery.Message, error) {
	if !s.made {
		s.letter, s.made = letter.Digest(s.facts), true
	}
	settings := s.e.Settings
	from := cmp.Or(s.o.From, settings.ReplyTo, nobodysAddress)
	d := delivery.Draft{
		Identity: id,
		Due:      due.In(zoneOf(settings.Calendar)),
		From:     netmail.Address{Name: cmp.Or(settings.SchoolName, product), Address: from},
		To:       to,
		ReplyTo:  settings.ReplyTo,
		Letter:   s.letter,
	}
	if terms, _ := schedule.TermsOf(id.Kind); terms.Unsubscribe {
		d.StopTo = cmp.Or(settings.ReplyTo, from)
	}
	return delivery.Compose(d, key)
}

func zoneOf(c schoolyear.Calendar) *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}
