package letter

import (
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"shelfmates/shared/words"
)

// width is the number of columns that text keeps to where words allow.
const width = 72

// page writes plain text, wrapped.
type page struct{ strings.Builder }

// put writes text from first on, and its further lines under rest.
func (p *page) put(first, rest, text string) {
	for i, line := range strings.Split(text, "\n") {
		lead := first
		if i > 0 {
			lead = rest
		}
		p.wrap(lead, rest, line)
	}
}

func (p *page) wrap(first, rest, text string) {
	line, used := first, uniseg.StringWidth(first)
	empty := true
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		w := uniseg.StringWidth(word)
		if !empty && used+1+w > width {
			p.line(line)
			line, used, empty = rest, uniseg.StringWidth(rest), true
		}
		if !empty {
			line += " "
			used++
		}
		line += word
		used += w
		empty = false
	}
	p.line(line)
}

// line writes one line; of several empty ones only the first.
func (p *page) line(s string) {
	if s == "" && strings.HasSuffix(p.String(), "\n\n") {
		return
	}
	p.WriteString(strings.ReplaceAll(strings.TrimRight(s, " "), noBreak, " "))
	p.WriteByte('\n')
}

func (p *page) head(title string) {
	p.line("")
	p.line(strings.ToUpper(title))
}

func (p *page) link(indent string, l linkView) {
	if l.URL != "" {
		p.line(indent + words.UpperFirst(l.Label) + ": " + l.URL)
	}
}

// text writes the digest as plain text.
func (v digestView) text() string {
	var p page
	p.put("", "", strings.Join(v.Lead, " "))
	if v.Alerts != nil {
		p.list(*v.Alerts)
	}
	if len(v.Glance) > 0 {
		p.head(words.HeadGlance)
	}
	for _, line := range v.Glance {
		p.put("- ", "  ", line)
	}
	if len(v.Thanks) > 0 || len(v.Others) > 0 {
		p.head(words.HeadThank)
	}
	for i, t := range v.Thanks {
		if i > 0 {
			p.line("")
		}
		p.thanks(t)
	}
	if len(v.Others) > 0 {
		p.line("")
	}
	for _, o := range v.Others {
		p.put(strconv.Itoa(o.Number)+". ", "   ", o.Who+" "+o.Did+" ("+o.Waited+"): "+o.Ready+".")
	}
	if v.More.Count != "" {
		p.line("")
	}
	p.more("", v.More)
	if len(v.Meet) > 0 || v.MoreMet.Count != "" {
		p.head(words.HeadMeet)
	}
	for i, m := range v.Meet {
		if i > 0 {
			p.line("")
		}
		p.meet(m)
	}
	p.more("", v.MoreMet)
	for _, l := range v.Lists {
		p.list(l)
	}
	p.line("")
	p.line("--")
	p.foot(v)
	return words.Clean(p.String())
}

func (p *page) thanks(t thanksView) {
	number := strconv.Itoa(t.Number) + ". "
	indent := strings.Repeat(" ", len(number))
	p.put(number, indent, t.Who+" "+t.Did+" ("+t.Waited+").")
	p.put(indent, indent, t.Promise)
	for _, w := range t.Words {
		p.words(indent, w)
	}
	if t.ReadOnce {
		p.put(indent, indent, words.ReadOnce)
	}
	p.link(indent, t.Link)
}

// hang is where the words of a channel stand beside its label.
const hang = 10

// words writes the words for one channel: in quotes beside its label when they
// are one paragraph, and under it when they are several.
func (p *page) words(indent string, w wordsView) {
	inner := indent + strings.Repeat(" ", hang)
	if len(w.Paragraphs) == 1 {
		label := w.Label + strings.Repeat(" ", max(1, hang-len(w.Label)))
		p.put(indent+label, inner, "“"+w.Paragraphs[0]+"”")
	} else {
		p.line("")
		p.put(indent, indent, w.Label+":")
		inner = indent + "    "
		for i, text := range w.Paragraphs {
			if i > 0 {
				p.line("")
			}
			p.put(inner, inner, text)
		}
		p.line("")
		inner = indent
	}
	var counts []string
	for _, n := range w.Counted() {
		counts = append(counts, n.Name+noBreak+n.Count)
	}
	if len(counts) > 0 {
		p.put(inner, inner, "("+strings.Join(counts, " · ")+")")
	}
	if w.Excerpt {
		if w.Full.URL != "" {
			p.link(inner, w.Full)
		} else {
			p.put(inner, inner, words.InFull+".")
		}
	}
	for _, note := range w.Notes {
		p.put(inner, inner, note.Text)
	}
	p.link(inner, w.Link)
}

func (p *page) meet(m meetView) {
	p.put("", "", m.Partner+": "+m.Why+".")
	for _, a := range m.Agenda {
		text := a.Text
		if a.Rows != "" {
			text += " [" + a.Rows + "]"
		}
		p.put("   - ", "     ", text)
	}
	if m.Times != "" {
		p.put("   ", "   ", m.Times)
	}
	p.link("   ", m.Link)
}

func (p *page) list(l listView) {
	p.head(l.Title)
	for _, i := range l.Items {
		text := i.Text
		switch {
		case i.Mark != "" && i.Joined:
			text = i.Mark + " " + text
		case i.Mark != "":
			text = i.Mark + ": " + text
		}
		if i.Rows != "" {
			text += " [" + i.Rows + "]"
		}
		p.put("- ", "  ", text)
		p.link("  ", i.Link)
	}
	p.more("  ", l.More)
}

func (p *page) more(indent string, m moreView) {
	if m.Count != "" {
		p.put(indent, indent, m.Count)
	}
	p.link(indent, m.Link)
}

func (p *page) foot(v digestView) {
	about := v.School
	if v.AsOf != "" {
		about = strings.TrimPrefix(about+" · "+v.AsOf, " · ")
	}
	if about != "" {
		p.put("", "", about)
	}
	p.link("", v.Sheet)
	p.link("", v.Pages)
	why := words.WhyDigest
	if v.Stop.URL == "" {
		why += " " + words.StopInTeam
	}
	p.put("", "", why)
	p.link("", v.Stop)
}
