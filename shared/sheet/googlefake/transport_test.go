package googlefake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func (f *Fake) fetch(ctx context.Context) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL()+"/v4/spreadsheets/sheet-1/values/Sheet1?valueRenderOption=UNFORMATTED_VALUE", nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+f.Default().Token())
	response, err := (&http.Client{Transport: f.Transport()}).Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	return string(b), err
}

func TestTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := New(Options{Latency: func(Method) time.Duration { return 3 * time.Second }})
		s := f.NewSheet("sheet-1", "Oak Library", "", "")
		p := s.Staff(t)
		p.Fill("Sheet1", 1, []string{"before"})
		began := time.Now()
		f.Before(ValuesGet, func() { p.Fill("Sheet1", 1, []string{"between"}) })
		got, err := f.fetch(t.Context())
		if want := `{"majorDimension":"ROWS","range":"Sheet1!A1:Z1000","values":[["between"]]}`; err != nil || got != want {
			t.Errorf("read %s, %v, want %s", got, err, want)
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("the call took %v", took)
		}
		s.StaleReads(1)
		p.Fill("Sheet1", 1, []string{"after"})
		if old, _ := f.fetch(t.Context()); old != got {
			t.Errorf("a stale read gives %s", old)
		}
		if fresh, _ := f.fetch(t.Context()); fresh == got {
			t.Error("the read after it is stale too")
		}
		f.Fail(Fault{Kind: Reset})
		if _, err := f.fetch(t.Context()); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("a reset is %v", err)
		}
		f.Fail(Fault{Kind: Truncated})
		if _, err := f.fetch(t.Context()); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("a cut answer is %v", err)
		}
		f.Fail(Fault{Kind: Hang})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := f.fetch(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a call that hangs ends with %v", err)
		}
		f.Check(t)
	})
}
