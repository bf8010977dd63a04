package workbook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
)

// FuzzSheet reads sheets of any content. What is read can be patched, and then
// reads the same but for the patched cell.
func FuzzSheet(f *testing.F) {
	for _, rows := range []string{
		``,
		`<row r="1"><c r="A1" s="1"><v>46000</v></c><c r="B1" t="s"><v>0</v></c></row><row r="3" spans="1:2"/>`,
		`<row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>x</v></c><c><f>1</f></c></row>`,
		`<row r="2"><c r="C2"><f t="shared" ref="C2:C3" si="0">A1*$B$2</f><v>1</v></c></row><row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>`,
		`<row r="2"><c r="C2"><f t="array" ref="C2:C3">A1:A2</f><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>`,
		`<row r="5"><c r="D5" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c><c t="d"><v>2026-11-03</v></c></row>`,
	} {
		f.Add([]byte(sheetPart(rows)), uint8(2), uint8(2), "note")
	}
	f.Add([]byte(`<x:worksheet xmlns:x="m"><x:sheetData/><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`), uint8(0), uint8(0), "=1")
	f.Fuzz(func(t *testing.T, part []byte, row, column uint8, note string) {
		shared := func() *common {
			return &common{strings: []string{"a", "b"}, formats: testFormats}
		}
		before, err := readGrid(bytes.NewReader(part), shared())
		if err != nil {
			return
		}
		texts, err := newTextTable(nil)
		must(t, err)
		p := &patcher{formats: testFormats, texts: texts}
		at := cellPatch{row: int(row) + 1, column: int(column), value: textCell("n" + strings.ToValidUTF8(note, "?"))}
		if len(at.value.Text) > 1000 {
			return
		}
		result, err := p.sheet(part, []cellPatch{at})
		if errors.Is(err, errMalformed) && !bytes.Contains(part, []byte("sheetData")) {
			return // a sheet without rows is read as empty, and not written
		}
		must(t, err)
		after, err := readGrid(bytes.NewReader(result.part), shared())
		if err != nil {
			t.Fatalf("after the patch: %v\n%s", err, result.part)
		}
		if len(result.refused) == 0 {
			want := appendXML(nil, at.value.Text)
			got := appendXML(nil, after.Cell(at.row, at.column).Text)
			if !bytes.Equal(want, got) {
				t.Fatalf("the cell reads %q, want %q", got, want)
			}
		}
		for _, g := range [][2]*sheet.Grid{{&before, &after}, {&after, &before}} {
			for _, r := range g[0].Rows {
				for c, cell := range r.Cells {
					if (r.Number != at.row || c != at.column) && cell != g[1].Cell(r.Number, c) {
						t.Fatalf("%s was %+v, is %+v", address(c, r.Number), cell, g[1].Cell(r.Number, c))
					}
				}
			}
		}
	})
}

// FuzzStrings reads shared strings of any content. Those that are read can be
// added to, and then read the same with the new one behind.
func FuzzStrings(f *testing.F) {
	for _, part := range []string{
		`<sst/>`,
		`<sst count="3" uniqueCount="2"><si><t>a</t></si><si><r><t xml:space="preserve"> b</t></r><rPh sb="0" eb="1"><t>c</t></rPh></si></sst>`,
		`<x:sst xmlns:x="m"><x:si><x:t>_x000D_&#233;<![CDATA[<]]></x:t></x:si></x:sst>`,
	} {
		f.Add([]byte(part), "new")
	}
	f.Fuzz(func(t *testing.T, part []byte, text string) {
		before, err := readStrings(bytes.NewReader(part))
		if err != nil {
			return
		}
		table, err := newTextTable(part)
		must(t, err)
		text = "n" + strings.ToValidUTF8(text, "?")
		i, _ := table.put(text)
		if len(table.added) == 0 {
			if before[i] != text {
				t.Fatalf("text %d is %q, taken for %q", i, before[i], text)
			}
			return
		}
		patched, err := table.patch(part)
		if errors.Is(err, errMalformed) {
			return // no table of texts
		}
		must(t, err)
		after, err := readStrings(bytes.NewReader(patched))
		must(t, err)
		if len(after) != len(before)+1 || i != len(before) {
			t.Fatalf("there are %d texts, were %d: %s", len(after), len(before), patched)
		}
		for n := range before {
			if before[n] != after[n] {
				t.Fatalf("text %d was %q, is %q", n, before[n], after[n])
			}
		}
		if want, got := appendXML(nil, text), appendXML(nil, after[i]); !bytes.Equal(want, got) {
			t.Fatalf("the new text is %q, want %q", got, want)
		}
	})
}

// FuzzStyles reads styles of any content.
func FuzzStyles(f *testing.F) {
	f.Add([]byte(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm&quot;x"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`))
	f.Fuzz(func(_ *testing.T, part []byte) { _, _ = readStyles(bytes.NewReader(part)) })
}

// FuzzFormula shifts formulas there and back.
func FuzzFormula(f *testing.F) {
	for _, formula := range []string{"A1+$B$2", `SUM('x y'!A:B,"A1")`, "T[[#This Row],[a]]", "LOG10(1E5)", "1:2"} {
		f.Add(formula, 3, 2)
	}
	f.Fuzz(func(t *testing.T, formula string, rows, columns int) {
		if rows < 0 || rows > 100 || columns < 0 || columns > 100 {
			return
		}
		there, ok := shiftFormula(formula, rows, columns)
		if !ok {
			return
		}
		plain, ok := shiftFormula(formula, 0, 0)
		if !ok {
			t.Fatalf("%q can be shifted, but not by nothing", formula)
		}
		back, ok := shiftFormula(there, -rows, -columns)
		if !ok || back != plain {
			t.Fatalf("%q went to %q and came back as %q", formula, there, back)
		}
	})
}

// FuzzFile reads files of any content: whatever it is, it is read or said to be
// unreadable, with something to do about it.
func FuzzFile(f *testing.F) {
	for _, path := range []string{smallFile(f, "x"), hoursFile(f, 3)} {
		content, err := os.ReadFile(path)
		must(f, err)
		f.Add(content)
		f.Add(content[:len(content)/2])
	}
	f.Add(oldKind())
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		must(t, os.WriteFile(path, content, 0o644))
		_, err := New(path, at, Options{}).Read(context.Background(), sheet.Known{})
		var advice *sheet.AdviceError
		if err != nil && (!errors.As(err, &advice) || !errors.Is(err, sheet.ErrUnreadable)) {
			t.Fatal(err)
		}
	})
}

// FuzzNumber reads numbers as strconv does, where it takes them.
func FuzzNumber(f *testing.F) {
	for _, n := range []string{"1.5", "46329.640625", "0.1", "-3E-7", "12345678901234567890", ".5", "5.", "NaN", "0x1p2", "1_0"} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseNumber([]byte(text))
		want, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if ok && (err != nil || got != want) {
			t.Fatalf("%q is %v, want %v (%v)", text, got, want, err)
		}
	})
}
