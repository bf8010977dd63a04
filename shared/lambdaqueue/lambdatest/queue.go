package lambdatest

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"
)

// deduplication is how long a repeated ID is dropped, whatever became of the
// first (Amazon SQS, Exactly-once processing, read 2026-11).
const deduplication = 5 * time.Minute

// A QueueSpec describes a queue.
type QueueSpec struct {
	Name        string // ends in ".fifo" where FIFO
	FIFO        bool
	Visibility  time.Duration // how long a received message is nobody else's
	DeadLetters string        // name of the queue of what was received too often; "" for none
	MaxReceives int           // after how many receives it goes there
}

// A Letter is a message that lies in a queue.
type Letter struct {
	ID       string
	Group    string // "" where the sender gave none
	Body     string
	Sent     time.Time
	Received int       // how often
	Receipt  string    // of the last receive
	Hidden   time.Time // until when it is nobody else's; zero before the first receive

	deduplicationID string
	sequence        int
}

// MD5 is the sum of the body, as the service gives it.
func (l Letter) MD5() string {
	sum := md5.Sum([]byte(l.Body))
	return hex.EncodeToString(sum[:])
}

// A sender's message, before it is a letter.
type outgoing struct{ body, group, deduplicationID string }

// A refusal is what the service answers to a request that it does not take.
type refusal struct{ code, text string }

func (r *refusal) Error() string { return r.code + ": " + r.text }

func refuse(code, format string, args ...any) error {
	return &refusal{code, fmt.Sprintf(format, args...)}
}

// queues are all queues of an account. Every change is under one lock.
type queues struct {
	now func() time.Time

	mu     sync.Mutex
	byName map[string]*queue
	minted int
}

type queue struct {
	QueueSpec
	letters []*Letter // in the order of sending
	seen    map[string]sentOnce
}

// sentOnce is a deduplication ID that was used.
type sentOnce struct {
	at     time.Time
	letter *Letter
}

func newQueues(now func() time.Time, specs []QueueSpec) *queues {
	q := &queues{now: now, byName: map[string]*queue{}}
	for _, spec := range specs {
		q.byName[spec.Name] = &queue{QueueSpec: spec, seen: map[string]sentOnce{}}
	}
	return q
}

func (q *queues) find(name string) (*queue, error) {
	found := q.byName[name]
	if found == nil {
		return nil, refuse("QueueDoesNotExist", "there is no queue %q", name)
	}
	return found, nil
}

func (q *queues) mint(what string) string {
	q.minted++
	return what + "-" + strconv.Itoa(q.minted)
}

// send puts a message into a queue. A repeated one is accepted and dropped.
func (q *queues) send(name string, m outgoing) (Letter, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	to, err := q.find(name)
	if err != nil {
		return Letter{}, err
	}
	if err := to.check(m); err != nil {
		return Letter{}, err
	}
	now := q.now()
	if first, again := to.seen[m.deduplicationID]; again && to.FIFO && now.Sub(first.at) < deduplication {
		return *first.letter, nil
	}
	l := &Letter{ID: q.mint("message"), Group: m.group, Body: m.body, Sent: now, deduplicationID: m.deduplicationID, sequence: q.minted}
	to.letters = append(to.letters, l)
	to.seen[m.deduplicationID] = sentOnce{now, l}
	return *l, nil
}

// check refuses what the service refuses of one message.
func (q *queue) check(m outgoing) error {
	const most = 1 << 20 // Amazon SQS message quotas, read 2026-11
	switch {
	case m.body == "":
		return refuse("MissingParameter", "the request must contain the parameter MessageBody")
	case len(m.body) > most:
		return refuse("InvalidParameterValue", "message of %d bytes, at most %d", len(m.body), most)
	case q.FIFO && m.group == "":
		return refuse("MissingParameter", "the request must contain the parameter MessageGroupId")
	case q.FIFO && m.deduplicationID == "":
		return refuse("InvalidParameterValue", "the queue needs a MessageDeduplicationId")
	case !q.FIFO && m.deduplicationID != "":
		return refuse("InvalidParameterValue", "MessageDeduplicationId on a queue that is not FIFO")
	case !isName(m.group) || !isName(m.deduplicationID):
		return refuse("InvalidParameterValue", "a group or deduplication ID takes up to 128 letters, digits and punctuation, got %q and %q", m.group, m.deduplicationID)
	}
	return nil
}

// isName reports whether SQS takes this as a group or a deduplication ID.
func isName(s string) bool {
	for _, r := range s {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	return len(s) <= 128
}

// receive hands out up to most messages. Of a group that has one out, none is
// handed out; one received too often goes to the dead letters instead.
func (q *queues) receive(name string, most int) ([]Letter, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	from, err := q.find(name)
	if err != nil {
		return nil, err
	}
	now := q.now()
	busy := map[string]bool{}
	for _, l := range from.letters {
		if from.FIFO && now.Before(l.Hidden) {
			busy[l.Group] = true
		}
	}
	var out []Letter
	for _, l := range slices.Clone(from.letters) {
		if len(out) == most {
			break
		}
		if busy[l.Group] && from.FIFO || now.Before(l.Hidden) {
			continue
		}
		if from.DeadLetters != "" && l.Received >= from.MaxReceives {
			from.remove(l)
			dead := q.byName[from.DeadLetters]
			l.Hidden, l.Receipt, l.Received = time.Time{}, "", 0
			dead.letters = append(dead.letters, l)
			continue
		}
		l.Received++
		l.Hidden = now.Add(from.Visibility)
		l.Receipt = q.mint("receipt")
		out = append(out, *l)
	}
	return out, nil
}

func (q *queue) remove(l *Letter) {
	q.letters = slices.DeleteFunc(q.letters, func(o *Letter) bool { return o == l })
}

// byReceipt finds the message that was handed out under this receipt. One of
// an earlier receive does not count any more.
func (q *queues) byReceipt(name, receipt string) (*queue, *Letter, error) {
	at, err := q.find(name)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range at.letters {
		if receipt != "" && l.Receipt == receipt && q.now().Before(l.Hidden) {
			return at, l, nil
		}
	}
	return nil, nil, refuse("InvalidParameterValue", "receipt handle %q is unknown or has expired", receipt)
}

func (q *queues) delete(name, receipt string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	at, l, err := q.byReceipt(name, receipt)
	if err != nil {
		return err
	}
	at.remove(l)
	return nil
}

// letters returns what lies in a queue, in the order of sending.
func (q *queues) letters(name string) []Letter {
	q.mu.Lock()
	defer q.mu.Unlock()
	at := q.byName[name]
	if at == nil {
		return nil
	}
	list := make([]Letter, len(at.letters))
	for i, l := range at.letters {
		list[i] = *l
	}
	return list
}
