package workbook

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// watched runs a watch over a real file in a bubble of its own time, without
// the system's reports. Each step is done at its time; it returns when the
// watch fired, counted from the start.
func watched(t *testing.T, book *Book, reports bool, last time.Duration, steps map[time.Duration]func()) []time.Duration {
	t.Helper()
	var fired []time.Duration
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		wake := make(chan struct{}, 1)
		began := time.Now()
		go watch(ctx, book.look(), book.look, wake, func() { fired = append(fired, time.Since(began)) })
		synctest.Wait()
		for _, at := range sortedKeys(steps) {
			time.Sleep(at - time.Since(began))
			steps[at]()
			if reports {
				wake <- struct{}{}
			}
			synctest.Wait()
		}
		time.Sleep(last - time.Since(began))
		cancel()
		synctest.Wait()
	})
	return fired
}

func TestWatch(t *testing.T) {
	const ms = time.Millisecond
	save := func(path, content string, stamp int) func() {
		return func() {
			must(t, os.WriteFile(path, []byte(content), 0o644))
			must(t, os.Chtimes(path, time.Unix(int64(stamp), 0), time.Unix(int64(stamp), 0)))
		}
	}
	fresh := func() (string, *Book) {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		save(path, "first", 1)()
		return path, New(path, at, Options{})
	}
	expect := func(t *testing.T, got []time.Duration, want ...time.Duration) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("it fired at %v, want %v", got, want)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("it fired at %v, want %v", got, want)
			}
		}
	}
	t.Run("fires once the file has held still for half a second", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){
			1000 * ms: save(path, "a", 2), 1300 * ms: save(path, "ab", 2), 1700 * ms: save(path, "ab", 3),
		}), 2200*ms)
	})
	t.Run("fires when the file is replaced by one of the same size and time", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){1000 * ms: func() {
			save(path+".tmp", "other", 1)()
			must(t, os.Rename(path+".tmp", path))
		}}), 1500*ms)
	})
	t.Run("fires without any report, a little later", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, false, 10*time.Second, map[time.Duration]func(){1000 * ms: save(path, "a", 2)}), 2500*ms)
	})
	t.Run("does not fire for the moment in which a save by rename leaves no file", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){
			1000 * ms: func() { must(t, os.Rename(path, path+".old")) },
			1200 * ms: func() { must(t, os.Rename(path+".old", path)) },
		}))
	})
	t.Run("fires when the file is gone, and when it is back", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){
			1000 * ms: func() { must(t, os.Remove(path)) },
			3000 * ms: save(path, "again", 5),
		}), 1500*ms, 3500*ms)
	})
	t.Run("fires when another program closes the workbook, for what waits to be written", func(t *testing.T) {
		path, book := fresh()
		mark(t, path, officeMark, "Ana,,,;", time.Hour)
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){
			1000 * ms: func() { must(t, os.Remove(filepath.Join(filepath.Dir(path), ".~lock.school.xlsx#"))) },
		}), 1500*ms)
	})
	t.Run("other files beside it do not matter", func(t *testing.T) {
		path, book := fresh()
		expect(t, watched(t, book, true, 10*time.Second, map[time.Duration]func(){1000 * ms: save(path+".txt", "x", 2)}))
	})
	t.Run("hears of a change from the system", func(t *testing.T) {
		path, book := fresh()
		ctx, cancel := context.WithCancel(context.Background())
		fired := make(chan struct{}, 8)
		ended := book.Watch(ctx, func() { fired <- struct{}{} })
		save(path, "changed", 2)()
		<-fired
		cancel()
		<-ended
	})
}
