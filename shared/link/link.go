package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Purpose says what a link lets its reader do. A token for one purpose is
// worth nothing for another.
type Purpose byte

// The purposes, as tokens carry them.
const (
	Unsubscribe Purpose = 'u' // no more letters to an address
	Preferences Purpose = 'p' // which of them
	Idea        Purpose = 'i' // hand in an idea
	Stop        Purpose = 's' // keep a letter from leaving
)

// A Link is what a token says.
type Link struct {
	Purpose Purpose
	School  string // small letters, digits, - and _, at most 63
	// Subject is whom or what the link is about, as 32 hexadecimal digits of a
	// hash. Nothing else fits in, so that no address or name can.
	Subject string
	Expires time.Time // from then on it is void; to the second, rounded down
}

// Why a token is refused. Each is also ErrInvalid, and that is all the outside
// should be told: whoever tries tokens learns nothing from the answers.
var (
	ErrInvalid = errors.New("link is not valid")

	ErrForged  = fmt.Errorf("%w: it was not signed with a live key", ErrInvalid) // made up, changed, cut short, or older than both keys
	ErrPurpose = fmt.Errorf("%w: it is for another purpose", ErrInvalid)
	ErrSchool  = fmt.Errorf("%w: it is another school's", ErrInvalid)
	ErrExpired = fmt.Errorf("%w: it has expired", ErrInvalid)
)

// The parts of a token, in bytes:
//
//	1 version | 3 key ID | 1 purpose | 4 expiry | 16 subject | school | 16 signature
//
// The expiry is in seconds since 1970, big-endian, and reaches to 2106. The
// signature is HMAC-SHA256 over all before it, cut to its first half (RFC 2104
// section 5). The whole is base64url without padding: 71 characters for
// maple-hollow.
const (
	version       = 1
	atKey         = 1
	atPurpose     = atKey + keyIDBytes
	atExpiry      = atPurpose + 1
	atSubject     = atExpiry + 4
	atSchool      = atSubject + subjectBytes
	subjectBytes  = 16
	sumBytes      = 16
	maxSchool     = 63
	maxTokenChars = (atSchool+maxSchool+sumBytes)*8/6 + 1
)

// encoding is strict: a token has one spelling.
var encoding = base64.RawURLEncoding.Strict()

// Sign returns the token of a link, signed with the newer key. An error says
// that a link like this cannot be made.
func (k Keys) Sign(l Link) (string, error) {
	subject, err := hex.DecodeString(l.Subject)
	expires := l.Expires.Unix()
	switch {
	case len(k.live) == 0:
		return "", errors.New("sign link: there is no key")
	case !l.Purpose.known():
		return "", fmt.Errorf("sign link: purpose %q is not known", byte(l.Purpose))
	case !schoolForm(l.School):
		return "", fmt.Errorf("sign link: %q is not a name for a school", l.School)
	case err != nil || len(subject) != subjectBytes || hex.EncodeToString(subject) != l.Subject:
		return "", errors.New("sign link: the subject is not 32 hexadecimal digits") // which may be an address
	case expires <= 0 || expires > 1<<32-1:
		return "", fmt.Errorf("sign link: it cannot expire in the year %d", l.Expires.Year())
	}
	key := k.live[0]
	token := make([]byte, 0, atSchool+len(l.School)+sumBytes)
	token = append(token, version)
	token = append(token, key.id[:]...)
	token = append(token, byte(l.Purpose))
	token = binary.BigEndian.AppendUint32(token, uint32(expires))
	token = append(token, subject...)
	token = append(token, l.School...)
	token = append(token, key.sum(token)...)
	return encoding.EncodeToString(token), nil
}

// Verify returns what a token says, if it is one for the purpose and the school
// and has not expired at now. An empty school takes any, for the link itself
// says which. The error is ErrForged, ErrPurpose, ErrSchool or ErrExpired, the
// first that is true in this order.
func (k Keys) Verify(token string, purpose Purpose, school string, now time.Time) (Link, error) {
	l, err := k.read(token)
	switch {
	case err != nil:
		return Link{}, err
	case l.Purpose != purpose:
		return Link{}, ErrPurpose
	case school != "" && l.School != school:
		return Link{}, ErrSchool
	case !now.Before(l.Expires):
		return Link{}, ErrExpired
	}
	return l, nil
}

// read returns what a token with a good signature says.
func (k Keys) read(token string) (Link, error) {
	if len(token) > maxTokenChars || strings.ContainsAny(token, "\r\n") { // which the decoder skips
		return Link{}, ErrForged
	}
	raw, err := encoding.DecodeString(token)
	if err != nil || len(raw) <= atSchool+sumBytes || raw[0] != version {
		return Link{}, ErrForged
	}
	signed, sum := raw[:len(raw)-sumBytes], raw[len(raw)-sumBytes:]
	for _, key := range k.live {
		if [keyIDBytes]byte(raw[atKey:atPurpose]) == key.id && hmac.Equal(sum, key.sum(signed)) {
			return Link{
				Purpose: Purpose(raw[atPurpose]),
				Expires: time.Unix(int64(binary.BigEndian.Uint32(raw[atExpiry:atSubject])), 0).UTC(),
				Subject: hex.EncodeToString(raw[atSubject:atSchool]),
				School:  string(signed[atSchool:]),
			}, nil
		}
	}
	return Link{}, ErrForged
}

func (p Purpose) known() bool {
	switch p {
	case Unsubscribe, Preferences, Idea, Stop:
		return true
	}
	return false
}

// schoolForm reports whether a text can be a school's name, as settings have it.
func schoolForm(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (i == 0 || c != '-' && c != '_') {
			return false
		}
	}
	return name != "" && len(name) <= maxSchool
}

// sum signs. The text in front keeps these signatures apart from whatever else
// a key may sign some day.
func (k key) sum(signed []byte) []byte {
	mac := hmac.New(sha256.New, k.secret[:])
	mac.Write([]byte("shelfmates link\x00"))
	mac.Write(signed)
	return mac.Sum(nil)[:sumBytes]
}
