package sheet

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"shelfmates/shared/partnership"
)

// lawful checks what holds of every cell: it is read or said to be unread, what
// was read reads back as typed, and what is offered instead can be typed.
func lawful(t *testing.T, kind partnership.Kind, column string, c Cell) Value {
	t.Helper()
	tab := SchemaOf(kind)
	col := &tab.Columns[tab.Column(column)]
	v, problems := one(kind, column, c)
	unread := slices.ContainsFunc(problems, func(p Problem) bool { return p.Level == Fix })
	switch {
	case (v.State == Bad) != unread:
		t.Fatalf("%q: state %d, problems %+v", c.Text, v.State, problems)
	case v.State == Absent, v.State == Blank && v != Value{}:
		t.Fatalf("%q: got %+v", c.Text, v)
	case v.State == Good:
		again, _ := one(kind, column, text(TypedValue(col, v)))
		if again != v {
			t.Fatalf("%q reads as %+v, and as typed (%q) as %+v", c.Text, v, TypedValue(col, v), again)
		}
	}
	for _, p := range problems {
		p.Tab = kind
		if p.Text().Message() == "" || p.Text().Note == "" {
			t.Fatalf("%q: %s has no words", c.Text, p.Code)
		}
		if p.Level == Fix && p.Fix != "" {
			if w, _ := one(kind, column, text(p.Fix)); w.State != Good && col.Type != List && col.Type != Checkbox {
				t.Fatalf("%q: type %q, it says, and that is not read", c.Text, p.Fix)
			}
		}
	}
	return v
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-09-05", "5 September 2026", "Sept 5th-ish", "9/15/26", "29 Feb 2027", "2026-09-05T10:00", "Mon, May 5 2026", "０５ Sept 2026"} {
		f.Add(s, 0.0)
	}
	f.Add("", float64(sept5))
	f.Add("", math.Inf(-1))
	f.Fuzz(func(t *testing.T, s string, n float64) {
		lawful(t, "Hours", "Date", text(s))
		lawful(t, "Hours", "Date", num(n))
	})
}

func FuzzDuration(f *testing.F) {
	for _, s := range []string{"1.5", "1:30", "1,5", "2h30", "90 min", "two", "1½", "99:59:59", "1e3", "0.00000000001"} {
		f.Add(s, 0.0625, uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, n float64, format uint8) {
		for _, c := range []Cell{text(s), {Kind: NumberCell, Number: n, Format: Format(format % 4)}} {
			if v := lawful(t, "Hours", "Hours", c); v.State == Good && (v.Num < 1 || v.Num > maxMinutes) {
				t.Fatalf("%+v: %d minutes", c, v.Num)
			}
			lawful(t, "Meetings", "Starts", c)
			lawful(t, "Volunteers", "Hours before", c)
		}
	})
}

func FuzzMoney(f *testing.F) {
	for _, s := range []string{"600", "$1,250.00", "1.250,00", "about $40", "12,5", "-5", "99999999999999999999", ".5", "."} {
		f.Add(s, 1.1)
	}
	f.Fuzz(func(t *testing.T, s string, n float64) {
		for _, c := range []Cell{text(s), num(n)} {
			if v := lawful(t, "Donations", "Value", c); v.Num < 0 {
				t.Fatalf("%+v: %d cents", c, v.Num)
			}
			lawful(t, "Hours", "Students", c)
			lawful(t, "Partners", "Talk every", c)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Ana <ana@x.example>", "a@b.example; c@d.example", "Social post, websit note", "Jose\u0301\x00", "\u202e\ufeff", "a\r\nb\rc", "Tue 15:30\nThu 3 pm", "2026-12-21 to 2027-01-02", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, tab := range append(Tabs(), Settings()) {
			for _, col := range tab.Columns {
				if v := lawful(t, tab.Kind, col.Name, text(s)); !utf8.ValidString(v.Text) || strings.ContainsAny(v.Text, "\x00\r\t\x7f") {
					t.Fatalf("%s, %s: %q", tab.Kind, col.Name, v.Text)
				}
			}
		}
		if partnership.Fold(partnership.Fold(s)) != partnership.Fold(s) {
			t.Fatalf("%q folds to %q and that to %q", s, partnership.Fold(s), partnership.Fold(partnership.Fold(s)))
		}
	})
}

// spelled makes a grid of a text: a line a row, a bar between cells. What a
// cell begins with says what it is: ! an error, ? a box, # a number, @ a date,
// ~ a stale formula, = the result of one.
func spelled(title, s string) Grid {
	g := Grid{Title: title}
	for i, line := range strings.Split(s, "\n") {
		r := GridRow{Number: i + 1}
		for _, field := range strings.Split(line, "|") {
			r.Cells = append(r.Cells, spelledCell(field))
		}
		for n := len(r.Cells); n > 0 && r.Cells[n-1].Kind == BlankCell; n-- {
			r.Cells = r.Cells[:n-1]
		}
		if len(r.Cells) > 0 {
			g.Rows = append(g.Rows, r)
			g.LastRow = r.Number
		}
	}
	return g
}

func spelledCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	rest := s[1:]
	switch s[0] {
	case '!':
		return broken("#" + rest)
	case '?':
		return box(rest != "")
	case '#':
		return num(float64(len(rest)) / 2)
	case '@':
		return date(sept5 + float64(len(rest)))
	case '~':
		return Cell{Kind: StaleCell, Formula: true}
	case '=':
		return result(text(rest))
	}
	return text(s)
}

func FuzzGrid(f *testing.F) {
	f.Add("Hours", "Date|Volunteer|Hours|Program|ID|Shelfmates note\n@|Ana|#xx|Tutoring|01A|\n@x|Ben|1:30|!REF|01B|note\nTOTAL||#xxxx", uint8(2), uint8(3), uint8(0))
	f.Add("Volunteers", "banner\n\nFirst name|Last name|E-mail|Mail\nAna|Ruiz|a@b.example|x\n?|?|?|", uint8(5), uint8(6), uint8(1))
	f.Add("Recognition", "For|Approved|Status|Words\nYMCA|?x|approved|=\n~|?|Draft|\x00", uint8(1), uint8(9), uint8(2))
	f.Add("Team", "Name|Email|Access|Name\n!REF", uint8(0), uint8(0), uint8(0))
	f.Add("Settings", "Setting|Value\nTime zone|Eastern\nDigest time|#\nDigest time|07:00", uint8(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, title, s string, from, to, column uint8) {
		g := spelled(title, s)
		g.Merges = []Merge{{int(from), int(to), int(column), int(column)}}
		survey := LayOut([]Grid{g}, nil)
		for i := range survey.Tabs {
			l := &survey.Tabs[i]
			r := l.Read()
			if !reflect.DeepEqual(r, l.Read()) {
				t.Fatal("two readings differ")
			}
			if r.Paused != nil && (len(r.Rows) > 0 || r.Paused.Text().Message() == "") {
				t.Fatalf("on pause with %d rows", len(r.Rows))
			}
			for _, row := range r.Rows {
				lawfulRow(t, &r, &row)
			}
			if all, _ := l.Sums(nil); l.Paused == nil && all != r.Sum {
				t.Fatal("sum without reading differs")
			}
		}
		sortedSum(t, g)
	})
}

func lawfulRow(t *testing.T, r *Reading, row *Row) {
	t.Helper()
	if len(row.Values) != len(r.Schema.Columns) {
		t.Fatalf("%d values for %d columns", len(row.Values), len(r.Schema.Columns))
	}
	complete := true
	for i, v := range row.Values {
		col := &r.Schema.Columns[i]
		if (v.State == Absent) != (r.Columns[i] < 0) {
			t.Fatalf("%s: state %d", col.Name, v.State)
		}
		complete = complete && (!col.Required || v.State == Good)
		_, _ = FormatValue(col, v), ExportValue(col, v)
	}
	if (row.State == Sound) != complete {
		t.Fatalf("row %d: state %d, required values there: %t", row.Number, row.State, complete)
	}
	for _, p := range row.Problems {
		if p.Row != row.Number || p.Tab != r.Schema.Kind || p.Text().Note == "" {
			t.Fatalf("problem %+v", p)
		}
	}
}

// sortedSum turns the rows below the header upside down: the sum is the same,
// where no merged cell ties rows together.
func sortedSum(t *testing.T, g Grid) {
	t.Helper()
	g.Merges = nil
	for _, l := range LayOut([]Grid{g}, nil).Tabs {
		if l.Paused != nil || l.first >= len(g.Rows) {
			continue
		}
		before, _ := l.Sums(nil)
		turned := g
		turned.Rows = slices.Clone(g.Rows)
		below := turned.Rows[l.first:]
		for i := range below {
			below[i].Cells = g.Rows[len(g.Rows)-1-i].Cells
		}
		again := layOut(l.Schema, &turned)
		if after, _ := again.Sums(nil); again.Header == l.Header && after != before {
			t.Fatal("the order of rows changed the sum")
		}
	}
}
