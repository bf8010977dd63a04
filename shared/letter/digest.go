package letter

import (
	"slices"

	"shelfmates/shared/words"
)

// maxHTML is the size that HTML stays under: some mail programs cut what is
// larger (Gmail at 102 KB, seen 2026-11).
const maxHTML = 100 * 1024

// Digest composes the weekly digest of f. Lists that are too long for one
// letter are cut, with the number of what is left out and, where f has it, a
// link to the whole.
func Digest(f DigestFacts) Letter {
	for most := fullLimits; ; most = most.tighter() {
		v := viewOf(f, most)
		html := v.html()
		if len(html) < maxHTML || most == (limits{}) {
			return Letter{Subject: v.Subject, Text: v.text(), HTML: html}
		}
	}
}

// limits say how much of each list one letter holds.
type limits struct {
	thanks                  int // thank-yous with their words
	others                  int // thank-yous in a line each
	meetings, agenda, lines int
	words                   int // characters of the words for one channel
	line                    int // characters of one line
}

var fullLimits = limits{thanks: 3, others: 5, meetings: 3, agenda: 8, lines: 4, words: 900, line: 400}

// tighter is half of l.
func (l limits) tighter() limits {
	return limits{l.thanks / 2, l.others / 2, l.meetings / 2, l.agenda / 2, l.lines / 2, l.words / 2, l.line / 2}
}

// digestView is a digest as it will stand: every sentence made, nothing left
// to decide but the looks. Text and HTML are both written from it, so they hold
// the same facts.
type digestView struct {
	Subject string
	School  string
	Date    string
	Lead    []string
	Alerts  *listView // what needs the reader before anything else
	Glance  []string  // all that is asked, a line each
	Thanks  []thanksView
	Others  []otherView // thank-yous in a line each
	More    moreView    // where the words stand, and how many thank-yous are left out
	Meet    []meetView
	MoreMet moreView
	Lists   []listView
	AsOf    string
	Stop    linkView
	Sheet   linkView
	Pages   linkView
}

type linkView struct{ Label, URL string }

type moreView struct {
	Count string // "and 7 more"; empty when nothing is left out
	Link  linkView
}

type thanksView struct {
	Number   int
	Who      string
	Did      string // "gave 12 used computers on 3 Nov"
	Waited   string // "13 days, late"
	Late     bool
	Promise  string
	ReadOnce bool
	Words    []wordsView
	Link     linkView // where all Words have the same
}

// otherView is a thank-you in one line.
type otherView struct {
	Number           int
	Who, Did, Waited string
	Late             bool
	Ready            string // "an email is ready"
}

type wordsView struct {
	Label      string
	Subject    string
	Paragraphs []string
	Excerpt    bool     // Paragraphs is how a letter begins
	Full       linkView // where the whole letter stands
	Networks   []networkView
	Notes      []noteView
	Link       linkView
}

// Counted are the networks whose count is worth a word.
func (w wordsView) Counted() []networkView {
	return slices.DeleteFunc(slices.Clone(w.Networks), func(n networkView) bool { return n.Count == "" })
}

// noteView is a line about words: ask first, too long, goes on elsewhere.
type noteView struct {
	Text string
	Warn bool
}

type networkView struct {
	Name  string
	Count string // "" where there is room enough
	Fits  bool
	Link  linkView
}

type meetView struct {
	Partner, Why string
	Agenda       []agendaView
	Times        string
	Link         linkView
}

type agendaView struct{ Text, Rows string }

type listView struct {
	Title string
	Items []itemView
	More  moreView
}

type itemView struct {
	Mark   string // an address or a day that opens the line
	Joined bool   // Mark and Text are one sentence
	Text   string
	Rows   string
	Link   linkView
}

// Asks are the keys of everything that the digest asks of somebody, in any
// order: the same week again gives the same keys, however long each has waited.
func (f DigestFacts) Asks() []string {
	var keys []string
	for _, o := range f.Thanks {
		keys = append(keys, "thanks "+o.Thanks.Key)
	}
	for _, m := range f.Meet {
		keys = append(keys, "meet "+m.Partner)
	}
	for _, u := range f.Upcoming {
		when := "upcoming "
		if u.Week {
			when = "this week "
		}
		keys = append(keys, when+string(u.Source.ID)+u.Text)
	}
	for _, i := range f.Ideas {
		keys = append(keys, "idea "+string(i.Source.ID)+string(i.Status)+i.Text)
	}
	for _, e := range slices.Concat(f.Clearances, f.Agreements) {
		keys = append(keys, "ending "+string(e.Source.ID)+e.Who)
	}
	for _, u := range f.Uncleared {
		keys = append(keys, "uncleared "+string(u.Source.ID)+u.Who)
	}
	for _, t := range f.Talents {
		keys = append(keys, "talent "+t.Talent)
	}
	for _, c := range f.Cells {
		keys = append(keys, "cell "+c.Tab+c.Sentence+c.Value)
	}
	for _, m := range f.Missing {
		keys = append(keys, "rows "+m.Tab)
	}
	return keys
}

// waiting counts what the subject tells.
func (f DigestFacts) waiting(thanks int) words.Asks {
	w := words.Asks{
		Thanks: thanks, Meetings: len(f.Meet), Ideas: len(f.Ideas), Ahead: len(f.Upcoming), Cells: len(f.Cells),
		Endings: len(f.Clearances) + len(f.Agreements) + len(f.Uncleared), Talents: len(f.Talents),
	}
	for _, m := range f.Missing {
		if m.Held || m.Pause {
			w.Rows++
		}
	}
	return w
}
