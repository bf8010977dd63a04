package googlefake

import (
	"testing"
	"time"

	drive "google.golang.org/api/drive/v3"
)

func TestChanges(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	b := begin(t, Options{Now: func() time.Time { return now }, DriveDelay: 3 * time.Minute})
	now = now.Add(10 * time.Minute)
	token, err := b.drive.Changes.GetStartPageToken().Do()
	if err != nil {
		t.Fatal(err)
	}
	list := func(from string) *drive.ChangeList {
		t.Helper()
		l, err := b.drive.Changes.List(from).Fields("newStartPageToken,nextPageToken,changes(fileId,removed,file(trashed,version))").Do()
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	b.staff.Fill("Sheet1", 1, []string{"a"})
	b.staff.Fill("Sheet1", 1, []string{"b"})
	if l := list(token.StartPageToken); len(l.Changes) != 0 || l.NewStartPageToken != token.StartPageToken {
		t.Errorf("an edit is told at once: %+v", l)
	}
	now = now.Add(3 * time.Minute)
	l := list(token.StartPageToken)
	if len(l.Changes) != 1 || l.Changes[0].FileId != "sheet-1" || l.Changes[0].Removed {
		t.Errorf("two edits are told as %+v", l.Changes)
	}
	if again := list(l.NewStartPageToken); len(again.Changes) != 0 {
		t.Errorf("told twice: %+v", again.Changes)
	}
	b.sheet.FreezeVersion()
	b.staff.Fill("Sheet1", 1, []string{"by a form"})
	b.sheet.ThawVersion()
	b.sheet.Unshare(DefaultAccount)
	now = now.Add(3 * time.Minute)
	if l = list(l.NewStartPageToken); len(l.Changes) != 1 || !l.Changes[0].Removed {
		t.Errorf("an unshared file is told as %+v", l.Changes)
	}
	_, err = b.drive.Changes.List("bogus").Do()
	refused(t, err, 400, "Invalid Value")
	_, err = b.drive.Files.Get("sheet-1").Do()
	refused(t, err, 404, "File not found: sheet-1.")
	b.sheet.Share(DefaultAccount, Reader)
	b.sheet.MoveToDrive("drive-1")
	_, err = b.drive.Files.Get("sheet-1").Do()
	refused(t, err, 404, "File not found")
	file, err := b.drive.Files.Get("sheet-1").SupportsAllDrives(true).Fields("driveId,owners(emailAddress),capabilities(canEdit),trashed,version").Do()
	if err != nil || file.DriveId != "drive-1" || file.Capabilities.CanEdit || len(file.Owners) != 0 || file.Version == 0 {
		t.Errorf("the file is %+v, %v", file, err)
	}
}
