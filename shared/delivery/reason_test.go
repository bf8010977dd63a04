package delivery

import "testing"

func TestReasons(t *testing.T) {
	t.Run("each has a sentence of its own", func(t *testing.T) {
		unknown := Reason("of a newer version").Text()
		said := map[string]Reason{unknown: ""}
		for _, r := range []Reason{
			LostWorker, NotAReader, WasRefused, Unsendable, TryLater, NoAnswer, NotSetUp, BadFrom, BadReplyTo, OutboxFixed,
		} {
			if other, twice := said[r.Text()]; twice {
				t.Errorf("%q and %q both say %q", r, other, r.Text())
			}
			said[r.Text()] = r
		}
	})
}
