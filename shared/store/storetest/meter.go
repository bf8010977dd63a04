package storetest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"shelfmates/shared/store"
)

// A Meter counts the write units that AWS charges for what a client sends. It
// is the http.RoundTripper of the client, in front of DynamoDB Local, whose own
// figure for transactions is wrong.
//
// A write costs one unit for each begun KB of the item, as it was or as it will
// be, whichever is larger, and at least one; twice that in a transaction, where
// a condition check costs as a write does. A write whose condition fails costs
// the same, a repeated token of a transaction nothing (DynamoDB Developer Guide,
// "Read and write operations" and "Transactions", read 2026-11).
//
// It reads the items before and after, so it takes one write at a time.
type Meter struct {
	inner http.RoundTripper

	mu     sync.Mutex
	units  int
	tokens map[string]bool
}

// NewMeter returns a meter at zero in front of a transport.
func NewMeter(inner http.RoundTripper) *Meter {
	return &Meter{inner: inner, tokens: map[string]bool{}}
}

// Taken returns the units since the last Taken and begins again at zero.
func (m *Meter) Taken() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	units := m.units
	m.units = 0
	return units
}

// rawItem is an item as it travels: {"n": {"N": "5"}}.
type rawItem map[string]map[string]json.RawMessage

// A charge is one item that a request writes or checks.
type charge struct {
	table string
	key   rawItem
	put   rawItem // the whole new item, for a Put
	units int     // for each KB
}

// RoundTrip passes a request on and counts it.
func (m *Meter) RoundTrip(req *http.Request) (*http.Response, error) {
	operation := operationOf(req)
	if !slices.Contains([]string{"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}, operation) {
		return m.inner.RoundTrip(req)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	body, err := readBody(req)
	if err != nil {
		return nil, err
	}
	charges, token, err := chargesOf(operation, body)
	if err != nil {
		return nil, fmt.Errorf("meter %s: %w", operation, err)
	}
	before, err := m.sizes(req, charges)
	if err != nil {
		return nil, fmt.Errorf("meter %s: %w", operation, err)
	}
	resp, err := m.inner.RoundTrip(req)
	if err != nil || token != "" && m.tokens[token] || resp.StatusCode >= http.StatusInternalServerError {
		return resp, err
	}
	after := make([]int, len(charges))
	if resp.StatusCode == http.StatusOK {
		if after, err = m.sizes(req, charges); err != nil {
			return nil, fmt.Errorf("meter %s: %w", operation, err)
		}
		if token != "" {
			m.tokens[token] = true
		}
	}
	for i, c := range charges {
		putSize, err := sizeOf(c.put)
		if err != nil {
			return nil, fmt.Errorf("meter %s: %w", operation, err)
		}
		m.units += c.units * max(1, (max(before[i], after[i], putSize)+1023)/1024)
	}
	return resp, nil
}

// one is what the single writes and the parts of the others have in common.
type one struct {
	TableName string
	Key, Item rawItem
}

func (o one) charge(units int) charge {
	key := o.Key
	if o.Item != nil {
		key = rawItem{store.PartitionName: o.Item[store.PartitionName], store.SortName: o.Item[store.SortName]}
	}
	return charge{table: o.TableName, key: key, put: o.Item, units: units}
}

func chargesOf(operation string, body []byte) (charges []charge, token string, err error) {
	var in struct {
		one
		ClientRequestToken string
		TransactItems      []map[string]one
		RequestItems       map[string][]struct{ PutRequest, DeleteRequest *one }
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, "", err
	}
	switch operation {
	case "TransactWriteItems":
		for _, part := range in.TransactItems {
			for _, o := range part {
				charges = append(charges, o.charge(2))
			}
		}
	case "BatchWriteItem":
		for table, parts := range in.RequestItems {
			for _, part := range parts {
				for _, o := range []*one{part.PutRequest, part.DeleteRequest} {
					if o != nil {
						o.TableName = table
						charges = append(charges, o.charge(1))
					}
				}
			}
		}
	default:
		charges = append(charges, in.charge(1))
	}
	return charges, in.ClientRequestToken, nil
}

// sizes reads the items of all charges as they are now; absent ones have 0.
func (m *Meter) sizes(like *http.Request, charges []charge) ([]int, error) {
	sizes := make([]int, len(charges))
	for i, c := range charges {
		var reply struct{ Item rawItem }
		in := map[string]any{"TableName": c.table, "Key": c.key, "ConsistentRead": true}
		if err := ask(m.inner, like, "GetItem", in, &reply); err != nil {
			return nil, err
		}
		var err error
		if sizes[i], err = sizeOf(reply.Item); err != nil {
			return nil, err
		}
	}
	return sizes, nil
}

// sizeOf is the size of an item in bytes by AWS's rule. It shares no code with
// store.Size, which is held against it.
func sizeOf(item rawItem) (int, error) {
	n := 0
	for name, typed := range item {
		n += len(name)
		for kind, raw := range typed {
			var text string
			if kind == "BOOL" || kind == "NULL" {
				n++
				continue
			}
			if err := json.Unmarshal(raw, &text); err != nil {
				return 0, fmt.Errorf("size of %s: %w", name, err)
			}
			switch kind {
			case "S":
				n += len(text)
			case "B":
				b, err := base64.StdEncoding.DecodeString(text)
				if err != nil {
					return 0, fmt.Errorf("size of %s: %w", name, err)
				}
				n += len(b)
			case "N":
				unsigned := strings.TrimPrefix(text, "-")
				n += len(text) - len(unsigned) + (len(strings.Trim(unsigned, "0"))+1)/2 + 1
			default:
				return 0, fmt.Errorf("size of %s: no adapter writes the type %s", name, kind)
			}
		}
	}
	return n, nil
}
