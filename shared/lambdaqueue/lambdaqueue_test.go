package lambdaqueue_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shelfmates/shared/lambdaqueue"
)

// batch is an event of messages "1", "2", …, each of the group that is named.
func batch(groups ...string) events.SQSEvent {
	var event events.SQSEvent
	for i, group := range groups {
		event.Records = append(event.Records, events.SQSMessage{
			MessageId: fmt.Sprint(i + 1), Body: "body", Attributes: map[string]string{"MessageGroupId": group},
		})
	}
	return event
}

// deal hands an event to a handler and returns the messages that it began and
// those that come again.
func deal(t *testing.T, ctx context.Context, event events.SQSEvent, log *slog.Logger, handle func(context.Context, string) error) (begun, again []string) {
	t.Helper()
	h := lambdaqueue.New(lambdaqueue.Options{Log: log, Handle: func(ctx context.Context, m lambdaqueue.Message) error {
		begun = append(begun, m.ID)
		return handle(ctx, m.ID)
	}})
	answer, err := h.Invoke(ctx, event)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range answer.BatchItemFailures {
		again = append(again, f.ItemIdentifier)
	}
	return begun, again
}

func TestBatches(t *testing.T) {
	failing := func(ids ...string) func(context.Context, string) error {
		return func(_ context.Context, id string) error {
			if slices.Contains(ids, id) {
				return errors.New("out of reach")
			}
			return nil
		}
	}
	panicking := func(_ context.Context, id string) error {
		if id == "2" {
			panic("Ana Ruiz typed this")
		}
		return nil
	}
	for _, c := range []struct {
		what         string
		event        events.SQSEvent
		handle       func(context.Context, string) error
		begun, again string
	}{
		{"all done", batch("a", "b", "a"), failing(), "[1 2 3]", "[]"},
		{"a message that fails comes again, and the others do not", batch("a", "b", "c"), failing("2"), "[1 2 3]", "[2]"},
		{"the later ones of its group come again too, unbegun", batch("a", "b", "a", "a", "b"), failing("1"), "[1 2 5]", "[1 3 4]"},
		{"the earlier ones of its group are done", batch("a", "a", "a"), failing("2"), "[1 2]", "[2 3]"},
		{"messages without a group do not wait for each other", batch("", "", ""), failing("1"), "[1 2 3]", "[1]"},
		{"a panic is a failure of its message alone", batch("a", "b", "c"), panicking, "[1 2 3]", "[2]"},
	} {
		t.Run(c.what, func(t *testing.T) {
			begun, again := deal(t, t.Context(), c.event, nil, c.handle)
			if fmt.Sprint(begun) != c.begun || fmt.Sprint(again) != c.again {
				t.Errorf("begun %v, again %v, want %s, %s", begun, again, c.begun, c.again)
			}
		})
	}
	t.Run("what is done is an empty list, not null, which would return everything", func(t *testing.T) {
		h := lambdaqueue.New(lambdaqueue.Options{Handle: func(context.Context, lambdaqueue.Message) error { return nil }})
		answer, _ := h.Invoke(t.Context(), batch("a"))
		if answer.BatchItemFailures == nil {
			t.Error("the list is nil")
		}
	})
	t.Run("the log of a panic does not quote what was thrown, but what the runtime says", func(t *testing.T) {
		var printed bytes.Buffer
		log := slog.New(slog.NewJSONHandler(&printed, nil))
		deal(t, t.Context(), batch("a", "b"), log, panicking)
		if text := printed.String(); strings.Contains(text, "Ana") || !strings.Contains(text, `"what":"string"`) {
			t.Errorf("it says %s", text)
		}
		printed.Reset()
		deal(t, t.Context(), batch("a"), log, func(context.Context, string) error {
			var none []int
			_ = none[len(batch("a").Records)]
			return nil
		})
		if text := printed.String(); !strings.Contains(text, "index out of range") {
			t.Errorf("it says %s", text)
		}
	})
}

// within runs a test in a bubble, with a function that has so long.
func within(t *testing.T, left time.Duration, test func(t *testing.T, ctx context.Context)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), left)
		defer cancel()
		test(t, ctx)
	})
}

func TestDeadlines(t *testing.T) {
	t.Run("no message is begun with less than a minute left", func(t *testing.T) {
		within(t, 4*time.Minute, func(t *testing.T, ctx context.Context) {
			begun, again := deal(t, ctx, batch("a", "b", "c", "d"), nil, func(context.Context, string) error {
				time.Sleep(70 * time.Second) // 3:10, 2:00, 0:50 are left
				return nil
			})
			if fmt.Sprint(begun, again) != "[1 2 3] [4]" {
				t.Errorf("begun %v, again %v", begun, again)
			}
		})
	})
	t.Run("what hangs is given up five seconds before the end", func(t *testing.T) {
		within(t, 4*time.Minute, func(t *testing.T, ctx context.Context) {
			began := time.Now()
			_, again := deal(t, ctx, batch("a"), nil, func(ctx context.Context, _ string) error {
				<-ctx.Done()
				return ctx.Err()
			})
			if took := time.Since(began); took != 235*time.Second || len(again) != 1 {
				t.Errorf("given up after %s, again %v", took, again)
			}
		})
	})
	t.Run("no request is sent with less than ten seconds left", func(t *testing.T) {
		arrived := 0
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived++ }))
		defer server.Close()
		ask := func(ctx context.Context, left time.Duration) error {
			var got error
			ctx, cancel := context.WithTimeout(ctx, left)
			defer cancel()
			deal(t, ctx, batch("a"), nil, func(ctx context.Context, _ string) error {
				req, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader("body"))
				if err != nil {
					return err
				}
				resp, err := lambdaqueue.Transport(http.DefaultTransport).RoundTrip(req)
				if err == nil {
					resp.Body.Close()
				}
				got = err
				return nil
			})
			return got
		}
		if err := ask(t.Context(), time.Hour); err != nil || arrived != 1 {
			t.Errorf("with an hour left: %v, %d arrived", err, arrived)
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := lambdaqueue.Transport(http.DefaultTransport).RoundTrip(req)
		if err != nil || arrived != 2 {
			t.Fatalf("outside of a function: %v, %d arrived", err, arrived)
		}
		resp.Body.Close()
	})
	t.Run("a request in the last ten seconds is refused before it is sent", func(t *testing.T) {
		within(t, 61*time.Second, func(t *testing.T, ctx context.Context) {
			var got error
			deal(t, ctx, batch("a"), nil, func(ctx context.Context, _ string) error {
				time.Sleep(52 * time.Second)
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:1", nil)
				if err != nil {
					return err
				}
				_, got = lambdaqueue.Transport(nil).RoundTrip(req) //nolint:bodyclose // there is none
				return nil
			})
			if !errors.Is(got, lambdaqueue.ErrTooLate) {
				t.Errorf("got %v, want ErrTooLate", got)
			}
		})
	})
}
