package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// A templateBook is a workbook while it is made. Each tab is drawn whole before
// the next; collapsed remembers what excelize cannot say, until the end.
type templateBook struct {
	*excelize.File
	paint     *painter
	collapsed map[string]int // part of the tab -> 1-based column that carries the +
}

// drawTemplate writes the workbook that t describes.
func drawTemplate(w io.Writer, t sheet.Template) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &templateBook{File: f, paint: newPainter(f), collapsed: map[string]int{}}
	ours := map[string]bool{string(sheet.SettingsTab): true, sheet.ReportTitle: true}
	for _, schema := range sheet.Tabs() {
		ours[string(schema.Kind)] = true
		if err := b.staffTab(schema, t); err != nil {
			return fmt.Errorf("draw tab %s: %w", schema.Kind, err)
		}
	}
	if err := b.settingsTab(t); err != nil {
		return fmt.Errorf("draw tab %s: %w", sheet.SettingsTab, err)
	}
	if err := b.reportTab(); err != nil {
		return fmt.Errorf("draw tab %s: %w", sheet.ReportTitle, err)
	}
	for _, g := range t.Filled {
		if ours[g.Title] {
			continue
		}
		if err := b.ownTab(g); err != nil {
			return fmt.Errorf("draw tab %s: %w", g.Title, err)
		}
	}
	if err := b.properties(t.Made); err != nil {
		return err
	}
	var drawn bytes.Buffer
	if err := f.Write(&drawn); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return b.collapse(w, drawn.Bytes())
}

// addTab adds an empty tab after the others. The first takes the one that a
// new workbook comes with.
func (b *templateBook) addTab(title string) error {
	if names := b.GetSheetList(); len(names) == 1 && names[0] == "Sheet1" {
		return b.SetSheetName("Sheet1", title)
	}
	_, err := b.NewSheet(title)
	return err
}

func (b *templateBook) properties(made time.Time) error {
	p := &excelize.DocProperties{
		Title: words.TemplateTitle, Subject: words.TemplateSubject, Creator: "Shelfmates", LastModifiedBy: "Shelfmates", Language: "en-US",
	}
	if !made.IsZero() {
		p.Created = made.UTC().Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := b.SetDocProps(p); err != nil {
		return fmt.Errorf("set properties: %w", err)
	}
	if err := b.SetAppProps(&excelize.AppProperties{Application: "Shelfmates", DocSecurity: 0}); err != nil {
		return fmt.Errorf("set properties: %w", err)
	}
	b.SetActiveSheet(0)
	return nil
}

// collapse copies the workbook to w, and in each tab with a group marks the
// column beside which that opens: without the mark LibreOffice takes the group
// for open and its columns for hidden. It also lets rows below the header grow
// with what is typed in them, where excelize fixes each height that it sets, and
// says of no tab that it is filtered, as excelize does of each that can be.
func (b *templateBook) collapse(w io.Writer, drawn []byte) error {
	from, err := zip.NewReader(bytes.NewReader(drawn), int64(len(drawn)))
	if err != nil {
		return fmt.Errorf("read back workbook: %w", err)
	}
	to := zip.NewWriter(w)
	for _, part := range from.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") && part.Name != coreProperties {
			if err := to.Copy(part); err != nil {
				return fmt.Errorf("copy %s: %w", part.Name, err)
			}
			continue
		}
		content, err := fs.ReadFile(from, part.Name)
		if err != nil {
			return fmt.Errorf("read back workbook: %w", err)
		}
		if part.Name == coreProperties {
			content = prefixed(content)
		}
		content = bytes.Replace(content, []byte(` filterMode="true"`), nil, 1)
		content = heightAsNow.ReplaceAll(content, []byte("$1"))
		if column, ok := b.collapsed[part.Name]; ok {
			if content, err = markCollapsed(content, column); err != nil {
				return fmt.Errorf("fold columns of %s: %w", part.Name, err)
			}
		}
		out, err := to.Create(part.Name)
		if err != nil {
			return fmt.Errorf("write %s: %w", part.Name, err)
		}
		if _, err := out.Write(content); err != nil {
			return fmt.Errorf("write %s: %w", part.Name, err)
		}
	}
	return to.Close()
}

// coreProperties is the part with title and dates.
const coreProperties = "docProps/core.xml"

// prefixed writes the properties with the prefix that everybody else uses:
// excelize makes theirs the default namespace, which is as right, and exceljs
// does not read it.
func prefixed(part []byte) []byte {
	return []byte(strings.NewReplacer(
		"<coreProperties xmlns=", "<cp:coreProperties xmlns:cp=", "</coreProperties>", "</cp:coreProperties>",
		"<lastModifiedBy>", "<cp:lastModifiedBy>", "</lastModifiedBy>", "</cp:lastModifiedBy>",
	).Replace(string(part)))
}

var heightAsNow = regexp.MustCompile(`(<row r="(?:[2-9]|[0-9]{2,})" ht="[^"]*") customHeight="true"`)

// markCollapsed marks one column of a sheet part.
func markCollapsed(part []byte, column int) ([]byte, error) {
	own, err := regexp.Compile(fmt.Sprintf(`<col [^>]*\bmax="%d" min="%d"`, column, column))
	if err != nil {
		return nil, err
	}
	at := own.FindIndex(part)
	if at == nil {
		return nil, fmt.Errorf("column %d does not stand alone", column)
	}
	return slices.Insert(part, at[1], []byte(` collapsed="true"`)...), nil
}
