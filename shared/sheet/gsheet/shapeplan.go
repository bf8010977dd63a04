package gsheet

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// A shaper works out what a spreadsheet lacks. First it chooses which tab is to
// be what, then it draws one after another; requests grow in the order in which
// Google carries them out.
type shaper struct {
	template sheet.Template
	whole    *sheets.Spreadsheet
	grids    []sheet.Grid
	survey   *sheet.Survey
	targets  []*target
	order    []int64 // sheetIds as they will stand
	settings map[string]sheet.Cell
	requests []*sheets.Request
	report   ShapeReport
}

// A target is a tab that is to look like the template.
type target struct {
	kind   partnership.Kind // "" of the report tab and of staff's own
	title  string
	id     int64
	made   bool          // it has to be added
	blank  bool          // nothing is in it, so all of it is drawn
	stands *sheets.Sheet // as it is; nil where it is made
	looks  []*sheets.GridData
	grid   sheet.Grid
	header int // 0-based row of the header
	rows   int // size of the grid, without what we insert
	cols   int

	columns []column // of staff tabs: all that will stand, in any order
	filled  sheet.Grid
}

// A column is a column of the template in its place.
type column struct {
	sheet.TemplateColumn
	at    int  // 0-based
	fresh bool // we add it
}

// newShaper takes in what was read and chooses the targets.
func newShaper(whole *sheets.Spreadsheet, snap sheet.Snapshot, t sheet.Template) *shaper {
	if whole.Properties.TimeZone != "" {
		t.Zone = whole.Properties.TimeZone // the sheet knows better than this machine
	}
	s := &shaper{template: t, whole: whole, grids: snap.Grids, survey: sheet.LayOut(snap.Grids, nil), settings: t.TypedSettings()}
	for _, one := range whole.Sheets {
		s.order = append(s.order, one.Properties.SheetId)
	}
	lone := s.loneBlank()
	for i := range s.survey.Tabs {
		l := &s.survey.Tabs[i]
		if s.clear(l.Title, l.Schema.Kind, l.Paused) {
			tab := s.target(l.Title, l.Schema.Kind, &lone)
			s.columnsOf(tab, l)
		}
	}
	if r := &s.survey.Settings; s.clear(r.Title, sheet.SettingsTab, r.Paused) {
		s.target(r.Title, sheet.SettingsTab, &lone)
	}
	if s.survey.Report == nil {
		s.target("", "", &lone)
	}
	for _, g := range s.survey.Unread {
		if !slices.ContainsFunc(s.targets, func(t *target) bool { return t.stands != nil && t.stands.Properties.Title == g.Title }) {
			s.report.Others = append(s.report.Others, g.Title)
		}
	}
	for _, one := range whole.Sheets {
		if s.gridOf(one.Properties.Title) == nil {
			s.report.Others = append(s.report.Others, one.Properties.Title) // a chart, or connected
		}
	}
	return s
}

// clear reports whether a tab can be shaped, and notes it where it cannot.
func (s *shaper) clear(title string, kind partnership.Kind, paused *sheet.Problem) bool {
	if title == "" {
		title = string(kind)
		if paused.Code == sheet.TabMissing && s.sheetLike(title) != nil { // a chart of that name, say
			paused = &sheet.Problem{Code: sheet.TabDoubled, Level: sheet.Fix, Tab: kind, At: -1, Args: []string{title, title}}
		}
	}
	if paused == nil || paused.Code == sheet.TabMissing {
		return true
	}
	if g := s.gridOf(title); g != nil && len(g.Rows) == 0 {
		return true
	}
	if paused.Code == sheet.HeaderMissing && paused.Fix == "" {
		return true // nothing there was meant as what is missing
	}
	s.report.Unclear = append(s.report.Unclear, Unclear{title, *paused})
	return false
}

// loneBlank returns the tab that a new spreadsheet comes with, where nobody has
// put it to use: it becomes the first of ours.
func (s *shaper) loneBlank() *sheets.Sheet {
	if len(s.whole.Sheets) == 1 && len(s.grids) == 1 && len(s.grids[0].Rows) == 0 && len(s.survey.Unread) == 1 {
		return s.whole.Sheets[0]
	}
	return nil
}

// target adds a target: the tab of that title, or one that is made when title
// is "".
func (s *shaper) target(title string, kind partnership.Kind, lone **sheets.Sheet) *target {
	t := &target{kind: kind, title: title, rows: gridRows, cols: spareColumns}
	t.filled, _ = s.template.Tab(string(kind))
	s.targets = append(s.targets, t)
	if title == "" {
		t.title, t.blank = string(kind), true
		if kind == "" {
			t.title = sheet.ReportTitle
		}
		if *lone != nil {
			t.stands, *lone = *lone, nil
		} else {
			t.made, t.id = true, s.freshID(t.title)
			s.place(t)
			return t
		}
	} else {
		t.stands = s.sheetOf(title)
		t.grid = *s.gridOf(title)
		t.blank = len(t.grid.Rows) == 0
	}
	p := t.stands.Properties
	t.id = p.SheetId
	if p.GridProperties != nil {
		t.rows, t.cols = int(p.GridProperties.RowCount), int(p.GridProperties.ColumnCount)
	}
	return t
}

const (
	gridRows     = 1000 // of a new tab, as Google's own has
	spareColumns = 3    // beside ours, for staff's own
)

// place finds where a new tab belongs: behind the one before it in the order of
// the template, else at the end.
func (s *shaper) place(t *target) {
	at := len(s.order)
	if len(s.targets) > 1 {
		before := s.targets[len(s.targets)-2]
		at = slices.Index(s.order, before.id) + 1
	}
	s.order = slices.Insert(s.order, at, t.id)
}

// freshID is a sheetId that is the same in each run, so that a request that is
// sent twice cannot add a tab twice.
func (s *shaper) freshID(title string) int64 {
	h := fnv.New32a()
	h.Write([]byte(title))
	id := int64(h.Sum32() & 0x7fffffff)
	for slices.Contains(s.order, id) {
		id = (id + 1) & 0x7fffffff
	}
	return id
}

func (s *shaper) gridOf(title string) *sheet.Grid {
	for i := range s.grids {
		if s.grids[i].Title == title {
			return &s.grids[i]
		}
	}
	return nil
}

func (s *shaper) sheetOf(title string) *sheets.Sheet {
	for _, one := range s.whole.Sheets {
		if one.Properties.Title == title {
			return one
		}
	}
	return nil
}

// sheetLike returns the tab that takes a title: Google compares without case.
func (s *shaper) sheetLike(title string) *sheets.Sheet {
	for _, one := range s.whole.Sheets {
		if strings.EqualFold(one.Properties.Title, title) {
			return one
		}
	}
	return nil
}

// unseen returns the ranges whose looks the plan depends on.
func (s *shaper) unseen() []string {
	var ranges []string
	rows := func(t *target, from, to int) { // 0-based, half open
		if to = min(to, t.rows); from < to {
			ranges = append(ranges, fmt.Sprintf("%s!%d:%d", quoted(t.title), from+1, to))
		}
	}
	for _, t := range s.targets {
		switch {
		case t.blank:
		case t.kind == sheet.SettingsTab:
			rows(t, 0, t.grid.LastRow)
		default:
			rows(t, t.header, t.header+3)
			if next := t.nextRow(); next >= t.header+3 {
				rows(t, next, next+1)
			}
		}
	}
	return ranges
}

// see takes in the looks of single rows.
func (s *shaper) see(looks *sheets.Spreadsheet) {
	for _, one := range looks.Sheets {
		for _, t := range s.targets {
			if !t.made && t.id == one.Properties.SheetId {
				t.looks = one.Data
			}
		}
	}
}

// nextRow is the 0-based first row below all content.
func (t *target) nextRow() int { return max(t.header+1, t.grid.LastRow) }

// look returns how a cell looks, the zero CellData where nothing was set.
func (t *target) look(row, at int) sheets.CellData {
	for _, part := range t.looks {
		r, c := row-int(part.StartRow), at-int(part.StartColumn)
		if r >= 0 && r < len(part.RowData) && part.RowData[r] != nil && c >= 0 && c < len(part.RowData[r].Values) && part.RowData[r].Values[c] != nil {
			return *part.RowData[r].Values[c]
		}
	}
	return sheets.CellData{}
}

// plan returns all requests, none when nothing is lacking.
func (s *shaper) plan() []*sheets.Request {
	for _, id := range s.order { // so that each index is one that there is by then
		for _, t := range s.targets {
			if t.id == id {
				s.make(t)
			}
		}
	}
	for _, t := range s.targets {
		before := len(s.requests)
		s.room(t)
		switch {
		case t.kind == sheet.SettingsTab:
			s.settingsTab(t)
		case t.kind == "":
			s.reportTab(t)
		default:
			s.staffTab(t)
		}
		switch {
		case t.made || t.stands.Properties.Title != t.title:
			s.report.Added = append(s.report.Added, t.title)
		case len(s.requests) > before && !slices.Contains(s.report.Filled, t.title):
			s.report.Mended = append(s.report.Mended, t.title)
		}
	}
	for _, g := range s.template.Filled {
		if sheet.SchemaOf(partnership.Kind(g.Title)) == nil && g.Title != sheet.ReportTitle {
			s.ownTab(g)
		}
	}
	return s.requests
}

// make adds the tab, or gives the lone blank one its name.
func (s *shaper) make(t *target) {
	if !t.made {
		if t.stands.Properties.Title != t.title {
			s.add(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{
				Properties: &sheets.SheetProperties{SheetId: t.id, Title: t.title}, Fields: "title",
			}})
		}
		return
	}
	t.cols += t.wanted()
	t.rows = max(t.rows, t.filledTo()+spareRows)
	s.addSheet(t.id, t.title, slices.Index(s.order, t.id), t.rows, t.cols)
}

// wanted is how many columns a tab of ours has when all of it is drawn.
func (t *target) wanted() int { return max(len(t.columns), len(settingColumns)) }

// room makes a blank tab as large as what is drawn in it.
func (s *shaper) room(t *target) {
	if !t.blank || t.made {
		return
	}
	for dimension, more := range map[string]int{"COLUMNS": t.wanted() + spareColumns - t.cols, "ROWS": t.filledTo() + spareRows - t.rows} {
		if more > 0 {
			s.add(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{SheetId: t.id, Dimension: dimension, Length: int64(more)}})
		}
	}
}

// spareRows are blank rows below what a tab is filled with.
const spareRows = 100

func (s *shaper) addSheet(id int64, title string, index, rows, cols int) {
	s.add(&sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{
		SheetId: id, Title: title, Index: int64(index), ForceSendFields: []string{"Index"},
		GridProperties: &sheets.GridProperties{RowCount: int64(rows), ColumnCount: int64(cols)},
	}}})
}

func (s *shaper) add(r ...*sheets.Request) { s.requests = append(s.requests, r...) }
