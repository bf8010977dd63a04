package partnership

// A ConsentReason says why somebody may or may not be named in public.
type ConsentReason string

// The reasons, in the order in which they decide.
const (
	ConsentUnder18  ConsentReason = "under 18" // never, whatever else is said
	ConsentRemoved  ConsentReason = "removed"  // asked to be removed, or the row is gone
	ConsentRefused  ConsentReason = "refused"  // a No somewhere
	ConsentGiven    ConsentReason = "given"    // an explicit Yes
	ConsentNotAsked ConsentReason = "not asked"
)

// A Consent says whether somebody may be named in public, and why.
type Consent struct {
	May    bool
	Reason ConsentReason
	Name   string   // to be named by: Credit as, else the name; empty unless May
	By     []Source // the rows that say so; none while not asked
}

// Answer returns c as a cell would say it: No also where nobody may be asked.
func (c Consent) Answer() Answer {
	switch c.Reason {
	case ConsentGiven:
		return Yes
	case ConsentNotAsked:
		return Unanswered
	}
	return No
}

// MayName reports whether a partner or volunteer may be named in public. It
// takes an explicit Yes. A No anywhere, in the own row or in another that
// carries the same name, beats it; nobody under 18 is ever named. A name that
// no record has was not asked.
func (x *Index) MayName(r Ref) Consent { return x.consent(r, Unanswered, Source{}) }

// MayNameFor reports whether the donor of d may be named in public for it. Name
// publicly of the donation counts beside what MayName goes by.
func (x *Index) MayNameFor(d *Donation) Consent {
	return x.consent(d.Partner, d.NamePublicly, d.Source)
}

// consent weighs the row's own answer, that of one gift, and all rows of the
// same name.
func (x *Index) consent(r Ref, gift Answer, giftRow Source) Consent {
	var own Answer
	var row Source
	names := []string{r.Name}
	name := r.Name
	removed := false
	if p := x.partners[r.ID]; p != nil && r.Kind != Volunteers {
		own, row, name = p.OKToThank, p.Source, p.Name
		names = append(names, p.Name, p.CreditAs)
		names = append(names, p.AlsoKnownAs...)
		if p.CreditAs != "" {
			name = p.CreditAs
		}
		removed = x.gone(r)
	} else if v := x.volunteers[r.ID]; v != nil {
		own, row, name = v.OKToThank, v.Source, v.Name
		names = append(names, v.Name)
		names = append(names, v.AlsoKnownAs...)
		removed = v.Status == VolunteerRemove || x.gone(r)
		if v.Under18 == Yes {
			return Consent{Reason: ConsentUnder18, By: []Source{v.Source}}
		}
	} else {
		removed = r.ID != "" && r.Kind != Team
	}
	if by := sources(x.minors, names); len(by) > 0 {
		return Consent{Reason: ConsentUnder18, By: by}
	}
	if removed {
		return Consent{Reason: ConsentRemoved}
	}
	refused := sources(x.no, names)
	if gift == No {
		refused = append(refused, giftRow)
	}
	if len(refused) > 0 {
		return Consent{Reason: ConsentRefused, By: refused}
	}
	var given []Source
	if own == Yes {
		given = append(given, row)
	}
	if gift == Yes {
		given = append(given, giftRow)
	}
	if len(given) == 0 {
		return Consent{Reason: ConsentNotAsked}
	}
	return Consent{May: true, Reason: ConsentGiven, Name: name, By: given}
}

// gone reports whether the row of a record left the sheet.
func (x *Index) gone(r Ref) bool { return x.removed[r.ID] }

// sources returns the rows noted under any of names, each once.
func sources(noted map[string][]Source, names []string) []Source {
	if len(noted) == 0 {
		return nil
	}
	var rows []Source
	seen := map[Source]bool{}
	for _, n := range names {
		for _, s := range noted[Fold(n)] {
			if !seen[s] {
				seen[s] = true
				rows = append(rows, s)
			}
		}
	}
	return rows
}
