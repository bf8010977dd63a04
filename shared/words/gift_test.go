package words

import (
	"strings"
	"testing"
)

func TestThingGiven(t *testing.T) {
	for _, row := range []struct {
		what, quantity, want string
		plural               bool
	}{
		{"12 used computers", "", "12 used computers", true},
		{"12 USED COMPUTERS", "", "12 used computers", true},
		{"Used computers", "12", "12 used computers", true},
		{"used computer", "12", "12 used computers", true},
		{"Used computer", "", "a used computer", false},
		{"A van", "", "a van", false},
		{"A rocking chair", "", "a rocking chair", false},
		{"A Box of Picture Books", "", "a box of picture books", false},
		{"An old globe", "", "an old globe", false},
		{"An Encyclopedia", "", "an encyclopedia", false},
		{"A Rocking Chair", "", "a rocking chair", false},
		{"Framed Poster", "", "a framed poster", false},
		{"Two Armchairs", "", "two armchairs", true},
		{"A Steinway Piano", "", "a Steinway piano", false},
		{"A Roomba", "", "a Roomba", false},
		{"The use of their van", "", "the use of their van", false},
		{"Forty new picture books", "", "forty new picture books", true},
		{"Some Spanish readers", "", "some Spanish readers", true},
		{"A Kindle", "", "a Kindle", false},
		{"A Steinway piano", "", "a Steinway piano", false},
		{"A LEGO set", "", "a LEGO set", false},
		{"Rocking chair", "", "a rocking chair", false},
		{"Kindle", "", "a Kindle", false},
		{"1 used computer", "", "a used computer", false},
		{"used computer", "1", "a used computer", false},
		{"one old globe", "", "an old globe", false},
		{"Donation of 12 used computers.", "", "12 used computers", true},
		{"A donation of books", "", "books", true},
		{"Donated: picture books", "", "picture books", true},
		{"In-kind donation of paper", "", "paper", false},
		{"generous gift of a telescope", "", "a telescope", false},
		{"gift cards", "", "gift cards", true},
		{"Gift card", "", "a gift card", false},
		{"12 used computers (worth $1,200)", "", "12 used computers", true},
		{"12 used computers, valued at $1,200", "", "12 used computers", true},
		{"$50 gift card", "", "a gift card", false},
		{"Bread for 40, about $85", "", "bread for 40", false},
		{"bread worth 85 dollars", "", "bread", false},
		{"12 computers, 3 monitors, keyboards", "", "12 computers, 3 monitors and keyboards", true},
		{"12 computers, 3 monitors and keyboards", "", "12 computers, 3 monitors and keyboards", true},
		{"2 printers, and a scanner", "", "2 printers and a scanner", true},
		{"books; paper; a stapler", "", "books, paper and a stapler", true},
		{"- books\n- markers\n- 3 easels", "", "books, markers and 3 easels", true},
		{"chairs, folding", "", "chairs, folding", true},
		{"Pens and pencils", "", "pens and pencils", true},
		{"picture books", "3 boxes", "3 boxes of picture books", true},
		{"box of picture books", "", "a box of picture books", false},
		{"boxes of picture books", "3 boxes", "3 boxes of picture books", true},
		{"3 boxes of yarn", "7", "3 boxes of yarn", true},
		{"Use of their van", "", "the use of their van", false},
		{"Printing of 200 flyers", "", "the printing of 200 flyers", false},
		{"Painting the reading corner", "", "painting the reading corner", false},
		{"Spanish picture books", "", "Spanish picture books", true},
		{"LEGO sets", "", "LEGO sets", true},
		{"iPads", "", "iPads", true},
		{"Raspberry Pi kits", "", "Raspberry Pi kits", true},
		{"Used Computers", "", "used computers", true},
		{"Chromebooks", "30", "30 Chromebooks", true},
		{"3D printer", "", "a 3D printer", false},
		{"hour of storytelling", "", "an hour of storytelling", false},
		{"ukulele", "", "a ukulele", false},
		{"aquarium", "", "an aquarium", false},
		{"1,200 sheets of drawing paper", "", "1,200 sheets of drawing paper", true},
		{"fresh bread every Friday", "", "fresh bread every Friday", false},
		{"pizza", "", "pizza", false},
		{"THE BIG GREEN COUCH", "", "the big green couch", false},
		{"books!!!", "", "books", true},
		{"  ", "", "a generous gift", false},
		{"...", "", "a generous gift", false},
		{"$500", "", "a generous gift", false},
		{"书", "", "书", false},
		{"Ana's old globe", "", "Ana's old globe", false},
		{"Children's books", "", "children's books", true},
		{"bookshelf", "2", "2 bookshelves", true},
		{"Rolls for the reading night", "5 dozen", "5 dozen rolls for the reading night", true},
		{"Magazines for cutting and pasting", "about 200", "about 200 magazines for cutting and pasting", true},
		{"Dogwood saplings and mulch", "6 trees", "dogwood saplings and mulch", true},
		{"Thirty picture books, new", "", "thirty new picture books", true},
		{"picture books, brand new", "12", "12 brand-new picture books", true},
		{"globe, used", "", "a used globe", false},
	} {
		t.Run(row.what+"|"+row.quantity, func(t *testing.T) {
			got := ThingGiven(row.what, row.quantity)
			if got.Text != row.want || got.Plural != row.plural {
				t.Errorf("ThingGiven(%q, %q) = %q plural %v, want %q plural %v", row.what, row.quantity, got.Text, got.Plural, row.want, row.plural)
			}
		})
	}
}

func TestAQuantityInOtherWordsStandsBeside(t *testing.T) {
	if got := ThingGiven("Dogwood saplings and mulch", "6 trees").Whole(); got != "dogwood saplings and mulch (6 trees)" {
		t.Errorf("got %q", got)
	}
}

func TestNamesInProse(t *testing.T) {
	for name, want := range map[string]string{
		"Maker club": "the Maker club", "A morning with Biscuit": "a morning with Biscuit", "Chess at lunch": "Chess at lunch",
		"Family reading night": "the Family reading night", "Tutoring": "Tutoring", "The Reading Garden": "the Reading Garden", "": "",
		"Ana's garden": "Ana's garden",
	} {
		if got := InProse(name); got != want {
			t.Errorf("InProse(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestMoneyGiven(t *testing.T) {
	for what, want := range map[string]string{
		"$250":                             "money",
		"Cash":                             "money",
		"$500 toward new library chairs":   "money toward new library chairs",
		"Check for the maker space ($300)": "money for the maker space",
		"Donation for books!":              "money for books",
		"":                                 "money",
	} {
		if got := MoneyGiven(what); got.Text != want {
			t.Errorf("MoneyGiven(%q) = %q, want %q", what, got.Text, want)
		}
	}
}

func FuzzThingGiven(f *testing.F) {
	f.Add("12 used computers, $40", "3 boxes")
	f.Add("a\u202eb\x00!", "-1")
	f.Fuzz(func(t *testing.T, what, quantity string) {
		for _, got := range []Thing{ThingGiven(what, quantity), MoneyGiven(what)} {
			if got.Text == "" || strings.ContainsAny(got.Text, "!\n\x00\u202e") || Clean(got.Text) != got.Text {
				t.Errorf("of %q, %q: %q", what, quantity, got.Text)
			}
		}
	})
}
