package queue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Version is the form of the body that this code writes, and the newest that it
// reads.
const Version = 1

// A Task is what a message asks for.
type Task string

// The tasks.
const (
	Sync  Task = "sync"  // read a school's spreadsheet and apply what changed
	Hints Task = "hints" // ask Drive which spreadsheets of an account changed
	Mail  Task = "mail"  // plan what is due for a school, and send it
)

// A Message asks for one task.
type Message struct {
	Task    Task      `json:"task"`
	School  string    `json:"school,omitempty"`  // of Sync and Mail
	Account string    `json:"account,omitempty"` // of Hints: which Google account
	Sheet   string    `json:"sheet,omitempty"`   // of Sync: the spreadsheet ID, where whoever rang knows it
	Cause   string    `json:"cause"`             // what it is for, unlike for all that happens later: "drive:4711"
	At      time.Time `json:"at"`                // when it was rung, by the clock of whoever rang

	// What the registry holds of the school, in a message of its slot: whoever
	// syncs writes there only what has become different. Zone is "" in all
	// others.
	Zone    string `json:"zone,omitempty"`
	Failing bool   `json:"failing,omitempty"`
}

// ErrUnreadable: a body is not a message.
var ErrUnreadable = errors.New("message cannot be read")

// A NewerError is a body that a newer version of the program wrote.
type NewerError struct{ Version int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("message has version %d, this program reads up to %d", e.Version, Version)
}

// maxName is the longest text that SQS takes for a group or an ID (API
// reference, SendMessage, read 2026-11).
const maxName = 128

// ID tells what happened before from what happens anew: the task, whose it is,
// and the cause. It has at most 128 letters, digits and ASCII punctuation; a
// cause that has others, or is longer, stands there as a print.
func (m Message) ID() string {
	id := string(m.Task) + "/" + m.Group() + "/"
	if cause := m.Cause; plain(cause) && cause[0] != printMark && len(id)+len(cause) <= maxName {
		return id + cause
	}
	if cause := printOf(m.Cause); len(id)+len(cause) <= maxName {
		return id + cause
	}
	return printOf(id + m.Cause)
}

// Group is what messages are handled in order for: the school, or the account
// of a look for hints. An account is no name that a school can have: it has
// other characters, or else stands there as a print.
func (m Message) Group() string {
	if m.Task != Hints {
		return m.School
	}
	if name := "account:" + m.Account; plain(name) && !strings.Contains(name, "/") && len(name) <= maxName {
		return name
	}
	return printOf(m.Account)
}

// printMark begins a print, and so no text that stands for itself.
const printMark = '#'

// printOf is 128 bits of a text's SHA-256.
func printOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return string(printMark) + hex.EncodeToString(sum[:16])
}

// plain reports whether a text has only characters that SQS takes.
func plain(text string) bool {
	for _, c := range []byte(text) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return text != ""
}

// Validate says what is wrong with a message; only a bug makes one such.
func (m Message) Validate() error {
	wrong := ""
	switch {
	case m.Task != Sync && m.Task != Hints && m.Task != Mail:
		wrong = fmt.Sprintf("unknown task %q", m.Task)
	case m.Task == Hints && (m.Account == "" || m.School != ""), m.Task != Hints && (m.School == "" || m.Account != ""):
		wrong = "it needs a school, or for hints an account, and not both"
	case m.Task != Hints && (!plain(m.School) || len(m.School) > maxName || strings.ContainsAny(m.School, "/:#")):
		wrong = "that is no name of a school"
	case m.Cause == "":
		wrong = "it has no cause"
	case m.At.IsZero():
		wrong = "it does not say when it was rung"
	default:
		return nil
	}
	return fmt.Errorf("message for %s: %s", m.Task, wrong)
}

// wire is a message in a body.
type wire struct {
	V int `json:"v"`
	Message
}

// Body returns the message as JSON, with its version "v".
func (m Message) Body() (string, error) {
	if err := m.Validate(); err != nil {
		return "", err
	}
	b, err := json.Marshal(wire{Version, m})
	if err != nil {
		return "", fmt.Errorf("encode message: %w", err)
	}
	return string(b), nil
}

// Parse reads a body. Errors: ErrUnreadable, and a *NewerError for a version
// that is not known yet; neither is worth more than being kept for a person.
func Parse(body string) (Message, error) {
	var version struct {
		V int `json:"v"`
	}
	if err := json.Unmarshal([]byte(body), &version); err != nil {
		return Message{}, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	if version.V > Version {
		return Message{}, &NewerError{version.V}
	}
	var w wire
	if err := json.Unmarshal([]byte(body), &w); err != nil {
		return Message{}, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	if w.V < 1 {
		return Message{}, fmt.Errorf("%w: version %d", ErrUnreadable, w.V)
	}
	if err := w.Validate(); err != nil {
		return Message{}, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	return w.Message, nil
}
