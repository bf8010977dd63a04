package delivery

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"shelfmates/shared/schedule"
	"shelfmates/shared/store"
)

// An Identity says which mail a mail is: a school has one of each.
type Identity struct {
	School  string
	Kind    schedule.Kind
	Thing   string // the period, "2026-11-23"; later a recognition, a meeting
	Address string // the reader's
}

// Key returns the key under which the ledger keeps the mail, without the
// store's prefix. It does not show the address.
func (id Identity) Key(p Pepper) string {
	return string(id.Kind) + "#" + id.Thing + "#" + p.Reader(id.Address)
}

// Tag returns 32 hexadecimal digits that name the mail in its Message-ID, its
// boundary and its file. They depend on who it is for and when it is due, and
// on nothing secret, so that a rehearsal in a store that has never sent finds
// the same ones.
func (id Identity) Tag(due time.Time) string {
	text := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%d", id.School, id.Kind, id.Thing, fold(id.Address), due.Unix())
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// String names the mail without its reader.
func (id Identity) String() string { return string(id.Kind) + "#" + id.Thing }

// fold is the form in which addresses are compared.
func fold(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// PlainAddress reports whether the text is one address that any mail server
// takes, and nothing besides: "ana@ymca.org".
func PlainAddress(text string) bool {
	for _, r := range text {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`<>()[]\,;:"`, r) {
			return false
		}
	}
	parsed, err := mail.ParseAddress(text)
	return err == nil && parsed.Name == "" && parsed.Address == text && len(text) <= 254
}

// A Pepper is what makes the hash of an address useless to whoever has not the
// store. Each school's part of the store has its own, made once and never
// changed: an export moves a school, and its ledger and its pepper with it.
type Pepper []byte

// Reader returns the hash of an address, 32 hexadecimal digits, whatever the
// case in which it is written.
func (p Pepper) Reader(address string) string {
	mac := hmac.New(sha256.New, p)
	mac.Write([]byte(fold(address)))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

const (
	attrPepper  = "pepper"
	pepperBytes = 32
)

// Pepper returns the school's pepper, making it when there is none.
func (l *Ledger) Pepper(ctx context.Context, school string) (Pepper, error) {
	if p, err := l.readPepper(ctx, school); p != nil || err != nil {
		return p, err
	}
	fresh := make([]byte, pepperBytes)
	if _, err := io.ReadFull(l.rand, fresh); err != nil {
		return nil, fmt.Errorf("make pepper: %w", err)
	}
	err := l.store.Write(ctx, school, []store.Action{{
		Op: store.Put, Key: store.PepperKey, Attrs: store.Attrs{attrPepper: fresh}, If: []store.Condition{store.NotThere()},
	}})
	if err != nil && !errors.Is(err, store.ErrConflict) {
		return nil, fmt.Errorf("keep pepper: %w", err)
	}
	p, err := l.readPepper(ctx, school) // another's, where two made one at once
	if err == nil && p == nil {
		err = errors.New("keep pepper: it is not there after it was written")
	}
	return p, err
}

func (l *Ledger) readPepper(ctx context.Context, school string) (Pepper, error) {
	items, err := l.store.Get(ctx, school, store.PepperKey)
	if err != nil {
		return nil, fmt.Errorf("read pepper: %w", err)
	}
	if len(items) == 0 {
		return nil, nil
	}
	p, _ := items[0].Attrs[attrPepper].([]byte)
	if len(p) != pepperBytes {
		return nil, errors.New("read pepper: it is damaged; restore it from an export")
	}
	return p, nil
}
