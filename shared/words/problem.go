package words

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ProblemFacts is what is known of a problem in the spreadsheet. The codes, and
// what their Value, Fix and Args hold, are those of package sheet.
type ProblemFacts struct {
	Code   string
	Tab    string   // "Hours"
	Cell   string   // "D14", "14" for a row, "" for a whole tab
	Column string   // "Date"; in Settings the name of the setting
	Value  string   // what the cell shows
	Kept   string   // what stays in force, for people: "5 September 2026"
	Fix    string   // what to type instead, or what was probably meant
	Args   []string // as the code needs them
	Waits  bool     // the row makes no record until this is put right
}

// A ProblemText is what is said of a problem, in its parts. Each but Where is a
// sentence or empty.
type ProblemText struct {
	Where string // "Hours D14"; "" for what concerns the whole sheet
	What  string // `Says "2h30", which we could not read as hours.`; follows Where with a small letter
	Kept  string // "We kept 2 hours."
	Todo  string // "Type 2.5."
	Note  string // all of it but the place, for the note cell of the row
}

// Message is the whole in one line: where it is, what it says, what was kept,
// one thing to do.
func (t ProblemText) Message() string {
	what := t.What
	if t.Where != "" && what != "" {
		first, size := utf8.DecodeRuneInString(what)
		what = t.Where + " " + strings.ToLower(string(first)) + what[size:]
	}
	return strings.Join(nonEmpty(what, t.Kept, t.Todo), " ")
}

// A phrase is what is said for one code. Its texts hold these marks: {value}
// and {column} in quotes, {fix}, {tab} and {cell} bare, {0} {1} {2} for Args, {all} for
// Args as a list, {any} for Args as choices, {rest} for choices without the
// first, {tabs} for them as a list, {items} for the lines of the first in quotes, {rows} {gifts} {values} {days} for the first Arg, or the second in
// {days}, as a number of those.
type phrase struct {
	says string  // goes on after the place
	note string  // says it without the place
	tab  bool    // the place is the tab, though the problem has a cell to go to
	kept keeping // what is said of the value that stays
	fix  string  // the thing to do where Fix is known
	open string  // and where it is not
}

// A keeping says in which words a value stays in force.
type keeping uint8

const (
	silent   keeping = iota // the phrase says it itself, or nothing is at stake
	kept                    // "We kept …"
	counting                // "… still counts as …"
	paused                  // "What we last read of it stays."
)

// Problem returns what is said of a problem. It never panics: a code that it
// does not know, as a newer version of the store may hold, is told by its cell.
func Problem(f ProblemFacts) ProblemText {
	p, known := phrases[variant(f)]
	if !known {
		p = phrase{says: "needs a look", note: "This needs a look"}
	}
	fill := filler(f)
	todo := p.open
	if f.Fix != "" && p.fix != "" {
		todo = p.fix
	}
	t := ProblemText{Where: place(f, p), What: ended(fill(p.says)), Todo: fill(todo)}
	if p.says == "" {
		t.What = ended(fill(p.note))
	}
	after, clause := keeps(f, p.kept)
	t.Kept = after
	t.Note = strings.Join(nonEmpty(ended(fill(p.note)+clause), t.Todo), " ")
	return t
}

// place is the address as staff say it. What concerns no cell has none.
func place(f ProblemFacts, p phrase) string {
	switch {
	case p.says == "":
		return ""
	case f.Cell == "" || p.tab || p.kept == paused:
		return f.Tab
	case f.Cell[0] >= '0' && f.Cell[0] <= '9':
		return f.Tab + " row " + f.Cell
	case f.Tab == "Settings" && f.Column != "":
		return f.Tab + " " + f.Cell + " (" + f.Column + ")"
	}
	return f.Tab + " " + f.Cell
}

// keeps says what stays in force: as a sentence of its own, and as the end of
// another.
func keeps(f ProblemFacts, k keeping) (after, clause string) {
	value := f.Kept
	if n := len(value); n > 5 && len(f.Fix) > 5 && value[n-4:] == f.Fix[:4] && value[n-5] == ' ' && f.Fix[4] == '-' {
		value = value[:n-5] // the date to type has the year already
	}
	switch {
	case k == silent:
		return "", ""
	case k == paused:
		return "What we last read of it stays.", ""
	case f.Waits:
		return "This row is not counted yet.", ", so this row is not counted yet"
	case value == "" && f.Tab == "Settings":
		return "Its default, or what it said before, stays.", ", so its default, or what it said before, stays"
	case value == "":
		return "Until then it counts as blank.", ", so it counts as blank until then"
	case f.Code == "yes-no-unread":
		return "Until then it counts as " + value + ".", ", so it counts as " + value + " until then"
	case k == counting:
		return "The row still counts as " + value + ".", ", so this row still counts as " + value
	}
	return "We kept " + quoteLong(value) + ".", ", so we kept " + quoteLong(value)
}

// variant returns the key of the phrase: the code, and for some what is special
// about this one.
func variant(f ProblemFacts) string {
	arg := func(i int) string {
		if i < len(f.Args) {
			return f.Args[i]
		}
		return ""
	}
	switch {
	case f.Code == "date-unread" && arg(0) != "" && f.Fix == "":
		return f.Code + "/no year"
	case f.Code == "date-far" && arg(1) == "past":
		return f.Code + "/past"
	case f.Code == "names-joined" && f.Fix == "" && len(f.Args) == 0 && f.Tab == "Donations":
		return f.Code + "/gift"
	case f.Code == "names-joined" && f.Fix == "" && len(f.Args) == 0:
		return f.Code + "/one name"
	case (f.Code == "formula-error" || f.Code == "tab-collapsed") && strings.HasPrefix(f.Value, "Loading"):
		return f.Code + "/loading"
	case f.Code == "name-remains" && arg(0) != "":
		return f.Code + "/reference"
	case severalItems[f.Code] && strings.Contains(arg(0), "\n"):
		return f.Code + "/several"
	case f.Code == "number-unread" && arg(0) == "whole":
		return f.Code + "/whole"
	case f.Code == "renamed" && arg(2) != "":
		return f.Code + "/with"
	case f.Code == "rows-held" && arg(1) == "true":
		return f.Code + "/last year"
	case f.Code == "rows-held" && f.Tab == "Team":
		return f.Code + "/team"
	case f.Code == "scrambled" && arg(0) != "":
		return f.Code + "/column"
	case f.Code == "notes-wait" && arg(0) != "":
		return f.Code + "/who"
	case f.Code == "unknown-name" && len(f.Args) > 2 && arg(0) == "1":
		return f.Code + "/one/tabs"
	case f.Code == "unknown-name" && len(f.Args) > 2:
		return f.Code + "/tabs"
	case (f.Code == "unknown-name" || f.Code == "history") && arg(0) == "1":
		return f.Code + "/one"
	case f.Code == "change-refused" && f.Fix == "":
		return f.Code + "/blank"
	case f.Code == "tab-missing" && f.Tab == "Settings":
		return f.Code + "/settings"
	}
	return f.Code
}

// severalItems are the codes whose first Arg is items of a list, a line each.
var severalItems = map[string]bool{"item-unknown": true, "numbers-unread": true, "span-unread": true, "time-unread": true}

func filler(f ProblemFacts) func(string) string {
	arg := func(i int) string {
		if i < len(f.Args) {
			return f.Args[i]
		}
		return ""
	}
	number := func(i int) int { n, _ := strconv.Atoi(arg(i)); return n }
	var rest []string
	if len(f.Args) > 1 {
		rest = f.Args[1:]
	}
	items := strings.Split(arg(0), "\n")
	for i := range items {
		items[i] = quote(items[i])
	}
	pairs := []string{
		"{value}", quote(f.Value), "{column}", quote(f.Column), "{fix}", f.Fix, "{tab}", f.Tab, "{cell}", f.Cell,
		"{0}", arg(0), "{1}", arg(1), "{2}", arg(2),
		"{all}", List(f.Args), "{any}", anyOf(f.Args), "{rest}", anyOf(rest), "{tabs}", List(rest), "{items}", FirstOf(items, 5),
		"{rows}", Count(number(0), f.Tab+" row", f.Tab+" rows"), "{their rows}", Count(number(0), "row", "rows"),
		"{gifts}", Count(number(0), "gift", "gifts"), "{values}", Count(number(0), "value", "values"), "{days}", Days(number(1)),
	}
	return strings.NewReplacer(pairs...).Replace
}

// quote puts a text in quotes, cut where it is too long to say.
func quote(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return `"` + strings.ReplaceAll(s, "\n", " ") + `"`
}

// quoteLong puts quotes around what would not be seen as one thing.
func quoteLong(s string) string {
	if strings.Count(s, " ") > 2 || strings.Contains(s, "\n") {
		return quote(s)
	}
	return s
}

// anyOf joins choices: "a, b or c". Of many it names the first.
func anyOf(choices []string) string {
	const most = 9
	if len(choices) > most {
		return strings.Join(choices[:most], ", ") + " and others"
	}
	s := List(choices)
	if i := strings.LastIndex(s, " and "); len(choices) > 1 && i >= 0 {
		last := choices[len(choices)-1]
		s = strings.Join(choices[:len(choices)-1], ", ") + " or " + last
	}
	return s
}

// ended starts with a capital and ends with a full stop, or as s does.
func ended(s string) string {
	if s == "" {
		return ""
	}
	s = Capital(s)
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, `."`) {
		return s
	}
	return s + "."
}

func nonEmpty(texts ...string) []string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return some
}

// HoursTyped writes a length of time as it stands in the sheet: "1.5 hours",
// "1 hour", and "2 h 20 min" where hours have no short decimal form.
func HoursTyped(minutes int) string {
	switch {
	case minutes == 60:
		return "1 hour"
	case minutes%3 != 0:
		return Hours(minutes)
	}
	return strconv.FormatFloat(float64(minutes)/60, 'f', -1, 64) + " hours"
}
