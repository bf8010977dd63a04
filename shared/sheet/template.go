package sheet

import "time"

// A Template is what a new spreadsheet is made from, besides the schema: the
// same for a workbook and for Google.
type Template struct {
	// Zone is the IANA zone shown in Settings; "" leaves that cell blank.
	Zone string
	// Made is when it is made, for the file's properties; zero says nothing.
	Made time.Time
	// Filled are the tabs that start with rows, each with its header in row 1
	// and in whatever order. A staff tab has the columns of its grid, those of
	// the schema that the grid lacks coming after; the Settings tab keeps the
	// template's rows and takes the values given by name; a tab of any other
	// name is a tab of staff's own, put last and as plain as they would.
	Filled []Grid
}

// Tab returns the filled grid of that title, and whether there is one.
func (t Template) Tab(title string) (Grid, bool) {
	for _, g := range t.Filled {
		if g.Title == title {
			return g, true
		}
	}
	return Grid{}, false
}

// TemplateHeaders returns the headers of a staff tab in the order of the
// template: what is always seen, what is folded away, the note, the ID.
func TemplateHeaders(t *TabSchema) []string {
	var headers []string
	for _, folded := range []bool{false, true} {
		for _, c := range t.Columns {
			if c.Folded == folded {
				headers = append(headers, c.Name)
			}
		}
	}
	return append(headers, NoteColumn, IDColumn)
}
