package dashboard

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/sheet"
)

// TestOneCountOfWhatToFix: the same name unknown in three rows is one thing to do,
// on every page as in the mail and in the report.
func TestOneCountOfWhatToFix(t *testing.T) {
	e := edition(schooltest.New())
	for _, row := range []int{3, 5, 8} {
		e.Problems = append(e.Problems, sheet.Problem{Code: sheet.UnknownName, Level: sheet.Fix, Tab: partnership.HoursTab, Row: row, At: 2, Column: "Volunteer", Value: "Ben Cole", Args: []string{"3", "Volunteers"}})
	}
	for _, row := range []int{4, 6} {
		e.Problems = append(e.Problems, sheet.Problem{Code: sheet.DateUnread, Level: sheet.Fix, Tab: partnership.HoursTab, Row: row, Column: "Date", Value: "soon"})
	}
	e.Problems = append(e.Problems, sheet.Problem{Code: sheet.RowDoubled, Level: sheet.Note, Tab: partnership.HoursTab, Row: 9, At: -1, Args: []string{"8"}})
	h := New("school", &shelf{edition: e}, noon, Options{Viewer: staff})
	for _, path := range []string{"/fix", "/attention"} {
		if page := ask(h, path).Body.String(); !strings.Contains(page, "3 things in the sheet could not be read as meant.") {
			t.Errorf("%s does not count three things", path)
		}
	}
}
