package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// rewrite changes the parts of a workbook file: change gets each by its name.
func rewrite(tb testing.TB, path string, change func(name, part string) string) {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries(tb, path) {
		to, err := w.Create(e.name)
		must(tb, err)
		_, err = io.WriteString(to, change(e.name, e.part))
		must(tb, err)
	}
	must(tb, w.Close())
	must(tb, os.WriteFile(path, out.Bytes(), 0o644))
}

type entry struct {
	name, part string
	raw        string // as compressed
	header     zip.FileHeader
}

// entries unpacks a workbook file.
func entries(tb testing.TB, path string) []entry {
	tb.Helper()
	z, err := zip.OpenReader(path)
	must(tb, err)
	defer z.Close()
	var list []entry
	for _, f := range z.File {
		r, err := f.Open()
		must(tb, err)
		part, err := io.ReadAll(r)
		must(tb, err)
		packed, err := f.OpenRaw()
		must(tb, err)
		raw, err := io.ReadAll(packed)
		must(tb, err)
		list = append(list, entry{f.Name, string(part), string(raw), f.FileHeader})
	}
	return list
}

// part returns one part of a workbook file.
func part(tb testing.TB, path, name string) string {
	tb.Helper()
	for _, e := range entries(tb, path) {
		if e.name == name {
			return e.part
		}
	}
	tb.Fatalf("no part %s", name)
	return ""
}

// handmade are the parts of a workbook as written by hand: whatever is given
// for a name stands in the place of the usual.
func handmade(tb testing.TB, parts map[string]string) string {
	tb.Helper()
	usual := map[string]string{
		"[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Hours" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheetPart(``),
		"xl/styles.xml":              `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="d\ mmm\ yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf numFmtId="20" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name, content string) {
		to, err := w.Create(name)
		must(tb, err)
		_, err = io.WriteString(to, content)
		must(tb, err)
	}
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml"} {
		content, given := parts[name]
		if !given {
			content = usual[name]
		}
		add(name, content)
	}
	for _, name := range sortedKeys(parts) {
		if _, done := usual[name]; !done {
			add(name, parts[name])
		}
	}
	must(tb, w.Close())
	path := filepath.Join(tb.TempDir(), "school.xlsx")
	must(tb, os.WriteFile(path, out.Bytes(), 0o644))
	return path
}

// sheetPart is a sheet with that content of its sheetData.
func sheetPart(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData>` + rows + `</sheetData></worksheet>`
}
