package gsheet_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
)

func TestChangesTellWhichSheetsChanged(t *testing.T) {
	d := open(t)
	d.school()
	other := d.fake.NewSheet("sheet-2", "Oak library", "", "")
	token, err := d.client.StartToken(t.Context())
	must(t, err)
	changed := func(want ...string) {
		t.Helper()
		files, next, err := d.client.Changes(t.Context(), token)
		must(t, err)
		slices.Sort(files)
		if !slices.Equal(files, want) {
			t.Errorf("%q changed, want %q", files, want)
		}
		token = next
	}
	changed()
	d.staff.Type("Partners", 2, 2, text("x"))
	d.staff.Type("Partners", 2, 2, text("y"))
	changed("sheet-1")
	changed()
	d.staff.Type("Partners", 2, 2, text("z"))
	other.Trash()
	changed("sheet-1", "sheet-2")
	var many []string
	for i := range 1001 {
		many = append(many, fmt.Sprintf("more-%04d", i))
		d.fake.NewSheet(many[i], "More", "", "")
	}
	pages := d.fake.Count(googlefake.ChangesList)
	changed(many...) // two pages are one answer
	if n := d.fake.Count(googlefake.ChangesList) - pages; n != 2 {
		t.Errorf("it took %d calls, want 2", n)
	}
	if c := d.client.Counts(); c.Reads != 0 || c.Writes != 0 || c.Hints != d.fake.Count() {
		t.Errorf("counted %+v, want %d hints", c, d.fake.Count())
	}
}

func TestAPageTokenThatIsWorthlessIsSaid(t *testing.T) {
	d := open(t)
	for _, token := range []string{"nonsense", "-1"} {
		if _, _, err := d.client.Changes(t.Context(), token); !errors.Is(err, gsheet.ErrToken) {
			t.Errorf("page token %q: got %v, want ErrToken", token, err)
		}
	}
}

func TestHintsGoThroughPassingFaultsToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		token, err := d.client.StartToken(t.Context())
		must(t, err)
		d.staff.Type("Partners", 2, 2, text("x"))
		d.fake.Fail(googlefake.Fault{Method: googlefake.ChangesList, Kind: googlefake.Truncated})
		d.fake.Fail(googlefake.Fault{Method: googlefake.ChangesList, Status: 403, Reason: "userRateLimitExceeded", Skip: 1})
		files, _, err := d.client.Changes(t.Context(), token)
		if err != nil || !slices.Equal(files, []string{"sheet-1"}) {
			t.Errorf("got %q and %v", files, err)
		}
		d.fake.Fail(googlefake.Fault{Method: googlefake.ChangesList, Status: 403, Reason: "SERVICE_DISABLED", Times: -1})
		var with *sheet.AdviceError
		if _, _, err := d.client.Changes(t.Context(), token); !errors.Is(err, sheet.ErrForbidden) || !errors.As(err, &with) {
			t.Errorf("got %v, want ErrForbidden with advice", err)
		}
	})
}
