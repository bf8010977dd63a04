package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/store"
)

// many is more requests than any sync may need: what a sync asks while Google
// refuses is told by the checks.
const many = 100

func TestGoogleFaults(t *testing.T) {
	edit := acts(func(o *office) {
		o.set("Hours", "Table A", "Students", "many")
		o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-30 | Eli Gray | 1 | Table I")
	})
	// read is what is seen of that edit.
	read := []check{count("Hours", 9), noted("Hours", "Table A", "many"), holdsID("Hours", "Table I"), distinct("Hours")}
	play(t, []story{
		{
			name: "the quota is spent for 65 seconds: the sync waits and goes on",
			steps: []step{
				edit,
				acts(func(o *office) {
					o.fake.Fail(googlefake.Fault{Status: 429, Until: o.now().Add(time.Minute + 65*time.Second)})
					o.from = o.now().Add(time.Minute)
				}),
				syncs(append(read, took(65*time.Second, 3*time.Minute), refused(429, 1, 4))...).asking(many, 2),
			},
		},
		{
			name: "the quota stays spent: one sentence, then the sheet rests, longer each time, and is not asked",
			heed: true,
			steps: []step{
				edit,
				acts(func(o *office) { o.fake.Fail(googlefake.Fault{Status: 429, Times: -1}) }),
				fails(sheet.ErrBusy, advises("Nothing to do: we try again by ourselves."), refused(429, 1, 5)).asking(many, 0),
				acts(func(o *office) { o.fake.Forget() }),
				resting(refused(429, 0, 0)),
				acts(func(o *office) { time.Sleep(14 * time.Minute) }),
				fails(sheet.ErrBusy).asking(many, 0),
				acts(func(o *office) { o.fake.Heal(); time.Sleep(16 * time.Minute) }),
				resting(),
				acts(func(o *office) { time.Sleep(15 * time.Minute) }),
				syncs(read...),
			},
		},
		{
			name: "503 after a write was applied: it is read back, and nothing is written twice",
			steps: []step{
				edit,
				acts(func(o *office) {
					o.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 503, After: true})
				}),
				syncs(read...).asking(many, 1),
			},
		},
		{
			name: "503 after a row of ours was added: it is there once",
			steps: []step{
				acts(func(o *office) {
					o.intend(store.Intent{ID: newID, Tab: "Ideas", Fields: map[string]string{"Idea": "A garden", "From": "Ben Coles"}, Who: "form"})
					o.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 503, After: true})
				}),
				syncs(distinct("Ideas"), lastRow("Ideas", 3)).asking(many, 1),
				syncs(count("Ideas", 2), distinct("Ideas"), lastRow("Ideas", 3)),
			},
		},
		{
			name: "503 before a write was applied: it is written the second time",
			steps: []step{
				edit,
				acts(func(o *office) {
					o.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 503})
				}),
				syncs(read...).asking(many, 2),
			},
		},
		{
			name: "the connection is reset, a page of HTML comes, an answer is cut, is empty, a server errs: each is asked again",
			steps: []step{
				edit,
				acts(func(o *office) {
					o.fake.Fail(googlefake.Fault{Kind: googlefake.Reset})
					o.fake.Fail(googlefake.Fault{Kind: googlefake.HTML})
					o.fake.Fail(googlefake.Fault{Kind: googlefake.Truncated, Skip: 1})
					o.fake.Fail(googlefake.Fault{Kind: googlefake.Empty, Skip: 1})
					o.fake.Fail(googlefake.Fault{Status: 500, Skip: 2})
				}),
				syncs(read...).asking(many, 2),
			},
		},
		{
			name: "a write goes through and its answer is cut, or the connection breaks",
			steps: []step{
				edit,
				acts(func(o *office) {
					o.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Kind: googlefake.Truncated, After: true})
				}),
				syncs(read...).asking(many, 1),
				acts(func(o *office) {
					o.set("Hours", "Table A", "Students", "lots")
					o.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Kind: googlefake.Reset, After: true})
				}),
				syncs(noted("Hours", "Table A", "lots")).asking(many, 1),
			},
		},
		{
			name: "the server does not answer for a while: the sync gives that request up and asks again",
			steps: []step{
				edit,
				acts(func(o *office) { o.fake.Fail(googlefake.Fault{Kind: googlefake.Hang}) }),
				syncs(read...).asking(many, 1),
			},
		},
		{
			name: "Google is down for an hour: each sync says so, and nothing is lost",
			steps: []step{
				edit,
				acts(func(o *office) { o.fake.Fail(googlefake.Fault{Status: 503, Until: o.now().Add(time.Hour)}) }),
				fails(sheet.ErrUnreachable, asOpened).asking(many, 0),
				acts(func(o *office) { time.Sleep(time.Hour) }),
				syncs(read...),
			},
		},
		{
			name: "the column of notes is protected: data is read, IDs are written, and one sentence says what to do",
			steps: []step{
				acts(func(o *office) { o.ProtectColumn("Hours", o.column("Hours", sheet.NoteColumn)) }),
				edit,
				syncs(count("Hours", 9), unwritten("let "+googlefake.DefaultAccount+" edit the columns"), holdsID("Hours", "Table I"), cell("Hours", "Table A", sheet.NoteColumn, "")).asking(many, 2),
				syncs(unwritten("let " + googlefake.DefaultAccount + " edit the columns")),          // our IDs are there, and read back
				syncs(unwritten("let "+googlefake.DefaultAccount+" edit the columns")).asking(1, 0), // it rests
				later(unwritten("let "+googlefake.DefaultAccount+" edit the columns"), count("Hours", 9)),
				acts(func(o *office) { o.Unprotect("Hours"); time.Sleep(30 * time.Minute) }),
				syncs(read...),
			},
		},
		{
			name: "we may read and no longer edit: data is read, notes wait, and one sentence says what to do",
			steps: []step{
				acts(func(o *office) { o.file.Share(googlefake.DefaultAccount, googlefake.Reader) }),
				edit,
				syncs(count("Hours", 9), unwritten("Make "+googlefake.DefaultAccount+" an editor"), cell("Hours", "Table I", sheet.IDColumn, "")),
				syncs(unwritten("Make "+googlefake.DefaultAccount+" an editor")).asking(1, 0), // it rests
				later(unwritten("Make "+googlefake.DefaultAccount+" an editor"), count("Hours", 9)),
				acts(func(o *office) {
					o.file.Share(googlefake.DefaultAccount, googlefake.Writer)
					time.Sleep(30 * time.Minute)
				}),
				syncs(read...),
			},
		},
		{
			name: "the file is no longer shared: its data stays, one sentence says what to do, and the sheet rests",
			heed: true,
			steps: []step{
				acts(func(o *office) { o.file.Unshare(googlefake.DefaultAccount); o.fake.Forget() }),
				fails(sheet.ErrForbidden, asOpened, advises("Share the sheet with "+googlefake.DefaultAccount+", as editor"), refused(403, 1, 1)),
				resting(asOpened, refused(403, 1, 1)),
				acts(func(o *office) { time.Sleep(15 * time.Minute) }),
				fails(sheet.ErrForbidden, refused(403, 2, 2)),
				acts(func(o *office) { time.Sleep(20 * time.Minute) }),
				resting(refused(403, 2, 2)),
				acts(func(o *office) {
					o.file.Share(googlefake.DefaultAccount, googlefake.Writer)
					time.Sleep(10 * time.Minute)
				}),
				syncs(asOpened, well, going),
			},
		},
		{
			name: "the file is in the trash: Sheets still answers, and its data flows",
			steps: []step{
				acts(func(o *office) { o.file.Trash() }),
				edit,
				syncs(read...),
				acts(func(o *office) { o.file.Untrash() }),
				syncs(read...),
			},
		},
		{
			name: "the file is deleted for good: its data stays, one sentence says what to do, and the sheet rests",
			heed: true,
			steps: []step{
				acts(func(o *office) { o.file.Delete(); o.fake.Forget() }),
				fails(sheet.ErrGone, asOpened, advises("Check the ID"), refused(404, 1, 2)),
				resting(asOpened, refused(404, 1, 2)),
			},
		},
		{
			name: "an edit that Drive does not tell of, by a form or IMPORTRANGE: the next read finds it",
			steps: []step{
				acts(func(o *office) { o.token = o.startToken(); o.file.FreezeVersion() }),
				edit,
				syncs(append(read, driveTells(false))...),
				acts(func(o *office) { o.file.ThawVersion(); o.set("Hours", "Table B", "Hours", "2") }),
				syncs(hours("Table B", 2), driveTells(true)),
			},
		},
	})
}

// refused: from least to most calls were answered with that status so far.
func refused(status, least, most int) check {
	return func(o *office) string {
		n := 0
		for _, c := range o.fake.Calls() {
			if c.Status == status {
				n++
			}
		}
		if n < least || n > most {
			return fmt.Sprintf("%d calls were answered with %d, want %d to %d", n, status, least, most)
		}
		return ""
	}
}

// took: the sync, begun at o.from, took so long.
func took(least, most time.Duration) check {
	return func(o *office) string {
		if d := o.now().Sub(o.from); d < least || d > most {
			return fmt.Sprintf("the sync took %s, want %s to %s", d, least, most)
		}
		return ""
	}
}

// advises: the error of the sync says that to whoever reads it.
func advises(want string) check {
	return func(o *office) string {
		var with *sheet.AdviceError
		if !errors.As(o.err, &with) || !strings.Contains(with.Advice, want) {
			return fmt.Sprintf("the sync ends with %v, want the advice %q", o.err, want)
		}
		return ""
	}
}

// unwritten: what could not be written waits, and the report says why.
func unwritten(want string) check {
	return func(o *office) string {
		if !strings.Contains(o.report.Waiting, want) {
			return fmt.Sprintf("the report says %q, want %q in it", o.report.Waiting, want)
		}
		return ""
	}
}

// lastRow: the tab ends there.
func lastRow(tab string, want int) check {
	return func(o *office) string {
		if got := o.last(tab); got != want {
			return fmt.Sprintf("%s ends in row %d, want %d", tab, got, want)
		}
		return ""
	}
}

// driveTells: Drive tells of a change since the token, or tells nothing.
func driveTells(want bool) check {
	return func(o *office) string {
		files, next, err := o.client(o.fake.Transport()).Changes(context.Background(), o.token)
		if err != nil || (len(files) > 0) != want {
			return fmt.Sprintf("Drive tells of %v, error %v; want some: %v", files, err, want)
		}
		o.token = next
		return ""
	}
}

func (o *office) startToken() string {
	token, err := o.client(o.fake.Transport()).StartToken(context.Background())
	if err != nil {
		o.t.Fatalf("begin to listen to Drive: %v", err)
	}
	return token
}
