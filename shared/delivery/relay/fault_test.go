package relay_test

import (
	"testing"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/relay"
)

func TestReasons(t *testing.T) {
	t.Run("each has a sentence of its own", func(t *testing.T) {
		said := map[string]delivery.Reason{delivery.Reason("of a newer version").Text(): ""}
		for _, r := range []delivery.Reason{
			relay.ServerAway, relay.TLSFailed, relay.NoTLS, relay.NoMailServer, relay.NotWelcome, relay.NoSignIn, relay.BadPassword, relay.BadSender, relay.ServerBusy, relay.NoSuchAddress,
		} {
			if other, twice := said[r.Text()]; twice {
				t.Errorf("%q and %q both say %q", r, other, r.Text())
			}
			said[r.Text()] = r
		}
	})
}
