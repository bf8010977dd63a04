package letter

import (
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

var update = flag.Bool("update", false, "rewrite the golden letters")

func TestGoldenDigests(t *testing.T) {
	for name, f := range weeks() {
		l := Digest(f)
		for ending, got := range map[string]string{".txt": "Subject: " + l.Subject + "\n\n" + l.Text, ".html": l.HTML} {
			file := filepath.Join("testdata", "digest-"+name+ending)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; if it is meant, run go test ./shared/letter -update and read the change:\n%s", file, got)
			}
		}
	}
}

func TestWhatNeverLeaves(t *testing.T) {
	for name, f := range weeks() {
		t.Run(name, func(t *testing.T) { holds(t, f) })
	}
}

// holds checks what is true of every digest.
func holds(t *testing.T, f DigestFacts) {
	t.Helper()
	l := Digest(f)
	for part, s := range map[string]string{"subject": l.Subject, "text": l.Text, "HTML": l.HTML} {
		if words.Clean(s) != s || part == "subject" && strings.Contains(s, "\n") {
			t.Errorf("the %s holds control characters: %q", part, s)
		}
	}
	if len(l.HTML) >= maxHTML {
		t.Errorf("HTML has %d bytes, want under %d", len(l.HTML), maxHTML)
	}
	for _, line := range strings.Split(l.Text, "\n") {
		if uniseg.StringWidth(line) > 78 && strings.Contains(strings.TrimLeft(line, " -"), " ") && !strings.Contains(line, "://") && !longWord(line) {
			t.Errorf("a line of %d columns that could be wrapped: %q", uniseg.StringWidth(line), line)
		}
	}
	for _, u := range links(l.HTML) {
		if !allowed(f, u) {
			t.Errorf("HTML links to %q", u)
		}
		if f.Links.Pages != "" && strings.HasPrefix(u, f.Links.Pages) && !strings.Contains(l.Text, u) {
			t.Errorf("%q is in the HTML alone", u)
		}
	}
	text, page := flat(l.Text), flat(visible(l.HTML))
	for _, s := range facts(f) {
		if !strings.Contains(text, s) || !strings.Contains(page, s) {
			t.Errorf("%q: in the text %v, in the HTML %v; want it in both", s, strings.Contains(text, s), strings.Contains(page, s))
		}
	}
	if again := Digest(f); again != l {
		t.Error("the same facts gave another letter")
	}
}

// longWord reports whether a line is long because of one word.
func longWord(line string) bool {
	return slices.ContainsFunc(strings.Fields(line), func(w string) bool { return uniseg.StringWidth(w) > 40 })
}

var (
	tag  = regexp.MustCompile(`(?s)<style>.*?</style>|<title>.*?</title>|<[^>]*>`)
	href = regexp.MustCompile(`(?:href|src|action|background)\s*=\s*"([^"]*)"`)
)

func visible(page string) string { return html.UnescapeString(tag.ReplaceAllString(page, " ")) }

func links(page string) []string {
	var all []string
	for _, m := range href.FindAllStringSubmatch(page, -1) {
		all = append(all, html.UnescapeString(m[1]))
	}
	return all
}

// flat leaves only letters and digits, so that line breaks, brackets and marks
// of either form do not count.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// facts are what both forms must say: everything that was made for the letter.
func facts(f DigestFacts) []string {
	v := viewOf(f, fullLimits)
	said := append(slices.Clone(v.Lead), v.Glance...)
	for _, o := range v.Others {
		said = append(said, o.Who, o.Did, o.Waited, o.Ready)
	}
	said = append(said, v.More.Count)
	lists := slices.Clone(v.Lists)
	if v.Alerts != nil {
		lists = append(lists, *v.Alerts)
	}
	for _, t := range v.Thanks {
		said = append(said, t.Who, t.Did, t.Waited, t.Promise)
		for _, w := range t.Words {
			said = append(append(said, w.Label), w.Paragraphs...)
			for _, n := range w.Notes {
				said = append(said, n.Text)
			}
			for _, n := range w.Counted() {
				said = append(said, n.Name+n.Count)
			}
		}
	}
	for _, m := range v.Meet {
		said = append(said, m.Partner, m.Why, m.Times)
		for _, a := range m.Agenda {
			said = append(said, a.Text+a.Rows)
		}
	}
	for _, l := range lists {
		said = append(said, l.Title, l.More.Count)
		for _, i := range l.Items {
			said = append(said, i.Text+i.Rows)
		}
	}
	for i, s := range said {
		said[i] = flat(s)
	}
	if len(Digest(f).HTML) >= maxHTML/2 {
		return nil // perhaps cut to tighter limits
	}
	// Headings are capitals in the text.
	return slices.DeleteFunc(said, func(s string) bool {
		return slices.ContainsFunc(lists, func(l listView) bool { return s == flat(l.Title) })
	})
}

func allowed(f DigestFacts, u string) bool {
	for _, prefix := range []string{
		f.Links.Pages + "/", "https://docs.google.com/spreadsheets/d/1abc/", "https://bsky.app/intent/compose?text=",
		"https://twitter.com/intent/tweet?text=", "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Friverbend.example.org",
	} {
		if strings.HasPrefix(u, prefix) && prefix != "/" {
			return true
		}
	}
	return u == f.Links.Pages || strings.HasPrefix(u, "mailto:")
}

func TestLongListsAreCutAndSaySo(t *testing.T) {
	f := fullWeek()
	for range 12 {
		f.Cells = append(f.Cells, f.Cells[1])
	}
	l := Digest(f)
	if !strings.Contains(l.Text, "and 10 more") || !strings.Contains(l.HTML, "and 10 more") || !strings.Contains(l.Text, f.Links.Cells) {
		t.Errorf("14 cells: the letter does not say that 10 are left out, or where they are:\n%s", l.Text)
	}
	if !strings.Contains(l.Subject, "14 cells") {
		t.Errorf("subject %q, want all 14 cells counted", l.Subject)
	}
}

func TestTooMuchForOneLetterIsCutToItsSize(t *testing.T) {
	f := fullWeek()
	one := f.Thanks[0]
	one.Draft.Words = strings.Repeat("<&\"> ", 4000)
	f.Thanks = nil
	for i := range 30 {
		o := one
		o.Thanks.For.ID = partnership.ID(rune('a' + i))
		o.Draft.Posts = recognition.Posts(strings.Repeat("图", 400), riverbend().Settings)
		f.Thanks = append(f.Thanks, o)
	}
	l := Digest(f)
	if len(l.HTML) >= maxHTML || !strings.Contains(l.Subject, "30 thank-yous") {
		t.Errorf("%d bytes, subject %q; want under %d and all counted", len(l.HTML), l.Subject, maxHTML)
	}
	if !strings.Contains(l.Text, words.Rest) {
		t.Error("words were cut and the letter does not say where they go on")
	}
}

func TestWordsForThreeAndALineForOthers(t *testing.T) {
	f := fullWeek()
	club := f.Thanks[len(f.Thanks)-1]
	for i := range 4 {
		o := club
		o.Thanks.For.ID, o.Thanks.Since = partnership.ID(rune('a'+i)), on("2026-09-01")
		f.Thanks = append([]Owed{o}, f.Thanks...)
	}
	v := viewOf(f, fullLimits)
	t.Run("what was promised for others to read comes first, whoever waits longer", func(t *testing.T) {
		if len(v.Thanks) != 3 || v.Thanks[0].Who != "Sweet Rise Bakery" || v.Thanks[1].Who != "Second Turn Thrift" {
			t.Errorf("in full: %+v", v.Thanks)
		}
	})
	t.Run("the others stand in a line each, and where their words are", func(t *testing.T) {
		if len(v.Others) != 4 || v.Others[0].Number != 4 || v.Others[0].Ready != "an email is ready" || v.More.Link.URL == "" {
			t.Errorf("others: %+v, more: %+v", v.Others, v.More)
		}
	})
	t.Run("a letter is shown by how it begins, without its salutation", func(t *testing.T) {
		w := v.Thanks[2].Words[0]
		if !w.Excerpt || len(w.Paragraphs) != 1 || strings.HasPrefix(w.Paragraphs[0], "Dear") || len([]rune(w.Paragraphs[0])) > excerptLength+2 {
			t.Errorf("words: %+v", w)
		}
	})
}

func TestLateThankYousStandFirst(t *testing.T) {
	f := DigestFacts{Today: on("2026-11-16")}
	for _, c := range []struct {
		who      string
		since    string
		channel  partnership.Channel
		promised bool
	}{
		{"Early letter", "2026-11-04", partnership.ReceiptLetter, true},
		{"Early email", "2026-11-03", partnership.Email, false},
		{"Promised post", "2026-11-05", partnership.SocialPost, true},
		{"Late email", "2026-10-20", partnership.Email, false},
		{"Late post", "2026-10-25", partnership.SocialPost, true},
	} {
		f.Thanks = append(f.Thanks, Owed{
			Thanks: recognition.Thanks{
				For: partner(c.who, c.who), Channel: c.channel, Promised: c.promised, State: recognition.Due, Since: on(c.since), DueBy: on(c.since) + 14,
				Occasions: []recognition.Occasion{{Kind: recognition.Gift, About: "gift:" + c.who, Day: on(c.since), What: "books"}},
			},
			Draft: recognition.Draft{Channel: c.channel, Words: "Thank you."},
		})
	}
	var got []string
	for _, group := range (builder{DigestFacts: f}).byOccasion() {
		got = append(got, group[0].Thanks.For.Name)
	}
	if want := "Late post, Late email, Promised post, Early email, Early letter"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ", "), want)
	}
}

func TestAVisitThatMayNotHaveBeenIsAskedAbout(t *testing.T) {
	s := riverbend()
	s.Hours, s.Donations, s.Volunteers = nil, nil, nil
	f := DigestFacts{Today: on("2026-11-16"), Thanks: owed(s, on("2026-11-16"))}
	const who, question = "Paws for Reading was to come for the Therapy dog morning on 12 Nov", "Did it take place? Fill Outcome or type its hours."
	check := func(how string) {
		l := Digest(f)
		text := strings.Join(strings.Fields(l.Text), " ")
		if !strings.Contains(text, who) || strings.Count(text, question) != 1 || strings.Contains(text, "took part") || strings.Contains(text, "ready:") {
			t.Errorf("%s:\n%s", how, l.Text)
		}
		if !strings.Contains(l.HTML, question) {
			t.Errorf("%s: HTML does not ask", how)
		}
	}
	check("with its words")
	f.Thanks[0].Thanks.Promised, f.Thanks[0].Thanks.Channel = true, partnership.SocialPost
	check("promised")
	for range fullLimits.thanks { // others that come first
		first := f.Thanks[0]
		first.Thanks.For, first.Draft.AskFirst, first.Draft.Words = partner(strings.Repeat("x", len(f.Thanks)), "Someone"), "", "Thanks."
		first.Thanks.Occasions = []recognition.Occasion{{Kind: recognition.Gift, What: "books", Day: on("2026-11-02")}}
		first.Thanks.Since = on("2026-11-02")
		f.Thanks = append(f.Thanks, first)
	}
	l := Digest(f)
	if text := strings.Join(strings.Fields(l.Text), " "); !strings.Contains(text, who+" (4 days): Did it take place? Fill Outcome or type its hours. ") {
		t.Errorf("in a line:\n%s", l.Text)
	}
}

func TestWhatLiesBehindIsNotComingUp(t *testing.T) {
	f := fullWeek()
	f.Upcoming = append([]Upcoming{{Text: "Jonah passed half-way on Wed 11 Nov.", Day: on("2026-11-11")}}, f.Upcoming...)
	for _, l := range viewOf(f, fullLimits).Lists {
		for _, item := range l.Items {
			if behind := strings.HasPrefix(item.Text, "Jonah"); behind != (l.Title == words.HeadBehind) {
				t.Errorf("under %s: %s", l.Title, item.Text)
			}
		}
	}
}

func TestAGlanceOnlyWhereItHelps(t *testing.T) {
	if v := viewOf(tinyWeek(), fullLimits); v.Glance != nil {
		t.Errorf("one thank-you is asked, and it is told twice: %q", v.Glance)
	}
	if v := viewOf(fullWeek(), fullLimits); len(v.Glance) != 7 {
		t.Errorf("glance %q", v.Glance)
	}
}

func TestLinksAreTheSchoolsOwn(t *testing.T) {
	b := builder{DigestFacts: DigestFacts{Links: riverbendLinks}}
	for address, want := range map[string]bool{
		"https://shelfmates.riverbend.example":                          true,
		"https://shelfmates.riverbend.example/cells?tab=Hours#D14":      true,
		"https://docs.google.com/spreadsheets/d/1abc/edit#gid=3":        true,
		"mailto:dana@riverbend.example":                                 true,
		"https://shelfmates.riverbend.example.evil.example/":            false,
		"https://shelfmates.riverbend.example@evil.example/":            false,
		"http://shelfmates.riverbend.example/":                          false,
		"https://docs.google.com/spreadsheets/d/2other/edit":            false,
		"javascript:alert(1)":                                           false,
		"file:///home/dana/school.xlsx":                                 false,
		"https://shelfmates.riverbend.example/a\r\nBcc: a@evil.example": false,
		"": false,
	} {
		if got := b.link("open", address).URL != ""; got != want {
			t.Errorf("link to %q: %v, want %v", address, got, want)
		}
	}
}

func TestAskedAgainIsTheSame(t *testing.T) {
	monday, next := fullWeek(), fullWeek()
	next.Today += 7
	next.Ideas = slices.Clone(next.Ideas)
	slices.Reverse(next.Ideas)
	a, b := monday.Asks(), next.Asks()
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("a week later the same asks read\n%q\nand not\n%q", b, a)
	}
	if asks := quietWeek().Asks(); len(asks) != 0 {
		t.Errorf("a quiet week asks %q", asks)
	}
}

func TestEachAgendaLineNamesItsRows(t *testing.T) {
	v := viewOf(fullWeek(), fullLimits)
	for _, a := range v.Meet[0].Agenda {
		if a.Rows == "" {
			t.Errorf("%q traces to no row", a.Text)
		}
	}
}

func FuzzDigest(f *testing.F) {
	f.Add("12 used computers", "Second Turn Thrift", "Thank you.", "https://x", int32(0), 5)
	f.Add("\u202e<script>", "a\r\nb", "{{.}}\x00\n\n\n!", "javascript:x", int32(-900000), -1)
	f.Fuzz(func(t *testing.T, what, name, text, link string, shift int32, n int) {
		facts := fullWeek()
		s := riverbend()
		s.Donations[0].What, s.Partners[0].Name, s.Partners[0].CreditAs = what, name, text
		s.Settings.Signed, s.Programs[0].Name = name, what
		facts.Thanks = owed(s, facts.Today)
		facts.Meet[0].LastMet = max(0, facts.Meet[0].LastMet+schoolyear.Day(shift%4000))
		facts.Meet[0].EveryWeeks, facts.LastWeek.People = n, n
		facts.Meet[0].Partner, facts.Cells[1].Value, facts.Cells[0].Sentence = name, what, text
		facts.Links.Ideas, facts.Meet[0].Link, facts.Cells[0].Link = link, link, link
		if shift%2 == 0 {
			facts.Missing = append(facts.Missing, Missing{Tab: name, Rows: n, Held: true, Why: text})
		}
		holds(t, facts)
	})
}

func BenchmarkDigest(b *testing.B) {
	f := fullWeek()
	for b.Loop() {
		Digest(f)
	}
}
