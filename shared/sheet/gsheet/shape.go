package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// A ShapeReport says what Shape did.
type ShapeReport struct {
	Added   []string // tabs that were made
	Mended  []string // tabs that got what they lacked, but for those in Filled
	Filled  []string // tabs that got rows of the template
	Kept    []string // tabs with rows of their own, which got none of the template
	Unclear []Unclear
	Others  []string // tabs that are none of ours; left alone
	Reads   int      // requests that spend quota
	Writes  int      // 0 when nothing was lacking
}

// Lines are what to tell the person who had it shaped.
func (r ShapeReport) Lines() []string {
	var lines []string
	for _, part := range []struct {
		tabs []string
		say  func([]string) string
	}{{r.Added, words.ShapeAdded}, {r.Mended, words.ShapeMended}, {r.Filled, words.ShapeFilled}, {r.Kept, words.ShapeKept}, {r.Others, words.ShapeOthers}} {
		if len(part.tabs) > 0 {
			lines = append(lines, part.say(part.tabs))
		}
	}
	for _, u := range r.Unclear {
		text := u.Why.Text()
		lines = append(lines, words.ShapeUnclear(u.Title, text.What, text.Todo))
	}
	if r.Writes == 0 {
		lines = append(lines, words.ShapeNothing)
	}
	return lines
}

// Unclear is a tab that is ours by its name and was left alone, because its
// header cannot be made out or stands there twice.
type Unclear struct {
	Title string
	Why   sheet.Problem
}

// outlineFields is what tells how a spreadsheet looks, without any cell.
const outlineFields = "properties(title,timeZone,locale),sheets(properties(sheetId,title,index,sheetType,tabColorStyle," +
	"gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)),merges,conditionalFormats,columnGroups," +
	"protectedRanges(range),tables(tableId))"

// lookFields is what tells how single rows look.
const lookFields = "sheets(properties(sheetId),data(startRow,startColumn,rowData(values(userEnteredValue,userEnteredFormat,note,dataValidation))," +
	"columnMetadata(pixelSize)))"

// Shape makes a blank or half-made spreadsheet into the template t: tabs,
// headers, formats, dropdowns, help. It adds what is missing and leaves alone
// what staff typed, where their columns stand and which groups they opened; a
// tab that has everything is not written to. What t is filled with goes into
// tabs without rows only. All is one atomic request, so a run that was cut off
// did all or nothing, and the next finds out which.
func (c *Client) Shape(ctx context.Context, id string, t sheet.Template) (ShapeReport, error) {
	whole, err := c.outline(ctx, id, nil, outlineFields)
	if err != nil {
		return ShapeReport{}, fmt.Errorf("shape spreadsheet: %w", err)
	}
	snap, err := c.Book(id).Read(ctx, known(whole))
	if err != nil {
		return ShapeReport{}, fmt.Errorf("shape spreadsheet: %w", err)
	}
	s := newShaper(whole, snap, t)
	s.report.Reads = 1 + snap.Requests
	if ranges := s.unseen(); len(ranges) > 0 {
		looks, err := c.outline(ctx, id, ranges, lookFields)
		if err != nil {
			return ShapeReport{}, fmt.Errorf("shape spreadsheet: %w", err)
		}
		s.report.Reads++
		s.see(looks)
	}
	requests := s.plan()
	if len(requests) == 0 {
		return s.report, nil
	}
	if err := c.update(ctx, id, &sheets.BatchUpdateSpreadsheetRequest{Requests: requests}); err != nil {
		return ShapeReport{}, fmt.Errorf("shape spreadsheet: %w", err)
	}
	s.report.Writes = 1
	return s.report, nil
}

// outline asks how a spreadsheet looks: all of it, or ranges of it.
func (c *Client) outline(ctx context.Context, id string, ranges []string, fields string) (*sheets.Spreadsheet, error) {
	whole := &sheets.Spreadsheet{}
	query := url.Values{"fields": {fields}}
	if len(ranges) > 0 {
		query["ranges"] = ranges
	}
	err := c.ask(ctx, call{purpose: reading, url: c.sheets + "/v4/spreadsheets/" + url.PathEscape(id), query: query}, func(body string) error {
		return json.Unmarshal([]byte(body), whole)
	})
	if err != nil {
		return nil, c.explain(ctx, err, false)
	}
	return whole, nil
}

// update sends one atomic request, once.
func (c *Client) update(ctx context.Context, id string, all *sheets.BatchUpdateSpreadsheetRequest) error {
	_, err := c.send(ctx, call{
		purpose: writing, url: c.sheets + "/v4/spreadsheets/" + url.PathEscape(id) + ":batchUpdate",
		query: url.Values{"fields": {"spreadsheetId"}}, body: all,
	})
	var f *fault
	if errors.As(err, &f) && f.status == http.StatusBadRequest && !f.guarded() && !f.full() {
		// What was planned no longer fits: a tab was added or deleted meanwhile.
		return &sheet.AdviceError{Err: fmt.Errorf("%w (%v)", sheet.ErrMoved, f), Advice: words.ShapeAgain}
	}
	if err != nil {
		return c.explain(ctx, err, true)
	}
	return nil
}

// known is what the outline tells the Book, so that it asks for values only.
func known(whole *sheets.Spreadsheet) sheet.Known {
	k := sheet.Known{Zone: whole.Properties.TimeZone}
	for _, one := range whole.Sheets {
		k.Tabs = append(k.Tabs, sheet.KnownTab{Key: fmt.Sprint(one.Properties.SheetId), Title: one.Properties.Title})
	}
	return k
}
