package link

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

const (
	secretBytes = 32
	keyIDBytes  = 3
	maxLive     = 2
)

// Keys are the live keys, newest first. The zero Keys sign and verify nothing.
type Keys struct{ live []key }

type key struct {
	id     [keyIDBytes]byte // public: it stands in the token
	secret [secretBytes]byte
}

// newKey derives the ID, so that a key and its ID cannot get mixed up in a file.
func newKey(secret [secretBytes]byte) key {
	sum := sha256.Sum256(append([]byte("shelfmates key\x00"), secret[:]...))
	return key{id: [keyIDBytes]byte(sum[:keyIDBytes]), secret: secret}
}

// NewKeys makes the first key, from 32 bytes of rand.
func NewKeys(rand io.Reader) (Keys, error) { return Keys{}.Rotate(rand) }

// Rotate returns the keys with a new one in front. The one that was newest is
// honoured still; one before it no longer, and the links that it signed are
// void.
func (k Keys) Rotate(rand io.Reader) (Keys, error) {
	var secret [secretBytes]byte
	if _, err := io.ReadFull(rand, secret[:]); err != nil {
		return Keys{}, fmt.Errorf("make key: %w", err)
	}
	fresh := Keys{live: []key{newKey(secret)}}
	if len(k.live) > 0 {
		fresh.live = append(fresh.live, k.live[0])
	}
	if len(fresh.live) == maxLive && fresh.live[0].id == fresh.live[1].id {
		return Keys{}, errors.New("make key: it is the one there is; the source of chance repeats itself")
	}
	return fresh, nil
}

// heading explains the file to whoever opens it.
const heading = `# Keys of the links in letters, newest first. Whoever has them can make such
# links: keep this file to yourself. The first key signs, both are honoured.
`

// Text returns the keys as a file or a parameter store keeps them: a line each,
// below two lines that say what they are.
func (k Keys) Text() string {
	var b strings.Builder
	b.WriteString(heading)
	for _, one := range k.live {
		b.WriteString(encoding.EncodeToString(one.secret[:]))
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseKeys reads what Text wrote. Lines that are blank or begin with # say
// nothing. Errors do not quote the text.
func ParseKeys(text string) (Keys, error) {
	var k Keys
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		secret, err := encoding.DecodeString(line)
		if err != nil || len(secret) != secretBytes {
			return Keys{}, fmt.Errorf("read keys: line %d is not a key, which is 43 letters, digits, - and _", n)
		}
		k.live = append(k.live, newKey([secretBytes]byte(secret)))
	}
	switch {
	case len(k.live) == 0:
		return Keys{}, errors.New("read keys: there is none")
	case len(k.live) > maxLive:
		return Keys{}, fmt.Errorf("read keys: there are %d, and only the newest two may be live", len(k.live))
	case len(k.live) == maxLive && k.live[0].id == k.live[1].id:
		return Keys{}, errors.New("read keys: both are the same")
	}
	return k, nil
}

// String names the keys by their IDs, which are public.
func (k Keys) String() string {
	ids := make([]string, len(k.live))
	for i, one := range k.live {
		ids[i] = hex.EncodeToString(one.id[:])
	}
	return "keys " + strings.Join(ids, ", ")
}

// Format keeps every verb of fmt from printing a secret.
func (k Keys) Format(s fmt.State, _ rune) { io.WriteString(s, k.String()) }

// LogValue keeps the secrets out of logs.
func (k Keys) LogValue() slog.Value { return slog.StringValue(k.String()) }
