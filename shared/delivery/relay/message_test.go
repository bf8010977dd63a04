package relay_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/relay"
)

// unstuffed takes away the dots that the wire wants.
func unstuffed(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll("\r\n"+text, "\r\n.", "\r\n"), "\r\n")
}

func TestMessages(t *testing.T) {
	t.Run("a message arrives byte for byte", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) {
			m := note()
			lines := rapid.SliceOfN(rapid.SampledFrom([]string{"", ".", "..", "...", "x", ".x", "x.", "Zum Gruß", "\x01", strings.Repeat("long.", 9000)}), 1, 6).Draw(rt, "lines")
			m.Raw = []byte(strings.Join(lines, "\r\n") + "\r\n")
			s := &script{}
			var err error
			synctest.Test(t, func(t *testing.T) {
				r := s.relay(t, "smtp://127.0.0.1:25")
				s.acts = map[string]act{ehlo: {say: "250-a\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"}}
				_, err = r.Send(t.Context(), m)
				r.Close()
				s.over.Wait()
			})
			if got := s.messages(); err != nil || len(got) != 1 || unstuffed(got[0]) != string(m.Raw) {
				rt.Errorf("of %q arrives %q (%v)", m.Raw, got, err)
			}
		})
	})
	inTime(t, "what a server might take for the end of a message does not leave", func(t *testing.T, s *script, r *relay.Relay) {
		for _, raw := range []string{"", "a", "a\n", "a\r", "a\n.\n\r\n", "a\r.\r\n", "a\r\n.\r\r\n", "a\x00\r\n", "\r\n.\n"} {
			m := note()
			m.Raw = []byte(raw)
			if _, err := r.Send(t.Context(), m); !errors.Is(err, delivery.ErrRefused) || delivery.ReasonOf(err) != delivery.Unsendable {
				t.Errorf("%q: %v, want ErrRefused as unsendable", raw, err)
			}
		}
		s.have(t, 0, map[string]int{})
	})
	inTime(t, "an address that is more than one does not leave", func(t *testing.T, s *script, r *relay.Relay) {
		for _, address := range []string{"", "ana", "ana@ymca.example>\r\nRCPT TO:<bo@ymca.example", "a b@ymca.example", "<ana@ymca.example>", "ana@ymca.example\x7f"} {
			m := note()
			m.To.Address = address
			if _, err := r.Send(t.Context(), m); !errors.Is(err, delivery.ErrRefused) || delivery.ReasonOf(err) != delivery.Unsendable {
				t.Errorf("to %q: %v, want ErrRefused as unsendable", address, err)
			}
			m = note()
			m.From.Address = address
			if _, err := r.Send(t.Context(), m); !errors.Is(err, delivery.ErrAboutUs) || delivery.ReasonOf(err) != delivery.BadFrom {
				t.Errorf("from %q: %v, want ErrAboutUs", address, err)
			}
		}
		s.have(t, 0, map[string]int{})
	})
	inTime(t, "MAIL says what is not in ASCII, where the server can have it", func(t *testing.T, s *script, r *relay.Relay) {
		plain, eight, utf8, address := note(), note(), note(), note()
		eight.Raw = []byte("Subject: x\r\n\r\nGruß\r\n")
		utf8.Raw = []byte("Subject: Gruß\r\n\r\n")
		address.To.Address = "änne@ymca.example"
		for _, at := range []struct {
			offers string
			m      delivery.Message
			says   string // empty: it does not leave
		}{
			{"250 a\r\n", plain, "MAIL FROM:<library@school.example>"},
			{"250-a\r\n250-8bitmime\r\n250 SMTPUTF8\r\n", plain, "MAIL FROM:<library@school.example>"},
			{"250-a\r\n250-8bitmime\r\n250 SMTPUTF8\r\n", eight, "MAIL FROM:<library@school.example> BODY=8BITMIME"},
			{"250-a\r\n250-8bitmime\r\n250 SMTPUTF8\r\n", utf8, "MAIL FROM:<library@school.example> BODY=8BITMIME SMTPUTF8"},
			{"250-a\r\n250-8bitmime\r\n250 SMTPUTF8\r\n", address, "MAIL FROM:<library@school.example> SMTPUTF8"},
			{"250 a\r\n", eight, ""},
			{"250-a\r\n250 8BITMIME\r\n", utf8, ""},
			{"250-a\r\n250 8BITMIME\r\n", address, ""},
		} {
			r.Close()
			s.change(ehlo, act{say: at.offers})
			s.heard = nil
			_, err := r.Send(t.Context(), at.m)
			if at.says == "" {
				if !errors.Is(err, delivery.ErrRefused) || s.commands()[mailFrom] > 0 {
					t.Errorf("with %q: %v, want ErrRefused before MAIL; heard %q", at.offers, err, s.heard)
				}
				continue
			}
			if err != nil || len(s.heard) < 2 || s.heard[1] != at.says {
				t.Errorf("with %q: heard %q (%v), want %q", at.offers, s.heard, err, at.says)
			}
		}
	})
}

// FuzzServer lets a server say anything from its greeting on, a piece for each
// line that it hears.
func FuzzServer(f *testing.F) {
	f.Add([]byte("220 a\r\n|250-a\r\n250 AUTH LOGIN\r\n|334 VXNlcm5hbWU6\r\n|334 x\r\n|235 ok\r\n|250 ok\r\n|250 ok\r\n|354 go\r\n|250 ok\r\n"), uint8(0))
	f.Add([]byte("220 a\r\n|250 a\r\n|250 ok\r\n|550 5.1.1 ana@ymca.example\r\n"), uint8(1))
	f.Add([]byte("220-\r\n220 \r\n|250 a\r\n|250 ok|\r\n|250 ok\r\n|354\r\n|421 bye\r\n"), uint8(1))
	f.Fuzz(func(t *testing.T, said []byte, whom uint8) {
		url := "smtp://library:s3cret@127.0.0.1:25"
		if whom%2 == 1 {
			url = "smtp://127.0.0.1:25"
		}
		pieces := bytes.Split(said, []byte("|"))
		s := &script{say: func() []byte {
			if len(pieces) == 0 {
				return nil
			}
			piece := pieces[0]
			pieces = pieces[1:]
			return piece
		}}
		var err error
		synctest.Test(t, func(t *testing.T) {
			r := s.relay(t, url)
			_, err = r.Send(t.Context(), note())
			r.Close()
			s.over.Wait()
		})
		quiet(t, err)
		if o := deliverytest.OutcomeOf(err); len(s.messages()) == 0 && (o == sent || o == unknown) {
			t.Errorf("it is %s, and no message has come: %v", o, err)
		}
	})
}
