package ical

import (
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"strconv"
	"time"
)

// A Method says what a reader's calendar is asked to do (RFC 5546 section 1.4).
type Method string

// The methods of meetings. An update is a Request with a higher sequence.
const (
	Request Method = "REQUEST"
	Cancel  Method = "CANCEL"
)

// MediaType is the content type of the mail's part: its method must be that of
// the object (RFC 6047 section 2.4).
func (m Method) MediaType() string { return "text/calendar; charset=utf-8; method=" + string(m) }

// product names the program that wrote the object.
const product = "-//Shelfmates//Meetings//EN"

// An Event is one meeting as one reader is told of it. The text fields may hold
// anything; what cannot be shown in a calendar is dropped. Description may have
// several lines.
type Event struct {
	Method   Method
	UID      string    // one for all that is ever said of the meeting: printable ASCII, at most 255
	Sequence int       // from 0, up by one with each change
	Stamp    time.Time // when this was written
	// Start and End are instants, to the second. With AllDay they stand for the
	// days that they have in their own zones, and End for the day after the
	// last.
	Start, End time.Time
	AllDay     bool

	Summary, Location, Description string // left out when empty

	Organizer mail.Address // From of the mail
	Attendee  mail.Address // its reader, and nobody else
}

// LogValue gives the UID alone: no address or text reaches a log.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.UID) }

// ErrInvalid says that an event cannot be written. Texts never cause it.
var ErrInvalid = errors.New("event cannot be written")

// Encode returns the object: UTF-8 in lines of at most 75 octets, each ended by
// CRLF. The error is ErrInvalid.
func (e Event) Encode() ([]byte, error) {
	if err := e.check(); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrInvalid, err)
	}
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", product)
	w.line("METHOD", string(e.Method))
	w.line("BEGIN", "VEVENT")
	w.line("UID", escape(e.UID))
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("DTSTAMP", utc(e.Stamp))
	e.when(&w)
	w.text("SUMMARY", oneLine(e.Summary))
	w.text("LOCATION", oneLine(e.Location))
	w.text("DESCRIPTION", manyLines(e.Description))
	w.line("STATUS", e.status())
	w.line("TRANSP", e.transparency())
	w.line("ORGANIZER"+name(e.Organizer), mailto(e.Organizer.Address))
	w.line("ATTENDEE"+e.role()+name(e.Attendee), mailto(e.Attendee.Address))
	w.line("END", "VEVENT")
	w.line("END", "VCALENDAR")
	return w.Bytes(), nil
}

func (e Event) check() error {
	switch {
	case e.Method != Request && e.Method != Cancel:
		return fmt.Errorf("method %q", string(e.Method))
	case !identifier(e.UID):
		return errors.New("UID is not 1 to 255 printable ASCII characters")
	case e.Sequence < 0:
		return fmt.Errorf("sequence %d", e.Sequence)
	case !writable(e.Stamp) || !writable(e.Start) || !writable(e.End):
		return errors.New("a time is not between the years 1 and 9999")
	case e.AllDay && date(e.Start) >= date(e.End), !e.AllDay && utc(e.Start) >= utc(e.End):
		return errors.New("it ends before it has begun")
	case !plain(e.Organizer.Address):
		return errors.New("the organizer's is not a plain address")
	case !plain(e.Attendee.Address):
		return errors.New("the attendee's is not a plain address")
	}
	return nil
}

func (e Event) when(w *writer) {
	if e.AllDay {
		w.line("DTSTART;VALUE=DATE", date(e.Start))
		w.line("DTEND;VALUE=DATE", date(e.End))
		return
	}
	w.line("DTSTART", utc(e.Start))
	w.line("DTEND", utc(e.End))
}

// status is CANCELLED also for someone who was taken off a meeting that others
// still hold: the object says what the reader's own calendar knows, a meeting
// with herself as its one guest.
func (e Event) status() string {
	if e.Method == Cancel {
		return "CANCELLED"
	}
	return "CONFIRMED"
}

// transparency says whether the reader is busy meanwhile. A day without a time
// does not take up the whole day.
func (e Event) transparency() string {
	if e.AllDay || e.Method == Cancel {
		return "TRANSPARENT"
	}
	return "OPAQUE"
}

// role asks the reader for an answer, unless there is nothing left to answer.
func (e Event) role() string {
	if e.Method == Cancel {
		return ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT"
	}
	return ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
}

const (
	dateForm = "20060102"
	utcForm  = "20060102T150405Z"
)

func date(t time.Time) string { return t.Format(dateForm) }
func utc(t time.Time) string  { return t.UTC().Format(utcForm) }

// writable reports whether the year of t has four digits, in its own zone and
// in UTC.
func writable(t time.Time) bool {
	for _, year := range []int{t.Year(), t.UTC().Year()} {
		if year < 1 || year > 9999 {
			return false
		}
	}
	return !t.IsZero()
}
