package dashboard

import (
	"net/url"
	"slices"
	"strconv"

	"shelfmates/shared/chart"
	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// A link is a text that opens something; without an address it is text alone.
type link struct {
	Text, Href string
}

// A tag is a word with a mark before it. Look is one of the classes of
// card.css, and never the only thing that tells tags apart.
type tag struct {
	Text, Look string
}

// A drawer is a list: cards on a phone, a table from 720 pixels.
type drawer struct {
	Caption string // for screen readers
	Heads   []head
	Rows    []row
	Compact bool // on a phone a row is its name and its Brief
	Pages   pager
	Files   *downloads // of the tab that the rows stand in
}

// A head is the head of a column.
type head struct {
	Text   string
	Number bool
}

// A row is one card or table row; its first cell is its name.
type row struct {
	ID    string // anchor; may be empty
	Name  link
	Note  string
	Brief string // the row in a few words, for a phone, where the drawer is Compact
	Short bool   // Name is a date or a number and stays on one line
	Cells []cell
}

// A cell is one fact. Head is repeated beside it on a phone.
type cell struct {
	Head   string
	Number bool
	Short  bool // stays on one line
	Link   link
	Tag    *tag
	Note   string
	Spark  *chart.Spark
}

// Empty reports whether a phone leaves the cell out.
func (c cell) Empty() bool { return c.Link.Text == "" && c.Tag == nil && c.Note == "" }

// add appends one row, giving each cell the head of its column.
func (d *drawer) add(name link, note string, cells ...cell) {
	for i := range cells {
		if h := i + 1; h < len(d.Heads) {
			cells[i].Head, cells[i].Number = d.Heads[h].Text, d.Heads[h].Number
		}
	}
	d.Rows = append(d.Rows, row{Name: name, Note: note, Cells: cells})
}

// without leaves a column out.
func (d *drawer) without(column string) {
	at := slices.IndexFunc(d.Heads, func(h head) bool { return h.Text == column })
	d.Heads = slices.Delete(d.Heads, at, at+1)
	for i := range d.Rows {
		d.Rows[i].Cells = slices.DeleteFunc(d.Rows[i].Cells, func(c cell) bool { return c.Head == column })
	}
}

// short is a cell of a few letters that stay on one line.
func short(s string) cell { return cell{Link: link{Text: s}, Short: true} }

// text is a cell of plain text.
func text(s string) cell { return cell{Link: link{Text: s}} }

// pageRows is how many rows one page of a long list shows: more would not fit
// into 60 kilobytes.
const pageRows = 75

// A pager leads to the other pages of a long list. Its zero value is a list
// of one page.
type pager struct {
	Says           string // "101 to 200 of 10,000"
	Earlier, Later string
}

// A choice narrows a list.
type choice struct {
	Text, Href, Count string
	Here              bool
}

// An empty is what stands where nothing is yet: what will appear, how, and one
// example row.
type empty struct {
	Say, How string
	Heads    []string
	Example  []string
}

// links makes the addresses of pages and cells.
type links struct {
	base string
	cell func(tab partnership.Kind, cell string) string
}

func (p *pages) links() links { return links{base: p.Base, cell: p.CellLink} }

func (l links) to(p string) string { return l.base + "/" + p }

// at is the page of a long list that shows what stands at a position of it, where
// one page shows so many at most.
func (l links) at(p string, position, most int) string {
	if position < most {
		return l.to(p)
	}
	return l.to(p) + "?from=" + strconv.Itoa(position-position%most)
}

// partner is the page of a partner; "" for a name that no record has.
func (l links) partner(id partnership.ID) string { return l.record("partners", id) }

// volunteer is the page of a volunteer; "" for a name that no record has.
func (l links) volunteer(id partnership.ID) string { return l.record("volunteers", id) }

// program is the page of a program; "" for a name that no record has.
func (l links) program(id partnership.ID) string { return l.record("programs", id) }

// mail is the page of a mail.
func (l links) mail(id string) string { return l.record("mail", partnership.ID(id)) }

func (l links) record(place string, id partnership.ID) string {
	if id == "" {
		return ""
	}
	return l.base + "/" + place + "/" + url.PathEscape(string(id))
}

// rows is the page of the rows behind a number.
func (l links) rows(number string, query url.Values) string {
	address := l.base + "/rows/" + url.PathEscape(number)
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// source is where a record stands: its tab, and the day that its row says. A
// number would be wrong after the next sort, which writes no record; the link
// opens the tab, where the sheet has addresses.
func (d *desk) source(l links, s partnership.Source) link {
	if s.Kind == "" {
		return link{}
	}
	var days []words.Date
	if !s.Day.IsZero() {
		days = append(days, onDate(s.Day))
	}
	at := link{Text: words.RowsOf(string(s.Kind), days, d.date)}
	if l.cell != nil {
		at.Href = l.cell(s.Kind, "")
	}
	return at
}

// meterOf is the bar of a part of all.
func meterOf(part, all int) chart.Meter { return chart.MeterOf(float64(part), float64(all)) }
