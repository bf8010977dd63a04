package sheet

import (
	"strconv"
	"sync"

	"shelfmates/shared/partnership"
)

// A Column is one column of a staff tab, or one line of Settings: everything
// that parsing, the template, the column reference, identity and the exports
// know about it.
type Column struct {
	Name     string
	Aliases  []string // other headers that mean this column
	Type     Type
	Required bool
	Choices  []string           // of Choice, and of List where its items are given
	Open     bool               // other choices than those are taken as typed
	Short    bool               // of Choice: three letters or more of one are taken for it, "Mon"
	Daytime  bool               // of Clock, and of List with TimeItem: an hour of the night is told of
	Each     Item               // of List: what its items are
	Refers   []partnership.Kind // which tabs a Ref or Refs may name, in order of preference
	Anyone   bool               // a name that is not known is no problem
	Words    []string           // texts that a Ref takes besides names: "Self"
	Unit     string             // of Whole and Number: may be typed after it, "8 weeks"
	Least    int64              // of Whole: the smallest number it takes
	Most     int64              // of Whole: the largest; 0 means a million
	Private  bool               // never on a page for others, never in public words
	Folded   bool               // in the collapsed group; in Settings: under FineHeading
	System   bool               // written by the system (About)
	Split    bool               // "First name" and "Last name" may stand in its place
	FillDown bool               // merged cells fill down
	Public   bool               // public words may be drafted from it
	Careful  string             // of YesNo: what a cell that cannot be read counts as, "No" or "Yes": the answer that shows least
	Help     string             // on the header, in the template and the reference
	Example  string             // in the reference, as one would type it
	Usual    string             // what a blank means, as one would type it; "" where that is nothing one could type
	Default  string             // what a blank means, in words, where Usual does not say it
	Width    float64            // in characters, in the template
	// Elsewhere are texts of a Choice that belong in another column, folded:
	// "approved" typed as a Status is a tick in Approved.
	Elsewhere map[string]string

	choice map[string]string // folded choice -> as spelled in Choices
}

// An Item says how the items of a List are read; the zero Item, as typed or as
// one of Choices.
type Item uint8

// The kinds of items.
const (
	SpanItem  Item = iota + 1 // "2026-12-21 to 2027-01-02", or one day, "2027-01-18"
	TimeItem                  // "Tue 15:30"
	WholeItem                 // "50"
)

// A TabSchema is one staff tab, or Settings.
type TabSchema struct {
	Kind       partnership.Kind
	Aliases    []string // other titles that mean this tab
	Columns    []Column
	NaturalKey []string // by column name
	Help       string
	index      map[string]int
}

// Column returns the position of the column of that canonical name, or -1.
func (t *TabSchema) Column(name string) int {
	if i, ok := t.index[name]; ok {
		return i
	}
	return -1
}

// required returns the names of the columns that a row cannot do without.
func (t *TabSchema) required() []string {
	var names []string
	for i := range t.Columns {
		if t.Columns[i].Required {
			names = append(names, t.Columns[i].Name)
		}
	}
	return names
}

// The two system columns that end each staff tab.
const (
	NoteColumn = "Shelfmates note"
	IDColumn   = "ID"
)

// The Settings tab: its title, the constant ID of its one record, its headers
// beside NoteColumn, and the heading over the lines that can stay as they are.
const (
	SettingsTab partnership.Kind = "Settings"
	SettingsID  partnership.ID   = "settings"

	SettingHeader = "Setting"
	ValueHeader   = "Value"
	AboutHeader   = "What it does"
	FineHeading   = "These are fine as they are"
)

// ReportTitle is the tab that the system writes what it found into.
const ReportTitle = "Shelfmates report"

// ParserVersion rises whenever the same cells may come to mean something else:
// with a change of the schema as well as of the parsing. A tab read by another
// version is read anew even when nothing in it changed.
const ParserVersion = 4

// catalogue is the schema, compiled once; nobody changes it.
var catalogue = compile(
	[]TabSchema{
		partnersTab, volunteersTab, hoursTab, donationsTab, recognitionTab,
		programsTab, meetingsTab, ideasTab, teamTab, settingsTab,
	})

type compiled struct {
	staff    []*TabSchema // in the order of the sheet
	settings *TabSchema
	byKind   map[partnership.Kind]*TabSchema
}

func compile(tabs []TabSchema) compiled {
	c := compiled{byKind: map[partnership.Kind]*TabSchema{}}
	for i := range tabs {
		t := &tabs[i]
		t.index = make(map[string]int, len(t.Columns))
		for j := range t.Columns {
			col := &t.Columns[j]
			t.index[col.Name] = j
			if len(col.Choices) > 0 {
				col.choice = make(map[string]string, len(col.Choices))
				for _, choice := range col.Choices {
					folded := partnership.Fold(choice)
					col.choice[folded] = choice
					for n := 3; col.Short && n <= len(folded); n++ {
						col.choice[folded[:n]], col.choice[folded[:n]+"s"] = choice, choice
					}
				}
			}
		}
		c.byKind[t.Kind] = t
		if t.Kind == SettingsTab {
			c.settings = t
		} else {
			c.staff = append(c.staff, t)
		}
	}
	return c
}

// A glossary holds every header and title by its headerKey.
type glossary struct {
	headers map[*TabSchema]map[string]int // the column that each means
	titles  map[string]*TabSchema
}

// spellings is the glossary of the catalogue. It is made when the first sheet
// is laid out: programs that only read records start without it.
var spellings = sync.OnceValue(func() glossary {
	g := glossary{headers: map[*TabSchema]map[string]int{}, titles: map[string]*TabSchema{}}
	for _, t := range catalogue.byKind {
		headers := make(map[string]int, 8*len(t.Columns))
		for j := range t.Columns {
			headers[headerKey(t.Columns[j].Name)] = j
			for _, alias := range t.Columns[j].Aliases {
				headers[headerKey(alias)] = j
			}
		}
		g.headers[t] = headers
		g.titles[headerKey(string(t.Kind))] = t
		for _, alias := range t.Aliases {
			g.titles[headerKey(alias)] = t
		}
	}
	return g
})

// Tabs returns the nine staff tabs in the order of the sheet. They are shared:
// nobody changes them.
func Tabs() []*TabSchema { return append([]*TabSchema(nil), catalogue.staff...) }

// Settings returns the schema of the Settings tab. Its columns are the
// settings, one a line of the tab; its one record has the ID SettingsID.
func Settings() *TabSchema { return catalogue.settings }

// SchemaOf returns the schema of a staff tab or of Settings, nil for any other
// kind.
func SchemaOf(kind partnership.Kind) *TabSchema { return catalogue.byKind[kind] }

func itoa(n int) string { return strconv.Itoa(n) }
