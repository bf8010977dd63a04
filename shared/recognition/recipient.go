package recognition

import (
	"slices"

	"shelfmates/shared/partnership"
)

// A recipient is whom thanks go to: a partner, a volunteer, or a name that no
// record has yet.
type recipient struct {
	partnership.Ref
	key       partnership.Key
	partner   *partnership.Partner
	volunteer *partnership.Volunteer
}

func (d *debt) recipient(r partnership.Ref) recipient { return recipientOf(d.Index, r) }

func recipientOf(x *partnership.Index, r partnership.Ref) recipient {
	who := recipient{Ref: r, key: x.Key(r)}
	id := partnership.ID(who.key)
	if v := x.Volunteer(id); v != nil {
		who.volunteer = v
		who.Ref = partnership.Ref{Kind: partnership.Volunteers, ID: v.ID, Name: x.Name(who.key)}
	} else if p := x.Partner(id); p != nil {
		who.partner = p
		who.Ref = partnership.Ref{Kind: partnership.Partners, ID: p.ID, Name: p.Name}
	}
	return who
}

// channels returns how an occasion is to be thanked for, each channel once, and
// whether that was promised: what the donation promises, else the partner, else
// an email where there is an address, and a letter where there is none.
//
// Nobody under 18 gets a letter of any kind, and for their milestones neither
// do those who left or want none: they get a certificate to print.
func (a *account) channels(o occurrence) ([]partnership.Channel, bool) {
	promised := o.promised
	if len(promised) == 0 && a.who.partner != nil {
		promised = a.who.partner.PromisedThanks
	}
	var channels []partnership.Channel
	for _, c := range promised {
		if slices.Contains(everyChannel, c) && (c != partnership.ReceiptLetter || o.Kind == Gift) {
			channels = append(channels, c)
		}
	}
	kept := len(channels) > 0
	if !kept {
		channels = []partnership.Channel{partnership.Letter}
		if a.who.address() != "" {
			channels[0] = partnership.Email
		}
	}
	if a.who.minor() || o.Kind == Milestone && a.who.noLetters() {
		for i, c := range channels {
			if !c.Public() {
				channels[i] = partnership.Certificate
			}
		}
	}
	slices.SortFunc(channels, func(b, c partnership.Channel) int {
		return slices.Index(everyChannel, b) - slices.Index(everyChannel, c)
	})
	return slices.Compact(channels), kept
}

// everyChannel lists the channels in the order in which they are told.
var everyChannel = []partnership.Channel{
	partnership.WebsiteNote, partnership.SocialPost, partnership.Email,
	partnership.ReceiptLetter, partnership.Letter, partnership.Certificate,
}

func (r recipient) address() string {
	switch {
	case r.partner != nil:
		return r.partner.Email
	case r.volunteer != nil:
		return r.volunteer.Email
	}
	return ""
}

func (r recipient) minor() bool { return r.volunteer != nil && r.volunteer.Under18 == partnership.Yes }

// removed reports whether the recipient asked to be removed.
func (r recipient) removed() bool {
	return r.volunteer != nil && r.volunteer.Status == partnership.VolunteerRemove
}

// noLetters reports whether nothing is mailed to the recipient though there may
// be an address.
func (r recipient) noLetters() bool {
	return r.declined() || r.volunteer != nil && r.volunteer.Status == partnership.VolunteerLeft
}

// declined reports whether Send thanks is no.
func (r recipient) declined() bool {
	switch {
	case r.partner != nil:
		return r.partner.SendThanks == partnership.No
	case r.volunteer != nil:
		return r.volunteer.SendThanks == partnership.No
	}
	return false
}

// unwanted returns why nobody has to thank in this channel though something
// happened; empty when thanks are owed.
func (r recipient) unwanted(c partnership.Channel) Reason {
	switch {
	case r.removed():
		return Removed
	case r.declined() && (c == partnership.Email || c == partnership.Letter || c == partnership.ReceiptLetter):
		return NoLetters
	}
	return ""
}
