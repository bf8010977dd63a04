package lambdatest

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"time"
)

// account is the account that everything belongs to.
const account = "000000000000"

// SQS is a service with its queues, spoken to in the JSON protocol. Requests
// that the service would refuse, and fields that it does not know, are refused.
type SQS struct {
	queues *queues
	server *httptest.Server
}

// StartSQS starts a service with these queues. now is its clock.
func StartSQS(now func() time.Time, specs ...QueueSpec) *SQS {
	s := &SQS{queues: newQueues(now, specs)}
	s.server = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Close ends the service.
func (s *SQS) Close() { s.server.Close() }

// URL is the endpoint, for AWS_ENDPOINT_URL_SQS.
func (s *SQS) URL() string { return s.server.URL }

// QueueURL is the address of a queue, as senders name it.
func (s *SQS) QueueURL(name string) string { return queueURL(name) }

func queueURL(name string) string {
	return "https://sqs." + region + ".amazonaws.com/" + account + "/" + name
}

// Letters returns what lies in a queue, in the order of sending: messages that
// wait and those that are out.
func (s *SQS) Letters(name string) []Letter { return s.queues.letters(name) }

// Send puts a message into a queue, as somebody else would.
func (s *SQS) Send(name, group, deduplicationID, body string) error {
	_, err := s.queues.send(name, outgoing{body, group, deduplicationID})
	return err
}

// Empty takes everything out of a queue. IDs that were used stay used.
func (s *SQS) Empty(name string) {
	s.queues.mu.Lock()
	defer s.queues.mu.Unlock()
	if at := s.queues.byName[name]; at != nil {
		at.letters = nil
	}
}

// Repeat puts a message that lies in a queue there a second time, as the
// service may do: it comes again although the first is done.
func (s *SQS) Repeat(name, id string) {
	q := s.queues
	q.mu.Lock()
	defer q.mu.Unlock()
	at := q.byName[name]
	for _, l := range at.letters {
		if l.ID == id {
			again := *l
			again.Receipt, again.Hidden = "", time.Time{}
			at.letters = append(at.letters, &again)
			return
		}
	}
}

const (
	targetHeader = "X-Amz-Target"
	jsonType     = "application/x-amz-json-1.0"
)

func (s *SQS) serve(w http.ResponseWriter, req *http.Request) {
	answer, err := s.answer(req)
	status := http.StatusOK
	if err != nil {
		status = http.StatusBadRequest
		code := "InternalFailure"
		var r *refusal
		if errors.As(err, &r) {
			code = r.code
		}
		answer = map[string]string{"__type": "com.amazonaws.sqs#" + code, "message": err.Error()}
	}
	body, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", jsonType)
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever asked has gone
}

// answer does one operation.
func (s *SQS) answer(req *http.Request) (any, error) {
	service, operation, _ := strings.Cut(req.Header.Get(targetHeader), ".")
	switch {
	case req.Method != http.MethodPost || service != "AmazonSQS" || req.Header.Get("Content-Type") != jsonType:
		return nil, refuse("InvalidAction", "no request of the JSON protocol: %s %s", req.Method, req.Header.Get(targetHeader))
	case !strings.HasPrefix(req.Header.Get("Authorization"), "AWS4-HMAC-SHA256 "):
		return nil, refuse("MissingAuthenticationToken", "the request is not signed")
	}
	do, known := operations[operation]
	if !known {
		return nil, refuse("InvalidAction", "operation %q", operation)
	}
	var body bytes.Buffer
	if _, err := body.ReadFrom(req.Body); err != nil {
		return nil, err
	}
	return do(s, body.Bytes())
}

// operations are those of the service that somebody uses here.
var operations = map[string]func(*SQS, []byte) (any, error){
	"SendMessage":      (*SQS).sendMessage,
	"SendMessageBatch": (*SQS).sendMessageBatch,
	"ReceiveMessage":   (*SQS).receiveMessage,
	"DeleteMessage":    (*SQS).deleteMessage,
}

// decode reads a request, strictly, and returns the name of its queue.
func decode(body []byte, to any, url *string) (string, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		return "", refuse("InvalidParameterValue", "request: %v", err)
	}
	return path.Base(*url), nil
}

// sent is what the service answers to one message.
type sent struct {
	ID             string `json:"Id,omitempty"` // of a batch
	MessageID      string `json:"MessageId"`
	MD5            string `json:"MD5OfMessageBody"`
	SequenceNumber string `json:",omitempty"`
}

// sentAnswer is of the message that lies in the queue. The sum is of the body
// that was sent, which a repeated ID may have changed
// (github.com/floci-io/floci/issues/776, 2026-05).
func sentAnswer(id string, l Letter, body string) sent {
	answer := sent{ID: id, MessageID: l.ID, MD5: Letter{Body: body}.MD5()}
	if l.deduplicationID != "" {
		answer.SequenceNumber = sequenceNumber(l.sequence)
	}
	return answer
}

func (s *SQS) sendMessage(body []byte) (any, error) {
	var in struct {
		QueueURL      string `json:"QueueUrl"`
		Body          string `json:"MessageBody"`
		Group         string `json:"MessageGroupId"`
		Deduplication string `json:"MessageDeduplicationId"`
	}
	name, err := decode(body, &in, &in.QueueURL)
	if err != nil {
		return nil, err
	}
	l, err := s.queues.send(name, outgoing{in.Body, in.Group, in.Deduplication})
	if err != nil {
		return nil, err
	}
	return sentAnswer("", l, in.Body), nil
}

func (s *SQS) sendMessageBatch(body []byte) (any, error) {
	var in struct {
		QueueURL string `json:"QueueUrl"`
		Entries  []struct {
			ID            string `json:"Id"`
			Body          string `json:"MessageBody"`
			Group         string `json:"MessageGroupId"`
			Deduplication string `json:"MessageDeduplicationId"`
		}
	}
	name, err := decode(body, &in, &in.QueueURL)
	if err != nil {
		return nil, err
	}
	type failure struct {
		ID          string `json:"Id"`
		SenderFault bool
		Code        string
		Message     string
	}
	answer := struct {
		Successful []sent
		Failed     []failure
	}{[]sent{}, []failure{}}
	ids := map[string]bool{}
	for _, e := range in.Entries {
		if ids[e.ID] {
			return nil, refuse("BatchEntryIdsNotDistinct", "ID %q is there twice", e.ID)
		}
		if e.ID == "" || len(e.ID) > 80 {
			return nil, refuse("InvalidBatchEntryId", "ID %q", e.ID)
		}
		ids[e.ID] = true
	}
	switch n := len(in.Entries); {
	case n == 0:
		return nil, refuse("EmptyBatchRequest", "there must be at least one entry")
	case n > 10:
		return nil, refuse("TooManyEntriesInBatchRequest", "%d entries, at most 10", n)
	}
	for _, e := range in.Entries {
		l, err := s.queues.send(name, outgoing{e.Body, e.Group, e.Deduplication})
		var r *refusal
		switch {
		case errors.As(err, &r) && r.code == "QueueDoesNotExist":
			return nil, err
		case errors.As(err, &r):
			answer.Failed = append(answer.Failed, failure{e.ID, true, r.code, r.text})
		default:
			answer.Successful = append(answer.Successful, sentAnswer(e.ID, l, e.Body))
		}
	}
	return answer, nil
}

func (s *SQS) receiveMessage(body []byte) (any, error) {
	var in struct {
		QueueURL string   `json:"QueueUrl"`
		Most     int      `json:"MaxNumberOfMessages"`
		Wait     int      `json:"WaitTimeSeconds"` // the answer comes at once all the same
		System   []string `json:"MessageSystemAttributeNames"`
	}
	name, err := decode(body, &in, &in.QueueURL)
	if err != nil {
		return nil, err
	}
	letters, err := s.queues.receive(name, max(in.Most, 1))
	if err != nil {
		return nil, err
	}
	type message struct {
		MessageID     string `json:"MessageId"`
		ReceiptHandle string
		MD5           string `json:"MD5OfBody"`
		Body          string
		Attributes    map[string]string
	}
	answer := struct{ Messages []message }{[]message{}}
	for _, l := range letters {
		answer.Messages = append(answer.Messages, message{l.ID, l.Receipt, l.MD5(), l.Body, systemAttributes(l)})
	}
	return answer, nil
}

func (s *SQS) deleteMessage(body []byte) (any, error) {
	var in struct {
		QueueURL string `json:"QueueUrl"`
		Receipt  string `json:"ReceiptHandle"`
	}
	name, err := decode(body, &in, &in.QueueURL)
	if err != nil {
		return nil, err
	}
	return struct{}{}, s.queues.delete(name, in.Receipt)
}
