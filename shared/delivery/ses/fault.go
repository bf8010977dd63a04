package ses

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"shelfmates/shared/delivery"
)

// What keeps mails from leaving, for people to read.
const (
	NoCredentials    delivery.Reason = "SES credentials"
	NoRegion         delivery.Reason = "SES region"
	Forbidden        delivery.Reason = "SES forbidden"
	Sandbox          delivery.Reason = "SES sandbox"
	Paused           delivery.Reason = "SES paused"
	Suspended        delivery.Reason = "SES suspended"
	Identity         delivery.Reason = "SES identity"          // the address that mails come from is not verified
	ConfigurationSet delivery.Reason = "SES configuration set" // there is none of this name
	OddAnswer        delivery.Reason = "SES odd answer"        // of something else, most likely
	Busy             delivery.Reason = "SES busy"              // too many requests, or mails for a day
	Away             delivery.Reason = "SES away"
)

// codesAboutUs are the error codes that come with status 400 and are not about
// a reader or a message (Amazon SES API v2 reference, SendEmail and Common
// errors, read 2026-11).
var codesAboutUs = map[string]delivery.Reason{
	"AccountSuspendedException":              Suspended,
	"SendingPausedException":                 Paused,
	"AccountSendingPausedException":          Paused,
	"ConfigurationSetSendingPausedException": Paused,
	"MailFromDomainNotVerifiedException":     Identity,
	"ConfigurationSetDoesNotExist":           ConfigurationSet,
	"ConfigurationSetDoesNotExistException":  ConfigurationSet,
	"AccessDeniedException":                  Forbidden,
	"ExpiredToken":                           Forbidden,
	"ExpiredTokenException":                  Forbidden,
	"IncompleteSignature":                    Forbidden,
	"IncompleteSignatureException":           Forbidden,
	"InvalidClientTokenId":                   Forbidden,
	"InvalidSignatureException":              Forbidden,
	"MissingAuthenticationToken":             Forbidden,
	"MissingAuthenticationTokenException":    Forbidden,
	"NotAuthorized":                          Forbidden,
	"OptInRequired":                          Forbidden,
	"RequestExpired":                         Forbidden,
	"UnrecognizedClientException":            Forbidden,
	"MalformedHttpRequestException":          OddAnswer,
	"RequestAbortedException":                OddAnswer,
	"UnknownError":                           OddAnswer, // the SDK's, where an answer names none
	"":                                       OddAnswer,
}

// wordsAboutUs are of answers that have a code in common with those about a
// message, and differ in their words alone (Amazon SES developer guide, email
// sending errors, read 2026-11).
var wordsAboutUs = []struct {
	words  string
	reason delivery.Reason
}{
	{notVerified, Sandbox}, // but see unverified
	{"sending suspended", Suspended},
	{"sending paused", Paused},
	{"configuration set", ConfigurationSet},
}

const notVerified = "is not verified"

// An answerError is an answer of SES that is no yes. Its words stay out of what
// is printed, for they repeat mail addresses.
type answerError struct {
	status  int
	code    string // "MessageRejected"
	request string // SES's own name for the request
	words   string // in small letters
}

func (e *answerError) Error() string {
	return fmt.Sprintf("SES answers %d %s (request %s)", e.status, e.code, e.request)
}

func (e *answerError) throttled() bool {
	_, code := retry.DefaultThrottleErrorCodes[e.code]
	return e.status == http.StatusTooManyRequests || code
}

// unverified reports whether SES names our own address among those that it
// does not know to be ours. In the sandbox it says the same of a reader's.
func (e *answerError) unverified(from string) bool {
	from = strings.ToLower(from)
	_, named, found := strings.Cut(e.words, notVerified)
	return found && e.status == http.StatusBadRequest && strings.Contains(named, from)
}

// A credentialsError says that there are no credentials to sign with.
type credentialsError struct{ err error }

func (e *credentialsError) Error() string { return "find credentials: " + e.err.Error() }
func (e *credentialsError) Unwrap() error { return e.err }

// outcome is what an error of the SDK means for a mail. Begun says that the
// request had begun to be written.
func outcome(err error, begun bool) error {
	var none *credentialsError
	if errors.As(err, &none) {
		return aboutUs(NoCredentials, none)
	}
	var answer *awshttp.ResponseError
	if errors.As(err, &answer) && answer.HTTPStatusCode() != 0 {
		said := &answerError{status: answer.HTTPStatusCode(), request: answer.ServiceRequestID()}
		var api smithy.APIError
		if errors.As(err, &api) {
			said.code, said.words = api.ErrorCode(), strings.ToLower(api.ErrorMessage())
		}
		return said.outcome()
	}
	var sent *url.Error
	if errors.As(err, &sent) {
		err = sent.Err // what went wrong, without the request
	}
	if begun {
		return fmt.Errorf("no answer: %w", err)
	}
	return &delivery.Fault{Reason: Away, Kind: delivery.ErrLater, Err: err}
}

// outcome is what the answer means for a mail.
func (e *answerError) outcome() error {
	switch e.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return aboutUs(Forbidden, e)
	case http.StatusNotFound:
		return aboutUs(ConfigurationSet, e)
	case http.StatusRequestTimeout:
		return aboutUs(Away, e)
	}
	switch {
	case e.status >= 500, e.status < 300: // it may have left
		return e
	case e.throttled():
		return &delivery.Fault{Reason: Busy, Kind: delivery.ErrLater, Err: e}
	case e.status != http.StatusBadRequest:
		return aboutUs(OddAnswer, e)
	}
	if reason, is := codesAboutUs[e.code]; is {
		return aboutUs(reason, e)
	}
	for _, about := range wordsAboutUs {
		if strings.Contains(e.words, about.words) {
			return aboutUs(about.reason, e)
		}
	}
	return &delivery.Fault{Reason: delivery.WasRefused, Kind: delivery.ErrRefused, Err: e}
}

func aboutUs(reason delivery.Reason, err error) error {
	return &delivery.Fault{Reason: reason, Kind: delivery.ErrAboutUs, Err: err}
}
