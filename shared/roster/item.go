package roster

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// Attributes of a record's item.
const (
	attrFields   = "fields"
	attrTyped    = "typed"
	attrRefs     = "refs"
	attrFormer   = "former"
	attrTurn     = "turn"
	attrDone     = "done"  // a day
	attrFixed    = "fixed" // Unix milliseconds
	attrRev      = "rev"
	attrRow      = "row"
	attrMinted   = "minted"
	attrDeleted  = "deleted" // Unix milliseconds
	attrInto     = "into"
	attrArchived = "archived"
)

// EncodeRecord returns the item of a record of the tab. Attributes that would
// be empty are left out.
func EncodeRecord(t *sheet.TabSchema, r match.Stored) (store.Item, error) {
	a := store.Attrs{
		attrFields: sheet.EncodeFields(t, r.Values), attrRev: r.Rev, attrRow: int64(r.Row), attrMinted: r.Minted,
	}
	for name, text := range map[string]string{
		attrTyped: sheet.EncodeTyped(t, r.Typed),
		attrRefs:  sheet.EncodeRefs(t, r.Refs),
		attrInto:  string(r.Into),
	} {
		if text != "" {
			a[name] = text
		}
	}
	if len(r.Former) > 0 {
		b, err := json.Marshal(r.Former)
		if err != nil {
			return store.Item{}, fmt.Errorf("encode former names of %s: %w", r.ID, err)
		}
		a[attrFormer] = string(b)
	}
	if r.Turn.From != "" {
		b, err := json.Marshal(r.Turn)
		if err != nil {
			return store.Item{}, fmt.Errorf("encode the turn of %s: %w", r.ID, err)
		}
		a[attrTurn] = string(b)
	}
	if !r.Deleted.IsZero() {
		a[attrDeleted] = r.Deleted.UnixMilli()
		if !match.Lasting(t.Kind) {
			a[store.TTL] = r.Deleted.Add(match.KeepTombstones).Unix()
		}
	}
	if r.Archived {
		a[attrArchived] = true
	}
	if r.DoneSeen != 0 {
		a[attrDone] = r.DoneSeen.String()
	}
	if !r.Fixed.IsZero() {
		a[attrFixed] = r.Fixed.UnixMilli()
	}
	return store.Item{Key: store.RecordKey(string(t.Kind), string(r.ID)), Attrs: a}, nil
}

// DecodeRecord reads the item of a record of the tab.
func DecodeRecord(t *sheet.TabSchema, i store.Item) (match.Stored, error) {
	r := match.Stored{
		Rev: i.Int(attrRev), Row: int(i.Int(attrRow)), Minted: i.Int(attrMinted),
		Into: partnership.ID(i.Text(attrInto)), Archived: i.Bool(attrArchived),
	}
	r.ID = partnership.ID(i.Key[strings.LastIndexByte(i.Key, '#')+1:])
	var err error
	if r.Values, err = sheet.DecodeFields(t, i.Text(attrFields)); err != nil {
		return match.Stored{}, fmt.Errorf("decode record %s: %w", r.ID, err)
	}
	if r.Typed, err = sheet.DecodeTyped(t, i.Text(attrTyped)); err != nil {
		return match.Stored{}, fmt.Errorf("decode record %s: %w", r.ID, err)
	}
	if r.Refs, err = sheet.DecodeRefs(t, i.Text(attrRefs)); err != nil {
		return match.Stored{}, fmt.Errorf("decode record %s: %w", r.ID, err)
	}
	if former := i.Text(attrFormer); former != "" {
		if err := json.Unmarshal([]byte(former), &r.Former); err != nil {
			return match.Stored{}, fmt.Errorf("decode former names of %s: %w", r.ID, err)
		}
	}
	if turn := i.Text(attrTurn); turn != "" {
		if err := json.Unmarshal([]byte(turn), &r.Turn); err != nil {
			return match.Stored{}, fmt.Errorf("decode the turn of %s: %w", r.ID, err)
		}
	}
	if day := i.Text(attrDone); day != "" {
		if r.DoneSeen, err = schoolyear.ParseDay(day); err != nil {
			return match.Stored{}, fmt.Errorf("decode record %s: %w", r.ID, err)
		}
	}
	if ms := i.Int(attrDeleted); ms != 0 {
		r.Deleted = time.UnixMilli(ms).UTC()
	}
	if ms := i.Int(attrFixed); ms != 0 {
		r.Fixed = time.UnixMilli(ms).UTC()
	}
	return r, nil
}

// chunkBytes bounds the text of one PROBLEM# or PENDING# item.
const chunkBytes = 60 * 1024

// EncodeProblems returns the items that hold the standing problems, at most
// 64 KB each. Problems are stored as code and arguments, never as sentences.
func EncodeProblems(problems []sheet.Problem) ([]store.Item, error) {
	return encodeChunks(store.ProblemPrefix, "problems", problems)
}

// DecodeProblems reads what is in the items of EncodeProblems, in their order.
func DecodeProblems(items []store.Item) ([]sheet.Problem, error) {
	return decodeChunks[sheet.Problem](items, "problems")
}

// EncodeMissing returns the items that hold the missing records.
func EncodeMissing(missing []match.Missing) ([]store.Item, error) {
	return encodeChunks(store.PendingPrefix, "missing", missing)
}

// DecodeMissing reads what is in the items of EncodeMissing, in their order.
func DecodeMissing(items []store.Item) ([]match.Missing, error) {
	return decodeChunks[match.Missing](items, "missing")
}

func encodeChunks[T any](prefix, attr string, list []T) ([]store.Item, error) {
	var items []store.Item
	text := []byte{'['}
	flush := func() {
		items = append(items, store.Item{
			Key:   fmt.Sprintf("%s%04d", prefix, len(items)),
			Attrs: store.Attrs{attr: string(append(text, ']'))},
		})
		text = []byte{'['}
	}
	for _, entry := range list {
		b, err := json.Marshal(entry)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", attr, err)
		}
		if len(text) > 1 && len(text)+len(b) > chunkBytes {
			flush()
		}
		if len(text) > 1 {
			text = append(text, ',')
		}
		text = append(text, b...)
	}
	if len(text) > 1 {
		flush()
	}
	return items, nil
}

func decodeChunks[T any](items []store.Item, attr string) ([]T, error) {
	var list []T
	for _, i := range items {
		var part []T
		if err := json.Unmarshal([]byte(i.Text(attr)), &part); err != nil {
			return nil, fmt.Errorf("decode %s of %s: %w", attr, i.Key, err)
		}
		list = append(list, part...)
	}
	return list, nil
}

// Settings returns the last good value of every setting, in the order of the
// schema, and what the cells show that could not be read. Values is nil before
// the first sync.
func Settings(ctx context.Context, s store.Store, school string) (values []sheet.Value, typed map[int]string, err error) {
	items, err := s.Get(ctx, school, store.RecordKey(string(sheet.SettingsTab), string(sheet.SettingsID)))
	if err != nil {
		return nil, nil, fmt.Errorf("read the settings: %w", err)
	}
	if len(items) == 0 {
		return nil, nil, nil
	}
	r, err := DecodeRecord(sheet.Settings(), items[0])
	return r.Values, r.Typed, err
}
