package gsheet

import (
	"net/url"

	"shelfmates/shared/sheet"
)

// A Book is one Google spreadsheet.
type Book struct {
	client *Client
	id     string

	// run is what was listed since the last Read began, nil while the tabs are
	// believed to be as they once were.
	run *listing
	// mistrust: the tabs that are known no longer hold. The next Read lists them.
	mistrust bool
}

var _ sheet.Book = (*Book)(nil)

// Book returns the spreadsheet of that ID, the long part of its address. It
// asks for nothing yet.
func (c *Client) Book(spreadsheetID string) *Book { return &Book{client: c, id: spreadsheetID} }

// address returns where the spreadsheet is asked for; suffix names the method.
func (b *Book) address(suffix string) string {
	return b.client.sheets + "/v4/spreadsheets/" + url.PathEscape(b.id) + suffix
}
