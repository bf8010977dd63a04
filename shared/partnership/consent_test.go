package partnership_test

import (
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

func TestWhoMayBeNamed(t *testing.T) {
	type partner = partnership.Partner
	type volunteer = partnership.Volunteer
	type gift = partnership.Donation
	yes, no, blank := partnership.Yes, partnership.No, partnership.Unanswered

	t.Run("a partner, for a gift", func(t *testing.T) {
		for _, c := range []struct {
			name          string
			partner, gift partnership.Answer
			reason        partnership.ConsentReason
			rows          int
		}{
			{"nobody was asked", blank, blank, partnership.ConsentNotAsked, 0},
			{"the partner says yes", yes, blank, partnership.ConsentGiven, 1},
			{"yes for this gift alone", blank, yes, partnership.ConsentGiven, 1},
			{"yes twice", yes, yes, partnership.ConsentGiven, 2},
			{"the partner's no beats the gift's yes", no, yes, partnership.ConsentRefused, 1},
			{"the gift's no beats the partner's yes", yes, no, partnership.ConsentRefused, 1},
			{"no twice", no, no, partnership.ConsentRefused, 2},
		} {
			s := schooltest.New()
			p := s.Partner("Corner Bakery", func(p *partner) { p.OKToThank, p.CreditAs = c.partner, "The Corner Bakery" })
			s.Gift("2026-11-03", p, "Bread", func(d *gift) { d.NamePublicly = c.gift })
			got := s.Index().MayNameFor(&s.Donations[0])
			if got.Reason != c.reason || got.May != (c.reason == partnership.ConsentGiven) || len(got.By) != c.rows {
				t.Errorf("%s: %+v, want %q by %d rows", c.name, got, c.reason, c.rows)
			}
			if want := map[bool]string{true: "The Corner Bakery"}[got.May]; got.Name != want {
				t.Errorf("%s: named %q, want %q", c.name, got.Name, want)
			}
		}
	})

	t.Run("a volunteer", func(t *testing.T) {
		for _, c := range []struct {
			name   string
			row    volunteer
			reason partnership.ConsentReason
		}{
			{"says yes", volunteer{OKToThank: yes}, partnership.ConsentGiven},
			{"was not asked", volunteer{}, partnership.ConsentNotAsked},
			{"says no", volunteer{OKToThank: no}, partnership.ConsentRefused},
			{"is under 18, whatever is said", volunteer{OKToThank: yes, Under18: yes}, partnership.ConsentUnder18},
			{"asked to be removed", volunteer{OKToThank: yes, Status: partnership.VolunteerRemove}, partnership.ConsentRemoved},
			{"has left, and said yes", volunteer{OKToThank: yes, Status: partnership.VolunteerLeft}, partnership.ConsentGiven},
		} {
			s := schooltest.New()
			ana := s.Volunteer("Ana Ruiz", partnership.Ref{}, func(v *volunteer) {
				v.OKToThank, v.Under18, v.Status = c.row.OKToThank, c.row.Under18, c.row.Status
			})
			if got := s.Index().MayName(ana); got.Reason != c.reason {
				t.Errorf("%s: %+v, want %q", c.name, got, c.reason)
			}
		}
	})

	t.Run("a no in another row of the same name", func(t *testing.T) {
		s := schooltest.New()
		donor := s.Partner("Ana Ruiz", func(p *partner) { p.PartnerKind, p.OKToThank = "Individual", yes })
		s.Volunteer("ana  ruiz", partnership.Ref{}, func(v *volunteer) { v.OKToThank = no })
		if got := s.Index().MayName(donor); got.Reason != partnership.ConsentRefused || got.By[0].Kind != partnership.Volunteers {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("a no under a name that the partner is also known as", func(t *testing.T) {
		s := schooltest.New()
		club := s.Partner("Rotary Club", func(p *partner) { p.OKToThank, p.AlsoKnownAs = yes, []string{"Rotary"} })
		s.Partner("rotary", func(p *partner) { p.OKToThank = no })
		if got := s.Index().MayName(club); got.May {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("a partner that carries the name of somebody under 18", func(t *testing.T) {
		s := schooltest.New()
		donor := s.Partner("Bo Lind", func(p *partner) { p.OKToThank = yes })
		s.Volunteer("Bo Lind", partnership.Ref{}, func(v *volunteer) { v.Under18 = yes })
		if got := s.Index().MayName(donor); got.Reason != partnership.ConsentUnder18 {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("a name without a record was not asked, unless its gift says so", func(t *testing.T) {
		s := schooltest.New()
		s.Gift("2026-11-03", schooltest.Typed("A Neighbor"), "Books", func(d *gift) { d.NamePublicly = yes })
		x := s.Index()
		if got := x.MayName(schooltest.Typed("A Neighbor")); got.Reason != partnership.ConsentNotAsked {
			t.Errorf("by name: %+v", got)
		}
		if got := x.MayNameFor(&s.Donations[0]); !got.May || got.Name != "A Neighbor" {
			t.Errorf("for the gift: %+v", got)
		}
	})
	t.Run("somebody of the team was not asked", func(t *testing.T) {
		s := schooltest.New()
		lee := s.Member("Ms. Lee", "Teacher")
		if got := s.Index().MayName(lee); got.Reason != partnership.ConsentNotAsked {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("whoever left the sheet is not named", func(t *testing.T) {
		s := schooltest.New()
		club := s.Partner("Rotary Club", func(p *partner) { p.OKToThank = yes })
		s.Removed.Partners, s.Partners = s.Partners, nil
		if got := s.Index().MayName(club); got.Reason != partnership.ConsentRemoved {
			t.Errorf("got %+v", got)
		}
	})
}
