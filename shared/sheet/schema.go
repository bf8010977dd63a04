package sheet

import (
	"strconv"

	"shelfmates/shared/partnership"
)

// A Column is one column of a staff tab: everything that parsing, the
// template, the column reference, identity and the exports know about it.
type Column struct {
	Name     string
	Aliases  []string
	Type     Type
	Required bool
	Choices  []string           // of Choice, and of List where its items are given
	Open     bool               // other choices than those are taken as typed
	Refers   []partnership.Kind // which tabs a Ref or Refs may name, in order of preference
	Anyone   bool               // a name that is not known is no problem
	Words    []string           // texts that a Ref takes besides names: "Self"
	Private  bool               // never on a page for others, never in public words
	Folded   bool               // stands in the collapsed group
	System   bool               // written by the system (About)
	FillDown bool               // merged cells fill down
	Public   bool               // public words may be drafted from it
	Help     string             // on the header, in the template and the reference
	Example  string             // in the reference
	Default  string             // what a blank means, in words, for the reference
	Width    float64            // in characters, in the template
}

// A TabSchema is one staff tab.
type TabSchema struct {
	Kind    partnership.Kind
	Aliases []string
	Columns []Column
	Key     []string // natural key, by column name
	Help    string
	index   map[string]int
}

// Column returns the position of the column of that canonical name, or -1.
func (t *TabSchema) Column(name string) int {
	if i, ok := t.index[name]; ok {
		return i
	}
	return -1
}

// The two system columns that end each staff tab.
const (
	NoteColumn = "Shelfmates note"
	IDColumn   = "ID"
)

func itoa(n int) string { return strconv.Itoa(n) }
