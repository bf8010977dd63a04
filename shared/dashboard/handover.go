package dashboard

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// handoverPage is a partnership for whoever looks after it next: one page to
// print, for inside the school alone.
type handoverPage struct {
	partnerPage
	Back   link
	Inside string // that it is for inside the school alone
	Ideas  []ideaLine
	Last   *meeting // the latest meeting held
}

// ideaLine is an idea that has no answer yet, or is being tried.
type ideaLine struct {
	Text, From string
	Status     tag
}

func (p *pages) handover(d *desk, r *request) (any, error) {
	if r.viewer != Staff {
		return nil, errNotFound
	}
	one, err := d.partnerAsked(r)
	if err != nil {
		return nil, err
	}
	key := partnership.Key(one.ID)
	page := handoverPage{
		partnerPage: d.partnerPage(r, one), Back: link{one.Name, r.links.partner(one.ID)}, Inside: words.ForInsideOnly(),
	}
	givers := map[partnership.Key]bool{key: true}
	for _, v := range d.index.VolunteersFrom(key) {
		givers[d.index.Key(refTo(v))] = true
	}
	for i := range d.Ideas {
		idea := &d.Ideas[i]
		if idea.Status == partnership.IdeaDone || idea.Status == partnership.IdeaNotNow || !givers[d.index.Key(idea.From)] {
			continue
		}
		page.Ideas = append(page.Ideas, ideaLine{
			Text: idea.Text, From: d.names([]partnership.Ref{idea.From}), Status: ideaTag(idea.Status),
		})
	}
	for _, m := range d.index.MeetingsWith(key) {
		if m.HeldBy(d.today) {
			held := d.meeting(r, m)
			page.Last = &held
		}
	}
	return page, nil
}
