package words

import "strings"

// What a new spreadsheet says, besides the names and the help of its columns.

// TemplateTitle and TemplateSubject are the properties of a new workbook.
const (
	TemplateTitle   = "Community partnerships"
	TemplateSubject = "Partners, volunteers, hours and thank-yous of a school library"
)

// HeaderHelp is the note on a header. Each part is left out where it is empty:
// an example as one would type it, and what a blank cell means.
func HeaderHelp(help, example, blank string, required bool) string {
	lines := []string{help}
	if example != "" {
		lines = append(lines, "For example: "+example)
	}
	switch {
	case required:
		lines = append(lines, "Every row needs it.")
	case blank != "":
		lines = append(lines, "Left blank: "+blank+".")
	}
	return strings.Join(lines, "\n")
}

// NoteHeaderHelp and IDHeaderHelp are the notes on the two system columns.
const (
	NoteHeaderHelp = "Shelfmates writes here what it could not read, and what it did. It goes away when the cell is put right."
	IDHeaderHelp   = "Shelfmates knows each row by this, wherever you move it. Leave it as it is."
)

// IDPrompt is shown when somebody comes to an ID cell.
const (
	IDPromptTitle = "Leave this as it is"
	IDPrompt      = "Shelfmates knows each row by its ID, wherever you move it. A new row gets one by itself."
)

// NotAChoiceTitle and NotAChoice are what a dropdown asks about another text.
const (
	NotAChoiceTitle = "That is not in the list"
	NotAChoice      = "Keep it all the same? Nothing is lost: it stays as typed, and a note will say what fits best."
)

// NotANameTitle and NotAName are what a dropdown of names asks about a name
// that its tab does not have yet.
func NotANameTitle(tab string) string { return "Not in " + tab + " yet" }

// NotAName is the text below NotANameTitle.
func NotAName(tab string) string {
	return "Keep it all the same? The row counts. Once the name stands in " + tab + ", the two find each other."
}

// PathTaken is the advice when a new workbook is to stand where something is.
func PathTaken(name string) string {
	return name + " is there already, and stays as it is. Choose another name."
}

// NoSuchFolder is the advice when a new workbook is to stand in no folder.
func NoSuchFolder(folder string) string {
	return "There is no folder " + folder + ". Make it first, or choose another."
}

// ReportWaiting is what the report tab of a new spreadsheet says, a line each.
func ReportWaiting() []string {
	return []string{
		"Nothing has been read yet.",
		"After the first reading this tab says when that was, how many rows there are, and which cells to fix.",
		"Shelfmates writes this tab anew each time. What you type here does not stay.",
	}
}

// PrintFooter is the foot of a printed tab: the tab, the day, the page.
func PrintFooter(tab, day, page, pages string) (left, middle, right string) {
	return tab, "Printed " + day, "Page " + page + " of " + pages
}
