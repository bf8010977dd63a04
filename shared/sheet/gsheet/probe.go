package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"google.golang.org/api/drive/v3"

	"shelfmates/shared/checkup"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// Probe says which credentials are in use, and as whom. It asks nothing of
// Google.
func (c *Credentials) Probe(ctx context.Context) []checkup.Finding {
	account, err := c.Account(ctx)
	if err != nil {
		return []checkup.Finding{broken(words.CheckGoogleAccount, err)}
	}
	key := c.at
	if c.source == Keyless {
		key = c.audience.provider
	}
	return []checkup.Finding{{Level: checkup.Fine, About: words.CheckGoogleAccount, Text: words.GoogleCredential(account, string(c.source), key)}}
}

// Probe looks at a spreadsheet as a file: can it be opened and edited, is it in
// the trash, and whose is it. It reads no cell.
func (c *Client) Probe(id string) checkup.Probe {
	return func(ctx context.Context) []checkup.Finding {
		about := words.CheckGoogleSheet
		whole, err := c.outline(ctx, id, nil, "properties(title)")
		if err != nil {
			return []checkup.Finding{broken(about, err)}
		}
		findings := []checkup.Finding{{Level: checkup.Fine, About: about, Text: words.GoogleOpens(whole.Properties.Title)}}
		file, err := c.file(ctx, id)
		if err != nil { // the sheet opens, so this bites only later
			f := broken(about, err)
			f.Level = checkup.Look
			return append(findings, f)
		}
		return append(findings, c.onFile(ctx, file)...)
	}
}

// file asks Drive about a spreadsheet.
func (c *Client) file(ctx context.Context, id string) (*drive.File, error) {
	file := &drive.File{}
	err := c.ask(ctx, call{purpose: hinting, url: c.drive + "/drive/v3/files/" + url.PathEscape(id), query: url.Values{
		"supportsAllDrives": {"true"}, "fields": {"trashed,driveId,owners(emailAddress),capabilities(canEdit)"},
	}}, func(body string) error { return json.Unmarshal([]byte(body), file) })
	if err != nil {
		return nil, c.explain(ctx, err, false)
	}
	return file, nil
}

// onFile says what Drive's answer means.
func (c *Client) onFile(ctx context.Context, file *drive.File) []checkup.Finding {
	account, err := c.tokens.Account(ctx)
	if err != nil {
		account = ""
	}
	said := func(level checkup.Level, t words.GoogleTrouble) checkup.Finding {
		return checkup.Finding{Level: level, About: words.CheckGoogleSheet, Text: t.What(account), Fix: t.Advice(account)}
	}
	var findings []checkup.Finding
	if file.Trashed {
		findings = append(findings, said(checkup.Broken, words.GoogleTrashed))
	}
	if file.Capabilities != nil && !file.Capabilities.CanEdit {
		findings = append(findings, said(checkup.Look, words.GoogleNoEdit))
	}
	switch {
	case file.DriveId != "":
		findings = append(findings, checkup.Finding{Level: checkup.Fine, About: words.CheckGoogleOwner, Text: words.GoogleOnDrive})
	case len(file.Owners) > 0:
		findings = append(findings, checkup.Finding{
			Level: checkup.Look, About: words.CheckGoogleOwner, Text: words.GoogleOwnedBy(file.Owners[0].EmailAddress), Fix: words.GoogleToDrive,
		})
	}
	return findings
}

func broken(about string, err error) checkup.Finding {
	f := checkup.Finding{Level: checkup.Broken, About: about, Text: err.Error()}
	var advised *sheet.AdviceError
	if errors.As(err, &advised) {
		f.Fix = advised.Advice
	}
	return f
}
