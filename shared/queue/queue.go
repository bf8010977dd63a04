// Package queue is how one part of the program asks for another's work: the
// port, and the message with its form on the wire.
//
//	tick, ping, sync, mail --Ring--> Queue --> one message at a time --> sync, mail
//	                                   |
//	                        SQS FIFO or this process
//
// A message is a hint that there may be something to do, never the data itself:
// whoever gets it looks at the spreadsheet and the store. So a message too many
// costs one look, and a lost one waits for the next minute's tick.
package queue

import (
	"context"
	"errors"
)

// ErrUnavailable: the queue could not be reached, or takes nothing more for
// now. Some of the messages may have been taken; ringing all of them again
// brings none of those twice.
var ErrUnavailable = errors.New("queue cannot be reached")

// A Queue takes messages for whoever handles them.
//
// Ring returns nil when it has taken every message. Each is then handled at
// least once, beginning after the call of Ring did. It may be merged into one
// that waits for the same Task of the same group: their handling is one, begins
// after both were rung, and has the fields of the later. A message whose ID was
// taken within the last five minutes is taken and not handled again, even when
// the first was handled long since; so an ID says what caused a message, and
// whatever happens anew has a new one.
//
// Messages of one group are handled one at a time, in the order in which they
// were rung; groups do not wait for each other.
//
// A message that is not valid is an error that no retry mends, and nothing is
// taken. All other errors are ErrUnavailable. Ring waits no longer than ctx
// lasts; it may be called by any number of goroutines and processes at once.
type Queue interface {
	Ring(ctx context.Context, messages ...Message) error
}
