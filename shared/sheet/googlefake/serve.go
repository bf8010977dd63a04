package googlefake

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// An answer is what a call is answered with.
type answer struct {
	status int
	body   any // JSON; nil for none
	raw    string
	kind   string // Content-Type of raw
}

// ServeHTTP answers a call as Google does.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.page(w, r) {
		return
	}
	path := r.URL.EscapedPath()
	c := &request{Request: r, query: r.URL.Query()}
	c.route(path)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller is gone
	}
	c.body = body
	if f.options.Latency != nil {
		pause(r.Context(), f.options.Latency(c.id))
	}
	fault := f.nextFault(c)
	var a answer
	if fault == nil || fault.After || fault.Kind == Truncated || fault.Kind == Empty {
		f.runHooks(c.id, false)
		if r.Context().Err() != nil {
			return
		}
		a = f.answer(c)
		f.runHooks(c.id, true)
	} else {
		f.mu.Lock()
		c.who(f)
		f.mu.Unlock()
	}
	a = f.spoil(fault, c, a)
	if fault != nil && (fault.Kind == Reset || fault.Kind == Hang) {
		f.note(c, 0)
		if fault.Kind == Hang {
			select {
			case <-r.Context().Done():
			case <-f.done:
			}
			panic(http.ErrAbortHandler)
		}
		reset(w)
		return
	}
	f.note(c, a.status)
	send(w, a, fault != nil && fault.Kind == Truncated)
}

// A request is a call under way.
type request struct {
	*http.Request
	id      Method
	doc     *discovery
	method  *apiMethod
	params  map[string]string // of the path
	query   map[string][]string
	body    []byte
	account *Account
}

// route finds the method by verb and path.
func (c *request) route(path string) {
	switch {
	case path == "/token":
		c.id = TokenForKey
	case path == "/v1/token":
		c.id = TokenExchange
	case strings.HasPrefix(path, "/v1/projects/-/serviceAccounts/") && strings.HasSuffix(path, ":generateAccessToken"):
		c.id = TokenForAccount
	case path == "/oauth2/v3/certs":
		c.id = Certificates
	default:
		c.doc, c.id, c.method, c.params = find(c.Method, path)
	}
}

func (c *request) drive() bool { return strings.HasPrefix(c.URL.Path, "/drive/") }

// file is the ID of the file that the call is about.
func (c *request) file() string {
	if id := c.params["spreadsheetId"]; id != "" {
		return id
	}
	return c.params["fileId"]
}

// answer applies the call and returns what Google would say.
func (f *Fake) answer(c *request) answer {
	f.mu.Lock()
	defer f.mu.Unlock()
	result, err := f.call(c)
	if err == nil {
		return answer{status: http.StatusOK, body: result}
	}
	e := asAPI(err)
	if e.violation {
		f.violate(c, e)
	}
	var o *oauthError
	if errors.As(err, &o) {
		return answer{status: o.http, body: map[string]any{"error": o.code, "error_description": o.text}}
	}
	return answer{status: e.http, body: e.body(c.drive())}
}

// violate records what the caller must not ask.
func (f *Fake) violate(c *request, e *apiError) {
	f.violations = append(f.violations, c.Method+" "+c.URL.RequestURI()+": "+e.message)
}

// call checks and applies. The lock is held.
func (f *Fake) call(c *request) (any, error) {
	switch c.id {
	case TokenForKey:
		return f.tokenForKey(c)
	case TokenExchange:
		return f.exchange(c)
	case TokenForAccount:
		return f.tokenForAccount(c)
	case Certificates:
		return f.certificates(), nil
	case "":
		return nil, &apiError{http: http.StatusNotFound, message: "no such method, or none that Shelfmates may call", violation: true}
	}
	if err := f.authorize(c); err != nil {
		return nil, err
	}
	if err := c.doc.checkQuery(c.method, c.query); err != nil {
		return nil, err
	}
	var body map[string]any
	if c.method.Request != "" {
		decoder := json.NewDecoder(strings.NewReader(string(c.body)))
		decoder.UseNumber()
		if err := decoder.Decode(&body); err != nil {
			return nil, against("Invalid JSON payload received. %v", err)
		}
		if err := c.doc.checkBody(c.method.Request, body); err != nil {
			return nil, err
		}
	} else if len(c.body) > 0 {
		return nil, against("Invalid JSON payload received. A GET has no body.")
	}
	if limit := f.spend(c.id, c.account); limit != "" {
		return nil, exceeded(c.id, c.account, limit)
	}
	result, err := f.apply(c, body)
	if err != nil {
		return nil, err
	}
	if text, ok := c.query["fields"]; ok {
		m, err := c.doc.parseMask(c.method.Response, text[0])
		if err != nil {
			return nil, err
		}
		return m.apply(result), nil
	}
	return result, nil
}

func (f *Fake) apply(c *request, body map[string]any) (any, error) {
	switch c.id {
	case StartPageToken:
		return f.startPageToken(c), nil
	case ChangesList:
		return f.changes(c)
	case FilesGet:
		return f.fileOf(c)
	}
	s, err := f.spreadsheetOf(c)
	if err != nil {
		return nil, err
	}
	switch c.id {
	case SheetsGet:
		return s.toRead().get(c)
	case ValuesGet:
		return s.toRead().values(c)
	case ValuesBatchGet:
		return s.toRead().valuesBatch(c)
	}
	return s.batchUpdate(c, body)
}

// spreadsheetOf finds the file and checks the caller's rights on it.
func (f *Fake) spreadsheetOf(c *request) (*Spreadsheet, error) {
	s := f.files[c.file()]
	if s == nil || s.deleted {
		return nil, notFound()
	}
	role, shared := s.access[c.account.Email]
	if !shared || c.id == BatchUpdate && role != Writer {
		return nil, forbidden("The caller does not have permission")
	}
	if s.office {
		return nil, &apiError{http: http.StatusBadRequest, status: "FAILED_PRECONDITION", message: "This operation is not supported for this document"}
	}
	return s, nil
}

// who finds the account that a bearer token stands for. The lock is held.
func (c *request) who(f *Fake) (token, bool) {
	secret, _ := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer ")
	t, known := f.tokens[secret]
	if !known || !f.now().Before(t.until) {
		return token{}, false
	}
	c.account = f.accounts[t.account]
	return t, true
}

// authorize checks the bearer token and its scopes.
func (f *Fake) authorize(c *request) error {
	if c.Header.Get("Authorization") == "" {
		return &apiError{http: http.StatusForbidden, reason: "forbidden", message: "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."}
	}
	t, ok := c.who(f)
	if !ok || t.federated || c.account == nil {
		return &apiError{http: http.StatusUnauthorized, reason: "authError", message: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."}
	}
	for _, scope := range t.scopes {
		if slices.Contains(c.method.Scopes, scope) {
			return nil
		}
	}
	return &apiError{http: http.StatusForbidden, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", message: "Request had insufficient authentication scopes.", meta: map[string]string{"method": string(c.id)}}
}

// exceeded is the answer beyond the quota, in Google's words of 2024
// (github.com/AutomaApp/automa/issues/1844).
func exceeded(m Method, a *Account, limit string) *apiError {
	verb, spent := "Read", m.Spends()
	if spent == "write" {
		verb = "Write"
	}
	per := "per minute"
	if limit == "PerMinutePerUser" {
		per = "per minute per user"
	}
	consumer := "project_number:" + strconv.Itoa(1000+len(a.Project))
	return &apiError{
		http: http.StatusTooManyRequests, reason: "RATE_LIMIT_EXCEEDED",
		message: "Quota exceeded for quota metric '" + verb + " requests' and limit '" + verb + " requests " + per + "' of service 'sheets.googleapis.com' for consumer '" + consumer + "'.",
		meta:    map[string]string{"quota_limit": verb + "Requests" + limit, "quota_location": "global", "quota_metric": "sheets.googleapis.com/" + spent + "_requests", "consumer": "projects/" + strconv.Itoa(1000+len(a.Project))},
	}
}

// spoil turns the answer into what a fault makes of it.
func (f *Fake) spoil(fault *Fault, c *request, a answer) answer {
	if fault == nil {
		return a
	}
	switch fault.Kind {
	case Answer:
		e := &apiError{http: fault.Status, message: fault.Message, reason: fault.Reason}
		if e.http == 0 {
			e.http = http.StatusServiceUnavailable
		}
		if e.http == http.StatusTooManyRequests && e.message == "" && c.account != nil {
			e = exceeded(c.id, c.account, "PerMinutePerUser")
		}
		if e.message == "" {
			e.message = http.StatusText(e.http)
		}
		if c.id == TokenForKey || c.id == TokenExchange {
			return answer{status: e.http, body: map[string]any{"error": e.reason, "error_description": e.message}}
		}
		return answer{status: e.http, body: e.body(c.drive())}
	case HTML:
		status := fault.Status
		if status == 0 {
			status = http.StatusBadGateway
		}
		return answer{status: status, raw: "<!DOCTYPE html><html lang=en><title>Error</title><p>The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.", kind: "text/html; charset=UTF-8"}
	case Empty:
		return answer{status: http.StatusOK, kind: "application/json; charset=UTF-8"}
	}
	return a
}

// note writes the call down.
func (f *Fake) note(c *request, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	call := Call{Method: c.id, File: c.file(), Status: status, At: f.now(), Query: c.URL.RawQuery}
	if c.account != nil {
		call.Account = c.account.Email
	}
	if c.id == BatchUpdate {
		call.Body = string(c.body)
	}
	f.calls = append(f.calls, call)
}

func send(w http.ResponseWriter, a answer, half bool) {
	body := []byte(a.raw)
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if a.kind != "" {
		w.Header().Set("Content-Type", a.kind)
	}
	if a.body != nil {
		var err error
		if body, err = json.Marshal(a.body); err != nil {
			panic(err) // made of maps, texts and numbers
		}
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	if half {
		body = body[:len(body)/2]
	}
	w.Write(body) //nolint:errcheck // the caller may be gone
	if half {
		panic(http.ErrAbortHandler)
	}
}

// reset breaks the connection off so that the caller sees a reset, not an end.
func reset(w http.ResponseWriter) {
	if hijacker, ok := w.(http.Hijacker); ok {
		if conn, _, err := hijacker.Hijack(); err == nil {
			if tcp, ok := conn.(interface{ SetLinger(int) error }); ok {
				tcp.SetLinger(0) //nolint:errcheck // then it is closed in the ordinary way
			}
			conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}
