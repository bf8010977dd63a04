package dashboard

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// ideasPage is what people suggested, and what came of it.
type ideasPage struct {
	Files    *downloads
	Sentence string
	Groups   []ideaGroup
	Pages    pager // of all groups, one after the other
	Nothing  *empty
}

// ideaGroup is the ideas of one status.
type ideaGroup struct {
	ID, Name string
	Ideas    []idea
}

// idea is one card.
type idea struct {
	ID, Text string
	From     link
	Since    string
	Status   tag
	Why      string
	LedTo    []link
}

// ideaCards is how many ideas one page shows.
const ideaCards = 40

// ideaGroupOf is the group of a status, from 0, in the order of the page, and
// its name.
func ideaGroupOf(s partnership.IdeaStatus) (group int, name string) {
	switch s {
	case partnership.IdeaTrying:
		return 1, words.LabelTryingOut
	case partnership.IdeaDone:
		return 2, words.LabelDone
	case partnership.IdeaNotNow:
		return 3, words.LabelNotNow
	}
	return 0, words.LabelUnanswered // also while it is talked about
}

// ideaOrder is the order in which the page has ideas: group after group, in each
// as they stand in the sheet.
func (d *desk) ideaOrder() []*partnership.Idea {
	all := make([]*partnership.Idea, 0, len(d.Ideas))
	for i := range d.Ideas {
		all = append(all, &d.Ideas[i])
	}
	slices.SortStableFunc(all, func(a, b *partnership.Idea) int {
		return group(a) - group(b)
	})
	return all
}

func group(i *partnership.Idea) int {
	at, _ := ideaGroupOf(i.Status)
	return at
}

// ideaLink leads to an idea on its page.
func (d *desk) ideaLink(l links, one *partnership.Idea) string {
	return l.at("ideas", d.ideaAt()[one.ID], ideaCards) + "#idea-" + anchor(string(one.ID))
}

func (p *pages) ideas(d *desk, r *request) (any, error) {
	page := ideasPage{}
	waiting, carried := 0, 0
	for i := range d.Ideas {
		one := &d.Ideas[i]
		switch {
		case group(one) == 0:
			waiting++
		case one.Status == partnership.IdeaDone && len(one.LedTo) > 0:
			carried++
		}
	}
	shown, pages := paged(d.ideaOrder(), ideaCards, r, "")
	for _, one := range shown {
		at, name := ideaGroupOf(one.Status)
		if n := len(page.Groups); n == 0 || page.Groups[n-1].Name != name {
			page.Groups = append(page.Groups, ideaGroup{ID: "ideas-" + string(rune('1'+at)), Name: name})
		}
		last := &page.Groups[len(page.Groups)-1]
		last.Ideas = append(last.Ideas, d.idea(r.links, one))
	}
	page.Pages = pages
	page.Files = p.downloads(r, partnership.Ideas)
	page.Sentence = words.IdeasSum(waiting, carried, len(d.Ideas))
	if len(d.Ideas) == 0 {
		page.Nothing = &empty{
			Say: words.NoIdeas(), How: words.HowIdeasAppear(),
			Heads: []string{"Idea", "From", "Date"}, Example: words.ExampleIdea(),
		}
	}
	return page, nil
}

func (d *desk) idea(l links, one *partnership.Idea) idea {
	i := idea{
		ID: "idea-" + anchor(string(one.ID)), Text: one.Text, Why: one.Why,
		From: d.who(l, one.From), Status: ideaTag(one.Status),
	}
	if !one.Date.IsZero() {
		i.Since = words.Ago(onDate(one.Date), d.date)
	}
	for _, r := range one.LedTo {
		i.LedTo = append(i.LedTo, d.who(l, r))
	}
	return i
}

// ideaTag is the word and mark of an idea's status.
func ideaTag(s partnership.IdeaStatus) tag {
	switch s {
	case partnership.IdeaTalking:
		return tag{string(partnership.IdeaTalking), "is-news"}
	case partnership.IdeaTrying:
		return tag{string(partnership.IdeaTrying), "is-news"}
	case partnership.IdeaDone:
		return tag{string(partnership.IdeaDone), "is-good"}
	case partnership.IdeaNotNow:
		return tag{string(partnership.IdeaNotNow), "is-square"}
	}
	return tag{string(partnership.IdeaNew), "is-waiting is-hollow"}
}
