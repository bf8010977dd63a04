package main

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/testenv"
)

//go:embed testdata/office/hour.py
var hourInOffice string

// A moment of the librarian's hour: a sync, what was stored after it, and what
// the Hours tab shows in LibreOffice.
type moment struct {
	Step  string
	N     int
	Open  bool // LibreOffice has the file open
	Code  int
	Err   string
	Again string // what a second sync says to people
	Sync  struct {
		Tabs []struct {
			Tab, Frozen                                         string
			Created, Updated, Removed, Revived, Unchanged, Held int
		}
		Problems                               []struct{ Tab, Cell, Column, Value, Level, Message, Kept, Fix string }
		Reads, Writes, StoreReads, StoreWrites int
	}
	Export []struct {
		Tab, ID string
		Rev     int
		Fields  map[string]any
	}
	Hours map[string]map[string]string // by row and header
	Looks looks
}

// looks are what a workbook has besides cells.
type looks struct {
	Tabs, Formats, Dropdowns, Comments, Names []string
	Charts, Rules, Bold                       int
	Hidden                                    []int
	Formula                                   string
}

// ids returns the IDs of the hours records by what was done.
func (m *moment) ids() map[string][]string {
	ids := map[string][]string{}
	for _, r := range m.Export {
		if r.Tab == "Hours" {
			what, _ := r.Fields["What we did"].(string)
			ids[what] = append(ids[what], r.ID)
		}
	}
	return ids
}

// hours returns the fields of the hours records by ID.
func (m *moment) hours() map[string]map[string]any {
	all := map[string]map[string]any{}
	for _, r := range m.Export {
		if r.Tab == "Hours" {
			all[r.ID] = r.Fields
		}
	}
	return all
}

// did sums what the sync did to the records of all tabs.
func (m *moment) did() string {
	created, updated, removed, revived := 0, 0, 0, 0
	for _, t := range m.Sync.Tabs {
		created, updated, removed, revived = created+t.Created, updated+t.Updated, removed+t.Removed, revived+t.Revived
	}
	return fmt.Sprintf("%d new, %d changed, %d removed, %d back", created, updated, removed, revived)
}

// frozen returns why Hours is on pause.
func (m *moment) frozen() string {
	for _, t := range m.Sync.Tabs {
		if t.Tab == "Hours" {
			return t.Frozen
		}
	}
	return ""
}

// said returns where problems stand: "A4 fix". That notes wait, while the
// workbook is open, stands nowhere.
func (m *moment) said() []string {
	var all []string
	for _, p := range m.Sync.Problems {
		if p.Tab == "" {
			continue
		}
		all = append(all, strings.TrimSpace(p.Tab+" "+p.Cell)+" "+p.Level)
	}
	return all
}

// notes returns the notes in the Hours tab, by row.
func (m *moment) notes() map[string]string {
	notes := map[string]string{}
	for row, cells := range m.Hours {
		if note := cells["Shelfmates note"]; note != "" {
			notes[row] = note
		}
	}
	return notes
}

// TestLibrariansHour lets another program edit a workbook for an hour, with the
// file open there half of the time. The really built command syncs it.
func TestLibrariansHour(t *testing.T) {
	office := testenv.LibreOffice(t)
	m := newMachine(t, built(t))
	t.Setenv("TZ", "America/New_York") // so that the new workbook knows its zone
	m.run("new-sheet")
	keep := t.TempDir()
	for _, s := range m.settings() {
		name, value, _ := strings.Cut(s, "=")
		t.Setenv(name, value)
	}
	var moments []moment
	var untouched looks // of the file before we wrote it
	at := map[string]*moment{}
	for line := range strings.Lines(office.Run(t, hourInOffice, m.program, m.book(), keep)) {
		var one moment
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if one.N == 0 { // no sync, only a look
			untouched = one.Looks
			continue
		}
		moments = append(moments, one)
	}
	for i := range moments {
		at[strings.Split(moments[i].Step, ":")[0]] = &moments[i]
	}

	t.Run("each sync deals with the data", func(t *testing.T) {
		for _, one := range moments {
			if one.Code != exitDone {
				t.Errorf("%s: exit code %d: %s", one.Step, one.Code, one.Err)
			}
		}
	})
	t.Run("no session loses its record, and none gets another's", func(t *testing.T) {
		known := map[string][]string{}
		for _, one := range moments {
			ids := one.ids()
			for what, before := range known {
				for _, id := range before {
					if !slices.Contains(ids[what], id) {
						t.Errorf("%s: %s was %s, is %s", one.Step, what, before, ids[what])
					}
				}
			}
			maps.Copy(known, ids)
		}
	})
	t.Run("the file is read and not written while it is open there", func(t *testing.T) {
		for _, one := range moments {
			if one.Open && (one.Sync.Writes > 0 || !bytes.Equal(kept(t, keep, one.N, "before"), kept(t, keep, one.N, "after"))) {
				t.Errorf("%s: it was written", one.Step)
			}
		}
		for _, step := range []string{"first, open", "two inserted, open"} {
			if !at[step].Open || !strings.Contains(at[step].Again, "Notes and IDs wait to be written. Close the workbook there") {
				t.Errorf("%s: open %v, and a sync says %q", step, at[step].Open, at[step].Again)
			}
		}
	})
	t.Run("what waited is written when it is closed, and nothing else", func(t *testing.T) {
		for _, one := range moments {
			if one.Sync.Writes > 0 {
				sameBut(t, one.Step, kept(t, keep, one.N, "before"), kept(t, keep, one.N, "after"))
			}
		}
	})
	t.Run("each row has the ID of its record", func(t *testing.T) {
		for _, one := range moments {
			if one.Open {
				continue
			}
			ids := one.ids()
			for row, cells := range one.Hours {
				if !slices.Contains(ids[cells["What we did"]], cells["ID"]) {
					t.Errorf("%s: row %s, %s, has the ID %s, want one of %s", one.Step, row, cells["What we did"], cells["ID"], ids[cells["What we did"]])
				}
			}
		}
	})

	hour := func(name, step string, check func(*testing.T, *moment)) {
		t.Run(name, func(t *testing.T) {
			if at[step] == nil {
				t.Fatalf("there was no %q", step)
			}
			check(t, at[step])
		})
	}
	does := func(want string) func(*testing.T, *moment) {
		return func(t *testing.T, m *moment) {
			if m.did() != want {
				t.Errorf("it made %s, want %s", m.did(), want)
			}
		}
	}
	const nothing = "0 new, 0 changed, 0 removed, 0 back"
	hour("the first sync makes the records", "first, open", does("19 new, 0 changed, 0 removed, 0 back"))
	hour("and its second reading no more of them", "first, closed", does(nothing))
	for _, step := range []string{"sorted, open", "sorted, closed"} {
		hour("a sorted tab writes nothing, "+step, step, func(t *testing.T, m *moment) {
			does(nothing)(t, m)
			if m.Sync.Writes+m.Sync.StoreWrites > 0 {
				t.Errorf("%d writes to the sheet, %d to the store", m.Sync.Writes, m.Sync.StoreWrites)
			}
		})
	}
	hour("two inserted rows are two records", "two inserted, open", does("2 new, 0 changed, 0 removed, 0 back"))
	hour("a deleted row still counts, and is said to be missing", "one deleted", func(t *testing.T, m *moment) {
		does(nothing)(t, m)
		_, lost, _ := strings.Cut(m.Step, ": ")
		if len(m.ids()[lost]) != 1 || len(m.Hours) != 13 {
			t.Errorf("%s has the records %s; the tab has %d rows", lost, m.ids()[lost], len(m.Hours))
		}
		if got := m.said(); !slices.Equal(got, []string{"Hours note"}) || !strings.Contains(m.Sync.Problems[0].Message, "misses 1 row") {
			t.Errorf("it says %q: %+v", got, m.Sync.Problems)
		}
	})
	for _, step := range []string{"undone, open", "undone, closed"} {
		hour("undone, it was never away, "+step, step, func(t *testing.T, m *moment) {
			does(nothing)(t, m)
			if len(m.said()) > 0 || !reflect.DeepEqual(m.hours(), at["two inserted, closed"].hours()) {
				t.Errorf("it says %q, and the records are others", m.said())
			}
		})
	}
	hour("a copied row becomes a record of its own, and the first keeps its ID", "a row copied", func(t *testing.T, m *moment) {
		does("1 new, 0 changed, 0 removed, 0 back")(t, m)
		var from, to string
		if _, err := fmt.Sscanf(m.Step, "a row copied: %s to %s", &from, &to); err != nil {
			t.Fatal(err)
		}
		if m.notes()[to] != "Row "+from+" says the same, and both count. If it was typed twice, delete one." {
			t.Errorf("the notes are %q", m.notes())
		}
		before := at["undone, closed"].Hours[from]
		if m.Hours[from]["ID"] != before["ID"] || m.Hours[to]["ID"] == before["ID"] || m.Hours[to]["What we did"] != before["What we did"] {
			t.Errorf("rows are %v and %v, the first was %v", m.Hours[from], m.Hours[to], before)
		}
	})
	for _, step := range []string{"mistyped, open", "mistyped, closed"} {
		hour("a mistyped date and name keep what was known, "+step, step, func(t *testing.T, m *moment) {
			if got, want := m.said(), []string{"Hours A4 fix", "Hours C6 fix", "Hours A16 note"}; !slices.Equal(got, want) {
				t.Fatalf("it says %q, want %q", got, want)
			}
			date, name := m.Sync.Problems[0], m.Sync.Problems[1]
			if date.Value != "Sept 5th-ish" || date.Kept == "" || date.Column != "Date" || !strings.Contains(name.Fix, "did you mean Ana Ruiz?") {
				t.Errorf("it says %+v and %+v", date, name)
			}
			before, now := at["a row copied"], m.hours()
			if id := before.Hours["4"]["ID"]; now[id]["Date"] != before.hours()[id]["Date"] {
				t.Errorf("the date is %v, was %v", now[id]["Date"], before.hours()[id]["Date"])
			}
			if id := before.Hours["6"]["ID"]; !reflect.DeepEqual(now[id]["Volunteer"], []any{"Ana Ruis"}) {
				t.Errorf("the volunteer is %v", now[id]["Volunteer"])
			}
		})
	}
	hour("notes stand in their rows, and in no other", "mistyped, closed", func(t *testing.T, m *moment) {
		notes := m.notes()
		if len(notes) != 3 || !strings.Contains(notes["16"], "Row 3") || !strings.Contains(notes["4"], `"Sept 5th-ish"`) || !strings.Contains(notes["6"], `"Ana Ruis"`) {
			t.Errorf("the notes are %q", notes)
		}
	})
	hour("a column of an unknown name keeps its values", "a column renamed", func(t *testing.T, m *moment) {
		if got := m.said(); len(got) != 4 || !strings.Contains(m.Sync.Problems[0].Message, `no column "Students" any more`) {
			t.Errorf("it says %q", got)
		}
		for id, fields := range at["mistyped, closed"].hours() {
			if !reflect.DeepEqual(m.hours()[id]["Students"], fields["Students"]) {
				t.Errorf("students of %v are %v, were %v", fields["What we did"], m.hours()[id]["Students"], fields["Students"])
			}
		}
	})
	hour("one column sorted alone puts the tab on pause", "one column sorted, open", func(t *testing.T, m *moment) {
		if got := m.said(); !slices.Equal(got[:1], []string{"Hours C1 fix"}) {
			t.Errorf("it says %q, want the header first", got)
		}
		if !strings.Contains(m.frozen(), "Volunteer only changed places") || !reflect.DeepEqual(m.hours(), at["a column renamed"].hours()) {
			t.Errorf("on pause: %q; the records are the same: %v", m.frozen(), reflect.DeepEqual(m.hours(), at["a column renamed"].hours()))
		}
	})
	for _, step := range []string{"sort undone, open", "sort undone, closed"} {
		hour("undone, the pause is over, "+step, step, func(t *testing.T, m *moment) {
			if m.frozen() != "" || !reflect.DeepEqual(m.hours(), at["a column renamed"].hours()) {
				t.Errorf("on pause: %q; the records are others", m.frozen())
			}
		})
	}
	hour("put right, nothing is left to say but of the copy", "all put right", func(t *testing.T, m *moment) {
		if !slices.Equal(m.said(), []string{"Hours A16 note"}) || len(m.notes()) != 1 {
			t.Errorf("it says %q; the notes are %q", m.said(), m.notes())
		}
		before := at["a row copied"]
		if id := before.Hours["4"]["ID"]; m.hours()[id]["Date"] != "2026-10-16" {
			t.Errorf("the date is %v", m.hours()[id]["Date"])
		}
		if id := before.Hours["6"]["ID"]; !reflect.DeepEqual(m.hours()[id]["Volunteer"], []any{"Ana Ruiz"}) {
			t.Errorf("the volunteer is %v", m.hours()[id]["Volunteer"])
		}
	})
	hour("the file opens there as before, but for our cells", "first, closed", func(t *testing.T, m *moment) {
		want := untouched
		if !reflect.DeepEqual(m.Looks, want) {
			t.Errorf("it has\n%+v, had\n%+v", m.Looks, want)
		}
		if want.Charts != 1 || want.Bold != 1 || want.Rules == 0 || !slices.Contains(want.Comments, "ask for the book list") {
			t.Errorf("it was poor already: %+v", want)
		}
	})
	hour("and after the whole hour too", "all put right", func(t *testing.T, m *moment) {
		want, got := untouched, m.Looks
		got.Rules, got.Formula = want.Rules, want.Formula // they grew by the rows that she inserted
		if !reflect.DeepEqual(got, want) || m.Looks.Rules < want.Rules {
			t.Errorf("it has\n%+v, had\n%+v", m.Looks, want)
		}
	})
	for ending, want := range map[string]string{"xls": "workbook of the old kind", "ods": "OpenDocument spreadsheet"} {
		t.Run("saved as ."+ending+" there, it is refused in one sentence", func(t *testing.T) {
			before := m.run("export")
			cmd := m.command("sync", "--sheet", "xlsx:"+filepath.Join(keep, "other."+ending))
			var said strings.Builder
			cmd.Stderr = &said
			var ended *exec.ExitError
			if err := cmd.Run(); !errors.As(err, &ended) || ended.ExitCode() != exitFail || !strings.Contains(said.String(), want) {
				t.Errorf("%v; it said %q", err, said.String())
			}
			if m.run("export") != before {
				t.Error("the records changed")
			}
		})
	}
}

// kept returns the workbook as it was before or after a sync.
func kept(t *testing.T, dir string, n int, when string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%02d-%s.xlsx", n, when)))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// A part is one entry of a workbook file: its bytes as they are packed, and
// unpacked.
type part struct {
	name        string
	raw, opened string
}

func partsOf(t *testing.T, content []byte) []part {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(from io.Reader, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		return string(all)
	}
	var parts []part
	for _, f := range r.File {
		opened, err := f.Open()
		parts = append(parts, part{f.Name, read(f.OpenRaw()), read(opened, err)})
	}
	return parts
}

var (
	sheetForm = regexp.MustCompile(`<sheet name="([^"]*)"[^>]* r:id="([^"]*)"`)
	relForm   = regexp.MustCompile(`<Relationship Id="([^"]*)"[^>]* Target="([^"]*)"`)
	cellForm  = regexp.MustCompile(`<c r="([A-Z]+)[0-9]+"[^>]*?(?:/>|>.*?</c>)`)
	sizeForm  = regexp.MustCompile(`<dimension [^>]*>`)
)

// sameBut fails unless two workbooks differ only in what a sync may change: in
// staff tabs the cells of notes and IDs, texts that were appended, and the tab
// of the report. Every other part is the same byte for byte.
func sameBut(t *testing.T, step string, before, after []byte) {
	t.Helper()
	old, now := partsOf(t, before), partsOf(t, after)
	if len(old) != len(now) {
		t.Fatalf("%s: %d parts, were %d", step, len(now), len(old))
	}
	tabs, ours := tabParts(old), systemColumns(t, before)
	for i := range old {
		a, b := old[i], now[i]
		tab, isTab := tabs[a.name]
		switch {
		case a.name != b.name:
			t.Errorf("%s: part %d is %s, was %s", step, i, b.name, a.name)
		case a.raw == b.raw:
		case a.name == "xl/sharedStrings.xml":
			texts := a.opened[strings.Index(a.opened, "<si>"):strings.LastIndex(a.opened, "</sst>")]
			if !strings.Contains(b.opened, texts) {
				t.Errorf("%s: shared texts were changed, not appended to", step)
			}
		case isTab && tab == "Shelfmates report":
		case isTab:
			if x, y := othersCells(a.opened, ours[tab]), othersCells(b.opened, ours[tab]); x != y {
				t.Errorf("%s: in %s more was changed than notes and IDs", step, tab)
			}
		default:
			t.Errorf("%s: %s was changed", step, a.name)
		}
	}
}

// tabParts returns the titles of tabs by the names of their parts.
func tabParts(parts []part) map[string]string {
	titles, tabs := map[string]string{}, map[string]string{}
	for _, p := range parts {
		switch p.name {
		case "xl/workbook.xml":
			for _, found := range sheetForm.FindAllStringSubmatch(p.opened, -1) {
				titles[found[2]] = found[1]
			}
		}
	}
	for _, p := range parts {
		if p.name == "xl/_rels/workbook.xml.rels" {
			for _, found := range relForm.FindAllStringSubmatch(p.opened, -1) {
				if title, is := titles[found[1]]; is {
					tabs["xl/"+strings.TrimPrefix(found[2], "/xl/")] = title
				}
			}
		}
	}
	return tabs
}

// othersCells returns a tab's part without the cells of the columns that are
// ours, and without the size of the tab.
func othersCells(xml string, ours []string) string {
	return cellForm.ReplaceAllStringFunc(sizeForm.ReplaceAllString(xml, ""), func(cell string) string {
		if slices.Contains(ours, cellForm.FindStringSubmatch(cell)[1]) {
			return ""
		}
		return cell
	})
}

// systemColumns returns the letters of the columns of notes and IDs, by tab.
func systemColumns(t *testing.T, content []byte) map[string][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ours := map[string][]string{}
	for _, tab := range f.GetSheetList() {
		rows, err := f.GetRows(tab)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			continue
		}
		for i, header := range rows[0] {
			if letters, err := excelize.ColumnNumberToName(i + 1); err == nil && (header == "Shelfmates note" || header == "ID") {
				ours[tab] = append(ours[tab], letters)
			}
		}
	}
	return ours
}
