package sheet

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
)

var update = flag.Bool("update", false, "write the column reference anew")

const reference = "../../docs/columns.md"

// TestColumnReference holds docs/columns.md to the schema. To write it anew:
//
//	go test ./shared/sheet -run TestColumnReference -update
func TestColumnReference(t *testing.T) {
	want := columnReference()
	if *update {
		if err := os.WriteFile(reference, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the schema says; write it anew with -update", reference)
	}
}

func columnReference() string {
	var b strings.Builder
	b.WriteString(`# The columns

<!-- Made from the schema by go test ./shared/sheet -run TestColumnReference -update; change it there. -->

What goes into each tab of the spreadsheet, column by column. Type as you always
do; nothing here has to be learnt by heart.

- Columns are found by their header. Their order, capitals and punctuation do not
  matter, and a column of your own is left alone.
- **Bold** columns are needed in every row. All others may be blank, or not there
  at all.
- Columns under *more* stand in a collapsed group of the template: open it with
  the + above them.
- Two columns end each tab: **Shelfmates note** tells you about a cell that could
  not be read, and **ID** (hidden) keeps a row the same row wherever you move it.
- A cell that cannot be read changes nothing: what it said before stays, and the
  note says what to type.

`)
	b.WriteString("Tabs:")
	for i, tab := range append(Tabs(), Settings()) {
		sep := " ·"
		if i == 0 {
			sep = ""
		}
		fmt.Fprintf(&b, "%s [%s](#%s)", sep, tab.Kind, strings.ToLower(string(tab.Kind)))
	}
	b.WriteString("\n")
	for _, tab := range Tabs() {
		writeTab(&b, tab)
	}
	writeSettings(&b)
	writeReading(&b)
	return b.String()
}

func writeTab(b *strings.Builder, tab *TabSchema) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", tab.Kind, tab.Help)
	folded := false
	for _, half := range []bool{false, true} {
		for i := range tab.Columns {
			col := &tab.Columns[i]
			if col.Folded != half {
				continue
			}
			if i == 0 || half && !folded {
				if half {
					folded = true
					b.WriteString("\n*more*\n")
				}
				b.WriteString("\n| column | what goes in | for example | blank means |\n|---|---|---|---|\n")
			}
			name := col.Name
			if col.Required {
				name = "**" + name + "**"
			}
			fmt.Fprintf(b, "| %s | %s | %s | %s |\n", name, whatGoesIn(col), example(col), blankMeans(col))
		}
	}
	fmt.Fprintf(b, "\n<details><summary>Other headers that are understood in %s</summary>\n\n", tab.Kind)
	fmt.Fprintf(b, "The tab itself may be called %s.\n\n", quotedList(tab.Aliases))
	for _, col := range tab.Columns {
		if col.Split {
			fmt.Fprintf(b, "- %s: %s, or First name and Last name side by side\n", col.Name, strings.Join(col.Aliases, ", "))
		} else if !col.System {
			fmt.Fprintf(b, "- %s: %s\n", col.Name, strings.Join(col.Aliases, ", "))
		}
	}
	b.WriteString("\n</details>\n")
}

func writeSettings(b *strings.Builder) {
	tab := Settings()
	fmt.Fprintf(b, "\n## %s\n\n%s Its columns are Setting, Value, What it does and Shelfmates note.\n", tab.Kind, tab.Help)
	for _, half := range []bool{false, true} {
		if half {
			fmt.Fprintf(b, "\n*%s*\n", FineHeading)
		}
		b.WriteString("\n| setting | what goes in | for example | default |\n|---|---|---|---|\n")
		for i := range tab.Columns {
			if col := &tab.Columns[i]; col.Folded == half {
				fmt.Fprintf(b, "| %s | %s | %s | %s |\n", col.Name, whatGoesIn(col), example(col), blankMeans(col))
			}
		}
	}
}

// whatGoesIn is the help of a column with the form that its cells take.
func whatGoesIn(col *Column) string {
	s := inTable(col.Help)
	switch {
	case col.Type == Choice && col.Open:
		s += " " + strings.Join(col.Choices, ", ") + ", or another."
	case col.Type == Choice && len(col.Choices) == len(months), col.Type == Choice && len(col.Choices) == len(weekdays):
	case len(col.Choices) > 0:
		s += " *" + strings.Join(col.Choices, "*, *") + "*."
	case col.Type == YesNo:
		s += " *Yes* or *No*."
	case col.Type == Date:
		s += " A date."
	case col.Type == Clock:
		s += " A time."
	case col.Type == Checkbox:
		s += " A checkbox."
	}
	if len(col.Refers) > 0 {
		var tabs []string
		for _, kind := range col.Refers {
			tabs = append(tabs, fmt.Sprintf("[%s](#%s)", kind, strings.ToLower(string(kind))))
		}
		s += " A name from " + anyOfTabs(tabs)
		if col.Anyone {
			s += ", or anyone"
		}
		s += "."
	}
	if col.Private {
		s += " Private."
	}
	return s
}

func anyOfTabs(tabs []string) string {
	if len(tabs) == 1 {
		return tabs[0]
	}
	return strings.Join(tabs[:len(tabs)-1], ", ") + " or " + tabs[len(tabs)-1]
}

func example(col *Column) string {
	if col.Example == "" {
		return ""
	}
	return "`" + inTable(col.Example) + "`"
}

func blankMeans(col *Column) string {
	switch {
	case col.Required:
		return "the row waits until it is filled in"
	case col.Usual != "":
		return inTable(col.Usual)
	}
	return inTable(col.Default)
}

func inTable(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "|", `\|`), "\n", " ")
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "“" + name + "”"
	}
	return anyOfTabs(quoted)
}

// writeReading shows how cells are read, each line by reading it.
func writeReading(b *strings.Builder) {
	b.WriteString("\n## How cells are read\n\n| where | typed | read as |\n|---|---|---|\n")
	for _, line := range []struct {
		where  partnership.Kind
		column string
		typed  []string
	}{
		{"Hours", "Date", []string{"2026-09-05", "Sept 5, 2026", "5 September 2026", "9/5/2026", "Sept 5th-ish"}},
		{"Hours", "Hours", []string{"1.5", "1:30", "1,5", "2h30", "90 min", "120"}},
		{"Hours", "Students", []string{"14", "14 kids"}},
		{"Donations", "Value", []string{"600", "$1,250.00", "about $40"}},
		{"Meetings", "Starts", []string{"15:30", "3:30 pm", "noon"}},
		{"Partners", "OK to thank publicly", []string{"yes", "y", "sí", "no", "maybe"}},
		{"Partners", "Kind", []string{"service CLUB", "Servise club"}},
		{"Partners", "Email", []string{"ana@ymca.example", "Ana Ruiz <ana@ymca.example>"}},
		{"Volunteers", "Talents", []string{"Spanish, Coding; Chess"}},
	} {
		tab := SchemaOf(line.where)
		col := &tab.Columns[tab.Column(line.column)]
		for _, said := range line.typed {
			v, problems := one(line.where, line.column, text(said))
			read := FormatValue(col, v)
			if v.State == Bad {
				p := problems[0]
				p.Tab = line.where
				read = "*not read.* " + p.Text().Todo
			}
			fmt.Fprintf(b, "| %s, %s | `%s` | %s |\n", line.where, line.column, said, inTable(read))
		}
	}
	b.WriteString(`
Lists and several names are separated by commas, semicolons or new lines. A name
that contains a comma is understood whole once it stands in its own tab. A name
that is not known does not stop its row: it counts, shown as not matched, and the
report says what was probably meant.
`)
}
