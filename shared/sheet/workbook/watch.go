package workbook

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A save is over when the file's size and time have held still for half a
// second. Otherwise the file is looked at every two seconds, for folders on a
// network that report nothing.
const (
	stillFor = 500 * time.Millisecond
	lookIdle = 2 * time.Second
)

// Watch calls fire each time the workbook has been saved, replaced or closed
// in another program and has then held still for half a second. What the file
// is when Watch is called counts as seen. It returns at once; ended is closed
// when ctx has ended and fire is not called any more.
func (b *Book) Watch(ctx context.Context, fire func()) (ended <-chan struct{}) {
	wake := make(chan struct{}, 1)
	watcher := b.notify()
	seen := b.look()
	done := make(chan struct{})
	go func() {
		defer close(done)
		if watcher != nil {
			defer watcher.Close()
			go forward(watcher, wake)
		}
		watch(ctx, seen, b.look, wake, fire)
	}()
	return done
}

// notify asks the system to report changes in the workbook's folder, and in
// that of the link to it; nil where it cannot.
func (b *Book) notify() *fsnotify.Watcher {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil
	}
	target, err := b.target()
	if err != nil {
		target = b.path
	}
	for _, dir := range []string{filepath.Dir(target), filepath.Dir(b.path)} {
		_ = watcher.Add(dir) // without it, the file is looked at all the same
	}
	return watcher
}

// forward turns reports into a wake-up, until the watcher is closed.
func forward(watcher *fsnotify.Watcher, wake chan<- struct{}) {
	for {
		select {
		case _, open := <-watcher.Events:
			if !open {
				return
			}
		case _, open := <-watcher.Errors:
			if !open {
				return
			}
		}
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

// A sight is what can be seen of the workbook without reading it.
type sight struct {
	info fs.FileInfo // nil while there is none
	held bool        // open in another program
}

func (b *Book) look() sight {
	var s sight
	target, err := b.target()
	if err != nil {
		return s
	}
	if info, err := os.Stat(target); err == nil {
		s.info = info
		locks, _ := b.locks(target, info.ModTime)
		s.held = len(locks) > 0
	}
	return s
}

// same reports whether nothing has happened between two sights.
func (s sight) same(t sight) bool {
	if s.info == nil || t.info == nil {
		return s.info == nil && t.info == nil
	}
	return s.held == t.held && s.info.Size() == t.info.Size() && s.info.ModTime().Equal(t.info.ModTime()) && os.SameFile(s.info, t.info)
}

// watch looks whenever it is woken, and now and then by itself. Timers measure
// the stillness, not the book's clock, which may be set to some other day.
func watch(ctx context.Context, seen sight, look func() sight, wake <-chan struct{}, fire func()) {
	last := seen
	timer := time.NewTimer(lookIdle)
	defer timer.Stop()
	for {
		due := false
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-timer.C:
			due = true
		}
		s := look()
		switch {
		case !s.same(last):
			last = s
			timer.Reset(stillFor)
		case due && !s.same(seen):
			seen = s
			fire()
			timer.Reset(lookIdle)
		case due:
			timer.Reset(lookIdle)
		}
	}
}
