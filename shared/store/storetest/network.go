package storetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
)

// A Fault is what happens to a request on its way to DynamoDB or back.
type Fault string

// The faults. The first three are told by the service, which then did nothing.
const (
	None        Fault = ""
	Throttled   Fault = "throttled"            // no capacity for it
	Conflicting Fault = "met a transaction"    // writes only
	Unprocessed Fault = "left undone in parts" // BatchGetItem: one key is read, if at all
	LostBefore  Fault = "lost before"          // the connection breaks, nothing arrived
	LostAfter   Fault = "lost after"           // it was done, the connection breaks
	BrokenAfter Fault = "broken after"         // it was done, the service answers 500
)

// A Network stands between a client and DynamoDB and makes faults. It is the
// http.RoundTripper of the client.
type Network struct {
	inner http.RoundTripper
	plan  func(n int, operation string) Fault

	mu sync.Mutex
	n  int
}

// NewNetwork returns a network that asks plan about each request: its number
// from 1, and its operation, such as "TransactWriteItems".
func NewNetwork(inner http.RoundTripper, plan func(n int, operation string) Fault) *Network {
	return &Network{inner: inner, plan: plan}
}

// Requests is how many there were.
func (f *Network) Requests() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

func (f *Network) next(operation string) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	return f.plan(f.n, operation)
}

// RoundTrip passes a request on, or does what the plan says.
func (f *Network) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := readBody(req)
	if err != nil {
		return nil, err
	}
	operation := operationOf(req)
	reset := &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	switch fault := f.next(operation); fault {
	case Throttled:
		return answer(req, http.StatusBadRequest, refusal("ProvisionedThroughputExceededException"))
	case Conflicting:
		return conflicting(req, operation, body)
	case Unprocessed:
		if operation == "BatchGetItem" {
			return f.unprocessed(req, body)
		}
	case LostBefore:
		return nil, reset
	case LostAfter, BrokenAfter:
		resp, err := f.inner.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		if fault == LostAfter {
			return nil, reset
		}
		return answer(req, http.StatusInternalServerError, refusal("InternalServerError"))
	}
	return f.inner.RoundTrip(req)
}

// conflicting answers as when another transaction holds an item of a write; a
// read or another request gets no such answer and is throttled.
func conflicting(req *http.Request, operation string, body []byte) (*http.Response, error) {
	switch operation {
	case "PutItem", "UpdateItem", "DeleteItem":
		return answer(req, http.StatusBadRequest, refusal("TransactionConflictException"))
	case "TransactWriteItems":
		var in struct{ TransactItems []json.RawMessage }
		if err := json.Unmarshal(body, &in); err != nil {
			return nil, err
		}
		type reason struct{ Code, Message string }
		reasons := make([]reason, len(in.TransactItems))
		for i := range reasons {
			reasons[i] = reason{Code: "None"}
		}
		reasons[len(reasons)-1] = reason{"TransactionConflict", "Transaction is ongoing for the item"}
		reply := refusal("TransactionCanceledException")
		reply["CancellationReasons"] = reasons
		return answer(req, http.StatusBadRequest, reply)
	default:
		return answer(req, http.StatusBadRequest, refusal("ThrottlingException"))
	}
}

// unprocessed reads the first key alone, and none where there is only one.
func (f *Network) unprocessed(req *http.Request, body []byte) (*http.Response, error) {
	type keys struct {
		Keys           []json.RawMessage
		ConsistentRead bool
	}
	var in struct{ RequestItems map[string]keys }
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	left := map[string]keys{}
	few := map[string]keys{}
	for table, k := range in.RequestItems {
		n := min(1, len(k.Keys)-1)
		left[table] = keys{k.Keys[n:], k.ConsistentRead}
		if n > 0 {
			few[table] = keys{k.Keys[:n], k.ConsistentRead}
		}
	}
	reply := map[string]any{"Responses": map[string]any{}}
	if len(few) > 0 {
		if err := ask(f.inner, req, "BatchGetItem", map[string]any{"RequestItems": few}, &reply); err != nil {
			return nil, err
		}
	}
	reply["UnprocessedKeys"] = left
	return answer(req, http.StatusOK, reply)
}

func refusal(code string) map[string]any {
	return map[string]any{"__type": "com.amazonaws.dynamodb.v20120810#" + code, "message": "made by a test"}
}

const target = "X-Amz-Target"

// operationOf is the operation of a request: "PutItem".
func operationOf(req *http.Request) string {
	_, operation, _ := strings.Cut(req.Header.Get(target), ".")
	return operation
}

// readBody returns the body of a request, which can be read again.
func readBody(req *http.Request) ([]byte, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body.Close()
	req.Body = io.NopCloser(bytes.NewReader(body))
	return body, nil
}

func answer(req *http.Request, status int, reply any) (*http.Response, error) {
	body, err := json.Marshal(reply)
	if err != nil {
		return nil, err
	}
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Request: req, ContentLength: int64(len(body)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/x-amz-json-1.0"}},
		Body:   io.NopCloser(bytes.NewReader(body)),
	}, nil
}

// ask sends a request of our own with the credentials of another: DynamoDB
// Local looks at no signature.
func ask(inner http.RoundTripper, like *http.Request, operation string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req := like.Clone(like.Context())
	req.Header.Set(target, "DynamoDB_20120810."+operation)
	req.Header.Del("Content-Length")
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp, err := inner.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("%s: %s", operation, text)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}
