package workbook

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/sheettest"
)

func TestBook(t *testing.T) {
	sheettest.Run(t, func(t *testing.T) sheettest.Desk {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		f := excelize.NewFile()
		defer f.Close()
		must(t, f.SaveAs(path))
		return sheettest.Desk{Book: New(path, at, Options{}), Staff: staff{t, path}}
	})
}

// staff edit the file with another library, and save after every edit.
type staff struct {
	t    *testing.T
	path string
}

// edit opens the file, edits it and saves it.
func (s staff) edit(do func(f *excelize.File) error) {
	s.t.Helper()
	f, err := excelize.OpenFile(s.path)
	must(s.t, err)
	defer f.Close()
	must(s.t, do(f))
	must(s.t, f.Save())
}

func (s staff) AddTab(tab string) {
	s.edit(func(f *excelize.File) error {
		_, err := f.NewSheet(tab)
		return err
	})
}

func (s staff) RenameTab(tab, to string) {
	s.edit(func(f *excelize.File) error { return f.SetSheetName(tab, to) })
}

func (s staff) DeleteTab(tab string) {
	s.edit(func(f *excelize.File) error { return f.DeleteSheet(tab) })
}

func (s staff) Type(tab string, row, column int, value sheet.Cell) {
	s.edit(func(f *excelize.File) error { return typeCell(f, tab, address(column, row), value) })
}

// formats are number formats of each kind, as spreadsheets offer them.
var formats = map[sheet.Format]string{
	sheet.PlainFormat:    "General",
	sheet.DateFormat:     "d mmm yyyy",
	sheet.TimeFormat:     "h:mm AM/PM",
	sheet.DurationFormat: "[h]:mm",
}

func typeCell(f *excelize.File, tab, cell string, value sheet.Cell) error {
	switch value.Kind {
	case sheet.TextCell:
		return f.SetCellStr(tab, cell, literal(value.Text))
	case sheet.BoolCell:
		return f.SetCellBool(tab, cell, value.Bool)
	case sheet.NumberCell:
		if err := f.SetCellFloat(tab, cell, value.Number, -1, 64); err != nil {
			return err
		}
		code := formats[value.Format]
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return err
		}
		return f.SetCellStyle(tab, cell, cell, style)
	}
	return f.SetCellValue(tab, cell, nil)
}

// literal writes a text so that the library stores it as it is.
func literal(text string) string { return strings.ReplaceAll(text, "_x", "_x005F_x") }

func (s staff) Formula(tab string, row, column int, formula, result string) {
	s.edit(func(f *excelize.File) error { return f.SetCellFormula(tab, address(column, row), formula) })
	// The library saves a formula without its result; put it behind.
	rewrite(s.t, s.path, func(name, part string) string {
		cell := `<c r="` + address(column, row) + `" t="str"><f>`
		at := strings.Index(part, cell)
		if at < 0 || !strings.HasPrefix(name, "xl/worksheets/") {
			return part
		}
		end := at + strings.Index(part[at:], "</f>") + len("</f>")
		return part[:end] + "<v>" + result + "</v>" + part[end:]
	})
}

func (s staff) InsertRows(tab string, above, count int) {
	s.edit(func(f *excelize.File) error { return f.InsertRows(tab, above, count) })
}

func (s staff) DeleteRow(tab string, row int) {
	s.edit(func(f *excelize.File) error { return f.RemoveRow(tab, row) })
}

func (s staff) InsertColumn(tab string, before int) {
	s.edit(func(f *excelize.File) error { return f.InsertCols(tab, sheet.ColumnName(before), 1) })
}

func (s staff) Merge(tab string, m sheet.Merge) {
	s.edit(func(f *excelize.File) error {
		return f.MergeCell(tab, address(m.FirstColumn, m.FirstRow), address(m.LastColumn, m.LastRow))
	})
}

func (s staff) HideRow(tab string, row int) {
	s.edit(func(f *excelize.File) error { return f.SetRowVisible(tab, row, false) })
}

func (s staff) Sees(tab string, row, column int) (sheet.Cell, string) {
	s.t.Helper()
	f, err := excelize.OpenFile(s.path)
	must(s.t, err)
	defer f.Close()
	formula, err := f.GetCellFormula(tab, address(column, row))
	must(s.t, err)
	cell, err := oracle(f, tab, address(column, row))
	must(s.t, err)
	return cell, formula
}
