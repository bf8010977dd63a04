package gsheet

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// readTries is how often a reading begins again because the tabs are no longer
// those that were listed, or rows moved between its parts.
const readTries = 3

// Read reads every tab with a grid, by one values.batchGet where the tabs are
// known and there is not too much for one. Known tabs that are refused are
// listed anew. Errors are a [sheet.AdviceError] around one of the sentinels of
// the port; the Snapshot then tells the Requests alone.
func (b *Book) Read(ctx context.Context, known sheet.Known) (sheet.Snapshot, error) {
	var n spent
	snap := sheet.Snapshot{Identity: b.id, Began: b.client.now()}
	b.run = nil
	if b.mistrust {
		known = sheet.Known{}
	}
	known.Tabs = slices.Clone(known.Tabs) // sizes are noted in them
	err := b.read(ctx, &snap, known, &n)
	snap.Requests = n.reads
	if err != nil {
		return sheet.Snapshot{Requests: n.reads}, fmt.Errorf("read Google Sheet: %w", err)
	}
	return snap, nil
}

func (b *Book) read(ctx context.Context, snap *sheet.Snapshot, known sheet.Known, n *spent) error {
	for try := 1; ; try++ {
		if len(known.Tabs) == 0 {
			l, err := b.list(ctx, n)
			if err != nil {
				return b.client.explain(ctx, err, false)
			}
			if len(l.tabs) == 0 {
				return b.client.advise(ctx, words.GoogleNoStaffTabs, sheet.ErrUnreadable, nil)
			}
			b.run, b.mistrust = l, false
			known = l.known(snap.Began)
		}
		grids, err := b.readTabs(ctx, known.Tabs, n)
		switch {
		case err == nil:
			snap.Known, snap.Grids = known, grids
			return nil
		case try == readTries && (rangeRefused(err) && b.run != nil || errors.Is(err, errTorn)):
			b.mistrust = true
			return fmt.Errorf("%w: %v", sheet.ErrMoved, err)
		case rangeRefused(err):
			known = sheet.Known{} // renamed, deleted or smaller: which is which?
		case !errors.Is(err, errTorn):
			return b.client.explain(ctx, err, false)
		}
	}
}

// errTorn: rows moved while a spreadsheet was read in parts.
var errTorn = errors.New("rows moved between the parts")

// readTabs reads the tabs, and notes with each how much it was.
func (b *Book) readTabs(ctx context.Context, tabs []sheet.KnownTab, n *spent) ([]sheet.Grid, error) {
	todo := portions(tabs)
	grids := make([]sheet.Grid, len(tabs))
	sizes := make([]int, len(tabs))
	for i, t := range tabs {
		grids[i] = sheet.Grid{Title: t.Title, Key: t.Key, Unformatted: true}
	}
	requests := 0
	for len(todo) > 0 {
		now := todo[0]
		halves := now.halves(tabs)
		blocks, err := b.values(ctx, now.ranges(tabs), halves != nil, n)
		var f *fault
		if errors.As(err, &f) && f.heavy() && halves != nil {
			todo = append(halves, todo[1:]...)
			continue
		}
		if err != nil {
			return nil, err
		}
		todo = todo[1:]
		requests++
		for i, p := range now {
			g, first := &grids[p.tab], max(1, p.rows.first)
			for _, row := range blocks[i].rows {
				row.Number += first - 1
				g.Rows, g.LastRow = append(g.Rows, row), row.Number
			}
			sizes[p.tab] += blocks[i].bytes
		}
	}
	for i := range tabs {
		tabs[i].Bytes, tabs[i].Rows = noteSize(sizes[i], grids[i].LastRow)
	}
	if requests > 1 {
		return grids, b.inOrder(ctx, grids, n)
	}
	return grids, nil
}

// values asks for ranges of values, typed, dates as serial numbers. Divides is
// as in call.
func (b *Book) values(ctx context.Context, ranges []string, divides bool, n *spent) ([]block, error) {
	query := url.Values{
		"ranges": ranges, "valueRenderOption": {"UNFORMATTED_VALUE"}, "dateTimeRenderOption": {"SERIAL_NUMBER"},
		"majorDimension": {"ROWS"}, "fields": {"valueRanges(range,values)"}, "prettyPrint": {"false"},
	}
	var blocks []block
	request := call{purpose: reading, url: b.address("/values:batchGet"), query: query, spent: n, divides: divides}
	err := b.client.ask(ctx, request, func(body string) error {
		var err error
		if blocks, err = decodeValues(body); err == nil && len(blocks) != len(ranges) {
			err = errMangled
		}
		return err
	})
	return blocks, err
}
