package main

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/mail"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// A server is a running serve or demo.
type server struct {
	cmd     *exec.Cmd
	said    string // what it printed up to its address
	address string // "http://127.0.0.1:4711"
}

var addressForm = regexp.MustCompile(`http://[a-z0-9.]+:\d+`)

// startServer starts the command and returns once it has said where its pages
// are.
func startServer(cmd *exec.Cmd) (*server, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd}
	lines := bufio.NewReader(out)
	for s.address == "" {
		line, err := lines.ReadString('\n')
		s.said += line
		s.address = addressForm.FindString(line)
		if err != nil && s.address == "" {
			return nil, fmt.Errorf("it ended and said %q: %w", s.said, cmd.Wait())
		}
	}
	for !strings.Contains(s.said, "Ctrl-C") { // the last line of what they say
		line, err := lines.ReadString('\n')
		if s.said += line; err != nil {
			return nil, fmt.Errorf("it ended and said %q: %w", s.said, cmd.Wait())
		}
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return s, nil
}

// interrupt is Ctrl-C; the error says that it did not end with 0.
func (s *server) interrupt() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// get returns a page.
func (s *server) get(path string) (string, error) {
	resp, err := http.Get(s.address + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

var (
	headForm  = regexp.MustCompile(`(?s)<head>.*?</head>|<script.*?</script>|<svg.*?</svg>`)
	tagForm   = regexp.MustCompile(`<[^>]*>`)
	blockForm = regexp.MustCompile(`</?(p|li|h[1-6]|tr|td|th|dt|dd|div|section|article|nav|footer|header)\b[^>]*>`)
	spaceForm = regexp.MustCompile(`[ \t]+`)
	linesForm = regexp.MustCompile(`\s*\n\s*`)
)

// readable is what somebody reads on a page, a block a line.
func readable(page string) string {
	text := headForm.ReplaceAllString(page, "")
	text = strings.ReplaceAll(text, "\n", " ")
	text = blockForm.ReplaceAllString(text, "\n")
	text = html.UnescapeString(tagForm.ReplaceAllString(text, ""))
	return strings.TrimSpace(linesForm.ReplaceAllString(spaceForm.ReplaceAllString(text, " "), "\n")) + "\n"
}

// link finds the address behind a text of a page.
func link(page, text string) string {
	form := regexp.MustCompile(`<a [^>]*href="([^"]*)"[^>]*>\s*(?:<[^>]*>\s*)*` + regexp.QuoteMeta(html.EscapeString(text)) + `\s*<`)
	if found := form.FindStringSubmatch(page); found != nil {
		return html.UnescapeString(found[1])
	}
	return ""
}

// patient is how long a script waits for a page to say something. How soon it
// must is for TestPagesFollowASave: scripts run many at a time.
const patient = 30 * time.Second

// serveScript starts the whole program on a free port, demoScript the demo.
func serveScript(ts *testscript.TestScript, _ bool, args []string) {
	launch(ts, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...))
}

func demoScript(ts *testscript.TestScript, _ bool, args []string) {
	launch(ts, append([]string{"demo"}, args...))
}

func launch(ts *testscript.TestScript, args []string) {
	cmd := shelfmates(ts, args...)
	s, err := startServer(cmd)
	ts.Check(err)
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	fmt.Fprint(ts.Stdout(), s.said)
	stageOf(ts).server = s
}

// listeningScript takes a port and names it in TAKEN and TAKENPORT.
func listeningScript(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv("TAKEN", l.Addr().String())
	ts.Setenv("TAKENPORT", port)
}

func running(ts *testscript.TestScript) *server {
	s := stageOf(ts).server
	if s == nil {
		ts.Fatalf("nothing is served")
	}
	return s
}

// interruptScript is Ctrl-C.
func interruptScript(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(running(ts).interrupt())
}

// pageScript prints what somebody reads on a page; after it names of links to
// follow. With -until it waits until the page says something.
func pageScript(ts *testscript.TestScript, _ bool, args []string) {
	var until *regexp.Regexp
	if len(args) > 1 && args[0] == "-until" {
		until = regexp.MustCompile(`(?m)` + args[1])
		args = args[2:]
	}
	if len(args) == 0 {
		ts.Fatalf("usage: page [-until REGEXP] PATH [LINK...]")
	}
	late := time.After(patient)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		text, err := visit(running(ts), args)
		switch {
		case err == nil && (until == nil || until.MatchString(text)):
			fmt.Fprint(ts.Stdout(), text)
			return
		case until == nil:
			ts.Check(err)
		}
		select {
		case <-look.C:
		case <-late:
			ts.Fatalf("after %v the page says (%v):\n%s", patient, err, text)
		}
	}
}

func visit(s *server, way []string) (string, error) {
	page, err := s.get(way[0])
	for _, text := range way[1:] {
		if err != nil {
			return "", err
		}
		to := link(page, text)
		if to == "" {
			return readable(page), fmt.Errorf("no link %q", text)
		}
		page, err = s.get(to)
	}
	return readable(page), err
}

// letterScript prints the text of a mail, with its subject and reader before
// it.
func letterScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: letter FILE.eml")
	}
	m, err := mail.ReadMessage(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var words mime.WordDecoder
	for _, name := range []string{"Subject", "To"} {
		text, err := words.DecodeHeader(m.Header.Get(name))
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "%s: %s\n", name, text)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	ts.Check(err)
	if kind != "multipart/alternative" {
		ts.Fatalf("%s is %s", args[0], kind)
	}
	part, err := multipart.NewReader(m.Body, params["boundary"]).NextRawPart()
	ts.Check(err)
	body := io.Reader(part)
	if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
		body = quotedprintable.NewReader(part)
	}
	text, err := io.ReadAll(body)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "\n%s\n", strings.ReplaceAll(string(text), "\r\n", "\n"))
}
