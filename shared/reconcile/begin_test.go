package reconcile_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
)

func TestBegin(t *testing.T) {
	d := newDesk(t)
	d.paper.tab("Volunteers").typeRow("Ana Ruiz")
	d.paper.add(sheet.SettingsTab, "Setting", "Value")
	d.paper.of(sheet.SettingsTab).typeRow("Time zone", "America/Chicago")
	first := d.sync()

	t.Run("what is known is told before the spreadsheet is read, and can end the run", func(t *testing.T) {
		errEnough := errors.New("enough")
		s := d.syncer(d.store)
		var told reconcile.Glance
		s.Begin = func(g reconcile.Glance) error { told = g; return errEnough }
		d.paper.fail = func(what string) error { t.Errorf("the spreadsheet was asked: %s", what); return nil }
		_, err := s.Sync(t.Context())
		d.paper.fail = nil
		if !errors.Is(err, errEnough) {
			t.Errorf("got %v, want its own error", err)
		}
		if want := (reconcile.Glance{Seen: d.clock.UTC(), Whole: true}); told != want {
			t.Errorf("told %+v, want %+v", told, want)
		}
	})
	t.Run("it is told once, however often the run starts over", func(t *testing.T) {
		d.clock = d.clock.Add(time.Minute)
		d.paper.tab("Volunteers").typeRow("Bo Lind")
		times := 0
		s := d.syncer(d.store)
		s.Begin = func(reconcile.Glance) error { times++; return nil }
		report, err := s.Sync(t.Context())
		if err != nil || times != 1 {
			t.Errorf("told %d times, %v, want once", times, err)
		}
		if report.Epoch != first.Epoch+1 {
			t.Errorf("the commit has epoch %d, the one before had %d", report.Epoch, first.Epoch)
		}
	})
	t.Run("an unchanged spreadsheet tells epoch and zone of the last commit", func(t *testing.T) {
		before, after := d.sync(), d.sync()
		if after.Changed || after.Epoch != before.Epoch || after.Zone != before.Zone || after.Zone != "America/Chicago" {
			t.Errorf("got epoch %d, zone %q, want %d, %q", after.Epoch, after.Zone, before.Epoch, before.Zone)
		}
	})
	t.Run("a hasty run does not wait for another", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := newDesk(t)
			d.paper.tab("Volunteers").typeRow("Ana Ruiz")
			d.hold(d.clock.Add(4 * time.Minute))
			began := time.Now()
			s := d.syncer(d.store)
			s.Hasty = true
			_, err := s.Sync(t.Context())
			if !errors.Is(err, reconcile.ErrHeld) || time.Since(began) != 0 {
				t.Errorf("got %v after %s, want ErrHeld at once", err, time.Since(began))
			}
		})
	})
}
