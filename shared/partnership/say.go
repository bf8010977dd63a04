package partnership

import (
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// Why says in a sentence what the stage was worked out from.
func (s Standing) Why(today schoolyear.Day) string {
	if s.Typed {
		return words.WhyTyped(string(s.Stage), string(s.Worked))
	}
	switch s.Worked {
	case TryingOut:
		return words.WhyTryingOut(words.On(s.Since.Date()), words.On(today.Date()))
	case Regular:
		return words.WhyRegular(len(s.Terms))
	case Sustained:
		return words.WhySustained(len(s.Terms), s.Earlier.String())
	case Quiet:
		return words.WhyQuiet(words.On(s.Since.Date()))
	}
	return words.WhyProspect()
}

// MeetingName is what a meeting is called: its topic, else whom it is with.
func (x *Index) MeetingName(m *Meeting) string {
	if m.Topic != "" {
		return m.Topic
	}
	var names []string
	for _, k := range x.MeetingPartners(m) {
		names = append(names, x.Name(k))
	}
	return words.MeetingWith(words.List(names))
}

// Tell says in a sentence what happened, for people who may see the names.
func (x *Index) Tell(p *Partner, e Event) string {
	who := x.Name(e.Who)
	switch e.Kind {
	case WasIntroduced:
		return words.WasIntroduced(p.Name, who)
	case CameFromIdea:
		return words.CameFromIdea(p.Name, who, e.What)
	case Began:
		return words.BeganTogether(p.Name)
	case Gave:
		return words.GaveWhat(p.Name, giftTold(e))
	case WasThanked:
		return words.WasThanked(p.Name, string(e.Channel), e.What)
	case VolunteerCame:
		return words.VolunteerJoined(who, p.Name, e.What)
	case FirstHours:
		return words.GaveFirstHours(p.Name, who, e.What, e.Count)
	case JoinedAfter:
		return words.GaveThenJoined(p.Name, giftTold(e), e.Count)
	case ProgramBegan:
		return words.ProgramBegan(e.What, e.From)
	case ProgramEnded:
		return words.ProgramEnded(e.What, e.Count, e.From)
	case TookPlace:
		return words.TookPlace(e.What, e.Count, e.From)
	case MetTogether:
		return words.MetAbout(p.Name, e.What, e.From)
	case HadIdea:
		return words.HadIdea(who, e.What, e.From)
	case Introduced:
		return words.WasIntroduced(who, p.Name)
	case PassedMark:
		return words.PassedMark(who, e.Count)
	case BecameRegular:
		return words.BecameRegular(p.Name)
	case BecameLasting:
		return words.BecameSustained(p.Name)
	case WentQuiet:
		return words.WentQuiet()
	case CameBack:
		return words.CameBack(p.Name, e.Count)
	}
	return ""
}

func giftTold(e Event) words.GiftTold {
	g := words.GiftTold{What: e.What, For: e.From}
	if e.Gift != nil {
		g.Quantity, g.Money = e.Gift.Quantity, e.Gift.Money
	}
	return g
}
