package gsheet_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shelfmates/shared/checkup"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
)

func TestProbe(t *testing.T) {
	for _, c := range []struct {
		name  string
		setup func(*shaping)
		level checkup.Level
		says  string
		fix   string
	}{
		{"a sheet on a shared drive is fine", func(s *shaping) { s.file.MoveToDrive("0ASchool") }, checkup.Fine, "shared drive", ""},
		{"a sheet of one person's goes when the person goes", func(s *shaping) {}, checkup.Look, "librarian@school.example", "shared drive"},
		{"a sheet in the trash", func(s *shaping) { s.file.Trash() }, checkup.Broken, "in the trash", "Restore"},
		{"a sheet that may only be read", func(s *shaping) { s.file.Share(googlefake.DefaultAccount, googlefake.Reader) }, checkup.Look, "may not write", "Editor"},
		{"a sheet that is not shared", func(s *shaping) { s.file.Unshare(googlefake.DefaultAccount) }, checkup.Broken, "not shared", googlefake.DefaultAccount},
		{"a sheet that is not there", func(s *shaping) { s.file.Delete() }, checkup.Broken, "no sheet of that ID", "Check the ID"},
		{"an Excel file in Drive", func(s *shaping) { s.file.Office() }, checkup.Broken, "Excel file", "Save as Google Sheets"},
		{"a project without the Sheets API", func(s *shaping) {
			s.fake.Fail(googlefake.Fault{Method: googlefake.SheetsGet, Status: 403, Reason: "SERVICE_DISABLED"})
		}, checkup.Broken, "Sheets API is off", "Enable"},
		{"a project without the Drive API", func(s *shaping) {
			s.fake.Fail(googlefake.Fault{Method: googlefake.FilesGet, Status: 403, Reason: "accessNotConfigured"})
		}, checkup.Look, "Drive API is off", "Enable"},
		{"a domain that lets nothing out", func(s *shaping) {
			s.fake.Fail(googlefake.Fault{Method: googlefake.FilesGet, Status: 403, Reason: "domainPolicy", Message: "The domain administrators have disabled Drive apps."})
		}, checkup.Look, "does not let it be shared", "Please allow"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t)
			c.setup(s)
			before := s.file.Titles()
			findings := checkup.Run(t.Context(), s.client.Probe("school"))
			for _, f := range findings {
				if f.Level == c.level && strings.Contains(f.Text, c.says) && strings.Contains(f.Fix, c.fix) {
					return
				}
			}
			t.Errorf("got %+v of %q", findings, before)
		})
	}
	t.Run("the credentials say where they come from and whose they are", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		for _, c := range []struct {
			options gsheet.CredentialOptions
			level   checkup.Level
			says    []string
		}{
			{gsheet.CredentialOptions{Key: keyFile(t, f)}, checkup.Fine, []string{googlefake.DefaultAccount, "key file", "google-key.json"}},
			{gsheet.CredentialOptions{Audience: provider + "#" + googlefake.DefaultAccount}, checkup.Fine, []string{googlefake.DefaultAccount, "keyless", provider}},
			{gsheet.CredentialOptions{Key: filepath.Join(t.TempDir(), "gone.json")}, checkup.Broken, []string{"no key of that name"}},
		} {
			findings := credentialsOf(t, c.options).Probe(t.Context())
			for _, says := range c.says {
				if len(findings) != 1 || findings[0].Level != c.level || !strings.Contains(findings[0].Text, says) {
					t.Errorf("got %+v, want %q", findings, says)
				}
			}
		}
		if n := f.Count(); n != 0 {
			t.Errorf("%d requests", n)
		}
	})
}
