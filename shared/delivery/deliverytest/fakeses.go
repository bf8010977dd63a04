package deliverytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	awscredentials "github.com/aws/aws-sdk-go-v2/credentials"
)

// A SESAnswer is what a fake of Amazon SES does with one request. The zero
// value takes it and says so.
type SESAnswer struct {
	Status        int    // 0 = 200
	Code, Message string // of an error
	Body          string // in place of all else
	Take          bool   // takes the mail, whatever it answers
	Cut           Cut
	Wait          <-chan struct{} // comes before the answer, once the request is read
}

// A Cut is where a connection is reset.
type Cut int

// The cuts. A mail is taken before the answer begins.
const (
	NoCut        Cut = iota
	BeforeBody       // nothing but the head of the request is read
	BeforeAnswer     // the request is read
	WithinAnswer     // the answer has begun
)

// A SESAccount is what GetAccount tells.
type SESAccount struct {
	SendingEnabled, ProductionAccessEnabled bool
	EnforcementStatus                       string
}

// A SESMail is a mail as it arrives at SES.
type SESMail struct {
	ID               string
	From, To         string
	Raw              []byte
	ConfigurationSet string
	Tags             map[string]string
}

// A SES is a fake of Amazon SES, version 2 of its API, as far as mail is sent
// with it. It refuses what SES would: requests that are not signed, fields that
// it does not know, tags with other characters.
type SES struct {
	server *httptest.Server

	mu         sync.Mutex
	answer     func(n int) SESAnswer
	account    SESAccount
	sets       []string
	taken      []SESMail
	asked      map[string]int
	violations []string
	idle       int
}

// SESRegion is the region of every fake.
const SESRegion = "us-east-2"

// StartSES starts a fake whose account may send, and which knows configuration
// sets of these names.
func StartSES(sets ...string) *SES {
	s := &SES{
		account: SESAccount{SendingEnabled: true, ProductionAccessEnabled: true, EnforcementStatus: "HEALTHY"},
		sets:    sets, asked: map[string]int{},
	}
	s.server = httptest.NewUnstartedServer(s)
	s.server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateIdle {
			s.mu.Lock()
			s.idle++
			s.mu.Unlock()
		}
	}
	s.server.Start()
	return s
}

// Close ends the fake.
func (s *SES) Close() { s.server.Close() }

// URL is the endpoint, for AWS_ENDPOINT_URL_SESV2.
func (s *SES) URL() string { return s.server.URL }

// Config is that of somebody who may send.
func (s *SES) Config() aws.Config { return SESConfig(s.URL()) }

// SESConfig is such a one for any endpoint.
func SESConfig(url string) aws.Config {
	return aws.Config{
		Region: SESRegion, BaseEndpoint: &url,
		Credentials: awscredentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "wJalrXUtnFEMI", ""),
	}
}

// Answer sets what becomes of requests to send from now on: n counts them from
// 1, those before included. Nil takes each.
func (s *SES) Answer(answer func(n int) SESAnswer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

// SetAccount sets what GetAccount tells.
func (s *SES) SetAccount(a SESAccount) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.account = a
}

// Taken returns the mails that SES has taken, in order.
func (s *SES) Taken() []SESMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.taken)
}

// Asked says how often an operation was asked for: "SendEmail", "GetAccount".
func (s *SES) Asked(operation string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[operation]
}

// Idle says how often a connection was left open after its request.
func (s *SES) Idle() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.idle
}

// Violations are the requests that no client of SES sends.
func (s *SES) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

var signature = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=[A-Z0-9]+/\d{8}/` + SESRegion + `/ses/aws4_request, ` +
	`SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$`)

// ServeHTTP answers one request.
func (s *SES) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "GET /v2/email/account":
		s.count("GetAccount")
		if s.signed(w, r) {
			s.mu.Lock()
			account := s.account
			s.mu.Unlock()
			reply(w, http.StatusOK, account)
		}
	case "POST /v2/email/outbound-emails":
		s.send(w, r, s.count("SendEmail"))
	default:
		s.violation(w, "there is no %s %s", r.Method, r.URL.Path)
	}
}

func (s *SES) count(operation string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[operation]++
	return s.asked[operation]
}

func (s *SES) signed(w http.ResponseWriter, r *http.Request) bool {
	if signature.MatchString(r.Header.Get("Authorization")) && r.Header.Get("X-Amz-Date") != "" {
		return true
	}
	s.violation(w, "%s is not signed", r.URL.Path)
	return false
}

func (s *SES) violation(w http.ResponseWriter, format string, values ...any) {
	text := fmt.Sprintf(format, values...)
	s.mu.Lock()
	s.violations = append(s.violations, text)
	s.mu.Unlock()
	fail(w, http.StatusBadRequest, "BadRequestException", text)
}

// send answers SendEmail.
func (s *SES) send(w http.ResponseWriter, r *http.Request, n int) {
	s.mu.Lock()
	var answer SESAnswer
	if s.answer != nil {
		answer = s.answer(n)
	}
	s.mu.Unlock()
	if answer.Cut == BeforeBody {
		cut(w)
	}
	mail, err := readSES(r)
	if err != nil {
		s.violation(w, "SendEmail: %v", err)
		return
	}
	if !s.signed(w, r) {
		return
	}
	if answer.Wait != nil {
		<-answer.Wait
	}
	if answer.Cut == BeforeAnswer && !answer.Take {
		cut(w)
	}
	s.mu.Lock()
	known := mail.ConfigurationSet == "" || slices.Contains(s.sets, mail.ConfigurationSet)
	if take := answer.Take || answer.Status == 0 && answer.Body == "" && known; take {
		mail.ID = fmt.Sprintf("0100-%06d", n)
		s.taken = append(s.taken, mail)
	}
	s.mu.Unlock()
	switch {
	case answer.Cut == BeforeAnswer:
		cut(w)
	case answer.Cut == WithinAnswer:
		w.Header().Set("Content-Length", "1000")
		reply(w, http.StatusOK, map[string]string{"MessageId": mail.ID})
		_ = http.NewResponseController(w).Flush()
		cut(w)
	case answer.Body != "":
		w.WriteHeader(max(answer.Status, http.StatusOK))
		_, _ = io.WriteString(w, answer.Body)
	case answer.Status != 0:
		fail(w, answer.Status, answer.Code, answer.Message)
	case !known:
		fail(w, http.StatusNotFound, "NotFoundException", "Configuration set <"+mail.ConfigurationSet+"> does not exist.")
	default:
		reply(w, http.StatusOK, map[string]string{"MessageId": mail.ID})
	}
}

var tagForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// readSES reads the body of SendEmail with raw content for one reader.
func readSES(r *http.Request) (SESMail, error) {
	var body struct {
		FromEmailAddress, ConfigurationSetName string
		Destination                            struct{ ToAddresses []string }
		Content                                struct{ Raw struct{ Data []byte } }
		EmailTags                              []struct{ Name, Value string }
	}
	read := json.NewDecoder(r.Body)
	read.DisallowUnknownFields()
	if err := read.Decode(&body); err != nil {
		return SESMail{}, err
	}
	m := SESMail{From: body.FromEmailAddress, Raw: body.Content.Raw.Data, ConfigurationSet: body.ConfigurationSetName, Tags: map[string]string{}}
	for _, tag := range body.EmailTags {
		if !tagForm.MatchString(tag.Name) || !tagForm.MatchString(tag.Value) {
			return m, fmt.Errorf("a tag is no tag: %q", tag)
		}
		m.Tags[tag.Name] = tag.Value
	}
	switch {
	case r.Header.Get("Content-Type") != "application/json":
		return m, errors.New("it is not JSON")
	case len(body.Destination.ToAddresses) != 1:
		return m, errors.New("it is not to one reader")
	case m.From == "" || len(m.Raw) == 0:
		return m, errors.New("something is missing")
	}
	m.To = body.Destination.ToAddresses[0]
	return m, nil
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Amzn-Requestid", "5f0e2f0c")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func fail(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("X-Amzn-Errortype", code)
	reply(w, status, map[string]string{"message": message})
}

// cut resets the connection, and ends the handler.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		if tcp, isTCP := conn.(*net.TCPConn); isTCP {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler)
}
