package lambdaqueue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/aws/aws-lambda-go/events"
)

// A Message is one message of a queue.
type Message struct {
	ID    string // the queue's own
	Group string // messages of one group are dealt with in order; "" where the queue has no groups
	Body  string
	// Received is how often it was handed out, this time counted in: from the
	// second on an earlier try may have ended anywhere.
	Received int
}

// Options are what a Handler works with. Handle is required.
type Options struct {
	// Handle deals with one message. Nil says that it is done, an error that it
	// is to come again. Its ctx ends five seconds before the function does.
	Handle func(ctx context.Context, m Message) error
	Log    *slog.Logger
}

// A Handler deals with the events of one queue.
type Handler struct{ Options }

// New returns a Handler.
func New(o Options) *Handler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Handler{o}
}

// errTooLate returns a message that there is no time left to begin with.
var errTooLate = errors.New("too little time is left to begin")

// errAfter returns a message because an earlier one of its group came back.
var errAfter = errors.New("an earlier message of its group failed")

// Invoke deals with one event, message after message, and returns those that
// are to come again. It never fails as a whole: that would return the messages
// that are done.
func (h *Handler) Invoke(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	ctx, limits, end := limit(ctx)
	defer end()
	answer := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	failed := map[string]bool{} // groups
	for i := range event.Records {
		m := read(&event.Records[i])
		var err error
		switch {
		case m.Group != "" && failed[m.Group]:
			err = errAfter
		case limits.tooLateToBegin():
			err = errTooLate
		default:
			err = h.one(ctx, m)
		}
		if err == nil {
			continue
		}
		failed[m.Group] = true
		answer.BatchItemFailures = append(answer.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.ID})
		h.Log.Error("message failed", "message", m.ID, "error", err.Error())
	}
	return answer, nil
}

// one deals with one message. A panic is its failure and nobody else's.
func (h *Handler) one(ctx context.Context, m Message) (err error) {
	defer func() {
		caught := recover()
		if caught == nil {
			return
		}
		// What was thrown may quote a cell, except when it is the runtime's.
		what := fmt.Sprintf("%T", caught)
		if fault, ok := caught.(runtime.Error); ok {
			what = fault.Error()
		}
		h.Log.Error("panic", "message", m.ID, "what", what, "stack", string(debug.Stack()))
		err = fmt.Errorf("panic: %s", what)
	}()
	return h.Handle(ctx, m)
}

// read reads a record of an event.
func read(r *events.SQSMessage) Message {
	received, err := strconv.Atoi(r.Attributes["ApproximateReceiveCount"])
	if err != nil {
		received = 2 // nobody says; to do too much does no harm
	}
	return Message{ID: r.MessageId, Group: r.Attributes["MessageGroupId"], Body: r.Body, Received: received}
}
