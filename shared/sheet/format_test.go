package sheet

import (
	"encoding/json"
	"testing"

	"shelfmates/shared/partnership"
)

func TestFormsOfValues(t *testing.T) {
	tests := []struct {
		kind   partnership.Kind
		column string
		cell   Cell
		people string // as a sentence has it
		export string // as JSON
	}{
		{"Hours", "Date", date(sept5), "5 September 2026", `"2026-09-05"`},
		{"Hours", "Hours", num(1.5), "1.5 hours", `1.5`},
		{"Hours", "Hours", num(1), "1 hour", `1`},
		{"Hours", "Hours", text("0:20"), "20 min", `0.3333`},
		{"Hours", "Students", num(14), "14", `14`},
		{"Hours", "On behalf of", text("YMCA"), "YMCA", `"YMCA"`},
		{"Hours", "Volunteer", text("Ana; Ben"), "Ana; Ben", `["Ana","Ben"]`},
		{"Meetings", "Starts", text("3:15 pm"), "15:15", `"15:15"`},
		{"Meetings", "Minutes", text("45"), "45 minutes", `45`},
		{"Donations", "Value", num(1250), "$1,250", `"1250.00"`},
		{"Volunteers", "Hours before", num(35.5), "35.5 hours", `35.5`},
		{"Volunteers", "Under 18", text("n"), "No", `false`},
		{"Volunteers", "Talents", text("Coding, Chess"), "Coding and Chess", `["Coding","Chess"]`},
		{"Volunteers", "Talents", text("Coding"), "Coding", `["Coding"]`},
		{"Recognition", "Approved", box(true), "Yes", `true`},
		{"Volunteers", "Talents", Cell{}, "", `null`},
	}
	for _, test := range tests {
		t.Run(test.column+" "+test.export, func(t *testing.T) {
			tab := SchemaOf(test.kind)
			col := &tab.Columns[tab.Column(test.column)]
			v, _ := one(tab.Kind, test.column, test.cell)
			if got := FormatValue(col, v); got != test.people {
				t.Errorf("for people: got %q, want %q", got, test.people)
			}
			b, err := json.Marshal(ExportValue(col, v))
			if err != nil || string(b) != test.export {
				t.Errorf("exported: got %s, %v, want %s", b, err, test.export)
			}
		})
	}
}
