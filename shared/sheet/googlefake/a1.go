package googlefake

// area is a range as GridRange JSON.
func (t *tab) area(a gridRange) map[string]any {
	m := map[string]any{"sheetId": t.id}
	m["startRowIndex"], m["startColumnIndex"] = a.row0, a.col0
	if a.row1 >= 0 {
		m["endRowIndex"] = a.row1
	}
	if a.col1 >= 0 {
		m["endColumnIndex"] = a.col1
	}
	return m
}
