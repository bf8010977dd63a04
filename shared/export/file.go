package export

import (
	"context"
	"fmt"
	"io"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A School gives the tables of one school as files.
type School struct {
	Store store.Store
	Name  string
}

// WriteTable writes the records of one tab as "csv" or "xlsx"; its headers
// alone while it has no records. The error for a tab that there is not is
// ErrNoTab.
func (s School) WriteTable(ctx context.Context, w io.Writer, tab partnership.Kind, format string) error {
	tables, err := Tables(ctx, s.Store, s.Name, string(tab))
	if err != nil {
		return err
	}
	if len(tables) == 0 {
		empty := Table{Tab: tab}
		for _, c := range sheet.SchemaOf(tab).Columns {
			empty.Columns = append(empty.Columns, c.Name)
		}
		tables = append(tables, empty)
	}
	switch format {
	case "csv":
		return CSV(w, tables[0])
	case "xlsx":
		return XLSX(w, tables)
	}
	return fmt.Errorf("write %s: %q is no format of a file", tab, format)
}
