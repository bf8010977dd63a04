package relay_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"shelfmates/shared/delivery/relay"
)

// The steps at which a scripted server can answer. It has read what is sent at
// a step, the greeting apart, before it does.
const (
	greeting = "greeting"
	ehlo     = "EHLO"
	startTLS = "STARTTLS"
	auth     = "AUTH"
	rset     = "RSET"
	mailFrom = "MAIL"
	rcptTo   = "RCPT"
	data     = "DATA"
	dot      = "dot"
	quit     = "QUIT"
)

// welcome is what a server says that wants everything.
var welcome = map[string]string{
	greeting: "220 mail.school.example\r\n", ehlo: "250-mail.school.example\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN\r\n",
	auth: "235 2.7.0 welcome\r\n", rset: "250 2.0.0 ok\r\n", mailFrom: "250 2.1.0 ok\r\n", rcptTo: "250 2.1.5 ok\r\n", data: "354 go on\r\n",
	dot: "250 2.0.0 ok: queued as 4XyZ\r\n", quit: "221 bye\r\n",
}

// An act is what a scripted server does at a step in place of its welcome.
type act struct {
	say    string
	hangUp bool            // after saying it
	hang   bool            // in place of it: neither speaks nor listens any more
	wait   <-chan struct{} // before all else
}

// A script is a mail server that answers anything, and hangs up anywhere. Its
// connections are pipes without a buffer, and it reads byte by byte, so that it
// knows how far its client has come.
type script struct {
	mu   sync.Mutex
	acts map[string]act
	// atByte is what it does after so many bytes of a message and its dot.
	atByte map[int]act
	// say, where it is there, is asked for all that it says.
	say func() []byte

	connections int
	heard       []string // commands, whole
	took        []string // messages as they came over the wire, without the dot

	over sync.WaitGroup
}

// pipe is a client's end of a connection.
type pipe struct {
	net.Conn
	once   sync.Once
	closed chan struct{}
}

func (p *pipe) Close() error {
	p.once.Do(func() { close(p.closed) })
	return p.Conn.Close()
}

// dial is a Relay's Dial.
func (s *script) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	p := &pipe{Conn: client, closed: make(chan struct{})}
	s.mu.Lock()
	s.connections++
	s.mu.Unlock()
	s.over.Go(func() {
		defer server.Close()
		s.serve(server, p.closed)
	})
	return p, nil
}

// relay returns a Relay to the script, which ends with the test.
func (s *script) relay(t testing.TB, url string) *relay.Relay {
	t.Helper()
	server, err := relay.Parse(url)
	if err != nil {
		t.Fatal(err)
	}
	return relay.New(server, relay.Options{Dial: s.dial})
}

// change changes what the server does from now on.
func (s *script) change(step string, a act) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.acts = map[string]act{step: a}
}

// commands returns how often each was heard.
func (s *script) commands() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := map[string]int{}
	for _, line := range s.heard {
		command, _, _ := strings.Cut(line, " ")
		n[command]++
	}
	return n
}

func (s *script) messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.took)
}

// act acts as the script wants it, and reports whether the dialogue goes on.
func (s *script) act(conn net.Conn, closed <-chan struct{}, a act) bool {
	if a.wait != nil {
		<-a.wait
	}
	if a.hang {
		<-closed
		return false
	}
	if a.say != "" { // an empty write into a pipe waits for a reader
		if _, err := io.WriteString(conn, a.say); err != nil {
			return false
		}
	}
	return !a.hangUp
}

// at is what it does at a step.
func (s *script) at(step string) act {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.say != nil {
		said := s.say()
		return act{say: string(said), hangUp: said == nil}
	}
	if a, scripted := s.acts[step]; scripted {
		return a
	}
	if say, known := welcome[step]; known {
		return act{say: say}
	}
	return act{say: "500 5.5.2 what?\r\n"}
}

func (s *script) serve(conn net.Conn, closed <-chan struct{}) {
	if !s.act(conn, closed, s.at(greeting)) {
		return
	}
	for {
		line, ok := readTo(conn, "\r\n", nil)
		if !ok {
			return
		}
		s.mu.Lock()
		s.heard = append(s.heard, line)
		s.mu.Unlock()
		command, _, _ := strings.Cut(line, " ")
		a := s.at(command)
		if !s.act(conn, closed, a) {
			return
		}
		if command == data && strings.HasPrefix(a.say, "3") && (!s.message(conn, closed) || !s.act(conn, closed, s.at(dot))) {
			return
		}
	}
}

// message reads a message and its dot.
func (s *script) message(conn net.Conn, closed <-chan struct{}) bool {
	text, ok := readTo(conn, "\r\n.\r\n", func(n int) bool {
		s.mu.Lock()
		a, scripted := s.atByte[n]
		s.mu.Unlock()
		return !scripted || s.act(conn, closed, a)
	})
	if ok {
		s.mu.Lock()
		s.took = append(s.took, text+"\r\n")
		s.mu.Unlock()
	}
	return ok
}

// readTo reads byte by byte up to an end, and returns what stands before it. It
// asks before each byte, and after the last, whether to go on.
func readTo(conn net.Conn, end string, goOn func(n int) bool) (string, bool) {
	var read []byte
	one := make([]byte, 1)
	for {
		if goOn != nil && !goOn(len(read)) {
			return "", false
		}
		if bytes.HasSuffix(read, []byte(end)) {
			return string(read[:len(read)-len(end)]), true
		}
		if _, err := conn.Read(one); err != nil {
			return "", false
		}
		read = append(read, one[0])
	}
}
