package gsheet_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

// school is a tab as most cases like it.
func (d desk) school() {
	d.staff.RenameTab("Sheet1", "Partners")
	d.staff.Fill("Partners", 1,
		[]string{"Partner", "Kind", "Notes", "Shelfmates note", "ID"},
		[]string{"YMCA", "Nonprofit"},
		[]string{"Corner Bakery", "Business", "bread on Fridays"},
		[]string{"Garden Club", "", "seeds"},
	)
}

func TestReadsGoThroughPassingFaults(t *testing.T) {
	for name, fault := range map[string]googlefake.Fault{
		"500":             {Status: 500},
		"502 as HTML":     {Kind: googlefake.HTML},
		"503":             {Status: 503},
		"504":             {Status: 504},
		"200 as HTML":     {Kind: googlefake.HTML, Status: 200},
		"a reset":         {Kind: googlefake.Reset},
		"half a reply":    {Kind: googlefake.Truncated},
		"an empty reply":  {Kind: googlefake.Empty},
		"no answer":       {Kind: googlefake.Hang},
		"quota":           {Status: 429},
		"quota, as Drive": {Status: 403, Reason: "RATE_LIMIT_EXCEEDED"},
	} {
		for _, times := range []int{1, 3} {
			if fault.Kind == googlefake.Hang && times > 1 {
				continue // twice a minute and a half is patience enough
			}
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					d := open(t)
					d.school()
					known := d.read(t, sheet.Known{}).Known
					fault.Times = times
					d.fake.Fail(fault)
					snap := d.read(t, known)
					if snap.Requests != times+1 || len(snap.Grids) != 1 || snap.Grids[0].LastRow != 4 {
						t.Errorf("read %+v, want the tab after %d requests", snap, times+1)
					}
				})
			})
		}
	}
}

func TestQuotaIsWaitedOutPastTheMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		known := d.read(t, sheet.Known{}).Known
		began := time.Now()
		d.fake.Fail(googlefake.Fault{Status: 429, Until: began.Add(65 * time.Second)})
		snap := d.read(t, known)
		if took := time.Since(began); took > 2*time.Minute || snap.Requests > 5 {
			t.Errorf("read after %v and %d requests, want it soon after 65 s, and few", took, snap.Requests)
		}
	})
}

func TestQuotaBeyondTheDeadlineIsSaidAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		known := d.read(t, sheet.Known{}).Known
		d.fake.Fail(googlefake.Fault{Status: 429, Times: -1})
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		snap, err := d.book.Read(ctx, known)
		if !errors.Is(err, sheet.ErrBusy) || !errors.Is(err, sheet.ErrUnreachable) || snap.Requests != 2 || ctx.Err() != nil {
			t.Errorf("got %v after %d requests with the deadline at %v, want ErrBusy after 2 and before it", err, snap.Requests, ctx.Err())
		}
		if len(snap.Grids) != 0 {
			t.Errorf("read %+v", snap.Grids)
		}
	})
}

func TestFaultsThatStayAreSaid(t *testing.T) {
	for _, c := range []struct {
		name     string
		act      func(d desk)
		want     error
		requests int
		advice   string
	}{
		{"out of reach", func(d desk) { d.fake.Fail(googlefake.Fault{Status: 503, Times: -1}) }, sheet.ErrUnreachable, 5, "try again by ourselves"},
		{"hanging", func(d desk) { d.fake.Fail(googlefake.Fault{Kind: googlefake.Hang, Times: -1}) }, sheet.ErrUnreachable, 2, "very large tabs"},
		{"not shared", func(d desk) { d.sheet.Unshare(googlefake.DefaultAccount) }, sheet.ErrForbidden, 1, "Share the sheet with " + googlefake.DefaultAccount + ", as editor"},
		{"deleted", func(d desk) { d.sheet.Delete() }, sheet.ErrGone, 2, "Check the ID"},
		{"an Excel file", func(d desk) { d.sheet.Office() }, sheet.ErrUnreadable, 2, "Save as Google Sheets"},
		{"the API is off", func(d desk) {
			d.fake.Fail(googlefake.Fault{Status: 403, Reason: "SERVICE_DISABLED", Times: -1})
		}, sheet.ErrForbidden, 1, "Turn it on"},
		{"the domain forbids it", func(d desk) {
			d.fake.Fail(googlefake.Fault{Status: 403, Reason: "domainPolicy", Message: "The domain administrators have disabled Drive apps.", Times: -1})
		}, sheet.ErrForbidden, 1, "whoever looks after Google at your school"},
		{"tokens are not taken", func(d desk) { d.fake.Fail(googlefake.Fault{Status: 401, Times: -1}) }, sheet.ErrForbidden, 2, "a new one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := open(t)
				d.school()
				known := d.read(t, sheet.Known{}).Known
				c.act(d)
				snap, err := d.book.Read(t.Context(), known)
				if !errors.Is(err, c.want) || snap.Requests != c.requests {
					t.Errorf("got %v after %d requests, want %v after %d", err, snap.Requests, c.want, c.requests)
				}
				var with *sheet.AdviceError
				if !errors.As(err, &with) || !strings.Contains(with.Advice, c.advice) {
					t.Errorf("the advice of %v does not say %q", err, c.advice)
				}
				if c.name == "tokens are not taken" && !errors.Is(err, sheet.ErrUnreachable) {
					t.Errorf("%v is no ErrUnreachable", err)
				}
			})
		})
	}
}

func TestADeadlineEndsARequestThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		d.fake.Fail(googlefake.Fault{Kind: googlefake.Hang})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		_, err := d.book.Read(ctx, sheet.Known{})
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, sheet.ErrUnreachable) {
			t.Errorf("got %v, want ErrUnreachable by the deadline", err)
		}
	})
}

// fickle are tokens of which Google does not take the first.
type fickle struct {
	tokens
	refused int
}

func (f *fickle) Token(ctx context.Context) (string, error) {
	if f.refused == 0 {
		return "old", nil
	}
	return f.tokens.Token(ctx)
}

func (f *fickle) Refused(token string) {
	if token == "old" {
		f.refused++
	}
}

func TestATokenThatIsNotTakenIsRenewedOnce(t *testing.T) {
	d := open(t)
	d.school()
	own := &fickle{tokens: tokens{d.fake}}
	snap, err := connect(own, d.fake.Transport()).Book("sheet-1").Read(t.Context(), sheet.Known{})
	if err != nil || own.refused != 1 || snap.Requests != 3 {
		t.Errorf("got %v after %d requests and %d renewals, want 3 and 1", err, snap.Requests, own.refused)
	}
}

// lost are tokens that cannot be had.
type lost struct{ noTokens }

var errLost = &sheet.AdviceError{Err: sheet.ErrForbidden, Advice: "Get a new key."}

func (lost) Token(context.Context) (string, error) { return "", errLost }

func TestWhatTokensSayIsPassedOn(t *testing.T) {
	snap, err := connect(lost{}, http.DefaultTransport).Book("x").Read(t.Context(), sheet.Known{})
	if !errors.Is(err, errLost) || snap.Requests != 0 {
		t.Errorf("got %v after %d requests, want what the tokens say, and none", err, snap.Requests)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := connect(noTokens{}, astray{}).Book("x")
		if _, err := book.Read(t.Context(), sheet.Known{}); !errors.Is(err, sheet.ErrUnreachable) {
			t.Errorf("got %v, want ErrUnreachable", err)
		}
	})
}

// astray sends everybody to another host, as the sign-in page of a network does.
type astray struct{}

func (astray) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "portal.example" {
		panic("followed with " + r.Header.Get("Authorization"))
	}
	return &http.Response{
		StatusCode: http.StatusFound, Header: http.Header{"Location": {"http://portal.example/"}}, Body: http.NoBody, Request: r,
	}, nil
}
