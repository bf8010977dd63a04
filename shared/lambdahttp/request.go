package lambdahttp

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

// maxBody is the largest body of a request, in bytes.
const maxBody = 1 << 20

var errTooLarge = errors.New("body is too large")

// request makes the request of an event. It is there also with an error, which
// is about its body and is errTooLarge or another.
func (a *Adapter) request(ctx context.Context, event *events.APIGatewayV2HTTPRequest) (*http.Request, error) {
	address := location(event.RawPath)
	address.RawQuery = event.RawQueryString
	uri := address.RequestURI()
	address.Scheme, address.Host = a.Public.Scheme, a.Public.Host
	r := (&http.Request{
		Method: event.RequestContext.HTTP.Method, URL: address, RequestURI: uri, Host: a.Public.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header(event), RemoteAddr: client(event.RequestContext.HTTP.SourceIP), Body: http.NoBody,
	}).WithContext(ctx)
	content, err := body(event)
	if err != nil {
		return r, err
	}
	if len(content) > 0 {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
	}
	return r, nil
}

// location reads rawPath. In spite of its name, an HTTP API decodes it: a
// request for /a%2Fb comes as /a/b (an event is shown in issue 169 of
// github.com/fastify/aws-lambda-fastify, read 2026-11-24), while function URLs
// and stand-ins of the gateway leave it as it was sent. So what can be read as
// an encoded path is one, kept as it is, and all else is a decoded path.
func location(raw string) *url.URL {
	if !strings.HasPrefix(raw, "/") {
		raw = "/" + raw
	}
	if decoded, err := url.PathUnescape(raw); err == nil {
		return &url.URL{Path: decoded, RawPath: raw}
	}
	return &url.URL{Path: raw}
}

// header returns the headers. The gateway has joined those that came more than
// once with commas and taken the cookies out into a list. What was said of the
// way here is left out, and so is the length, which is that of the body.
func header(event *events.APIGatewayV2HTTPRequest) http.Header {
	h := make(http.Header, len(event.Headers)+1)
	for name, value := range event.Headers {
		name = http.CanonicalHeaderKey(name)
		switch {
		case name == "Host", name == "Forwarded", name == "Via", strings.HasPrefix(name, "X-Forwarded-"):
		case name == "Content-Length", name == "Transfer-Encoding":
		default:
			h[name] = append(h[name], value)
		}
	}
	if len(event.Cookies) > 0 {
		h.Set("Cookie", strings.Join(event.Cookies, "; "))
	}
	return h
}

// client returns an IP address as host:port, the form that handlers expect; the
// port is not known. It is empty when the gateway named no IP address.
func client(ip string) string {
	if _, err := netip.ParseAddr(ip); err != nil {
		return ""
	}
	return net.JoinHostPort(ip, "0")
}

func body(event *events.APIGatewayV2HTTPRequest) ([]byte, error) {
	if !event.IsBase64Encoded {
		if len(event.Body) > maxBody {
			return nil, errTooLarge
		}
		return []byte(event.Body), nil
	}
	if len(event.Body) > base64.StdEncoding.EncodedLen(maxBody) {
		return nil, errTooLarge
	}
	content, err := base64.StdEncoding.DecodeString(event.Body)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read body: %w", err)
	case len(content) > maxBody: // the last few bytes of the padding
		return nil, errTooLarge
	}
	return content, nil
}
