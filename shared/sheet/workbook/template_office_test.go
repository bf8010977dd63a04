package workbook_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/testenv"
)

// typeInOffice opens a new workbook, says what a librarian sees and is offered,
// types a row of hours as one would, and saves.
const typeInOffice = `
doc = load(args[0])
sheets = doc.getSheets()
seen = {"tabs": list(sheets.getElementNames())}
partners = sheets.getByName("Partners")
columns = partners.getColumns()
titles = [partners.getCellByPosition(i, 0).getString() for i in range(columns.getCount()) if i < 27]
seen["shown"] = [t for i, t in enumerate(titles) if t and columns.getByIndex(i).IsVisible]
notes = partners.getAnnotations()
seen["notes"] = notes.getCount()
stage = partners.getCellByPosition(titles.index("Stage"), 7).Validation
seen["stage"] = [stage.getFormula1(), stage.ErrorAlertStyle.value, stage.IgnoreBlankCells]
controller = doc.getCurrentController()
controller.setActiveSheet(partners)
seen["frozen"] = controller.hasFrozenPanes()
hours = sheets.getByName("Hours")
program = hours.getCellByPosition(1, 7).Validation
seen["program"] = [program.getFormula1(), program.ErrorAlertStyle.value]
who = hours.getCellByPosition(2, 7).Validation
seen["who"] = [who.Type.value, who.InputMessage]
keyboard = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
def keys(sheet, column, row, text):
    controller.setActiveSheet(sheet)
    controller.select(sheet.getCellByPosition(column, row))
    keyboard.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, (prop("StringName", text),))
keys(hours, 0, 1, "2026-11-03")
keys(hours, 2, 1, "Ana Ruiz")
keys(hours, 3, 1, "1:30")
keys(hours, 0, 2, "2026-11-04")
keys(hours, 2, 2, "Ana Ruiz")
keys(hours, 3, 2, "1.5")
programs = sheets.getByName("Programs")
keys(programs, 14, 1, "3-5")
seen["typed"] = [hours.getCellByPosition(0, 1).getString(), hours.getCellByPosition(3, 1).getString(), hours.getCellByPosition(3, 2).getString(), programs.getCellByPosition(14, 1).getString()]
print(json.dumps(seen))
store(doc)
`

func TestTemplateInLibreOffice(t *testing.T) {
	office := testenv.LibreOffice(t)
	path := filepath.Join(t.TempDir(), "school.xlsx")
	if err := workbook.Create(path, sheet.Template{Zone: "America/New_York"}); err != nil {
		t.Fatal(err)
	}
	var seen struct {
		Tabs, Shown, Typed []string
		Notes              int
		Frozen             bool
		Stage, Program     []any
		Who                []any
	}
	out := office.Run(t, typeInOffice, path)
	if err := json.Unmarshal([]byte(out), &seen); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	t.Run("folded columns and the ID are out of sight, and the headers stay in it", func(t *testing.T) {
		tab := sheet.Tabs()[0]
		var want []string
		for _, c := range tab.Columns {
			if !c.Folded {
				want = append(want, c.Name)
			}
		}
		want = append(want, sheet.NoteColumn)
		if !slices.Equal(seen.Shown, want) || !seen.Frozen {
			t.Errorf("shown %q, want %q; frozen %v", seen.Shown, want, seen.Frozen)
		}
		if seen.Notes != len(tab.Columns)+2 {
			t.Errorf("%d notes on %d headers", seen.Notes, len(tab.Columns)+2)
		}
	})
	t.Run("dropdowns offer choices and names, and warn at most", func(t *testing.T) {
		if seen.Stage[0] != `"Prospect";"Trying out";"Regular";"Sustained";"Paused";"Ended"` || seen.Stage[1] != "WARNING" || seen.Stage[2] != true {
			t.Errorf("Stage: %v", seen.Stage)
		}
		if seen.Program[0] != "$Programs.$A$2:$A$2000" || seen.Program[1] != "WARNING" {
			t.Errorf("Program: %v", seen.Program)
		}
		if seen.Who[0] != "ANY" || seen.Who[1] == "" {
			t.Errorf("Volunteer: %v", seen.Who)
		}
	})
	t.Run("what is typed is what is meant", func(t *testing.T) {
		if want := []string{"Nov 3, 2026", "01:30:00 AM", "1.5", "3-5"}; !slices.Equal(seen.Typed, want) {
			t.Errorf("shows %q, want %q", seen.Typed, want)
		}
	})
	t.Run("after its save dropdowns, groups and colours are still there, and hours are told apart", func(t *testing.T) {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if v := helpOn(t, f, "Partners", "Stage"); v == nil || v.Type != "list" || *v.ErrorStyle != "warning" {
			t.Errorf("Stage: %+v", v)
		}
		if v := helpOn(t, f, "Hours", "Program"); v == nil || v.Formula1 != "Programs!$A$2:$A$2000" {
			t.Errorf("Program: %+v", v)
		}
		letter := letterOf(t, f, "Partners", "Website")
		if level, err := f.GetColOutlineLevel("Partners", letter); err != nil || level != 1 {
			t.Errorf("Website has outline level %d, %v", level, err)
		}
		if seen, err := f.GetColVisible("Partners", letter); err != nil || seen {
			t.Errorf("Website is visible: %v, %v", seen, err)
		}
		if marks, err := f.GetConditionalFormats("Recognition"); err != nil || len(marks) < 3 {
			t.Errorf("Recognition has %d coloured ranges, %v", len(marks), err)
		}
		book := workbook.New(path, time.Now, workbook.Options{})
		snap, err := book.Read(t.Context(), sheet.Known{})
		if err != nil {
			t.Fatal(err)
		}
		survey := sheet.LayOut(snap.Grids, nil)
		for i := range survey.Tabs {
			reading := survey.Tabs[i].Read()
			if string(reading.Schema.Kind) != "Hours" {
				continue
			}
			at := reading.Schema.Column("Hours")
			if len(reading.Rows) != 2 || reading.Rows[0].Values[at].Num != 90 || reading.Rows[1].Values[at].Num != 90 {
				t.Errorf("hours read: %+v", reading.Rows)
			}
		}
	})
}
