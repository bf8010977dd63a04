package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"shelfmates/shared/sheet"
)

// The size of a sheet (Excel specifications and limits, read 2026-11).
const (
	maxRow    = 1048576
	maxColumn = 16384
)

// maxMerges bounds the merged ranges of a sheet.
const maxMerges = 1 << 20

// errContent is a cell whose content does not fit its type.
var errContent = fmt.Errorf("%w: a content does not fit its type", errMalformed)

// common is what the sheets of a workbook share while they are read.
type common struct {
	strings []string
	formats []sheet.Format
	is1904  bool
	cells   int // with content, so far
	slots   int // cells and gaps, so far
}

// A sheetReader turns sheet XML into a grid, cell by cell as it streams by.
type sheetReader struct {
	*scanner
	*common
	prefix int // length of the main namespace's prefix, with its colon
	grid   sheet.Grid
	row    []sheet.Cell // the row being read
	slab   []sheet.Cell // room for rows that are done
	text   []byte
}

// readGrid reads one sheet.
func readGrid(r io.Reader, c *common) (sheet.Grid, error) {
	s := &sheetReader{scanner: newScanner(r), common: c}
	if err := s.read(); err != nil {
		return sheet.Grid{}, err
	}
	return s.grid, nil
}

func (s *sheetReader) read() error {
	for s.next() {
		if s.kind != startTag {
			continue
		}
		if s.depth() == 1 && !s.empty || s.depth() == 0 {
			s.prefix = bytes.IndexByte(s.name, ':') + 1
			if string(local(s.name)) != "worksheet" {
				return fmt.Errorf("%w: a sheet is none", errMalformed)
			}
			continue
		}
		var err error
		switch string(s.main()) {
		case "sheetData":
			err = s.rows()
		case "mergeCells":
			err = s.merges()
		default:
			s.skip()
		}
		if err != nil {
			return err
		}
	}
	return s.err
}

// main returns the tag's name without the prefix of the main namespace, nil
// for an element of another.
func (s *sheetReader) main() []byte { return mainName(s.name, s.prefix) }

func mainName(name []byte, prefix int) []byte {
	colon := bytes.IndexByte(name, ':')
	if colon+1 != prefix {
		return nil
	}
	return name[prefix:]
}

func (s *sheetReader) rows() error {
	if s.empty {
		return nil
	}
	number := 0
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(s.main()) != "row" {
			s.skip()
			continue
		}
		var err error
		if number, err = s.rowNumber(number); err != nil {
			return err
		}
		if err := s.cellsOf(number); err != nil {
			return err
		}
		s.keep(number)
	}
	return s.err
}

// rowNumber returns the number of the row whose tag was just read; last is
// that of the row before.
func (s *scanner) rowNumber(last int) (int, error) {
	number := last + 1
	if at := s.attr("r"); at != nil {
		n, ok := parseIndex(at, maxRow)
		if !ok || n <= last {
			return 0, fmt.Errorf("%w: a row after row %d is out of order", errMalformed, last)
		}
		number = n
	}
	if number > maxRow {
		return 0, fmt.Errorf("%w: more rows than a sheet has", errMalformed)
	}
	return number, nil
}

// cellColumn returns the 0-based column of the cell whose tag was just read, in
// the row of that number; last is that of the cell before, -1 for none.
func (s *scanner) cellColumn(row, last int) (int, error) {
	column := last + 1
	if at := s.attr("r"); at != nil {
		c, r, ok := parseAddress(at)
		if !ok || r != row || c <= last {
			return 0, fmt.Errorf("%w: a cell of row %d is out of order", errMalformed, row)
		}
		column = c
	}
	if column >= maxColumn {
		return 0, fmt.Errorf("%w: more columns than a sheet has", errMalformed)
	}
	return column, nil
}

func (s *sheetReader) cellsOf(row int) error {
	s.row = s.row[:0]
	if s.empty {
		return nil
	}
	column := -1
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(s.main()) != "c" {
			s.skip()
			continue
		}
		var err error
		if column, err = s.cellColumn(row, column); err != nil {
			return err
		}
		cell, err := s.cell()
		if err != nil {
			var long *longError
			if errors.As(err, &long) {
				long.cell = address(column, row)
			}
			return fmt.Errorf("cell %s: %w", address(column, row), err)
		}
		if cell.Kind == sheet.BlankCell {
			continue
		}
		if s.cells++; s.cells > maxCells {
			return fmt.Errorf("%w: more than %d cells", errEnormous, int(maxCells))
		}
		for len(s.row) < column {
			s.row = append(s.row, sheet.Cell{})
		}
		s.row = append(s.row, cell)
	}
	if s.slots += len(s.row); s.slots > maxSlots {
		return fmt.Errorf("%w: its rows are too wide", errEnormous)
	}
	return s.err
}

// keep adds the row just read to the grid, unless it is blank.
func (s *sheetReader) keep(number int) {
	n := len(s.row)
	if n == 0 {
		return
	}
	if len(s.slab) < n {
		s.slab = make([]sheet.Cell, max(n, 4096))
	}
	copy(s.slab, s.row)
	s.grid.Rows = append(s.grid.Rows, sheet.GridRow{Number: number, Cells: s.slab[:n:n]})
	s.grid.LastRow = number
	s.slab = s.slab[n:]
}

// cell reads the cell whose tag was just read, to its end.
func (s *sheetReader) cell() (sheet.Cell, error) {
	var kind [16]byte
	t := kind[:copy(kind[:], s.attr("t"))]
	format := sheet.PlainFormat
	if at := s.attr("s"); at != nil {
		if i, ok := parseIndex(at, maxStyles); ok && i < len(s.formats) {
			format = s.formats[i]
		}
	}
	formula, valued := false, false
	s.text = s.text[:0]
	if s.empty {
		return sheet.Cell{}, nil
	}
	inside := false
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		switch s.kind {
		case startTag:
			switch string(s.main()) {
			case "v":
				valued, inside = true, !s.empty
			case "f":
				formula = true
				s.skip()
			case "is":
				valued = true
				s.text = s.richText(s.text)
			default:
				s.skip()
			}
		case endTag:
			inside = false
		case textRun:
			if inside {
				s.text = s.appendText(s.text)
			}
		}
	}
	if s.err != nil {
		return sheet.Cell{}, s.err
	}
	if formula && (!valued || len(s.text) == 0 && !isTextual(t)) {
		return sheet.Cell{Kind: sheet.StaleCell, Formula: true}, nil
	}
	if !valued || len(s.text) == 0 {
		return sheet.Cell{}, nil
	}
	cell, err := s.value(t, format)
	cell.Formula = formula && cell.Kind != sheet.BlankCell
	return cell, err
}

func isTextual(t []byte) bool {
	return string(t) == "str" || string(t) == "s" || string(t) == "inlineStr"
}

// value makes the cell of type t whose content stands in text.
func (s *sheetReader) value(t []byte, format sheet.Format) (sheet.Cell, error) {
	switch string(t) {
	case "", "n":
		n, ok := parseNumber(s.text)
		if !ok {
			if len(bytes.TrimSpace(s.text)) == 0 {
				return sheet.Cell{}, nil
			}
			return sheet.Cell{}, errContent
		}
		return sheet.Cell{Kind: sheet.NumberCell, Format: format, Number: neutral(n, format, s.is1904)}, nil
	case "s":
		i, ok := parseIndex(bytes.TrimSpace(s.text), maxStrings)
		if !ok || i >= len(s.strings) {
			return sheet.Cell{}, errContent
		}
		return shortText(s.strings[i])
	case "str", "inlineStr":
		text := s.text
		if string(t) == "str" {
			text = unescape(text)
		}
		return shortText(string(text))
	case "b":
		switch strings.TrimSpace(string(s.text)) {
		case "1", "true":
			return sheet.Cell{Kind: sheet.BoolCell, Bool: true}, nil
		case "0", "false":
			return sheet.Cell{Kind: sheet.BoolCell}, nil
		}
		return sheet.Cell{}, errContent
	case "e":
		cell, err := shortText(string(s.text))
		cell.Kind = sheet.ErrorCell
		return cell, err
	case "d":
		text := strings.TrimSpace(string(s.text))
		serial, implied, ok := parseISO(text)
		if !ok {
			return sheet.Cell{}, errContent
		}
		if format == sheet.PlainFormat {
			format = implied
		}
		return sheet.Cell{Kind: sheet.NumberCell, Format: format, Number: serial}, nil
	}
	return sheet.Cell{}, errContent
}

func textCell(text string) sheet.Cell {
	if text == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.TextCell, Text: text}
}

// shortText is textCell, but refuses what no cell holds.
func shortText(text string) (sheet.Cell, error) {
	if tooLong(text) {
		return sheet.Cell{}, &longError{}
	}
	return textCell(text), nil
}

func (s *sheetReader) merges() error {
	if s.empty {
		return nil
	}
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(s.main()) == "mergeCell" {
			m, ok := parseRange(s.attr("ref"))
			switch {
			case !ok:
				return fmt.Errorf("%w: a merged range is none", errMalformed)
			case len(s.grid.Merges) == maxMerges:
				return fmt.Errorf("%w: more than %d merged ranges", errEnormous, maxMerges)
			}
			s.grid.Merges = append(s.grid.Merges, m)
		}
		s.skip()
	}
	return s.err
}
