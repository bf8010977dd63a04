package sample

import (
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// build writes every tab of the sample school.
func build(now time.Time, zone *time.Location) []sheet.Grid {
	if zone == nil {
		zone = time.UTC
	}
	t := timelineAt(now, zone)
	rows := map[partnership.Kind][]line{
		partnership.Partners:     partners(t),
		partnership.Volunteers:   volunteers(t),
		partnership.HoursTab:     hours(t),
		partnership.Donations:    donations(t),
		partnership.Recognitions: recognition(t),
		partnership.Programs:     programs(t),
		partnership.Meetings:     meetings(t),
		partnership.Ideas:        ideas(t),
		partnership.Team:         team(),
	}
	var grids []sheet.Grid
	for _, schema := range sheet.Tabs() {
		headers := sheet.TemplateHeaders(schema)
		if schema.Kind == partnership.Volunteers {
			headers = append(headers, ownColumn)
		}
		grids = append(grids, grid(string(schema.Kind), headers, rows[schema.Kind]))
	}
	grids = append(grids,
		grid(string(sheet.SettingsTab), []string{sheet.SettingHeader, sheet.ValueHeader}, settings(t, zone.String())),
		grid(ownTab, []string{"Day", "Who", "What"}, snacks(t)),
	)
	return grids
}

// grid lays lines out below their headers. It panics when a line names a
// column that is not there: a mistake in this package.
func grid(title string, headers []string, lines []line) sheet.Grid {
	place := make(map[string]int, len(headers))
	top := make([]sheet.Cell, len(headers))
	for i, name := range headers {
		place[name] = i
		top[i] = text(name)
	}
	g := sheet.Grid{Title: title, Rows: []sheet.GridRow{{Number: 1, Cells: top}}, LastRow: len(lines) + 1}
	for i, l := range lines {
		var cells []sheet.Cell
		for name, cell := range l {
			at, ok := place[name]
			if !ok {
				panic("sample: " + title + " has no column " + name)
			}
			if cell.Kind == sheet.BlankCell {
				continue
			}
			for len(cells) <= at {
				cells = append(cells, sheet.Cell{})
			}
			cells[at] = cell
		}
		g.Rows = append(g.Rows, sheet.GridRow{Number: i + 2, Cells: cells})
	}
	return g
}
