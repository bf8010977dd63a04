package workbook

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
)

func numberCell(n float64, f sheet.Format) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: f}
}

func formulaCell(c sheet.Cell) sheet.Cell {
	c.Formula = true
	return c
}

// readSheet reads the first sheet of a workbook of these parts.
func readSheet(t *testing.T, parts map[string]string) sheet.Grid {
	t.Helper()
	snap, err := New(handmade(t, parts), at, Options{}).Read(context.Background(), sheet.Known{})
	must(t, err)
	return snap.Grids[0]
}

// TestCells reads cells as their XML may stand in a file. Style 1 is a date, 2
// a time, 3 a length of time, 4 an amount.
func TestCells(t *testing.T) {
	const stale = "a formula without a cached value"
	for _, c := range []struct {
		name, xml string
		want      sheet.Cell
	}{
		{"a number", `<c r="A1"><v>1.5</v></c>`, numberCell(1.5, 0)},
		{"a number with all its digits", `<c r="A1"><v>0.1000000000000000055511151231257827</v></c>`, numberCell(0.1, 0)},
		{"a number with an exponent", `<c r="A1" t="n"><v>1.2E-3</v></c>`, numberCell(0.0012, 0)},
		{"an amount", `<c r="A1" s="4"><v>-1200.5</v></c>`, numberCell(-1200.5, 0)},
		{"a number with white space around it", "<c r=\"A1\"><v>\n 7 </v></c>", numberCell(7, 0)},
		{"a date", `<c r="A1" s="1"><v>46329</v></c>`, numberCell(46329, sheet.DateFormat)},
		{"a time", `<c r="A1" s="2"><v>0.635416666666667</v></c>`, numberCell(0.635416666666667, sheet.TimeFormat)},
		{"a length of time", `<c r="A1" s="3"><v>1.0625</v></c>`, numberCell(1.0625, sheet.DurationFormat)},
		{"a style that does not exist", `<c r="A1" s="99"><v>1</v></c>`, numberCell(1, 0)},
		{"an ISO date", `<c r="A1" t="d"><v>2026-11-03</v></c>`, numberCell(46329, sheet.DateFormat)},
		{"an ISO date with a time", `<c r="A1" t="d"><v>2026-11-03T12:00:00</v></c>`, numberCell(46329.5, sheet.DateFormat)},
		{"an ISO date in UTC", `<c r="A1" t="d"><v>2026-11-03T06:00:00Z</v></c>`, numberCell(46329.25, sheet.DateFormat)},
		{"an ISO time", `<c r="A1" s="2" t="d"><v>18:00:00</v></c>`, numberCell(0.75, sheet.TimeFormat)},
		{"a ticked checkbox", `<c r="A1" t="b"><v>1</v></c>`, sheet.Cell{Kind: sheet.BoolCell, Bool: true}},
		{"a checkbox without a tick", `<c r="A1" t="b"><v>0</v></c>`, sheet.Cell{Kind: sheet.BoolCell}},
		{"an error", `<c r="A1" t="e"><v>#REF!</v></c>`, sheet.Cell{Kind: sheet.ErrorCell, Text: "#REF!"}},
		{"an error of a formula", `<c r="A1" t="e"><f>A2/0</f><v>#DIV/0!</v></c>`, formulaCell(sheet.Cell{Kind: sheet.ErrorCell, Text: "#DIV/0!"})},
		{"a text in the cell", `<c r="A1" t="inlineStr"><is><t>Ana</t></is></c>`, textCell("Ana")},
		{"a rich text in the cell", `<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Ana</t></r><r><t xml:space="preserve"> Ruiz</t></r></is></c>`, textCell("Ana Ruiz")},
		{"a text of a formula", `<c r="A1" t="str"><f>B1&amp;"x"</f><v>Anax</v></c>`, formulaCell(textCell("Anax"))},
		{"an empty text of a formula", `<c r="A1" t="str"><f>""</f><v></v></c>`, sheet.Cell{}},
		{"a number of a formula", `<c r="A1"><f>1+1</f><v>2</v></c>`, formulaCell(numberCell(2, 0))},
		{"a number of a shared formula", `<c r="A1"><f t="shared" si="0"/><v>2</v></c>`, formulaCell(numberCell(2, 0))},
		{stale, `<c r="A1"><f>1+1</f></c>`, sheet.Cell{Kind: sheet.StaleCell, Formula: true}},
		{stale + ", as some libraries leave it", `<c r="A1"><f>1+1</f><v></v></c>`, sheet.Cell{Kind: sheet.StaleCell, Formula: true}},
		{stale + ", of text", `<c r="A1" t="str"><f>"x"</f></c>`, sheet.Cell{Kind: sheet.StaleCell, Formula: true}},
		{"a shared text", `<c r="A1" t="s"><v>0</v></c>`, textCell("plain")},
		{"a shared rich text without its pronunciation", `<c r="A1" t="s"><v>1</v></c>`, textCell("図書 room")},
		{"a shared empty text", `<c r="A1" t="s"><v>2</v></c>`, sheet.Cell{}},
		{"a text with escapes", `<c r="A1" t="s"><v>3</v></c>`, textCell("a\r\nb\tc_x000D_d 😀")},
		{"a text with entities", `<c r="A1" t="s"><v>4</v></c>`, textCell(`<&> "' é A`)},
		{"a text in a CDATA section", `<c r="A1" t="s"><v>5</v></c>`, textCell("1 < 2 &amp; so")},
		{"a text over several lines of the file", `<c r="A1" t="s"><v>6</v></c>`, textCell("one\ntwo")},
		{"a cell with a style alone", `<c r="A1" s="1"/>`, sheet.Cell{}},
		{"an empty cell", `<c r="A1"><v/></c>`, sheet.Cell{}},
		{"a cell with notes of other programs", `<c r="A1" x:y="1"><extLst><ext><v>9</v></ext></extLst><v>1</v></c>`, numberCell(1, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := readSheet(t, withStrings(map[string]string{
				"xl/worksheets/sheet1.xml": sheetPart(`<row r="1">` + c.xml + `<c r="B1"><v>1</v></c></row>`),
			}, `<si><t>plain</t></si><si><r><rPr><sz val="9"/></rPr><t>図書</t></r><r><t xml:space="preserve"> room</t></r><rPh sb="0" eb="2"><t>としょ</t></rPh><phoneticPr fontId="1"/></si><si/>`+
				`<si><t>a_x000D_`+"\n"+`b_x0009_c_x005F_x000D_d _xD83D__xDE00_</t></si><si><t>&lt;&amp;&gt; &quot;&apos; &#233; &#x41;</t></si><si><t><![CDATA[1 < 2 &amp; so]]></t></si><si><t>one`+"\r\n"+`two</t></si>`))
			if got := g.Cell(1, 0); got != c.want {
				t.Errorf("%s reads\n%+v, want\n%+v", c.xml, got, c.want)
			}
		})
	}
}

// withStrings adds shared strings to the parts of a workbook.
func withStrings(parts map[string]string, items string) map[string]string {
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	parts["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="9" uniqueCount="7">` + items + `</sst>`
	return parts
}

func TestSheets(t *testing.T) {
	one, two := textCell("one"), textCell("two")
	for _, c := range []struct {
		name string
		xml  string
		want map[string]sheet.Cell
	}{
		{
			"rows and cells without addresses follow each other", sheetPart(`<row><c t="str"><v>one</v></c><c/><c t="str"><v>two</v></c></row><row/><row><c t="str"><v>one</v></c></row>`),
			map[string]sheet.Cell{"A1": one, "C1": two, "A3": one},
		},
		{
			"addresses and none may be mixed", sheetPart(`<row r="5"><c r="C5" t="str"><v>one</v></c><c t="str"><v>two</v></c></row><row><c t="str"><v>one</v></c></row>`),
			map[string]sheet.Cell{"C5": one, "D5": two, "A6": one},
		},
		{
			"hidden and filtered rows are rows", sheetPart(`<row r="1" hidden="1"><c r="A1" t="str"><v>one</v></c></row>`) + "",
			map[string]sheet.Cell{"A1": one},
		},
		{
			"a prefix on every name", `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>one</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
			map[string]sheet.Cell{"A1": one},
		},
		{
			"comments, instructions and a byte order mark", "\xef\xbb\xbf" + `<?xml version="1.0" encoding="utf-8"?><!-- a > b --><worksheet><?pi <c ?><sheetData><!-- <row> --><row r="1"><c r='A1' t = "str" ><v>o<!-- -->ne</v ></c></row></sheetData></worksheet>`,
			map[string]sheet.Cell{"A1": one},
		},
		{
			"what stands beside the cells is passed over", `<worksheet><sheetViews><sheetView><pane/></sheetView></sheetViews><mc:AlternateContent><sheetData><row><c t="str"><v>two</v></c></row></sheetData></mc:AlternateContent><sheetData><row r="1"><c r="A1" t="str"><v>one</v></c></row></sheetData><dataValidations><dataValidation><formula1>"a,b"</formula1></dataValidation></dataValidations></worksheet>`,
			map[string]sheet.Cell{"A1": one},
		},
		{
			"the last cell of a sheet", sheetPart(`<row r="1048576"><c r="XFD1048576" t="str"><v>one</v></c></row>`),
			map[string]sheet.Cell{"XFD1048576": one},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := readSheet(t, map[string]string{"xl/worksheets/sheet1.xml": c.xml})
			got := map[string]sheet.Cell{}
			for _, r := range g.Rows {
				for column, cell := range r.Cells {
					if cell.Kind != sheet.BlankCell {
						got[address(column, r.Number)] = cell
					}
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("cells are %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestStrictFile(t *testing.T) {
	const relations = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	g := readSheet(t, map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="` + relations + `officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="` + relations + `"><sheets><sheet name="Hours &amp; more" sheetId="4" rel:id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="` + relations + `worksheet" Target="../xl/worksheets/sheet1.xml"/><Relationship Id="t" Type="` + relations + `styles" Target="/xl/styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row r="1"><c r="A1" s="1" t="d"><v>2026-11-03</v></c></row></sheetData></worksheet>`,
	})
	if g.Title != "Hours & more" || g.Cell(1, 0) != numberCell(46329, sheet.DateFormat) {
		t.Errorf("read %+v", g)
	}
}

func TestChartSheetsAreSkipped(t *testing.T) {
	g := readSheet(t, map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="Chart" sheetId="2" r:id="c"/><sheet name="Hours" sheetId="1" r:id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="c" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="s" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	})
	if g.Title != "Hours" {
		t.Errorf("the first tab is %q", g.Title)
	}
}

func TestDateSystems(t *testing.T) {
	for _, c := range []struct {
		name   string
		is1904 bool
		own    float64
		format sheet.Format
		want   float64
	}{
		{"a date from 1900 on", false, 46329, sheet.DateFormat, 46329},
		{"1 March 1900, the first day that both count alike", false, 61, sheet.DateFormat, 61},
		{"28 February 1900, before the day that never was", false, 59, sheet.DateFormat, 60},
		{"1 January 1900", false, 1, sheet.DateFormat, 2},
		{"a date from 1904 on", true, 44867, sheet.DateFormat, 46329},
		{"1 January 1904", true, 0, sheet.DateFormat, 1462},
		{"a time in a file from 1904", true, 0.5, sheet.TimeFormat, 0.5},
		{"a length of time in a file from 1904", true, 2.25, sheet.DurationFormat, 2.25},
		{"a number in a file from 1904", true, 12, sheet.PlainFormat, 12},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := neutral(c.own, c.format, c.is1904); got != c.want {
				t.Errorf("serial %v is read as %v, want %v", c.own, got, c.want)
			}
			if got := own(c.want, c.format, c.is1904); got != c.own {
				t.Errorf("serial %v is written as %v, want %v", c.want, got, c.own)
			}
		})
	}
	t.Run("the workbook says which", func(t *testing.T) {
		g := readSheet(t, map[string]string{
			"xl/workbook.xml":          `<workbook><workbookPr date1904="1"/><sheets><sheet name="Hours" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/worksheets/sheet1.xml": sheetPart(`<row r="1"><c r="A1" s="1"><v>44867</v></c></row>`),
		})
		if got := g.Cell(1, 0); got != numberCell(46329, sheet.DateFormat) {
			t.Errorf("read %+v", got)
		}
	})
}

func TestNumberFormats(t *testing.T) {
	names := map[sheet.Format]string{sheet.PlainFormat: "plain", sheet.DateFormat: "date", sheet.TimeFormat: "time", sheet.DurationFormat: "duration"}
	for format, codes := range map[sheet.Format][]string{
		sheet.PlainFormat: {
			"General", "GENERAL", "0", "0.00", "#,##0.00", "0%", "0.00E+00", "##0.0e-0", "@", "# ?/?", `"day "0`, `0" h"`, `0\d`, `0_d`, `0*d`, `[Red]0`,
			`[$€-407] #,##0.00`, `_("$"* #,##0.00_)`, `0;"year";d`, `[>=100]0`, "", `"`, "[",
		},
		sheet.DateFormat: {
			"yyyy-mm-dd", "d mmm yyyy", "m/d/yy", "mmmm", "MMM YY", "dddd", "[$-409]d-mmm-yy", "[$-F800]dddd, mmmm dd, yyyy", `d". "mmmm`, "m/d/yy h:mm", "d.m.yyyy;@", "ggge", "dd/mm",
			"YYYY", "[$-404]e/m/d",
		},
		sheet.TimeFormat:     {"h:mm", "hh:mm:ss", "h:mm AM/PM", "mm:ss", "mm:ss.0", "[$-F400]h:mm:ss AM/PM", "h", "AM/PM h", "A/P"},
		sheet.DurationFormat: {"[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[m]", "[s]", "[H]:MM", `[h]" h "mm`, "[Red][h]:mm"},
	} {
		for _, code := range codes {
			t.Run(fmt.Sprintf("%s shows a %s", code, names[format]), func(t *testing.T) {
				if got := formatOf(code); got != format {
					t.Errorf("it was taken for a %s", names[got])
				}
			})
		}
	}
	t.Run("those built in need no code", func(t *testing.T) {
		var got strings.Builder
		for n := range 60 {
			got.WriteByte("ndtl"[builtin(n)])
		}
		// 14-17 and 22 dates, 18-21, 45 and 47 times, 46 a length of time, 27-36 and 50-58 East Asian.
		if want := "nnnnnnnnnnnnnnddddttttdnnnnddd" + "ddttddd" + "nnnnnnnn" + "tltnn" + "dddddddddn"; got.String() != want {
			t.Errorf("they are\n%s, want\n%s", got.String(), want)
		}
	})
}
