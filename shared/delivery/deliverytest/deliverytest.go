// Package deliverytest holds every adapter of the port delivery.Transport
// against the port's words.
//
//	adapter -> Run -> one case for each sentence of the port
//	        -> SMTP, SES: a mail server and a fake of Amazon SES on loopback,
//	           which keep what they take and are told what to answer
package deliverytest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"sync"
	"testing"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/letter"
	"shelfmates/shared/schedule"
)

// A Rig is one adapter with its other side. Every part is required.
type Rig struct {
	Transport delivery.Transport
	// Arrived returns the raw messages that have arrived, in any order.
	Arrived func(testing.TB) [][]byte
	// Refuse makes the other side say no to a message that is sent next, about it,
	// and may change it to that end.
	Refuse func(testing.TB, *delivery.Message)
	// Break makes the adapter unable to send anything until Mend: a full disk,
	// a wrong password.
	Break, Mend func(testing.TB)
}

// Message composes a small mail; different numbers give different mails.
func Message(t testing.TB, n int) delivery.Message {
	t.Helper()
	reader := fmt.Sprintf("reader%d@school.example", n)
	d := delivery.Draft{
		Identity: delivery.Identity{School: "school", Kind: schedule.WeeklyDigest, Thing: "2026-11-23", Address: reader},
		Due:      time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		From:     netmail.Address{Name: "Library", Address: "library@school.example"},
		To:       netmail.Address{Address: reader},
		Letter:   letter.Letter{Subject: "Monday — été", Text: ".\n..\nFrom here\n", HTML: "<p>Zum Gruß</p>\n"},
	}
	m, err := delivery.Compose(d, d.Key(nil))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Run holds an adapter against the port. Open gives each case one of its own.
func Run(t *testing.T, open func(t *testing.T) Rig) {
	arrived := func(t *testing.T, rig Rig, want ...delivery.Message) {
		t.Helper()
		got := rig.Arrived(t)
		if len(got) != len(want) {
			t.Errorf("%d messages arrived, want %d", len(got), len(want))
		}
		for _, m := range want {
			if !slices.ContainsFunc(got, func(raw []byte) bool { return bytes.Equal(raw, m.Raw) }) {
				t.Errorf("message %s did not arrive as it was handed over", m.Name)
			}
		}
	}
	t.Run("Send hands over one message, byte for byte, in one attempt", func(t *testing.T) {
		rig, m := open(t), Message(t, 1)
		if _, err := rig.Transport.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		arrived(t, rig, m)
	})
	t.Run("all methods may be called by several goroutines at once", func(t *testing.T) {
		rig := open(t)
		var all sync.WaitGroup
		messages := make([]delivery.Message, 20)
		errs := make([]error, len(messages))
		for n := range messages {
			messages[n] = Message(t, n)
			all.Go(func() {
				_, sent := rig.Transport.Send(t.Context(), messages[n])
				errs[n] = errors.Join(rig.Transport.Check(t.Context()), sent)
			})
		}
		all.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		arrived(t, rig, messages...)
	})
	t.Run("an ended context before the message began to leave is ErrLater", func(t *testing.T) {
		rig := open(t)
		ended, end := context.WithCancel(t.Context())
		end()
		if _, err := rig.Transport.Send(ended, Message(t, 1)); !errors.Is(err, delivery.ErrLater) {
			t.Errorf("send with an ended context: %v, want ErrLater", err)
		}
		arrived(t, rig)
	})
	t.Run("Check reports, without sending anything, whether mails can leave", func(t *testing.T) {
		rig := open(t)
		if err := rig.Transport.Check(t.Context()); err != nil {
			t.Errorf("check: %v", err)
		}
		arrived(t, rig)
	})
	t.Run("ErrRefused: it did not leave, and the next does", func(t *testing.T) {
		rig, no := open(t), Message(t, 1)
		rig.Refuse(t, &no)
		if _, err := rig.Transport.Send(t.Context(), no); !errors.Is(err, delivery.ErrRefused) {
			t.Errorf("send: %v, want ErrRefused", err)
		}
		m := Message(t, 2)
		if _, err := rig.Transport.Send(t.Context(), m); err != nil {
			t.Errorf("send the next: %v", err)
		}
		arrived(t, rig, m)
	})
	t.Run("ErrAboutUs: it did not leave, and nothing else will before somebody mends the settings", func(t *testing.T) {
		rig := open(t)
		rig.Break(t)
		m := Message(t, 1)
		if err := rig.Transport.Check(t.Context()); !errors.Is(err, delivery.ErrAboutUs) {
			t.Errorf("check: %v, want ErrAboutUs", err)
		}
		if _, err := rig.Transport.Send(t.Context(), m); !errors.Is(err, delivery.ErrAboutUs) {
			t.Errorf("send: %v, want ErrAboutUs", err)
		}
		rig.Mend(t)
		if _, err := rig.Transport.Send(t.Context(), m); err != nil {
			t.Errorf("send after it was mended: %v", err)
		}
		arrived(t, rig, m)
	})
	t.Run("Medium says what carries the mails, the same at every call", func(t *testing.T) {
		rig := open(t)
		if a, b := rig.Transport.Medium(), rig.Transport.Medium(); a != b || a.Name == "" {
			t.Errorf("medium %v, then %v", a, b)
		}
	})
}
