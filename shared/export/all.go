package export

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"shelfmates/shared/store"
)

// Errors that callers of Import tell apart.
var (
	// ErrNotEmpty: the store has records already.
	ErrNotEmpty = errors.New("the store is not empty")
	// ErrNotAnExport: what is there was not written by All, not by this version,
	// or is not whole.
	ErrNotAnExport = errors.New("not an export of everything")
	// ErrMoved: a sync wrote while the store was read.
	ErrMoved = errors.New("the store changed while it was read")
)

// version of the form that All writes.
const version = 1

// header is the first line.
type header struct {
	Shelfmates int    `json:"shelfmates"` // version of the form
	Schema     int    `json:"schema"`     // of the store
	School     string `json:"school"`
}

// trailer is the last line: an export that was cut off has none.
type trailer struct {
	Items int `json:"items"`
}

// line is one item, or the trailer. Bytes are in base 64, under their own key.
type line struct {
	Items *int              `json:"items,omitempty"`
	Key   string            `json:"key"`
	Text  map[string]string `json:"text,omitempty"`
	Int   map[string]int64  `json:"int,omitempty"`
	Flag  map[string]bool   `json:"flag,omitempty"`
	Bytes map[string]string `json:"bytes,omitempty"`
}

// All writes everything that the store has of a school as JSON lines: records
// and tombstones, ledger, preferences, start day. Sessions stay behind, and so
// does the lease of a sync that runs. The picture is of one version: when a
// sync writes meanwhile, the error is ErrMoved and what was written is no
// export.
func All(ctx context.Context, s store.Store, school string, w io.Writer) error {
	before, err := versionOf(ctx, s, school)
	if err != nil || before.none {
		return err
	}
	if before.epoch != before.committed {
		return ErrMoved
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(header{version, store.Schema, school}); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	items := 0
	for item, err := range s.List(ctx, school, "") {
		if err != nil {
			return fmt.Errorf("read the store: %w", err)
		}
		switch {
		case strings.HasPrefix(item.Key, store.SessionPrefix):
			continue
		case item.Key == store.LeaseKey:
			l := store.ReadLease(item)
			item.Attrs = store.Attrs{store.LeaseEpoch: l.Epoch, store.LeaseIntents: l.Intents}
		}
		if err := enc.Encode(lineOf(item)); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		items++
	}
	after, err := versionOf(ctx, s, school)
	if err != nil {
		return err
	}
	if after != before {
		return ErrMoved
	}
	if err := enc.Encode(trailer{items}); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return out.Flush()
}

// A reading is which version of a school the store holds.
type reading struct {
	epoch, committed int64
	none             bool // it was never synced
}

func versionOf(ctx context.Context, s store.Store, school string) (reading, error) {
	items, err := s.Get(ctx, school, store.LeaseKey, store.StateKey)
	if err != nil {
		return reading{}, fmt.Errorf("read the store: %w", err)
	}
	v := reading{none: true}
	for _, i := range items {
		if i.Key == store.LeaseKey {
			v.epoch = store.ReadLease(i).Epoch
			continue
		}
		state, err := store.ReadState(i)
		if err != nil {
			return reading{}, err
		}
		v.committed, v.none = state.Committed, false
	}
	return v, nil
}

func lineOf(item store.Item) line {
	l := line{Key: item.Key, Text: map[string]string{}, Int: map[string]int64{}, Flag: map[string]bool{}, Bytes: map[string]string{}}
	for name, v := range item.Attrs {
		switch x := v.(type) {
		case string:
			l.Text[name] = x
		case int64:
			l.Int[name] = x
		case bool:
			l.Flag[name] = x
		case []byte:
			l.Bytes[name] = base64.StdEncoding.EncodeToString(x)
		}
	}
	return l
}

func (l line) item() (store.Item, error) {
	item := store.Item{Key: l.Key, Attrs: store.Attrs{}}
	for name, v := range l.Text {
		item.Attrs[name] = v
	}
	for name, v := range l.Int {
		item.Attrs[name] = v
	}
	for name, v := range l.Flag {
		item.Attrs[name] = v
	}
	for name, v := range l.Bytes {
		b, err := base64.StdEncoding.DecodeString(v)
		if err != nil {
			return store.Item{}, fmt.Errorf("decode %s of %s: %w", name, l.Key, err)
		}
		item.Attrs[name] = b
	}
	return item, nil
}

// Import reads what All wrote into a store without records, under the name of
// school, and returns how many items it wrote. The whole is read twice: what is
// not an export, or not all of one, leaves the store as it was. STATE and LEASE
// are written last: an import that is cut off leaves a school that was never
// synced, and the next one clears away what is there.
func Import(ctx context.Context, s store.Store, school string, r io.ReadSeeker) (int, error) {
	if err := empty(ctx, s, school); err != nil {
		return 0, err
	}
	if err := each(r, func(store.Item) error { return nil }); err != nil {
		return 0, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("go back to the beginning of the export: %w", err)
	}
	if err := clearAway(ctx, s, school); err != nil {
		return 0, err
	}
	in := importing{store: s, school: school}
	if err := each(r, func(item store.Item) error { return in.add(ctx, item) }); err != nil {
		return in.written, err
	}
	if err := in.flush(ctx); err != nil {
		return in.written, err
	}
	in.batch = in.last
	err := in.flush(ctx)
	return in.written, err
}

// each reads an export and takes each item of it to do. The error for anything
// but a whole export is ErrNotAnExport, at the latest when its end is read.
func each(r io.Reader, do func(store.Item) error) error {
	lines := json.NewDecoder(bufio.NewReader(r))
	var h header
	if err := lines.Decode(&h); err != nil || h.Shelfmates != version || h.Schema > store.Schema {
		return fmt.Errorf("read the first line: %w", ErrNotAnExport)
	}
	before := ""
	for n := 0; ; n++ {
		var l line
		if err := lines.Decode(&l); err != nil {
			return fmt.Errorf("read item %d: %w: %v", n+1, ErrNotAnExport, err)
		}
		if l.Items != nil {
			if _, err := lines.Token(); *l.Items != n || !errors.Is(err, io.EOF) {
				return fmt.Errorf("read %d of %d items: %w", n, *l.Items, ErrNotAnExport)
			}
			return nil
		}
		if l.Key <= before { // All goes by the order of the keys
			return fmt.Errorf("read item %d: %w", n+1, ErrNotAnExport)
		}
		before = l.Key
		item, err := l.item()
		if err == nil {
			item, err = unbound(item)
		}
		if err != nil {
			return fmt.Errorf("read item %d: %w: %v", n+1, ErrNotAnExport, err)
		}
		if err := do(item); err != nil {
			return err
		}
	}
}

// importing is one Import.
type importing struct {
	store       store.Store
	school      string
	batch, last []store.Action
	bytes       int
	written     int
}

// importBytes keeps a transaction under the 4 MB of the store.
const importBytes = 3_500_000

// clearAway takes away what an import that was cut off, or a first sync, left of
// a school that has no STATE.
func clearAway(ctx context.Context, s store.Store, school string) error {
	in := importing{store: s, school: school}
	for item, err := range s.List(ctx, school, "") {
		if err != nil {
			return fmt.Errorf("look into the store: %w", err)
		}
		if in.batch = append(in.batch, store.Action{Op: store.Delete, Key: item.Key}); len(in.batch) == store.MaxActions {
			if err := in.flush(ctx); err != nil {
				return err
			}
		}
	}
	return in.flush(ctx)
}

func (in *importing) add(ctx context.Context, item store.Item) error {
	action := store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs}
	if item.Key == store.StateKey || item.Key == store.LeaseKey {
		in.last = append(in.last, action)
		return nil
	}
	size := store.Size(in.school, item)
	if len(in.batch) == store.MaxActions || in.bytes+size > importBytes {
		if err := in.flush(ctx); err != nil {
			return err
		}
	}
	in.bytes += size
	in.batch = append(in.batch, action)
	return nil
}

// unbound returns an item without what it says of the spreadsheet that was
// read: the new store goes on with the first one that it is given, also with a
// copy.
func unbound(item store.Item) (store.Item, error) {
	switch item.Key {
	case store.StateKey:
		state, err := store.ReadState(item)
		if err != nil {
			return item, fmt.Errorf("read the state: %w", err)
		}
		state.Sheet = ""
		for kind, t := range state.Tabs {
			t.Key = ""
			state.Tabs[kind] = t
		}
		return state.Item()
	case store.SeenKey:
		return store.Seen{Began: store.ReadSeen(item).Began}.Item(), nil
	}
	return item, nil
}

func (in *importing) flush(ctx context.Context) error {
	if len(in.batch) == 0 {
		return nil
	}
	if err := in.store.Write(ctx, in.school, in.batch); err != nil {
		return fmt.Errorf("write items: %w", err)
	}
	in.written += len(in.batch)
	in.batch, in.bytes = nil, 0
	return nil
}

// empty refuses a store that a sync or an import has completed for the school.
func empty(ctx context.Context, s store.Store, school string) error {
	items, err := s.Get(ctx, school, store.StateKey, store.LeaseKey)
	if err != nil {
		return fmt.Errorf("look into the store: %w", err)
	}
	if len(items) > 0 {
		return ErrNotEmpty
	}
	return nil
}
