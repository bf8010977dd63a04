package workbook

import (
	"context"
	"os"
	"reflect"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
)

// patchRows patches a sheet with these rows and returns its rows.
func patchRows(t *testing.T, rows string, patches ...cellPatch) string {
	t.Helper()
	return between(t, patchPart(t, sheetPart(rows), patches...), "<sheetData>", "</sheetData>")
}

// testFormats are those of the styles of handmade workbooks.
var testFormats = []sheet.Format{sheet.PlainFormat, sheet.DateFormat, sheet.TimeFormat, sheet.DurationFormat, sheet.PlainFormat}

func patchPart(t *testing.T, part string, patches ...cellPatch) string {
	t.Helper()
	texts, err := newTextTable(nil)
	must(t, err)
	p := &patcher{formats: testFormats, texts: texts}
	result, err := p.sheet([]byte(part), patches)
	must(t, err)
	return string(result.part)
}

func between(t *testing.T, s, from, to string) string {
	t.Helper()
	_, after, ok1 := strings.Cut(s, from)
	inside, _, ok2 := strings.Cut(after, to)
	if !ok1 || !ok2 {
		t.Fatalf("no %s…%s in %s", from, to, s)
	}
	return inside
}

func set(cell string, value sheet.Cell) cellPatch {
	column, row, _ := parseAddress([]byte(cell))
	return cellPatch{row: row, column: column, value: value}
}

func number(n float64) sheet.Cell { return numberCell(n, sheet.PlainFormat) }

func TestPatchedRows(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		patches    []cellPatch
		want       string
	}{
		{
			"a cell is replaced and keeps its style",
			`<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="4" t="str"><v>x</v></c></row>`,
			[]cellPatch{set("B1", number(5))},
			`<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="4"><v>5</v></c></row>`,
		},
		{
			"a cell is put before those that follow it",
			`<row r="1"><c r="A1"/><c r="D1"/></row>`,
			[]cellPatch{set("B1", number(5)), set("C1", number(6))},
			`<row r="1"><c r="A1"/><c r="B1"><v>5</v></c><c r="C1"><v>6</v></c><c r="D1"/></row>`,
		},
		{
			"a cell is put behind the last one",
			`<row r="1" spans="1:1" ht="20"><c r="A1"/></row>`,
			[]cellPatch{set("C1", number(5))},
			`<row r="1" spans="1:3" ht="20"><c r="A1"/><c r="C1"><v>5</v></c></row>`,
		},
		{
			"spans of several stretches stay",
			`<row r="1" spans="1:1 5:6"><c r="A1"/></row>`,
			[]cellPatch{set("C1", number(5))},
			`<row r="1" spans="1:1 5:6"><c r="A1"/><c r="C1"><v>5</v></c></row>`,
		},
		{
			"an empty row is opened",
			`<row r="1" s="4" customFormat="1" /><row r="2"/>`,
			[]cellPatch{set("B1", number(5))},
			`<row r="1" s="4" customFormat="1" ><c r="B1" s="4"><v>5</v></c></row><row r="2"/>`,
		},
		{
			"a row is put before those that follow it",
			`<row r="1"/><row r="5"/>`,
			[]cellPatch{set("B3", number(5)), set("A4", number(6))},
			`<row r="1"/><row r="3"><c r="B3"><v>5</v></c></row><row r="4"><c r="A4"><v>6</v></c></row><row r="5"/>`,
		},
		{
			"a row is put behind the last one",
			`<row r="1"/>`,
			[]cellPatch{set("B3", number(5))},
			`<row r="1"/><row r="3"><c r="B3"><v>5</v></c></row>`,
		},
		{
			"cells without addresses are counted",
			`<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`,
			[]cellPatch{set("B1", number(5)), set("B2", number(6))},
			`<row><c><v>1</v></c><c r="B1"><v>5</v></c></row><row><c><v>3</v></c><c r="B2"><v>6</v></c></row>`,
		},
		{
			"a cleared cell keeps its style",
			`<row r="1"><c r="A1" s="2" t="str"><f>B1</f><v>x</v></c></row>`,
			[]cellPatch{set("A1", sheet.Cell{})},
			`<row r="1"><c r="A1" s="2"/></row>`,
		},
		{
			"a cell that is not there is not cleared",
			`<row r="1"><c r="A1"/></row>`,
			[]cellPatch{set("B1", sheet.Cell{})},
			`<row r="1"><c r="A1"/></row>`,
		},
		{
			"of two patches for one cell the later counts",
			`<row r="1"><c r="A1"/></row>`,
			[]cellPatch{set("A1", number(1)), set("A1", number(2))},
			`<row r="1"><c r="A1"><v>2</v></c></row>`,
		},
		{
			"a text is a text, whatever it begins with, with its spaces",
			`<row r="1"/>`,
			[]cellPatch{set("A1", textCell("=1 & 2 "))},
			`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">=1 &amp; 2 </t></is></c></row>`,
		},
		{
			"a tick",
			`<row r="1"><c r="A1" s="3" t="b"><v>0</v></c></row>`,
			[]cellPatch{set("A1", sheet.Cell{Kind: sheet.BoolCell, Bool: true})},
			`<row r="1"><c r="A1" s="3" t="b"><v>1</v></c></row>`,
		},
		{
			"a tick where there was none takes the style of those above",
			`<row r="1"><c r="A1" s="3" t="b"><v>0</v></c></row><row r="2"><c r="A2" s="1"/></row>`,
			[]cellPatch{set("A2", sheet.Cell{Kind: sheet.BoolCell})},
			`<row r="1"><c r="A1" s="3" t="b"><v>0</v></c></row><row r="2"><c r="A2" s="3" t="b"><v>0</v></c></row>`,
		},
		{
			"a date in a cell of dates keeps its style",
			`<row r="1"><c r="A1" s="1"/></row>`,
			[]cellPatch{set("A1", numberCell(46329, sheet.DateFormat))},
			`<row r="1"><c r="A1" s="1"><v>46329</v></c></row>`,
		},
		{
			"a date in any other cell takes the style of its column",
			`<row r="1"><c r="A1"/></row><row r="2"><c r="A2" s="1"><v>46000</v></c></row>`,
			[]cellPatch{set("A1", numberCell(46329, sheet.DateFormat))},
			`<row r="1"><c r="A1" s="1"><v>46329</v></c></row><row r="2"><c r="A2" s="1"><v>46000</v></c></row>`,
		},
		{
			"a length of time, where its column has none, takes a style of the workbook",
			`<row r="1"><c r="A1" s="4"/></row>`,
			[]cellPatch{set("A1", numberCell(0.0625, sheet.DurationFormat))},
			`<row r="1"><c r="A1" s="3"><v>0.0625</v></c></row>`,
		},
		{
			"rich data of a cell that is replaced goes",
			`<row r="1"><c r="A1" s="1" t="e" vm="1" cm="2"><v>#VALUE!</v></c></row>`,
			[]cellPatch{set("A1", number(5))},
			`<row r="1"><c r="A1" s="1"><v>5</v></c></row>`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := patchRows(t, c.rows, c.patches...); got != c.want {
				t.Errorf("rows are\n%s, want\n%s", got, c.want)
			}
		})
	}
	t.Run("a sheet without rows gets its first", func(t *testing.T) {
		got := patchPart(t, `<worksheet><dimension ref="A1"/><sheetData/><pageMargins/></worksheet>`, set("B2", number(5)))
		if want := `<worksheet><dimension ref="A1:B2"/><sheetData><row r="2"><c r="B2"><v>5</v></c></row></sheetData><pageMargins/></worksheet>`; got != want {
			t.Errorf("it is\n%s, want\n%s", got, want)
		}
	})
	t.Run("a prefix stands on what is new, too", func(t *testing.T) {
		got := patchPart(t, `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>`, set("A1", textCell("a")), set("A2", number(5)))
		if want := `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>`; got != want {
			t.Errorf("it is\n%s, want\n%s", got, want)
		}
	})
	t.Run("blank cells have the style of their column", func(t *testing.T) {
		got := patchPart(t, `<worksheet><cols><col min="1" max="2" width="9"/><col min="3" max="3" style="4"/></cols><sheetData/></worksheet>`, set("B1", number(5)), set("C1", number(5)))
		if want := `<row r="1"><c r="B1"><v>5</v></c><c r="C1" s="4"><v>5</v></c></row>`; between(t, got, "<sheetData>", "</sheetData>") != want {
			t.Errorf("it is\n%s, want\n%s", got, want)
		}
	})
}

func TestDateWithoutAnyStyle(t *testing.T) {
	texts, err := newTextTable(nil)
	must(t, err)
	p := &patcher{formats: testFormats[:1], texts: texts}
	result, err := p.sheet([]byte(sheetPart(``)), []cellPatch{
		set("A1", numberCell(46329, sheet.DateFormat)), set("B1", numberCell(0.65625, sheet.TimeFormat)), set("C1", numberCell(1.0625, sheet.DurationFormat)),
	})
	must(t, err)
	for _, want := range []string{"<t>2026-11-03</t>", "<t>15:45</t>", "<t>25:30</t>"} {
		if !strings.Contains(string(result.part), want) {
			t.Errorf("no %s in %s: a date that no style shows as one is written as a text", want, result.part)
		}
	}
}

func TestNewRowTakesStyles(t *testing.T) {
	like := func(p cellPatch) cellPatch { p.like = 2; return p }
	got := patchRows(t, `<row r="1"/><row r="2" ht="30" hidden="1"><c r="A2" s="1"><v>1</v></c><c r="B2" s="4"/><c r="C2" s="3" t="b"><v>1</v></c><c r="D2" s="2"/></row>`,
		like(set("A3", number(7))), like(set("C3", sheet.Cell{Kind: sheet.BoolCell})), like(set("E3", textCell("id"))))
	want := `<row r="3"><c r="A3" s="1"><v>7</v></c><c r="B3" s="4"/><c r="C3" s="3" t="b"><v>0</v></c><c r="D3" s="2"/><c r="E3" t="inlineStr"><is><t>id</t></is></c></row>`
	if _, got, _ = strings.Cut(got, `s="2"/></row>`); got != want {
		t.Errorf("the new row is\n%s, want\n%s", got, want)
	}
}

func TestSharedFormula(t *testing.T) {
	rows := `<row r="1"><c r="A1"><v>1</v></c><c r="D1"><f t="shared" ref="D1:D4" si="0">A1+$A$1+SUM(B1:C1)</f><v>1</v></c></row>` +
		`<row r="2"><c r="D2"><f t="shared" si="0"/><v>1</v></c></row>` +
		`<row r="3"><c r="D3"><f t="shared" si="0"/><v>1</v></c><c r="E3"><f t="shared" si="1"/><v>9</v></c></row>` +
		`<row r="4"><c r="D4"><f t="shared" si="0"></f><v>1</v></c></row>`
	t.Run("the next cell takes over what the replaced one defined", func(t *testing.T) {
		got := patchRows(t, rows, set("D1", number(5)))
		want := strings.Replace(rows, `<f t="shared" ref="D1:D4" si="0">A1+$A$1+SUM(B1:C1)</f><v>1</v>`, `<v>5</v>`, 1)
		want = strings.Replace(want, `<c r="D2"><f t="shared" si="0"/>`, `<c r="D2"><f t="shared" ref="D2:D4" si="0">A2+$A$1+SUM(B2:C2)</f>`, 1)
		if got != want {
			t.Errorf("rows are\n%s, want\n%s", got, want)
		}
	})
	t.Run("also when that is replaced, too", func(t *testing.T) {
		got := patchRows(t, rows, set("D1", number(5)), set("D2", number(6)))
		if want := `<c r="D3"><f t="shared" ref="D3:D4" si="0">A3+$A$1+SUM(B3:C3)</f><v>1</v></c>`; !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	})
	t.Run("one that only refers to it goes alone", func(t *testing.T) {
		got := patchRows(t, rows, set("D4", number(5)))
		if want := strings.Replace(rows, `<c r="D4"><f t="shared" si="0"></f><v>1</v></c>`, `<c r="D4"><v>5</v></c>`, 1); got != want {
			t.Errorf("rows are\n%s, want\n%s", got, want)
		}
	})
}

func TestShiftFormula(t *testing.T) {
	for _, c := range []struct {
		formula       string
		rows, columns int
		want          string
	}{
		{"A1+B2", 2, 1, "B3+C4"},
		{"$A1+A$1+$A$1", 2, 1, "$A3+B$1+$A$1"},
		{"SUM(A1:A10,Hours!D4)", 1, 0, "SUM(A2:A11,Hours!D5)"},
		{`"A1"&A1&"say ""B2"""`, 1, 0, `"A1"&A2&"say ""B2"""`},
		{"'Year A1'!A1+A1!B2", 1, 0, "'Year A1'!A2+A1!B3"},
		{"LOG10(A1)+ATAN2(B1,C1)", 1, 0, "LOG10(A2)+ATAN2(B2,C2)"},
		{"Table1[[#This Row],[A1]]+A1", 1, 0, "Table1[[#This Row],[A1]]+A2"},
		{"A:A+$B:C+1:1+$2:3", 1, 1, "B:B+$B:D+2:2+$2:4"},
		{"1E5+A1*2.5", 1, 0, "1E5+A2*2.5"},
		{"rate_A1*tax.A1+x1y", 1, 0, "rate_A1*tax.A1+x1y"},
		{"[1]Sheet1!A1", 1, 0, "[1]Sheet1!A2"},
		{"IF(TRUE,#REF!,AB12)", 1, 1, "IF(TRUE,#REF!,AC13)"},
		{"ABCD1+XFE1", 1, 1, "ABCD1+XFE1"},
	} {
		if got, ok := shiftFormula(c.formula, c.rows, c.columns); !ok || got != c.want {
			t.Errorf("%s, %d down and %d right, is %s (%t), want %s", c.formula, c.rows, c.columns, got, ok, c.want)
		}
	}
	for _, formula := range []string{"A1", "XFD9"} {
		if got, ok := shiftFormula(formula, -1, 1); ok {
			t.Errorf("%s left the sheet as %s", formula, got)
		}
	}
}

func TestArrayFormula(t *testing.T) {
	path := handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetPart(
		`<row r="1"><c r="A1" t="str"><v>Date</v></c></row>` +
			`<row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3</f><v>1</v></c><c r="B2"><f t="array" ref="B2">1</f><v>1</v></c></row>` +
			`<row r="3"><c r="A3"><v>2</v></c></row>`)})
	book := New(path, at, Options{})
	snap, err := book.Read(context.Background(), sheet.Known{})
	must(t, err)
	g := &snap.Grids[0]
	edit := func(row, column int) sheet.CellEdit {
		return sheet.CellEdit{Tab: "Hours", Row: row, Column: column, Value: textCell("x"), Expect: sheet.Fingerprint(g.Cells(row), nil)}
	}
	w, err := book.Write(context.Background(), snap, sheet.Edits{Cells: []sheet.CellEdit{edit(2, 0), edit(2, 1), edit(3, 0)}})
	must(t, err)
	if want := []sheet.CellEdit{edit(2, 0), edit(3, 0)}; !reflect.DeepEqual(w.Deferred, want) {
		t.Errorf("left out %+v, want the cells that one formula fills", w.Deferred)
	}
}

func TestCalculationChain(t *testing.T) {
	const chain = `<calcChain xmlns="m"><c r="A1" i="1" l="1"/><c r="B2"/><c r="B3" s="1"/><c r="B2" i="2"/><c r="C2"/></calcChain>`
	for _, c := range []struct {
		name string
		gone map[int]map[string]bool
		want string
	}{
		{"an entry goes", map[int]map[string]bool{1: {"B2": true}}, `<c r="A1" i="1" l="1"/><c r="B3" s="1"/><c r="B2" i="2"/><c r="C2"/>`},
		{"the next entry tells the sheet that the one before told", map[int]map[string]bool{1: {"A1": true, "B2": true}, 2: {"B2": true}}, `<c i="1" r="B3" s="1"/><c i="2" r="C2"/>`},
		{"cells that are not in it change nothing", map[int]map[string]bool{2: {"A1": true}}, `<c r="A1" i="1" l="1"/><c r="B2"/><c r="B3" s="1"/><c r="B2" i="2"/><c r="C2"/>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, left, err := patchChain([]byte(chain), c.gone)
			must(t, err)
			if inside := between(t, string(got), `<calcChain xmlns="m">`, `</calcChain>`); inside != c.want || !left {
				t.Errorf("it is\n%s, want\n%s", inside, c.want)
			}
		})
	}
	t.Run("with its last entry it goes itself, with all that points to it", func(t *testing.T) {
		path := chained(t)
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		_, err = book.Write(context.Background(), snap, sheet.Edits{Cells: []sheet.CellEdit{{
			Tab: "Hours", Row: 2, Column: 0, Value: textCell("x"), Expect: sheet.Fingerprint(snap.Grids[0].Cells(2), nil),
		}}})
		must(t, err)
		for _, e := range entries(t, path) {
			if strings.Contains(e.name+e.part, "calcChain") {
				t.Errorf("%s still names the chain: %s", e.name, e.part)
			}
		}
	})
}

// chained is a workbook with one formula, in A2, and its calculation chain.
func chained(t *testing.T) string {
	t.Helper()
	return handmade(t, map[string]string{
		"[Content_Types].xml":        `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/calcChain.xml" ContentType="calc"/></Types>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>`,
		"xl/calcChain.xml":           `<calcChain><c r="A2" i="1"/></calcChain>`,
		"xl/worksheets/sheet1.xml":   sheetPart(`<row r="1"><c r="A1" t="str"><v>Date</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>`),
	})
}

func TestSharedTexts(t *testing.T) {
	for _, c := range []struct{ name, part, want string }{
		{
			"new texts go to the end and are counted", `<sst count="3" uniqueCount="2"><si><t>a</t></si><si><r><t>b</t></r></si></sst>`,
			`<sst count="6" uniqueCount="4"><si><t>a</t></si><si><r><t>b</t></r></si><si><t>b</t></si><si><t xml:space="preserve"> c&lt;
</t></si></sst>`,
		},
		{
			"a table without texts is opened", `<x:sst xmlns:x="m" uniqueCount="0"/>`,
			`<x:sst xmlns:x="m" uniqueCount="3"><x:si><x:t>a</x:t></x:si><x:si><x:t>b</x:t></x:si><x:si><x:t xml:space="preserve"> c&lt;
</x:t></x:si></x:sst>`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := newTextTable([]byte(c.part))
			must(t, err)
			for _, text := range []string{"a", "b", " c<\n", "b"} {
				if _, shared := table.put(text); !shared {
					t.Fatal("it is not shared")
				}
			}
			table.drop()
			got, err := table.patch([]byte(c.part))
			must(t, err)
			if string(got) != c.want {
				t.Errorf("it is\n%s, want\n%s", got, c.want)
			}
		})
	}
}

func TestReport(t *testing.T) {
	const part = `<worksheet><dimension ref="A1:Z99"/><cols><col min="1" max="1" style="4"/></cols><sheetData><row r="1"><c r="A1" s="2" t="str"><v>old</v></c></row><row r="9"><c r="Z9"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><hyperlinks><hyperlink ref="A3" location="Hours!D14"/></hyperlinks><pageMargins/></worksheet>`
	p := &patcher{formats: testFormats}
	got, err := p.report([]byte(part), [][]string{{"Last sync", "10:02"}, {}, {"Hours D14"}})
	must(t, err)
	want := `<worksheet><dimension ref="A1:B3"/><cols><col min="1" max="1" style="4"/></cols><sheetData><row r="1"><c r="A1" s="2" t="inlineStr"><is><t>Last sync</t></is></c><c r="B1" t="inlineStr"><is><t>10:02</t></is></c></row><row r="2"></row><row r="3"><c r="A3" s="4" t="inlineStr"><is><t>Hours D14</t></is></c></row></sheetData><pageMargins/></worksheet>`
	if string(got) != want {
		t.Errorf("the report is\n%s, want\n%s", got, want)
	}
}

func TestWrite(t *testing.T) {
	t.Run("what the cells hold already is not written again", func(t *testing.T) {
		path := smallFile(t, "x")
		book := New(path, at, Options{})
		writeNote(t, book, "noted")
		before, err := os.Stat(path)
		must(t, err)
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		w, err := book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
		must(t, err)
		after, err := os.Stat(path)
		must(t, err)
		if w.Requests != 0 || !os.SameFile(before, after) {
			t.Errorf("written %+v", w)
		}
	})
	t.Run("no part changes but the sheet, the texts it shares, and the chain", func(t *testing.T) {
		path := handmade(t, withStrings(map[string]string{
			"xl/worksheets/sheet1.xml":  sheetPart(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>`),
			"xl/media/image1.png":       strings.Repeat("picture", 500),
			"xl/featurePropertyBag.xml": `<FeaturePropertyBags><bag type="Checkbox"/></FeaturePropertyBags>`,
		}, `<si><t>Date</t></si>`))
		before := entries(t, path)
		writeNote(t, New(path, at, Options{}), "noted")
		sameParts(t, before, entries(t, path), "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
	})
	t.Run("an added row goes over unticked checkboxes, whose cells stay", func(t *testing.T) {
		path := handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetPart(
			`<row r="1"><c r="A1" t="str"><v>For</v></c><c r="B1" t="str"><v>Approved</v></c></row><row r="2"><c r="A2" t="str"><v>YMCA</v></c><c r="B2" t="b" s="4"><v>1</v></c></row>` +
				`<row r="3"><c r="B3" t="b" s="4"><v>0</v></c></row><row r="4"><c r="B4" t="b" s="4"><v>0</v></c></row>`)})
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		w, err := book.Write(context.Background(), snap, sheet.Edits{Added: []sheet.AddedRow{{Tab: "Hours", Cells: map[int]sheet.Cell{0: textCell("Bakery")}}}})
		must(t, err)
		if !reflect.DeepEqual(w.AddedAt, []int{3}) {
			t.Errorf("the row went to %v, want 3", w.AddedAt)
		}
		if got := part(t, path, "xl/worksheets/sheet1.xml"); !strings.Contains(got, `<row r="3"><c r="A3" t="inlineStr"><is><t>Bakery</t></is></c><c r="B3" t="b" s="4"><v>0</v></c></row>`) {
			t.Error(got)
		}
	})
	t.Run("a value that no cell can hold is refused before anything is done", func(t *testing.T) {
		path := smallFile(t, "x")
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		if _, err := book.Write(context.Background(), snap, noteEdit(t, snap, strings.Repeat("x", maxText+1))); err == nil {
			t.Error("it was written")
		}
	})
}
