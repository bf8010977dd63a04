package outreach

import (
	"net/url"

	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
)

// links are the addresses of the lists that a digest speaks of; none while
// nobody has said where the pages are.
func (o *Outreach) links() letter.Links {
	l := letter.Links{Sheet: o.SheetURL, Pages: o.PublicURL}
	if l.Pages != "" {
		l.Attention, l.Thanks, l.Meet = l.Pages+"/attention", l.Pages+"/thanks", l.Pages+"/meetings"
		l.Ideas, l.Volunteers, l.Cells = l.Pages+"/ideas", l.Pages+"/volunteers", l.Pages+"/fix"
	}
	return l
}

// link gives everything that a digest speaks of by itself the page about it.
// What has a list of its own is linked there once.
func (o *Outreach) link(f *letter.DigestFacts) {
	if o.PublicURL == "" {
		return
	}
	for i := range f.Thanks {
		f.Thanks[i].Link = f.Links.Thanks
		if who := f.Thanks[i].Thanks.For; who.Matched() {
			f.Thanks[i].Link = o.page(who.Kind, who.ID) + "#owed"
		}
	}
	for i := range f.Meet {
		f.Meet[i].Link = o.page(partnership.Partners, f.Meet[i].Sources[0].ID)
	}
	for i := range f.Upcoming {
		f.Upcoming[i].Link = o.page(f.Upcoming[i].Source.Kind, f.Upcoming[i].Source.ID)
	}
	for _, endings := range [][]letter.Ending{f.Clearances, f.Agreements} {
		for i := range endings {
			endings[i].Link = o.page(endings[i].Source.Kind, endings[i].Source.ID)
		}
	}
	for i := range f.Uncleared {
		f.Uncleared[i].Link = o.page(f.Uncleared[i].Source.Kind, f.Uncleared[i].Source.ID)
	}
}

// page is where the pages tell of a record. Its address holds the record's ID
// and nothing that anybody typed.
func (o *Outreach) page(kind partnership.Kind, id partnership.ID) string {
	switch kind {
	case partnership.Partners:
		return o.PublicURL + "/partners/" + url.PathEscape(string(id))
	case partnership.Volunteers:
		return o.PublicURL + "/volunteers/" + url.PathEscape(string(id))
	case partnership.Programs:
		return o.PublicURL + "/programs/" + url.PathEscape(string(id))
	case partnership.Meetings:
		return o.PublicURL + "/meetings"
	}
	return o.PublicURL
}
