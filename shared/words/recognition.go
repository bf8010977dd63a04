package words

import "strings"

// Praise is what a thank-you in public is made of. What is left at its zero
// value is not said.
type Praise struct {
	Variant  uint32 // which way to say it
	Who      string // as the giver wants to be named; "" = not by name
	Given    Thing  // of a gift
	Money    bool   // the gift is money
	Program  string // what the gift is for, where the hours went, what took place
	Students int    // how many took part
	Hours    int    // a milestone's whole hours
	Minutes  int    // of a project or a year
}

// Public are ready words for others to read.
type Public struct {
	Website string
	Posts   []string // one post in forms of falling length; the last leaves out what can be long
}

// AskFirst is what to ask before anybody is named in public.
const AskFirst = "Ask first: may we thank you publicly, and under what name?"

// NamesTheRemoved stands in the place of public words that a person wrote and
// that name somebody who asked to be removed.
const NamesTheRemoved = "These words name somebody who asked to be removed. Take the name out of Words."

// DidItTakePlace is what to ask before anybody is thanked for a visit of which
// nobody has written that it took place.
const DidItTakePlace = "Did it take place? Fill Outcome or type its hours."

// PraiseGift thanks in public for one gift or several.
func PraiseGift(p Praise) Public {
	what := p.Given.Text
	note, thanked := choose(p.Variant, p.giftOpenings()), false
	if strings.Contains(note, " to thank for ") {
		thanked = true
	}
	note = join(note, p.use(p.Variant/8+p.Variant))
	if !thanked {
		note = join(note, p.thanks(p.Variant/32+p.Variant))
	}
	more := p.use(p.Variant/8 + p.Variant + 2)
	type way struct{ opening, thanks string }
	var ways []way
	bare := "Thank you, " + p.Who + ", for your gift to our library."
	if p.Who == "" {
		ways = []way{
			{"To the friend of our library who gave us " + what + ": thank you.", ""},
			{p.Given.Start() + ", from a friend of our library.", "Thank you; you know who you are."},
			{"A friend of our library gave us " + stop(what), "Thank you; you know who you are."},
		}
		bare = "A friend of our library has made us a gift. Thank you; you know who you are."
	} else {
		ways = []way{
			// Their order keeps the post of an occasion, whose variant is one on from that
			// of its note, from opening as the note does.
			{"Thank you, " + p.Who + ", for " + stop(what), ""},
			{"At our library, thanks to " + p.Who + ": " + stop(what), ""},
			{p.Given.Start() + ": a gift from " + p.Who + " to our library.", "We are grateful."},
			{UpperFirst(p.Who) + " " + p.Given.gaveUs() + stop(what), "Thank you."},
			{"A thank-you to " + p.Who + ", who " + p.Given.gaveUs() + stop(what), ""},
			{"Good news from the library: " + p.Who + " gave us " + stop(what), "Thank you."},
		}
	}
	post := ways[int(p.Variant%uint32(len(ways)))]
	return Public{Website: note, Posts: forms(join(post.opening, more, post.thanks), join(post.opening, post.thanks), bare)}
}

// giftOpenings say who gave what. The one with "to thank" needs no thanks more.
func (p Praise) giftOpenings() []string {
	what := p.Given.Text
	if p.Who == "" {
		return []string{
			"A friend of our library gave us " + stop(what),
			"Somebody who wishes our students well gave us " + stop(what),
			"Our library was given " + stop(what),
		}
	}
	last := "Look what came to our library from " + p.Who + ": " + stop(what)
	if p.Money || !p.Given.Used() {
		last = "A word about " + p.Who + ", who " + p.Given.gaveUs() + stop(what)
	}
	return []string{
		UpperFirst(p.Who) + " " + p.Given.gaveUs() + stop(what),
		"There is good news from our library: " + p.Who + " gave us " + stop(what),
		"Our students have " + p.Who + " to thank for " + stop(what),
		UpperFirst(p.Who) + " thought of our students and gave us " + stop(what),
		"From " + p.Who + " to our library: " + stop(what),
		last,
	}
}

// use says what becomes of a gift, as far as the sheet tells.
func (p Praise) use(variant uint32) string {
	t := p.Given
	switch {
	case p.Program != "" && p.Students > 0 && !t.Number:
		return choose(variant, []string{
			t.They() + " " + t.verb("goes", "go") + " to " + p.Program + ", where " + Count(p.Students, "student works", "students work") + ".",
			t.They() + " " + t.verb("is", "are") + " for " + p.Program + " and its " + Count(p.Students, "student", "students") + ".",
		})
	case p.Program != "" && t.Used() && !p.Money:
		return choose(variant, []string{
			"The children of " + p.Program + " will be the ones to use " + t.them() + ".",
			t.They() + " " + t.verb("goes", "go") + " to " + p.Program + ", where children can put " + t.them() + " to work.",
			UpperFirst(p.Program) + " is where " + t.they() + " will be put to use.",
			t.They() + " " + t.verb("is", "are") + " for " + p.Program + ", and for every child who joins in.",
		})
	case p.Program != "":
		return choose(variant, []string{
			t.They() + " " + t.verb("is", "are") + " for " + p.Program + ", and our children will notice.",
			t.They() + " " + t.verb("goes", "go") + " to " + p.Program + ".",
		})
	case t.Used() && !p.Money:
		return choose(variant, []string{
			"Our children will be the ones to use " + t.them() + ".",
			"A school library can do more when people nearby think of it.",
			"Children notice such things sooner than anybody.",
			t.They() + " will be in children's hands soon.",
		})
	}
	return choose(variant, []string{
		"It is the kind of help that children notice.",
		"A school library can do more when people nearby think of it.",
		"Help like this reaches every class that comes through our door.",
	})
}

// thanks says thank you, once.
func (p Praise) thanks(variant uint32) string {
	if p.Who == "" {
		return "Thank you; you know who you are."
	}
	return choose(variant, []string{
		"Thank you.", "Thank you from all of us at the library.", "We are grateful.", "Thank you for thinking of us.",
	})
}

// PraiseMilestone thanks a volunteer in public for hours given.
func PraiseMilestone(p Praise) Public {
	hours := Count(p.Hours, "hour", "hours")
	most := ""
	if p.Program != "" {
		most = choose(p.Variant/8+p.Variant, []string{
			"Most of that time went to " + p.Program + ".", "The greater part of it went to " + p.Program + ".",
		})
	}
	if p.Who == "" {
		opening := choose(p.Variant, []string{
			"One of our volunteers has given our students " + hours + ".",
			countSpelled(p.Hours, "hour", "hours") + ": so much time has one of our volunteers given our students.",
		})
		return public(opening, most, "Thank you; you know who you are.")
	}
	opening := choose(p.Variant, []string{
		UpperFirst(p.Who) + " has given our students " + hours + ".",
		"By now " + p.Who + " has spent " + hours + " with our students.",
		countSpelled(p.Hours, "hour", "hours") + ": so much time has " + p.Who + " given our students.",
	})
	return public(opening, most, choose(p.Variant/16+p.Variant, []string{"Thank you for every one of them.", "Thank you, " + p.Who + ".", "We are grateful."}))
}

// PraiseVisit thanks in public for a visit or an event.
func PraiseVisit(p Praise) Public {
	there := ""
	if p.Students > 0 {
		there = choose(p.Variant/8+p.Variant, []string{
			countSpelled(p.Students, "student was", "students were") + " there.", countSpelled(p.Students, "student", "students") + " took part.",
		})
	}
	if p.Who == "" {
		return public(choose(p.Variant, []string{
			"We had guests at our library for " + stop(p.Program), UpperFirst(p.Program) + " brought guests to our library.",
		}), there, "Thank you; you know who you are.")
	}
	return public(choose(p.Variant, []string{
		UpperFirst(p.Who) + " came to our library for " + stop(p.Program),
		"We had guests: " + p.Who + " came for " + stop(p.Program),
		UpperFirst(p.Program) + " brought " + p.Who + " to our library.",
	}), there, choose(p.Variant/16+p.Variant, []string{"Thank you for coming.", "Thank you for your time.", "Thank you, and come again."}))
}

// PraiseFinished thanks in public for a project that came to its end.
func PraiseFinished(p Praise) Public {
	took := ""
	switch {
	case p.Minutes > 0:
		took = "It took " + WholeHours(p.Minutes) + " of their time."
	case p.Students > 0:
		took = countSpelled(p.Students, "student", "students") + " took part."
	}
	if p.Who == "" {
		return public(UpperFirst(p.Program)+" is done, and we did not do it alone.", took, "Thank you; you know who you are.")
	}
	return public(choose(p.Variant, []string{
		UpperFirst(p.Program) + " is done, and " + p.Who + " helped us do it.",
		"We did it together with " + p.Who + ": " + stop(p.Program),
		UpperFirst(p.Who) + " was with us in " + p.Program + ", which has now come to its end.",
	}), took, choose(p.Variant/16+p.Variant, []string{"Thank you.", "We are grateful.", "Thank you for seeing it through."}))
}

// PraiseAnniversary thanks in public for a year of working together.
func PraiseAnniversary(p Praise) Public {
	gave := ""
	if p.Minutes > 0 {
		gave = "In that time they gave our students " + WholeHours(p.Minutes) + "."
	}
	if p.Who == "" {
		return public("Some friends of our library have been with us for a year now.", gave, "Thank you; you know who you are.")
	}
	return public(choose(p.Variant, []string{
		"A year ago " + p.Who + " and our library began to work together.",
		UpperFirst(p.Who) + " has been with our library for a year now.",
		"It has been a year with " + p.Who + " at our library.",
	}), gave, choose(p.Variant/16+p.Variant, []string{"Thank you for staying.", "Thank you.", "Here is to the next one, with thanks."}))
}

// public makes words of an opening, a detail that may be missing, and thanks.
func public(opening, detail, thanks string) Public {
	whole := join(opening, detail, thanks)
	return Public{Website: whole, Posts: forms(whole, join(opening, thanks))}
}

// forms are the different ones of texts.
func forms(texts ...string) []string {
	kept := texts[:1]
	for _, t := range texts[1:] {
		if t != kept[len(kept)-1] {
			kept = append(kept, t)
		}
	}
	return kept
}

// choose picks one of the ways to say something.
func choose(variant uint32, ways []string) string { return ways[int(variant%uint32(len(ways)))] }

// join sets sentences in a row.
func join(sentences ...string) string {
	kept := sentences[:0:0]
	for _, s := range sentences {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " ")
}

// stop ends a sentence with a full stop where it has no end yet.
func stop(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
