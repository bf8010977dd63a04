package relay_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/relay"
)

// inTime runs a test whose clock stands still while there is something to do.
func inTime(t *testing.T, name string, test func(t *testing.T, s *script, r *relay.Relay)) {
	t.Run(name, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := &script{}
			r := s.relay(t, "smtp://127.0.0.1:25")
			test(t, s, r)
			r.Close()
			s.over.Wait()
		})
	})
}

func send(t testing.TB, r *relay.Relay) {
	t.Helper()
	if _, err := r.Send(t.Context(), note()); err != nil {
		t.Errorf("send: %v", err)
	}
}

// heard holds a server to having heard these commands so often, over so many
// connections.
func (s *script) have(t testing.TB, connections int, want map[string]int) {
	t.Helper()
	got := s.commands()
	maps.DeleteFunc(got, func(command string, _ int) bool { return want[command] == 0 && command != mailFrom })
	if !maps.Equal(got, want) || s.connections != connections {
		t.Errorf("%d connections and %v, want %d and %v; heard %q", s.connections, got, connections, want, s.heard)
	}
}

func TestConnections(t *testing.T) {
	inTime(t, "several mails go over one connection, with RSET between", func(t *testing.T, s *script, r *relay.Relay) {
		for range 3 {
			send(t, r)
		}
		s.have(t, 1, map[string]int{ehlo: 1, mailFrom: 3, rset: 2})
	})
	inTime(t, "Check leaves its connection to the first mail", func(t *testing.T, s *script, r *relay.Relay) {
		if err := r.Check(t.Context()); err != nil {
			t.Error(err)
		}
		send(t, r)
		s.have(t, 1, map[string]int{ehlo: 1, mailFrom: 1})
	})
	inTime(t, "a refused mail leaves its connection to the next", func(t *testing.T, s *script, r *relay.Relay) {
		for _, step := range []string{rcptTo, dot} {
			s.change(step, act{say: "550 5.7.1 no\r\n"})
			if _, err := r.Send(t.Context(), note()); !errors.Is(err, delivery.ErrRefused) {
				t.Errorf("send: %v, want ErrRefused", err)
			}
			s.change("", act{})
			send(t, r)
		}
		s.have(t, 1, map[string]int{mailFrom: 4, rset: 3})
	})
	for name, dead := range map[string]act{
		"has hung up":          {hangUp: true},
		"says that it goes":    {say: "421 4.4.2 idle for too long\r\n", hangUp: true},
		"will not start again": {say: "500 5.5.1 no\r\n"},
		"answers no more":      {hang: true},
		"is beside itself":     {say: "250 ok\r\n250 ok\r\n250"},
	} {
		inTime(t, "a connection that "+name+" is dialled anew before a mail begins", func(t *testing.T, s *script, r *relay.Relay) {
			send(t, r)
			s.change(rset, dead)
			send(t, r)
			s.have(t, 2, map[string]int{mailFrom: 2})
		})
	}
	inTime(t, "a mail that has begun is not repeated", func(t *testing.T, s *script, r *relay.Relay) {
		for _, step := range []string{mailFrom, rcptTo, data, dot} {
			send(t, r)
			before := s.commands()[mailFrom]
			s.change(step, act{hangUp: true})
			if _, err := r.Send(t.Context(), note()); err == nil {
				t.Errorf("a mail whose server hangs up at %s has left", step)
			}
			if n := s.commands()[mailFrom] - before; n != 1 {
				t.Errorf("a mail whose server hangs up at %s began %d times", step, n)
			}
			s.change("", act{})
		}
	})
	inTime(t, "after a hundred mails there is a new one", func(t *testing.T, s *script, r *relay.Relay) {
		for range 101 {
			send(t, r)
		}
		s.have(t, 2, map[string]int{mailFrom: 101, quit: 1})
	})
	inTime(t, "one that nobody uses for ten seconds is parted with", func(t *testing.T, s *script, r *relay.Relay) {
		send(t, r)
		time.Sleep(9 * time.Second)
		send(t, r)
		s.have(t, 1, map[string]int{mailFrom: 2, rset: 1})
		time.Sleep(11 * time.Second)
		s.have(t, 1, map[string]int{mailFrom: 2, quit: 1})
		send(t, r)
		s.have(t, 2, map[string]int{mailFrom: 3, quit: 1})
	})
	inTime(t, "Close says goodbye, and the next mail dials", func(t *testing.T, s *script, r *relay.Relay) {
		send(t, r)
		r.Close()
		s.have(t, 1, map[string]int{mailFrom: 1, quit: 1})
		send(t, r)
		s.have(t, 2, map[string]int{mailFrom: 2, quit: 1})
	})
	inTime(t, "a goodbye that is not answered takes two seconds", func(t *testing.T, s *script, r *relay.Relay) {
		send(t, r)
		s.change(quit, act{hang: true})
		began := time.Now()
		r.Close()
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("it took %s", took)
		}
	})
	inTime(t, "mails that are sent at once have one each", func(t *testing.T, s *script, r *relay.Relay) {
		var all sync.WaitGroup
		hold := make(chan struct{})
		s.change(dot, act{wait: hold, say: welcome[dot]})
		for range 4 {
			all.Go(func() { send(t, r) })
		}
		synctest.Wait()
		s.have(t, 4, map[string]int{mailFrom: 4})
		close(hold)
		all.Wait()
	})
}

func TestTime(t *testing.T) {
	inTime(t, "a context that ends within the message ends the mail, which has not left", func(t *testing.T, s *script, r *relay.Relay) {
		s.atByte = map[int]act{stuffed - 1: {hang: true}}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		_, err := r.Send(ctx, note())
		if took := time.Since(began); deliverytest.OutcomeOf(err) != later || !errors.Is(err, context.DeadlineExceeded) || took != 5*time.Second {
			t.Errorf("after %s it is %s: %v", took, deliverytest.OutcomeOf(err), err)
		}
	})
	inTime(t, "one that is cancelled after the dot waits for the answer, which says what came of it", func(t *testing.T, s *script, r *relay.Relay) {
		hold := make(chan struct{})
		s.acts = map[string]act{dot: {wait: hold, say: welcome[dot]}}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait()
			cancel()
			synctest.Wait()
			close(hold)
		}()
		if _, err := r.Send(ctx, note()); err != nil {
			t.Errorf("send: %v", err)
		}
	})
	inTime(t, "a deadline after the dot leaves open whether it has left", func(t *testing.T, s *script, r *relay.Relay) {
		s.change(dot, act{hang: true})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		_, err := r.Send(ctx, note())
		if took := time.Since(began); deliverytest.OutcomeOf(err) != unknown || took != 5*time.Second {
			t.Errorf("after %s it is %s: %v", took, deliverytest.OutcomeOf(err), err)
		}
	})
	inTime(t, "each answer has thirty seconds of its own", func(t *testing.T, s *script, r *relay.Relay) {
		s.acts = map[string]act{}
		for _, step := range []string{greeting, ehlo, mailFrom, rcptTo, data, dot} {
			answer := make(chan struct{})
			s.acts[step] = act{wait: answer, say: welcome[step]}
			time.AfterFunc(time.Duration(len(s.acts))*29*time.Second, func() { close(answer) })
		}
		send(t, r)
	})
}

func TestReplies(t *testing.T) {
	inTime(t, "a server's name for a mail is its receipt", func(t *testing.T, s *script, r *relay.Relay) {
		for say, want := range map[string]string{
			"250 2.0.0 Ok: queued as 4XyZ\r\n":         "Ok: queued as 4XyZ",
			"250 OK id=1tAbCd-0001\r\n":                "OK id=1tAbCd-0001",
			"250-2.0.0 taken\r\n250 2.0.0 AB\r\n":      "AB",
			"250\r\n":                                  "",
			"250 \x1b[31mred \u202e\r\n":               "[31mred ",
			"250 " + strings.Repeat("q", 500) + "\r\n": strings.Repeat("q", 120),
		} {
			s.change(dot, act{say: say})
			if receipt, err := r.Send(t.Context(), note()); err != nil || receipt != want {
				t.Errorf("to %q the receipt is %q (%v), want %q", say, receipt, err, want)
			}
		}
	})
	inTime(t, "whoever suppresses learns that there is no such address", func(t *testing.T, s *script, r *relay.Relay) {
		for say, want := range map[string]bool{
			"550 5.1.1 <ana@ymca.example>: unknown\r\n": true,
			"553 5.1.3 bad syntax\r\n":                  true,
			"556 5.1.10 null MX\r\n":                    true,
			"550-5.1.1 unknown\r\n550 5.1.1 here\r\n":   true,
			"550 5.1.8 the sender's domain\r\n":         false,
			"550 5.1.7 the sender's syntax\r\n":         false,
			"550 5.7.1 no\r\n":                          false,
			"550 5.2.1 disabled\r\n":                    false,
			"550 no such user\r\n":                      false,
			"450 4.1.1 later\r\n":                       false,
			"550 4.1.1 of another class\r\n":            false,
			"550 5.1.1234 no status\r\n":                false,
			"550 5.1.\r\n":                              false,
		} {
			s.change(rcptTo, act{say: say})
			_, err := r.Send(t.Context(), note())
			var reply *relay.ReplyError
			var byMethod interface{ NoSuchAddress() bool }
			if !errors.As(err, &reply) || !errors.As(err, &byMethod) || reply.NoSuchAddress() != want || byMethod.NoSuchAddress() != want {
				t.Errorf("after %q: %v; want no such address: %v", say, err, want)
			}
			if (delivery.ReasonOf(err) == relay.NoSuchAddress) != want {
				t.Errorf("after %q the reason is %q", say, delivery.ReasonOf(err))
			}
			quiet(t, err)
		}
		s.change(dot, act{say: "550 5.1.1 unknown\r\n"})
		_, err := r.Send(t.Context(), note())
		var reply *relay.ReplyError
		if !errors.As(err, &reply) || reply.NoSuchAddress() || reply.Code != 550 || reply.Status != "5.1.1" || reply.Step != "final dot" {
			t.Errorf("5.1.1 to the dot: %+v", reply)
		}
	})
	inTime(t, "a status of another class than the code is none", func(t *testing.T, s *script, r *relay.Relay) {
		s.change(rcptTo, act{say: "550 4.1.1 x\r\n"})
		_, err := r.Send(t.Context(), note())
		var reply *relay.ReplyError
		if !errors.As(err, &reply) || reply.Status != "" {
			t.Errorf("read as %+v", reply)
		}
	})
	inTime(t, "an error names step, code and status", func(t *testing.T, s *script, r *relay.Relay) {
		s.change(mailFrom, act{say: "550 5.7.60 library@school.example may not\r\n"})
		_, err := r.Send(t.Context(), note())
		want := "hand mail to smtp://127.0.0.1:25: " + delivery.ErrAboutUs.Error() + ": MAIL FROM: the server answers 550 5.7.60"
		if fmt.Sprint(err) != want {
			t.Errorf("error %q, want %q", err, want)
		}
	})
}
