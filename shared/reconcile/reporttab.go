package reconcile

import (
	"slices"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// editReport rewrites the report tab, where there is one, when a problem or a
// count in it changed. The time of the read alone is no change.
func (d *draft) editReport() {
	if d.survey.Report == nil {
		return
	}
	now := d.snapshot.Began.In(d.zone())
	at := words.On(schoolyear.Calendar{Zone: d.zone()}.DayOf(now).Date()).Full() + ", " + now.Format("15:04")
	lines := append([][]string{{words.ReportTitle}, {words.ReportRead, at}, {}}, d.reportBody()...)
	if !slices.EqualFunc(reportIn(d.survey.Report), withoutTime(lines), slices.Equal) {
		d.edits.Report = lines
	}
}

// reportIn returns what the report tab holds, blank lines and the time of the
// read left out.
func reportIn(g *sheet.Grid) [][]string {
	var lines [][]string
	for _, r := range g.Rows {
		var line []string
		for _, c := range r.Cells {
			line = append(line, sheet.Show(c))
		}
		lines = append(lines, line)
	}
	return withoutTime(lines)
}

func withoutTime(lines [][]string) [][]string {
	var kept [][]string
	for _, line := range lines {
		for len(line) > 0 && line[len(line)-1] == "" {
			line = line[:len(line)-1]
		}
		if len(line) > 0 && line[0] != words.ReportRead {
			kept = append(kept, line)
		}
	}
	return kept
}

func (d *draft) reportBody() [][]string {
	lines := [][]string{{words.ReportTab, words.ReportRecords, words.ReportState}}
	for _, t := range d.tabs {
		live, held, paused := t.before.Live, t.before.Held, t.before.Paused != ""
		if t.plan != nil {
			live, held, paused = t.plan.Live, t.plan.Held, t.plan.Paused != nil
		}
		if t.layout.Title == "" && t.before.Title == "" {
			continue
		}
		state := words.ReportFine
		switch {
		case paused:
			state = words.ReportOnPause
		case held > 0:
			state = words.ReportHeld(held)
		}
		lines = append(lines, []string{string(t.layout.Schema.Kind), words.Number(live), state})
	}
	lines = append(lines, []string{})
	fixes, notes := d.causes(sheet.Fix), d.causes(sheet.Note)
	if len(fixes) == 0 {
		lines = append(lines, []string{words.ReportAllWell})
	} else {
		lines = append(lines, []string{words.ReportFixes(len(fixes)), words.ReportWhat})
		lines = append(lines, fixes...)
	}
	if len(notes) > 0 {
		lines = append(lines, []string{}, []string{words.ReportNotes(len(notes))})
		lines = append(lines, notes...)
	}
	if len(d.survey.Unread) > 0 {
		lines = append(lines, []string{}, []string{words.ReportNotRead})
		for _, g := range d.survey.Unread {
			lines = append(lines, []string{g.Title})
		}
	}
	return lines
}

// causes returns a line for each cause of problems of a level: its cells, and
// what to do.
func (d *draft) causes(level sheet.Level) [][]string {
	type cause struct {
		cells []string
		text  string
	}
	var order []string
	byCause := map[string]*cause{}
	for _, p := range d.problems {
		if p.Code == sheet.TabNotRead || p.Level != level {
			continue
		}
		key := p.Cause()
		c := byCause[key]
		if c == nil {
			c = &cause{text: p.Text().Note}
			if c.text == "" {
				c.text = p.Text().Message()
			}
			byCause[key] = c
			order = append(order, key)
		}
		c.cells = append(c.cells, where(p))
	}
	lines := make([][]string, len(order))
	for i, key := range order {
		lines[i] = []string{words.ReportCells(byCause[key].cells), byCause[key].text}
	}
	return lines
}

func where(p sheet.Problem) string {
	cell := address(p)
	if cell == "" {
		return string(p.Tab)
	}
	return string(p.Tab) + " " + cell
}
