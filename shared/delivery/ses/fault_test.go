package ses_test

import (
	"testing"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/ses"
)

func TestReasons(t *testing.T) {
	t.Run("each has a sentence of its own", func(t *testing.T) {
		said := map[string]delivery.Reason{delivery.Reason("of a newer version").Text(): ""}
		for _, r := range []delivery.Reason{
			ses.NoCredentials, ses.NoRegion, ses.Forbidden, ses.Sandbox, ses.Paused, ses.Suspended, ses.Identity, ses.ConfigurationSet, ses.OddAnswer, ses.Busy, ses.Away,
		} {
			if other, twice := said[r.Text()]; twice {
				t.Errorf("%q and %q both say %q", r, other, r.Text())
			}
			said[r.Text()] = r
		}
	})
}
