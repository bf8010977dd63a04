package googlefake

import (
	"errors"
	"fmt"
	"net/http"
)

// An apiError is an error as Google answers it.
type apiError struct {
	http      int
	status    string // google.rpc.Code: "INVALID_ARGUMENT"; derived when ""
	message   string
	reason    string // of google.rpc.ErrorInfo, and of Drive's errors[]
	service   string
	meta      map[string]string // of google.rpc.ErrorInfo
	bad       []map[string]any  // fieldViolations of google.rpc.BadRequest
	location  string            // of Drive's errors[]
	violation bool              // the caller asks what the API does not know
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.http, e.message) }

// invalid is a 400 that a correct caller may well meet.
func invalid(format string, args ...any) *apiError {
	return &apiError{http: http.StatusBadRequest, message: fmt.Sprintf(format, args...)}
}

// against is a 400 for what the discovery document does not allow.
func against(format string, args ...any) *apiError {
	e := invalid(format, args...)
	e.violation = true
	return e
}

func forbidden(message string) *apiError {
	return &apiError{http: http.StatusForbidden, message: message}
}

func notFound() *apiError {
	return &apiError{http: http.StatusNotFound, message: "Requested entity was not found."}
}

// asAPI is any error as an apiError; one of ours without a status is a 400.
func asAPI(err error) *apiError {
	var e *apiError
	if errors.As(err, &e) {
		return e
	}
	return invalid("%v", err)
}

// codes are google.rpc.Code by HTTP status (google/rpc/code.proto).
var codes = map[int]string{
	400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
	409: "ABORTED", 429: "RESOURCE_EXHAUSTED", 499: "CANCELLED", 500: "INTERNAL", 501: "UNIMPLEMENTED",
	502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}

// body is the error as JSON. Sheets and IAM answer with status and details,
// Drive with an array of errors (both measured by
// github.com/brekkylab/backlot, 2026-08).
func (e *apiError) body(drive bool) map[string]any {
	inner := map[string]any{"code": e.http, "message": e.message}
	status := e.status
	if status == "" {
		status = codes[e.http]
	}
	if drive {
		entry := map[string]any{"message": e.message, "domain": "global", "reason": e.reason}
		if e.location != "" {
			entry["location"], entry["locationType"] = e.location, "parameter"
		}
		inner["errors"] = []any{entry}
		if e.http == http.StatusUnauthorized || e.http == http.StatusForbidden {
			inner["status"] = status
		}
		return map[string]any{"error": inner}
	}
	inner["status"] = status
	var details []any
	if e.reason != "" {
		service := e.service
		if service == "" {
			service = "sheets.googleapis.com"
		}
		meta := map[string]any{"service": service}
		for k, v := range e.meta {
			meta[k] = v
		}
		details = append(details, map[string]any{
			"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": e.reason, "domain": "googleapis.com", "metadata": meta,
		})
	}
	if len(e.bad) > 0 {
		details = append(details, map[string]any{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": e.bad})
	}
	if details != nil {
		inner["details"] = details
	}
	return map[string]any{"error": inner}
}
