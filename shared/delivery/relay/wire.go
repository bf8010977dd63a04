package relay

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// A wire is a connection on which one side speaks at a time.
type wire struct {
	conn    net.Conn
	in      *bufio.Reader
	limit   time.Duration // for each answer
	spoiled bool          // of no use any more
}

// longestLine is room for the longest line of a reply, of which RFC 5321
// section 4.5.3.1.5 allows 512 octets. mostLines bounds a reply as a whole.
const (
	longestLine = 4096
	mostLines   = 128
)

func newWire(conn net.Conn, limit time.Duration) wire {
	return wire{conn: conn, in: bufio.NewReaderSize(conn, longestLine), limit: limit}
}

var errNotAsked = errors.New("the server speaks without having been asked")

// within lets do use the connection until it returns, ctx ends or the limit is
// over. An error, or an end that came at the last moment, leaves the wire
// spoiled: nobody knows what is still on it.
func (w *wire) within(ctx context.Context, do func() error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, w.limit, fmt.Errorf("no answer within %s", w.limit))
	defer cancel()
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.spoiled {
		return net.ErrClosed
	}
	conn := w.conn
	stop := context.AfterFunc(ctx, func() {
		// An instant long past ends what is waiting on the connection.
		_ = conn.SetDeadline(time.Unix(1, 0))
	})
	err := do()
	ended := !stop()
	w.spoiled = ended || err != nil
	if err != nil && ended {
		return context.Cause(ctx)
	}
	return err
}

// ask sends a line and reads the reply.
func (w *wire) ask(ctx context.Context, line string) (r reply, err error) {
	err = w.within(ctx, func() error {
		if strings.ContainsAny(line, "\r\n\x00") {
			return errors.New("a command is one line")
		}
		if err := w.silent(); err != nil {
			return err
		}
		r, err = w.exchange(line)
		return err
	})
	return r, err
}

// silent holds the server to having said nothing since it was heard last: it
// would be taken for the next reply.
func (w *wire) silent() error {
	if w.in.Buffered() > 0 {
		return errNotAsked
	}
	return nil
}

// exchange is ask without its care.
func (w *wire) exchange(line string) (reply, error) {
	if _, err := io.WriteString(w.conn, line+"\r\n"); err != nil {
		return reply{}, err
	}
	return readReply(w.in)
}

// hear reads a reply that comes without a command.
func (w *wire) hear(ctx context.Context) (r reply, err error) {
	err = w.within(ctx, func() error {
		r, err = readReply(w.in)
		return err
	})
	return r, err
}

// close ends the connection. Nothing is to be done about one that cannot be.
func (w *wire) close() {
	w.spoiled = true
	_ = w.conn.Close()
}

// A reply is what a server answers: RFC 5321 section 4.2.
type reply struct {
	code   int      // from 100 to 599
	status string   // "5.1.1", empty where there is none
	lines  []string // what stands after the code, line by line
}

// readReply reads a reply, also one whose lines end with a bare LF or have
// nothing after the code.
func readReply(in *bufio.Reader) (reply, error) {
	var r reply
	for len(r.lines) < mostLines {
		raw, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return reply{}, errMalformed
		case errors.Is(err, io.EOF):
			return reply{}, fmt.Errorf("the server has hung up: %w", io.ErrUnexpectedEOF)
		case err != nil:
			return reply{}, err
		}
		line := strings.TrimSuffix(strings.TrimSuffix(string(raw), "\n"), "\r")
		code, ok := codeOf(line)
		if !ok || r.code != 0 && code != r.code {
			return reply{}, errMalformed
		}
		r.code = code
		if len(line) < 4 || line[3] == ' ' {
			r.lines = append(r.lines, line[min(4, len(line)):])
			r.status = statusOf(code, r.lines[0])
			return r, nil
		}
		r.lines = append(r.lines, line[4:])
	}
	return reply{}, errMalformed
}

// codeOf reads the code with which a line of a reply begins.
func codeOf(line string) (int, bool) {
	if len(line) < 3 || line[0] < '1' || line[0] > '5' || len(line) > 3 && line[3] != ' ' && line[3] != '-' {
		return 0, false
	}
	code := 0
	for _, c := range []byte(line[:3]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		code = code*10 + int(c-'0')
	}
	return code, true
}

// statusOf returns the enhanced status code with which a text begins: three
// numbers, of which the first is the code's class (RFC 2034 section 4).
func statusOf(code int, text string) string {
	status, _, _ := strings.Cut(text, " ")
	parts := strings.Split(status, ".")
	if len(parts) != 3 || parts[0] != fmt.Sprint(code/100) {
		return ""
	}
	for _, part := range parts[1:] {
		if part == "" || len(part) > 3 || strings.Trim(part, "0123456789") != "" {
			return ""
		}
	}
	return status
}
