package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// Lines writes one JSON object a record: tab, id, rev, and fields keyed by
// column in the order of the tab, blank ones absent.
func Lines(w io.Writer, tables []Table) error {
	out := bufio.NewWriter(w)
	for _, t := range tables {
		for _, r := range t.Rows {
			head, err := json.Marshal(struct {
				Tab string `json:"tab"`
				ID  string `json:"id"`
				Rev int64  `json:"rev"`
			}{string(t.Tab), string(r.ID), r.Rev})
			if err != nil {
				return fmt.Errorf("write record %s: %w", r.ID, err)
			}
			fields, err := fieldsOf(t.Columns, r.Values)
			if err != nil {
				return fmt.Errorf("write record %s: %w", r.ID, err)
			}
			fmt.Fprintf(out, "%s,\"fields\":%s}\n", head[:len(head)-1], fields)
		}
	}
	return out.Flush()
}

func fieldsOf(columns []string, values []any) ([]byte, error) {
	b := []byte{'{'}
	for i, v := range values {
		if v == nil {
			continue
		}
		name, err := json.Marshal(columns[i])
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, name...), ':'), text...)
	}
	return append(b, '}'), nil
}

// idColumn ends every table that is written for spreadsheets.
const idColumn = "ID"

// CSV writes one table with its headers. A text that a spreadsheet would take
// for a formula gets an apostrophe before it.
func CSV(w io.Writer, t Table) error {
	out := csv.NewWriter(w)
	if err := out.Write(append(append([]string(nil), t.Columns...), idColumn)); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, r := range t.Rows {
		line := make([]string, 0, len(r.Values)+1)
		for _, v := range r.Values {
			line = append(line, harmless(flat(v)))
		}
		if err := out.Write(append(line, string(r.ID))); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

// flat writes a value as one text.
func flat(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case bool:
		if x {
			return "Yes"
		}
		return "No"
	case []string:
		return strings.Join(x, ", ")
	}
	return ""
}

// harmless puts an apostrophe before what a spreadsheet might run.
func harmless(text string) string {
	first := strings.TrimLeft(text, " \u00a0\u3000")
	if first != "" && strings.ContainsRune("=+-@", rune(first[0])) || text != "" && (text[0] == '\t' || text[0] == '\r') {
		return "'" + text
	}
	return text
}

// XLSX writes a workbook with a tab for each table. Texts are texts, whatever
// they start with; days are dates.
func XLSX(w io.Writer, tables []Table) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	format := "yyyy-mm-dd"
	dates, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	for i, t := range tables {
		if err := sheetOf(f, i, t, dates); err != nil {
			return fmt.Errorf("write tab %s: %w", t.Tab, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// dated reports whether a column of a table holds days.
func dated(t Table, c int) bool {
	schema := sheet.SchemaOf(t.Tab)
	if schema == nil {
		return false
	}
	i := schema.Column(t.Columns[c])
	return i >= 0 && schema.Columns[i].Type == sheet.Date
}

func sheetOf(f *excelize.File, i int, t Table, dates int) error {
	title := string(t.Tab)
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), title); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(title); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(title)
	if err != nil {
		return err
	}
	line := make([]any, 0, len(t.Columns)+1)
	for _, c := range t.Columns {
		line = append(line, c)
	}
	if err := out.SetRow("A1", append(line, idColumn)); err != nil {
		return err
	}
	for r, row := range t.Rows {
		line = line[:0]
		for c, v := range row.Values {
			switch v.(type) {
			case nil, float64: // a blank cell is no cell, a number one
				line = append(line, v)
				continue
			}
			text := flat(v)
			if day, err := schoolyear.ParseDay(text); err == nil && dated(t, c) {
				y, m, d := day.Date()
				line = append(line, excelize.Cell{StyleID: dates, Value: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)})
				continue
			}
			line = append(line, text)
		}
		if err := out.SetRow("A"+strconv.Itoa(r+2), append(line, string(row.ID))); err != nil {
			return err
		}
	}
	return out.Flush()
}
