package export_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/export"
	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A record is what one holds, by column; names in Ref and Refs columns are given
// with whom they mean, "Ana Ruiz=V1".
type record map[string]string

// keep writes records of a tab into a store that has been synced.
func keep(t *testing.T, s store.Store, kind partnership.Kind, records map[partnership.ID]record) {
	t.Helper()
	schema := sheet.SchemaOf(kind)
	state, err := store.State{Committed: 1}.Item()
	if err != nil {
		t.Fatal(err)
	}
	actions := []store.Action{
		{Op: store.Put, Key: state.Key, Attrs: state.Attrs},
		{Op: store.Put, Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: int64(1)}},
	}
	for id, r := range records {
		one := match.Stored{Record: sheet.Record{ID: id, Values: make([]sheet.Value, len(schema.Columns)), Refs: map[int][]sheet.Named{}}, Rev: 1}
		for column, text := range r {
			c := schema.Column(column)
			var plain []string
			for _, name := range strings.Split(text, ", ") {
				name, means, ok := strings.Cut(name, "=")
				if ok {
					named := sheet.Named{Text: name, ID: partnership.ID(means), Kind: partnership.Volunteers}
					if strings.HasPrefix(means, "P") {
						named.Kind = partnership.Partners
					}
					one.Refs[c] = append(one.Refs[c], named)
				}
				plain = append(plain, name)
			}
			one.Values[c] = sheet.Value{State: sheet.Good, Text: strings.Join(plain, ", ")}
		}
		item, err := roster.EncodeRecord(schema, one)
		if err != nil {
			t.Fatal(err)
		}
		actions = append(actions, store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs})
	}
	if err := s.Write(t.Context(), "maple", actions); err != nil {
		t.Fatal(err)
	}
}

// fields returns what the records of a tab are exported with, in order.
func fields(t *testing.T, s store.Store, kind partnership.Kind) (all []string) {
	t.Helper()
	tables, err := export.Tables(t.Context(), s, "maple", string(kind))
	if err != nil || len(tables) != 1 {
		t.Fatalf("got %d tables, %v", len(tables), err)
	}
	var lines bytes.Buffer
	if err := export.Lines(&lines, tables); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(lines.String()) {
		var one struct{ Fields json.RawMessage }
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, string(one.Fields))
	}
	return all
}

func TestNames(t *testing.T) {
	s := open(t)
	keep(t, s, partnership.Partners, map[partnership.ID]record{"P1": {"Partner": "YMCA"}, "P2": {"Partner": "Rotary Club"}})
	keep(t, s, partnership.Volunteers, map[partnership.ID]record{
		"V1": {"Volunteer": "Maria Garcia", "Partner": "YMCA=P1", "Email": "maria@ymca.example"},
		"V2": {"Volunteer": "Maria Garcia", "Partner": "Rotary Club=P2"},
		"V3": {
			"Volunteer": "Ana Ruiz", "Partner": "YMCA=P1", "Email": "ana@ymca.example", "Phone": "555-0142", "Notes": "moved to Oak St",
			"Status": "Remove", "Introduced by": "Maria Garcia (YMCA)=V1",
		},
		"V4": {"Volunteer": "Ben Coles", "Introduced by": "Ana Ruiz=V3"},
	})
	keep(t, s, partnership.HoursTab, map[partnership.ID]record{
		"H1": {"Volunteer": "maria garcia (ymca)=V1, Ana Ruiz=V3", "On behalf of": "rotary club=P2"},
		"H2": {"Volunteer": "Maria Garcia"},
	})
	for what, want := range map[partnership.Kind][]string{
		partnership.HoursTab: {
			`{"Volunteer":["Maria Garcia (YMCA)","a volunteer"],"On behalf of":"Rotary Club"}`,
			`{"Volunteer":["Maria Garcia"]}`,
		},
		partnership.Volunteers: {
			`{"Volunteer":"Maria Garcia","Partner":"YMCA","Email":"maria@ymca.example"}`,
			`{"Volunteer":"Maria Garcia","Partner":"Rotary Club"}`,
			`{"Volunteer":"a volunteer","Partner":"YMCA","Status":"Remove"}`,
			`{"Volunteer":"Ben Coles","Introduced by":"a volunteer"}`,
		},
	} {
		t.Run("of two of one name each is told apart, and who asked to be removed is a volunteer, in "+string(what), func(t *testing.T) {
			if got := fields(t, s, what); !slices.Equal(got, want) {
				t.Errorf("got %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	t.Run("to another store she moves as she is", func(t *testing.T) {
		if everything := all(t, s); !strings.Contains(everything, "Ana Ruiz") || !strings.Contains(everything, "555-0142") {
			t.Error("she is not in the export of everything")
		}
	})
}

func TestBlankCells(t *testing.T) {
	t.Run("a blank cell of a workbook is no cell", func(t *testing.T) {
		var book bytes.Buffer
		if err := export.XLSX(&book, []export.Table{{
			Tab: "Partners", Columns: []string{"Partner", "Kind", "Talk every"}, Rows: []export.Row{{ID: "P1", Values: []any{"YMCA", nil, 6.0}}, {ID: "P2", Values: []any{"Rotary", "Other", nil}}},
		}}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		for cell, want := range map[string]excelize.CellType{
			"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "C3": excelize.CellTypeUnset, "B3": excelize.CellTypeInlineString, "D3": excelize.CellTypeInlineString,
		} {
			if got, err := f.GetCellType("Partners", cell); err != nil || got != want {
				t.Errorf("%s is of type %v (%v), want %v", cell, got, err, want)
			}
		}
		if got, err := f.GetCellValue("Partners", "C2"); err != nil || got != "6" {
			t.Errorf("C2 is %q (%v), want 6", got, err)
		}
	})
}
