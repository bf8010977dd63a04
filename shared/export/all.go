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
	// ErrNotAnExport: what is there was not written by All, or not by this
	// version.
	ErrNotAnExport = errors.New("not an export of everything")
)

// version of the form that All writes.
const version = 1

// header is the first line.
type header struct {
	Shelfmates int    `json:"shelfmates"` // version of the form
	Schema     int    `json:"schema"`     // of the store
	School     string `json:"school"`
}

// line is one item. Bytes are in base 64, under their own key.
type line struct {
	Key   string            `json:"key"`
	Text  map[string]string `json:"text,omitempty"`
	Int   map[string]int64  `json:"int,omitempty"`
	Flag  map[string]bool   `json:"flag,omitempty"`
	Bytes map[string]string `json:"bytes,omitempty"`
}

// All writes everything that the store has of a school as JSON lines: records
// and tombstones, ledger, preferences, start day. Sessions stay behind, and so
// does the lease of a sync that runs.
func All(ctx context.Context, s store.Store, school string, w io.Writer) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	first := true
	for item, err := range s.List(ctx, school, "") {
		if err != nil {
			return fmt.Errorf("read the store: %w", err)
		}
		if first {
			first = false
			if err := enc.Encode(header{version, store.Schema, school}); err != nil {
				return fmt.Errorf("write the export: %w", err)
			}
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
	}
	return out.Flush()
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
// school, and returns how many items it wrote. STATE and LEASE come last: an
// import that was cut off is seen as an empty school, and can be done again
// after its rest is overwritten.
func Import(ctx context.Context, s store.Store, school string, r io.Reader) (int, error) {
	if err := empty(ctx, s, school); err != nil {
		return 0, err
	}
	lines := json.NewDecoder(bufio.NewReader(r))
	var h header
	if err := lines.Decode(&h); err != nil || h.Shelfmates != version || h.Schema > store.Schema {
		return 0, fmt.Errorf("read the first line: %w", ErrNotAnExport)
	}
	var batch, last []store.Action
	bytes, written := 0, 0
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if err := s.Write(ctx, school, batch); err != nil {
			return fmt.Errorf("write items: %w", err)
		}
		written += len(batch)
		batch, bytes = nil, 0
		return nil
	}
	for {
		var l line
		if err := lines.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return written, fmt.Errorf("read item %d: %w: %v", written+len(batch)+1, ErrNotAnExport, err)
		}
		item, err := l.item()
		if err != nil {
			return written, err
		}
		action := store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs}
		if item.Key == store.StateKey || item.Key == store.LeaseKey {
			last = append(last, action)
			continue
		}
		if size := store.Size(school, item); len(batch) == store.MaxActions || bytes+size > 3_500_000 {
			if err := flush(); err != nil {
				return written, err
			}
		}
		bytes += store.Size(school, item)
		batch = append(batch, action)
	}
	if err := flush(); err != nil {
		return written, err
	}
	batch = last
	return written + len(last), flush()
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
