package lambdatest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ErrEnded: the process of a function ended while it had an event.
var ErrEnded = errors.New("the process ended")

// A FunctionError is what a function answers in place of a result.
type FunctionError struct{ Payload string }

func (e *FunctionError) Error() string { return "function error: " + e.Payload }

// A Process is one running bootstrap with a Runtime API of its own. It has one
// event at a time.
type Process struct {
	cmd     *exec.Cmd
	server  *httptest.Server
	timeout time.Duration
	events  chan event
	results chan result
	polled  chan struct{} // closed at the first poll
	first   sync.Once
	ended   chan struct{} // closed when it has ended
	output  *lines
}

type event struct {
	id      string
	payload []byte
}

type result struct {
	payload []byte
	err     error
}

// StartProcess starts a bootstrap. Each event may take timeout; what it prints
// goes to output, which may be nil.
func StartProcess(program string, environment []string, timeout time.Duration, output io.Writer) (*Process, error) {
	p := &Process{
		timeout: timeout, events: make(chan event), results: make(chan result, 1),
		polled: make(chan struct{}), ended: make(chan struct{}), output: &lines{to: output},
	}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	p.cmd = exec.Command(program)
	p.cmd.Env = append([]string{"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(p.server.URL, "http://")}, environment...)
	p.cmd.Stdout, p.cmd.Stderr = p.output, p.output
	if err := p.cmd.Start(); err != nil {
		p.server.Close()
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in its state
		close(p.ended)
		p.server.CloseClientConnections()
		p.server.Close()
	}()
	return p, nil
}

// Polled returns when the process asks for its first event, or an error when it
// has ended instead.
func (p *Process) Polled(ctx context.Context) error {
	select {
	case <-p.polled:
		return nil
	case <-p.ended:
		return fmt.Errorf("%w with code %d before its first poll", ErrEnded, p.cmd.ProcessState.ExitCode())
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Invoke hands the process an event and returns its result. The error is a
// *FunctionError, or ErrEnded.
func (p *Process) Invoke(ctx context.Context, id string, payload []byte) ([]byte, error) {
	select {
	case p.events <- event{id, payload}:
	case <-p.ended:
		return nil, ErrEnded
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case r := <-p.results:
		return r.payload, r.err
	case <-p.ended:
		return nil, ErrEnded
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Kill ends the process as the system does, without a word to it, and returns
// when it is gone.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill() // an error says that it is gone
	<-p.ended
}

// ExitCode is the code it ended with, -1 when it was killed. It waits for the
// end.
func (p *Process) ExitCode() int {
	<-p.ended
	return p.cmd.ProcessState.ExitCode()
}

// Lines are what it has printed, a line each.
func (p *Process) Lines() []string { return p.output.all() }

const runtimeAPI = "/2018-06-01/runtime/"

// serve is the Runtime API (AWS Lambda, Using the Lambda runtime API for custom
// runtimes, read 2026-11).
func (p *Process) serve(w http.ResponseWriter, req *http.Request) {
	path, of := strings.CutPrefix(req.URL.Path, runtimeAPI)
	id, what, _ := strings.Cut(strings.TrimPrefix(path, "invocation/"), "/")
	switch {
	case of && path == "invocation/next" && req.Method == http.MethodGet:
		p.next(w, req)
	case of && (what == "response" || what == "error") && id != "" && req.Method == http.MethodPost:
		body, err := io.ReadAll(req.Body)
		if err != nil { // it was killed while it answered
			return
		}
		r := result{payload: body}
		if what == "error" {
			r = result{err: &FunctionError{string(body)}}
		}
		w.WriteHeader(http.StatusAccepted)
		p.results <- r
	default:
		http.NotFound(w, req)
	}
}

func (p *Process) next(w http.ResponseWriter, req *http.Request) {
	p.first.Do(func() { close(p.polled) })
	select {
	case e := <-p.events:
		h := w.Header()
		h.Set("Lambda-Runtime-Aws-Request-Id", e.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(p.timeout).UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:"+region+":"+account+":function:test")
		_, _ = w.Write(e.payload) // a process that is gone answers by its end
	case <-req.Context().Done():
	}
}

// lines collects what a process prints.
type lines struct {
	to io.Writer

	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.to != nil {
		if _, err := l.to.Write(p); err != nil {
			return 0, err
		}
	}
	return l.text.Write(p)
}

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := strings.TrimSuffix(l.text.String(), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
