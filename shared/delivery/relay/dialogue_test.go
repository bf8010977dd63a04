package relay_test

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
)

// note is a small message with lines that begin with dots.
func note() delivery.Message {
	return delivery.Message{
		Key: "digest", Name: "2026-11-23-weekly-digest-3f9a1c20",
		From: mail.Address{Address: "library@school.example"}, To: mail.Address{Address: "ana@ymca.example"},
		Raw: []byte("Subject: Monday\r\n\r\n.\r\n..\r\nFrom here\r\n.end\r\n"),
	}
}

// stuffed is how many bytes the note has on the wire, without its dot.
var stuffed = len(note().Raw) + 3

// The outcomes of MAIL.md.
const (
	sent    = deliverytest.Sent
	refused = deliverytest.Refused
	aboutUs = deliverytest.AboutUs
	later   = deliverytest.Later
	unknown = deliverytest.Unknown
)

// A wayOut is one way in which a step goes wrong: what the server does, and what
// that means for the mail.
type wayOut struct {
	name string
	step string
	act  act
	at   int // bytes of the message read before, where step is "message"
	want string
}

// waysOut is the table of MAIL.md, line by line.
func waysOut() []wayOut {
	var all []wayOut
	say := func(step, text, want string) {
		all = append(all, wayOut{step + " " + strings.TrimSpace(text), step, act{say: text}, 0, want})
	}
	before := []string{greeting, ehlo, auth, mailFrom, rcptTo, data}
	for _, step := range before {
		fourAndFive := [2]string{aboutUs, aboutUs}
		switch step {
		case rcptTo:
			fourAndFive = [2]string{later, refused}
		case data:
			fourAndFive = [2]string{later, later}
		}
		for _, four := range []string{"450 4.2.1 ana@ymca.example\r\n", "451\r\n", "454-4.7.0 not\r\n454 4.7.0 now\r\n", "499 x\n"} {
			say(step, four, fourAndFive[0])
		}
		for _, five := range []string{"500 x\r\n", "535 5.7.8 ana@ymca.example\r\n", "550-5.1.1 <ana@ymca.example>\r\n550 5.1.1 is unknown\r\n", "554\r\n"} {
			say(step, five, fourAndFive[1])
		}
		say(step, "421 4.3.2 library@school.example goes\r\n", later)
		say(step, "199 x\r\n", later)
		malformed := later
		if step == greeting {
			malformed = aboutUs // it is no mail server
		}
		for _, text := range []string{"HTTP/1.1 400 Bad Request\r\n", "\r\n", "250-a\r\n550 b\r\n", "25\r\n", "9oo\r\n", strings.Repeat("x", 5000) + "\r\n"} {
			say(step, text, malformed)
		}
		all = append(all,
			wayOut{step + " hangs up", step, act{hangUp: true}, 0, later},
			wayOut{step + " hangs up in its reply", step, act{say: "250-o", hangUp: true}, 0, later},
			wayOut{step + " never answers", step, act{hang: true}, 0, later},
		)
	}
	say(mailFrom, "354 x\r\n", later)
	say(data, "250 x\r\n", later)
	say(data, "354 go on\r\n250 taken\r\n", later) // before there was anything to take

	for at := range stuffed + len(".\r\n") + 1 {
		want := later
		if at >= stuffed {
			want = unknown
		}
		all = append(all, wayOut{fmt.Sprintf("hangs up after %d bytes of the message", at), "message", act{hangUp: true}, at, want})
	}
	all = append(all,
		wayOut{"listens no more in the message", "message", act{hang: true}, 7, later},
		wayOut{"listens no more at the dot", "message", act{hang: true}, stuffed, unknown},
	)

	for _, four := range []string{"421 4.3.2 bye\r\n", "450 4.2.1 ana@ymca.example\r\n", "452\r\n"} {
		say(dot, four, later)
	}
	for _, five := range []string{"500 x\r\n", "550 5.1.1 <ana@ymca.example>\r\n", "552 5.3.4 too big\r\n", "554-5.7.1 no\r\n554 5.7.1 spam\r\n"} {
		say(dot, five, refused)
	}
	for _, odd := range []string{"354 go on\r\n", "199 x\r\n", "HTTP/1.1 200 OK\r\n", "\r\n", "250-a\r\n550 b\r\n"} {
		say(dot, odd, unknown)
	}
	return append(all,
		wayOut{"the dot hangs up", dot, act{hangUp: true}, 0, unknown},
		wayOut{"the dot hangs up in its reply", dot, act{say: "250 2.0.0 o", hangUp: true}, 0, unknown},
		wayOut{"the dot is never answered", dot, act{hang: true}, 0, unknown},
	)
}

// send sends the note to the script, over a connection of its own.
func (s *script) send(ctx context.Context, t testing.TB) (receipt string, err error) {
	r := s.relay(t, "smtp://library:s3cret@127.0.0.1:25")
	receipt, err = r.Send(ctx, note())
	r.Close()
	s.over.Wait()
	return receipt, err
}

// quiet holds an error to saying nothing about anybody: no address, no password.
func quiet(t testing.TB, err error) {
	t.Helper()
	if err == nil {
		return
	}
	for _, secret := range []string{"ana", "ymca", "library@", "s3cret", "czNjcmV0", "Monday"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error repeats %q: %v", secret, err)
		}
	}
}

func TestWaysOut(t *testing.T) {
	for _, way := range waysOut() {
		t.Run(way.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{acts: map[string]act{way.step: way.act}}
				if way.step == "message" {
					s.acts, s.atByte = nil, map[int]act{way.at: way.act}
				}
				began := time.Now()
				_, err := s.send(t.Context(), t)
				if got := deliverytest.OutcomeOf(err); got != way.want {
					t.Errorf("it is %s, want %s: %v", got, way.want, err)
				}
				quiet(t, err)
				if s.connections != 1 || s.commands()[mailFrom] > 1 {
					t.Errorf("%d connections, heard %q; want one attempt", s.connections, s.heard)
				}
				wait := time.Duration(0)
				if way.act.hang {
					wait = 30 * time.Second
				}
				if took := time.Since(began); took != wait {
					t.Errorf("it took %s, want %s", took, wait)
				}
			})
		})
	}
}

func TestDialogueLaw(t *testing.T) {
	ways := waysOut()
	rapid.Check(t, func(rt *rapid.T) {
		// Several things may be wrong at once: the first on the way decides.
		s := &script{acts: map[string]act{}, atByte: map[int]act{}}
		want, first := sent, len(order)
		for _, way := range rapid.SliceOfN(rapid.SampledFrom(ways), 0, 3).Draw(rt, "ways") {
			if way.step == "message" && len(s.atByte) > 0 {
				continue
			}
			at := slices.Index(order, way.step)
			if _, twice := s.acts[way.step]; twice {
				continue
			}
			if way.step == "message" {
				s.atByte[way.at] = way.act
			} else {
				s.acts[way.step] = way.act
			}
			if at < first {
				want, first = way.want, at
			}
		}
		var err error
		synctest.Test(t, func(t *testing.T) { _, err = s.send(t.Context(), t) })
		if got := deliverytest.OutcomeOf(err); got != want {
			rt.Errorf("it is %s, want %s: %v", got, want, err)
		}
		took := 0
		if first >= slices.Index(order, dot) {
			took = 1
		}
		if got := len(s.messages()); got != took {
			rt.Errorf("%d messages were taken whole, want %d", got, took)
		}
	})
}

// order is the way of a mail.
var order = []string{greeting, ehlo, auth, mailFrom, rcptTo, data, "message", dot}
