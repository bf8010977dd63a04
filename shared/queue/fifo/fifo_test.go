package fifo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"shelfmates/shared/lambdaqueue/lambdatest"
	"shelfmates/shared/queue"
	"shelfmates/shared/queue/fifo"
	"shelfmates/shared/queue/queuetest"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const name = "sync.fifo"

// start starts a service with one queue, whose clock later moves.
func start(t *testing.T) (service *lambdatest.SQS, later func(time.Duration)) {
	var mu sync.Mutex
	now := noon
	service = lambdatest.StartSQS(func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}, lambdatest.QueueSpec{Name: name, FIFO: true, Visibility: 330 * time.Second})
	t.Cleanup(service.Close)
	return service, func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
	}
}

func config(service *lambdatest.SQS, transport http.RoundTripper) aws.Config {
	url := service.URL()
	return aws.Config{
		Region: "us-east-1", BaseEndpoint: &url, HTTPClient: &http.Client{Transport: transport},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}, nil
		}),
	}
}

func TestQueue(t *testing.T) {
	queuetest.Run(t, func(t *testing.T) queuetest.Line {
		service, later := start(t)
		url := service.QueueURL(name)
		receiver := sqs.NewFromConfig(config(service, nil))
		return queuetest.Line{
			Queue: fifo.New(config(service, nil), url),
			Later: later,
			Next: func() (queue.Message, func(), error) {
				out, err := receiver.ReceiveMessage(context.Background(), &sqs.ReceiveMessageInput{QueueUrl: &url})
				if err != nil || len(out.Messages) == 0 {
					return queue.Message{}, nil, err
				}
				got := out.Messages[0]
				m, err := queue.Parse(*got.Body)
				return m, func() { remove(t, receiver, url, got) }, err
			},
		}
	})
}

func remove(t *testing.T, c *sqs.Client, url string, m types.Message) {
	_, err := c.DeleteMessage(context.Background(), &sqs.DeleteMessageInput{QueueUrl: &url, ReceiptHandle: m.ReceiptHandle})
	if err != nil {
		t.Errorf("DeleteMessage: %v", err)
	}
}

func messages(schools ...string) []queue.Message {
	list := make([]queue.Message, len(schools))
	for i, school := range schools {
		list[i] = queue.Message{Task: queue.Sync, School: school, Cause: fmt.Sprintf("cause %d", i), At: noon}
	}
	return list
}

// causes are those of the messages that lie in the queue, in its order.
func causes(t *testing.T, service *lambdatest.SQS) []string {
	var list []string
	for _, l := range service.Letters(name) {
		m, err := queue.Parse(l.Body)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m.Cause)
	}
	return list
}

// A network stands before SQS and leaves messages out of a batch, as the
// service does when a part of it is short of capacity.
type network struct {
	mu       sync.Mutex
	requests [][]string                 // the bodies in each batch, as sent
	leave    func(request, at int) bool // which are left out
	fault    func(request int) error    // or the answer to all is lost
	sender   bool                       // what is left out is said to be the sender's fault
}

func (n *network) RoundTrip(req *http.Request) (*http.Response, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	raw, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	var in map[string]any
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, err
	}
	number := len(n.requests)
	var bodies []string
	var kept, failed []any
	for at, entry := range in["Entries"].([]any) {
		e := entry.(map[string]any)
		bodies = append(bodies, e["MessageBody"].(string))
		if n.leave != nil && n.leave(number, at) {
			failed = append(failed, map[string]any{"Id": e["Id"], "Code": "InternalError", "SenderFault": n.sender})
		} else {
			kept = append(kept, entry)
		}
	}
	n.requests = append(n.requests, bodies)
	answer := map[string]any{"Successful": []any{}, "Failed": failed}
	header := http.Header{"Content-Type": {"application/x-amz-json-1.0"}}
	if len(kept) > 0 {
		in["Entries"] = kept
		body, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusOK {
			return resp, err
		}
		defer resp.Body.Close()
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			return nil, err
		}
		answer["Failed"] = failed
		header = resp.Header
		header.Del("Content-Length")
	}
	if n.fault != nil && n.fault(number) != nil {
		return nil, n.fault(number)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: header, Request: req, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

func (n *network) sizes() []int {
	var sizes []int
	for _, r := range n.requests {
		sizes = append(sizes, len(r))
	}
	return sizes
}

func TestBatches(t *testing.T) {
	many := make([]string, 25)
	for i := range many {
		many[i] = fmt.Sprintf("school-%d", i)
	}
	for _, c := range []struct {
		what    string
		schools []string
		leave   func(request, at int) bool
		sizes   []int
	}{
		{"ten messages go in a request", many, nil, []int{10, 10, 5}},
		{"one of a group that is in the batch waits for the next", []string{"a", "b", "a", "c"}, nil, []int{2, 2}},
		{"those that SQS leaves are sent again", many[:12], func(request, at int) bool { return request == 0 && at > 6 || request == 1 && at == 1 }, []int{10, 3, 1, 2}},
		{"a group keeps its order though SQS leaves its first", []string{"a", "a", "a"}, func(request, _ int) bool { return request == 0 || request == 3 }, []int{1, 1, 1, 1, 1}},
	} {
		t.Run(c.what, func(t *testing.T) {
			service, _ := start(t)
			n := &network{leave: c.leave}
			q := fifo.New(config(service, n), service.QueueURL(name))
			if len(n.requests) != 0 {
				t.Error("New asks the service")
			}
			if err := q.Ring(t.Context(), messages(c.schools...)...); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(n.sizes(), c.sizes) {
				t.Errorf("sent batches of %v, want %v", n.sizes(), c.sizes)
			}
			perSchool := map[string][]string{}
			for _, l := range service.Letters(name) {
				perSchool[l.Group] = append(perSchool[l.Group], l.Body)
			}
			want := map[string][]string{}
			for _, m := range messages(c.schools...) {
				body, err := m.Body()
				if err != nil {
					t.Fatal(err)
				}
				want[m.School] = append(want[m.School], body)
			}
			if got, want := fmt.Sprint(perSchool), fmt.Sprint(want); got != want {
				t.Errorf("in the queue lies %s, want %s", got, want)
			}
		})
	}
}

func TestTrouble(t *testing.T) {
	t.Run("a request whose answer is lost is sent again and taken once", func(t *testing.T) {
		service, _ := start(t)
		n := &network{fault: func(request int) error {
			if request < 2 {
				return errors.New("connection reset")
			}
			return nil
		}}
		if err := fifo.New(config(service, n), service.QueueURL(name)).Ring(t.Context(), messages("a", "b")...); err != nil {
			t.Fatal(err)
		}
		if got := causes(t, service); !slices.Equal(got, []string{"cause 0", "cause 1"}) {
			t.Errorf("in the queue lies %q", got)
		}
	})
	for _, c := range []struct {
		what   string
		queue  string
		n      *network
		text   string
		unsure bool
	}{
		{"what SQS never takes", name, &network{leave: func(_, at int) bool { return at == 0 }}, "SQS leaves a part of a batch undone", true},
		{"a message that SQS refuses for good", name, &network{leave: func(_, at int) bool { return at == 0 }, sender: true}, "SQS refuses a message (InternalError)", false},
		{"a queue that is not there", "other.fifo", &network{}, "there is no queue https://sqs.us-east-1.amazonaws.com/000000000000/other.fifo", true},
		{"no connection", name, &network{fault: func(int) error { return errors.New("no route") }}, "no route", true},
	} {
		t.Run(c.what+" is said", func(t *testing.T) {
			service, _ := start(t)
			err := fifo.New(config(service, c.n), service.QueueURL(c.queue)).Ring(t.Context(), messages("a", "b")...)
			if err == nil || !strings.Contains(err.Error(), c.text) || errors.Is(err, queue.ErrUnavailable) != c.unsure {
				t.Errorf("got %v, want %q", err, c.text)
			}
		})
	}
	t.Run("a ring ends with its context, also between two attempts", func(t *testing.T) {
		service, _ := start(t)
		ctx, cancel := context.WithCancel(t.Context())
		n := &network{leave: func(int, int) bool { cancel(); return true }}
		err := fifo.New(config(service, n), service.QueueURL(name)).Ring(ctx, messages("a")...)
		if !errors.Is(err, queue.ErrUnavailable) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}
