package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"google.golang.org/api/drive/v3"
)

// ErrToken: Drive no longer takes the page token, or never gave it. A new one
// begins where [Client.StartToken] says; what changed in between is not told.
var ErrToken = errors.New("page token of Drive is worthless")

// StartToken returns the page token from which [Client.Changes] tells of all
// that changes from now on.
func (c *Client) StartToken(ctx context.Context) (string, error) {
	var start drive.StartPageToken
	err := c.ask(ctx, call{
		purpose: hinting, url: c.drive + "/drive/v3/changes/startPageToken",
		query: url.Values{"supportsAllDrives": {"true"}, "fields": {"startPageToken"}},
	}, func(body string) error {
		if err := json.Unmarshal([]byte(body), &start); err != nil || start.StartPageToken == "" {
			return errMangled
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("ask Drive where its changes begin: %w", c.explain(ctx, err, false))
	}
	return start.StartPageToken, nil
}

// Changes returns the IDs of the spreadsheets that changed since the page token,
// each once, and the token for the next time. Those that were deleted, or are no
// longer shared with us, count too. It is a hint: Drive tells late of some
// edits, and of some never. Besides the errors of a Book there is ErrToken.
func (c *Client) Changes(ctx context.Context, pageToken string) (files []string, next string, err error) {
	seen := map[string]bool{}
	for {
		page, err := c.changes(ctx, pageToken)
		if err != nil {
			return nil, "", fmt.Errorf("ask Drive what changed: %w", err)
		}
		for _, change := range page.Changes {
			other := change.File != nil && change.File.MimeType != "" && change.File.MimeType != spreadsheetType
			if change.FileId == "" || other || seen[change.FileId] {
				continue
			}
			seen[change.FileId] = true
			files = append(files, change.FileId)
		}
		if page.NewStartPageToken != "" {
			return files, page.NewStartPageToken, nil
		}
		pageToken = page.NextPageToken
	}
}

const spreadsheetType = "application/vnd.google-apps.spreadsheet"

// changes reads one page.
func (c *Client) changes(ctx context.Context, pageToken string) (drive.ChangeList, error) {
	var page drive.ChangeList
	err := c.ask(ctx, call{
		purpose: hinting, url: c.drive + "/drive/v3/changes",
		query: url.Values{
			"pageToken": {pageToken}, "pageSize": {"1000"}, "spaces": {"drive"},
			"includeItemsFromAllDrives": {"true"}, "supportsAllDrives": {"true"},
			"fields": {"nextPageToken,newStartPageToken,changes(fileId,removed,file(mimeType))"},
		},
	}, func(body string) error {
		page = drive.ChangeList{}
		if err := json.Unmarshal([]byte(body), &page); err != nil || page.NextPageToken == "" && page.NewStartPageToken == "" {
			return errMangled
		}
		return nil
	})
	var f *fault
	if errors.As(err, &f) && (f.status == http.StatusBadRequest || f.status == http.StatusNotFound || f.status == http.StatusGone) {
		return page, fmt.Errorf("%w (%v)", ErrToken, f)
	}
	if err != nil {
		return page, c.explain(ctx, err, false)
	}
	return page, nil
}
