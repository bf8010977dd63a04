package checkup

import (
	"strings"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// Spreadsheet says of each tab of a spreadsheet what it is read as, or what it
// resembles and which headers to rename, so that a school can start from the
// sheet it has.
func Spreadsheet(grids []sheet.Grid) []Finding {
	survey := sheet.LayOut(grids, nil)
	var findings []Finding
	read := map[string]bool{}
	for i := range survey.Tabs {
		l := &survey.Tabs[i]
		if l.Title == "" {
			continue
		}
		read[l.Title] = true
		f := Finding{Level: Fine, About: l.Title, Text: words.TabRead(string(l.Schema.Kind))}
		if l.Paused != nil {
			text := l.Paused.Text()
			f.Level, f.Text, f.Fix = Broken, text.What, text.Todo
			if l.Paused.Code == sheet.TabMistaken { // no header of it is to be renamed
				findings = append(findings, f)
				continue
			}
		}
		findings = append(findings, advised(f, sheet.Resemble(gridOf(grids, l.Title))))
	}
	for _, g := range survey.Unread {
		findings = append(findings, resembling(g))
	}
	return findings
}

func gridOf(grids []sheet.Grid, title string) *sheet.Grid {
	for i := range grids {
		if grids[i].Title == title {
			return &grids[i]
		}
	}
	return &sheet.Grid{}
}

// advised adds which headers to rename in a tab that is read already, and which
// mean nothing to us.
func advised(f Finding, r sheet.Resemblance) Finding {
	if len(r.Rename) > 0 {
		if f.Level == Fine {
			f.Level = Look
		}
		f.Fix = strings.TrimSpace(f.Fix + " " + words.RenameHeaders(renamings(r)))
	}
	if len(r.Other) > 0 {
		f.Text += "; " + words.HeadersNotRead(r.Other)
	}
	return f
}

// resembling says what a tab that is not ours looks like.
func resembling(g *sheet.Grid) Finding {
	r := sheet.Resemble(g)
	const much = 3 // columns in common; with fewer, every list with a name and a date would do
	if r.Kind == "" || !r.Titled && len(r.Missing) > 0 && len(r.Known)+len(r.Rename) < much {
		return Finding{Level: Fine, About: g.Title, Text: words.TabOwn}
	}
	f := Finding{Level: Look, About: g.Title, Text: words.TabResembles(string(r.Kind))}
	if !r.Titled {
		f.Fix = words.RenameTab(string(r.Kind))
	}
	if len(r.Rename) > 0 {
		f.Fix += " " + words.RenameHeaders(renamings(r))
	}
	if len(r.Missing) > 0 {
		f.Fix += " " + words.AddHeaders(r.Missing)
	}
	if len(r.Other) > 0 {
		f.Text += "; " + words.HeadersNotRead(r.Other)
	}
	f.Fix = strings.TrimSpace(f.Fix)
	return f
}

func renamings(r sheet.Resemblance) [][2]string {
	pairs := make([][2]string, len(r.Rename))
	for i, one := range r.Rename {
		pairs[i] = [2]string{one.From + " (" + one.Cell + ")", one.To}
	}
	return pairs
}
