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
	Row      link
}

func (p *pages) ideas(d *desk, r *request) (any, error) {
	page := ideasPage{}
	waiting, carried := 0, 0
	groups := []struct {
		name     string
		statuses []partnership.IdeaStatus
	}{
		{words.LabelUnanswered, []partnership.IdeaStatus{partnership.IdeaNew, "", partnership.IdeaTalking}},
		{words.LabelTryingOut, []partnership.IdeaStatus{partnership.IdeaTrying}},
		{words.LabelDone, []partnership.IdeaStatus{partnership.IdeaDone}},
		{words.LabelNotNow, []partnership.IdeaStatus{partnership.IdeaNotNow}},
	}
	for i, g := range groups {
		group := ideaGroup{ID: "ideas-" + string(rune('1'+i)), Name: g.name}
		for j := range d.Ideas {
			one := &d.Ideas[j]
			if !slices.Contains(g.statuses, one.Status) {
				continue
			}
			group.Ideas = append(group.Ideas, d.idea(r.links, one))
			switch {
			case i == 0:
				waiting++
			case one.Status == partnership.IdeaDone && len(one.LedTo) > 0:
				carried++
			}
		}
		if len(group.Ideas) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
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
		From: d.who(l, one.From), Status: ideaTag(one.Status), Row: l.source(one.Source),
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
