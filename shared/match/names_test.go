package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// anybody are the kinds that a cell of the Hours tab may name.
var anybody = context{kinds: []partnership.Kind{partnership.Volunteers, partnership.Partners}}

// knowing returns Names of volunteers, each "Name" or "Name of Partner", and of
// partners.
func knowing(partners []string, volunteers ...string) *Names {
	n := NewNames()
	add := func(kind partnership.Kind, names []string) {
		t := sheet.SchemaOf(kind)
		var records []Stored
		for i, text := range names {
			s := Stored{}
			s.ID, s.Values = partnership.ID(fmt.Sprintf("%s%04d", kind, i)), make([]sheet.Value, len(t.Columns))
			name, partner, _ := strings.Cut(text, " of ")
			s.Values[NameColumn(t)] = sheet.Value{State: sheet.Good, Text: name}
			if partner != "" {
				s.Values[t.Column("Partner")] = sheet.Value{State: sheet.Good, Text: partner}
			}
			records = append(records, s)
		}
		n.Add(t, records)
	}
	add(partnership.Partners, partners)
	add(partnership.Volunteers, volunteers)
	return n
}

// school has names with everything in them that parts names.
func school() *Names {
	return knowing([]string{"YMCA", "Rotary, Maple", "Rotary, Maple; and Oak", "Smith (and) Sons, Ltd", "A,B,C,D"},
		"Ana Ruiz of YMCA", "Ana Ruiz of Rotary, Maple", "Peña", "Coles, Ben", "Coles", "Ben", "Straße, Großer", "Zed of Nowhere, Inc; of Oak")
}

// splitSlowly says what split means: of all that follow, the longest that is a
// known name.
func splitSlowly(n *Names, text string, in context) []string {
	var ends []int
	for i := range len(text) {
		if strings.IndexByte(",;\n", text[i]) >= 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(text))
	var names []string
	for start, piece := 0, 0; piece < len(ends); {
		last := piece
		for wider := len(ends) - 1; wider > piece; wider-- {
			if n.known(text[start:ends[wider]], in) {
				last = wider
				break
			}
		}
		if name := strings.TrimSpace(text[start:ends[last]]); partnership.Fold(name) != "" {
			names = append(names, name)
		}
		start, piece = ends[last]+1, last+1
	}
	return names
}

var splits = []struct {
	text string
	want []string
}{
	{"", nil},
	{" , ;\n", nil},
	{"Ana Ruiz", []string{"Ana Ruiz"}},
	{"Ana Ruiz, Peña; Ben\nNobody", []string{"Ana Ruiz", "Peña", "Ben", "Nobody"}},
	{"Rotary, Maple, Peña", []string{"Rotary, Maple", "Peña"}},
	{"Rotary, Maple; and Oak, Peña", []string{"Rotary, Maple; and Oak", "Peña"}},
	{"ROTARY,\u00a0 maple ,Ben", []string{"ROTARY,\u00a0 maple", "Ben"}},
	{"Rotary , Maple", []string{"Rotary", "Maple"}},
	{"Coles, Ben, Coles, Ana Ruiz", []string{"Coles, Ben", "Coles", "Ana Ruiz"}},
	{"Ana\nRuiz\n\nBen", []string{"Ana\nRuiz", "Ben"}},
	{"Ana Ruiz (Rotary, Maple), Ben", []string{"Ana Ruiz (Rotary, Maple)", "Ben"}},
	{"Ana Ruiz ( rotary, maple ) , Ben", []string{"Ana Ruiz ( rotary, maple )", "Ben"}},
	{"Zed (Nowhere, Inc; of Oak), Ben", []string{"Zed (Nowhere, Inc; of Oak)", "Ben"}},
	{"Ana Ruiz (Rotary, Birch), Ben", []string{"Ana Ruiz (Rotary", "Birch)", "Ben"}},
	{"Smith (and) Sons, Ltd; Ben", []string{"Smith (and) Sons, Ltd", "Ben"}},
	{"STRASSE, grosser, Ben", []string{"STRASSE, grosser", "Ben"}},
	{"Pen\u0303a, Ben\u200b, Coles", []string{"Pen\u0303a", "Ben\u200b, Coles"}[:1]},
	{"a,b,c,d,e", []string{"a,b,c,d", "e"}},
	{"a,a,b,c,d", []string{"a", "a,b,c,d"}},
	{"), (, )(, ((), ())", []string{")", "(", ")(", "(()", "())"}},
}

func TestSplit(t *testing.T) {
	n := school()
	for _, c := range splits {
		got := n.split(c.text, anybody)
		if want := splitSlowly(n, c.text, anybody); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, slowly %q", c.text, got, want)
		}
		if !slices.Equal(got[:min(len(got), len(c.want))], c.want) || len(c.want) == 0 && len(got) > 0 {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// FuzzSplit holds that looking ahead no further than names reach finds what looking
// at everything finds.
func FuzzSplit(f *testing.F) {
	for _, c := range splits {
		f.Add(c.text)
	}
	n := school()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		got, want := n.split(text, anybody), splitSlowly(n, text, anybody)
		if !slices.EqualFunc(got, want, func(a, b string) bool { return partnership.Fold(a) == partnership.Fold(b) }) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	})
}

func TestNamesThatAreToStandNowhere(t *testing.T) {
	var u unnamed
	for _, name := range []string{"Ana Ruiz", "Ana", "'Ben'", "  ", "J.", "Élan", "Ana Ruiz"} {
		u.add(name)
	}
	for text, want := range map[string][]string{
		"":                            nil,
		"With ANA  ruiz today":        {"Ana Ruiz", "Ana", "Ana Ruiz"},
		"Anabel, Diana and Banana":    nil,
		"Ana, twice: ana":             {"Ana"},
		"ana ruizo":                   {"Ana"},
		"so says ‘Ben’":               {"'Ben'"},
		"so says Ben":                 nil,
		"x'Ben' and 'Ben'x":           nil,
		"with J. at noon":             {"J."},
		"with DJ. at noon":            nil,
		"élan, not elan, nor mélange": {"Élan"},
	} {
		if got := u.in(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// BenchmarkSplit cuts cells as large as a spreadsheet takes. The budget is 20 ms
// for any of them.
func BenchmarkSplit(b *testing.B) {
	var volunteers []string
	for i := range 500 {
		volunteers = append(volunteers, fmt.Sprintf("Volunteer %d", i))
	}
	long := strings.Repeat("Friends, ", 50) + "and Oak" // as long as a name can be
	n := knowing([]string{"Rotary, Maple", long}, volunteers...)
	for name, text := range map[string]string{
		"2000 names":               strings.Repeat("Ana R., ", 2_000),
		"2000 known names":         strings.Repeat("Volunteer 7, ", 2_000),
		"separators":               strings.Repeat(",", 50_000),
		"blank lines":              strings.Repeat("\n", 50_000),
		"brackets":                 strings.Repeat("(),", 16_000),
		"closed before they open":  strings.Repeat("a),", 16_000),
		"the beginning of a name":  strings.Repeat("friends, ", 5_500),
		"one name without an end":  strings.Repeat("Ana Ruiz ", 5_500),
		"one bracket, and letters": "(" + strings.Repeat("é),", 12_000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n.split(text, anybody)
			}
		})
	}
}
