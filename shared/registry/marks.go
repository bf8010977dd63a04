package registry

import (
	"context"
	"fmt"
	"time"
)

// PageToken returns up to where Drive's list of changes was read for a Google
// account, "" where it never was.
func (r *Registry) PageToken(ctx context.Context, account string) (string, error) {
	mark, err := r.mark(ctx, accountKey(account))
	if err != nil {
		return "", fmt.Errorf("look up page token: %w", err)
	}
	return mark.text(attrToken), nil
}

// SetPageToken keeps up to where Drive's list of changes was read.
func (r *Registry) SetPageToken(ctx context.Context, account, token string) error {
	if err := r.setMark(ctx, accountKey(account), Attrs{attrToken: token}); err != nil {
		return fmt.Errorf("keep page token: %w", err)
	}
	return nil
}

// LastMinute returns the last minute that a tick was done for, the zero time
// where none was.
func (r *Registry) LastMinute(ctx context.Context) (time.Time, error) {
	mark, err := r.mark(ctx, tickKey())
	if err != nil {
		return time.Time{}, fmt.Errorf("look up last minute: %w", err)
	}
	return instant(mark.number(attrMinute)), nil
}

// SetLastMinute keeps the last minute that a tick was done for.
func (r *Registry) SetLastMinute(ctx context.Context, minute time.Time) error {
	if err := r.setMark(ctx, tickKey(), Attrs{attrMinute: millis(minute)}); err != nil {
		return fmt.Errorf("keep last minute: %w", err)
	}
	return nil
}

func (r *Registry) mark(ctx context.Context, key Key) (Attrs, error) {
	got := reading{}
	err := r.read(ctx, got, key)
	return got[key], err
}

// setMark puts a mark in the place of whatever is there.
func (r *Registry) setMark(ctx context.Context, key Key, attrs Attrs) error {
	return r.change(ctx, func() ([]Change, error) {
		got := reading{}
		if err := r.read(ctx, got, key); err != nil {
			return nil, err
		}
		return got.put(key, attrs), nil
	})
}
