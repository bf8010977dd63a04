package sheet

// A header is one row read as headers.
type header struct {
	row         *GridRow
	places      [][]int // for each column of the schema, where it is named
	note, id    []int
	given, last []int // "First name", "Last name"
	others      []other
}

func readHeader(t *TabSchema, row *GridRow) header {
	h := header{row: row, places: make([][]int, len(t.Columns))}
	headers := spellings().headers[t]
	for at, c := range row.Cells {
		if c.Kind != TextCell {
			continue
		}
		key := headerKey(c.Text)
		if i, known := headers[key]; known {
			h.places[i] = append(h.places[i], at)
			continue
		}
		switch key {
		case "":
		case "shelfmatesnote", "shelfmatesnotes":
			h.note = append(h.note, at)
		case "id", "shelfmatesid":
			h.id = append(h.id, at)
		case "firstname", "first", "givenname", "forename":
			h.given = append(h.given, at)
		case "lastname", "last", "surname", "familyname":
			h.last = append(h.last, at)
		case "timestamp": // of a Google Form: ignored
		default:
			h.others = append(h.others, other{cleanLine(c.Text), at})
		}
	}
	return h
}

// splitName reports whether the name of column i stands in two columns.
func (h *header) splitName(t *TabSchema, i int) bool {
	return t.Columns[i].Split && len(h.places[i]) == 0 && len(h.given) == 1 && len(h.last) == 1
}

func (h *header) complete(t *TabSchema) bool {
	for i := range t.Columns {
		if t.Columns[i].Required && len(h.places[i]) == 0 && !h.splitName(t, i) {
			return false
		}
	}
	return true
}

func (h *header) known() int {
	n := min(1, len(h.note)) + min(1, len(h.id)) + min(1, len(h.given)) + min(1, len(h.last))
	for _, p := range h.places {
		n += min(1, len(p))
	}
	return n
}
