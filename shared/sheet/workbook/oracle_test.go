package workbook

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
)

// oracle reads one cell with excelize, as the neutral grid has it. It knows the
// formats that these tests use by name.
func oracle(f *excelize.File, tab, cell string) (sheet.Cell, error) {
	raw, err := f.GetCellValue(tab, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return sheet.Cell{}, err
	}
	kind, err := f.GetCellType(tab, cell)
	if err != nil {
		return sheet.Cell{}, err
	}
	switch kind {
	case excelize.CellTypeBool:
		return sheet.Cell{Kind: sheet.BoolCell, Bool: raw == "1" || raw == "TRUE"}, nil
	case excelize.CellTypeError:
		return sheet.Cell{Kind: sheet.ErrorCell, Text: raw}, nil
	case excelize.CellTypeNumber, excelize.CellTypeUnset:
		if raw == "" {
			return sheet.Cell{}, nil
		}
		n, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			return sheet.Cell{}, fmt.Errorf("cell %s holds %q: %w", cell, raw, err)
		}
		format, err := formatShown(f, tab, cell)
		return sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: format}, err
	}
	return textCell(raw), nil
}

func formatShown(f *excelize.File, tab, cell string) (sheet.Format, error) {
	id, err := f.GetCellStyle(tab, cell)
	if err != nil {
		return 0, err
	}
	style, err := f.GetStyle(id)
	if err != nil || style.CustomNumFmt == nil {
		return sheet.PlainFormat, err
	}
	for format, code := range formats {
		if code == *style.CustomNumFmt {
			return format, nil
		}
	}
	return sheet.PlainFormat, nil
}
