package outbox

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/schedule"
)

// ErrNoSuchMail says that the folder has no mail of that name.
var ErrNoSuchMail = errors.New("no such mail in the outbox")

// A Listed is what a list says of one mail.
type Listed struct {
	Name    string        // of its files, without the ending
	Kind    schedule.Kind // "" where the name says none
	Date    time.Time     // when it was due
	From    string        // as a header has it: "Maple Street Library <library@…>"
	To      string
	Subject string
}

// A Mail is one mail, taken apart for reading.
type Mail struct {
	Listed
	Text string
	HTML string
	Raw  []byte
}

// An entry is a file of the folder as List last read it.
type entry struct {
	file   fs.FileInfo
	isMail bool
	Listed
}

// stands reports whether a file is still the one that was read.
func (e entry) stands(file fs.FileInfo) bool {
	return e.file != nil && os.SameFile(e.file, file) && e.file.Size() == file.Size() && e.file.ModTime().Equal(file.ModTime())
}

// List returns the mails in the folder, the latest first, then by name. A
// folder that is not there yet is empty; a file that is no mail, or that
// vanishes meanwhile, is passed over. A file is opened once: as long as its
// size and time stay the same, what it said is remembered.
func (o *Outbox) List() ([]Listed, error) {
	files, err := os.ReadDir(o.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list outbox: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	read := make(map[string]entry, len(files))
	var list []Listed
	for _, file := range files {
		name, isMail := strings.CutSuffix(file.Name(), mail)
		if !isMail || !validName(name) {
			continue
		}
		e, err := o.entry(file, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("list outbox: %w", err)
		}
		read[name] = e
		if e.isMail {
			list = append(list, e.Listed)
		}
	}
	o.read = read
	slices.SortFunc(list, func(a, b Listed) int { return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Name, b.Name)) })
	return list, nil
}

// entry reads one file, unless it is known.
func (o *Outbox) entry(file fs.DirEntry, name string) (entry, error) {
	info, err := file.Info()
	if err != nil {
		return entry{}, err
	}
	if known := o.read[name]; known.stands(info) {
		return known, nil
	}
	f, err := os.Open(filepath.Join(o.dir, file.Name()))
	if err != nil {
		return entry{}, err
	}
	e := entry{file: info}
	if message, err := netmail.ReadMessage(f); err == nil {
		e.isMail, e.Listed = true, listed(name, message.Header)
	}
	return e, f.Close()
}

// Open returns one mail, or ErrNoSuchMail.
func (o *Outbox) Open(name string) (Mail, error) {
	if !validName(name) {
		return Mail{}, fmt.Errorf("open mail: %w", ErrNoSuchMail)
	}
	raw, err := os.ReadFile(filepath.Join(o.dir, name+mail))
	if errors.Is(err, fs.ErrNotExist) {
		return Mail{}, fmt.Errorf("open mail: %w", ErrNoSuchMail)
	}
	if err != nil {
		return Mail{}, fmt.Errorf("open mail: %w", err)
	}
	message, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Mail{}, fmt.Errorf("open mail %s: %w", name, err)
	}
	m := Mail{Listed: listed(name, message.Header), Raw: raw}
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return Mail{}, fmt.Errorf("open mail %s: %w", name, err)
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil {
			return Mail{}, fmt.Errorf("open mail %s: %w", name, err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			return Mail{}, fmt.Errorf("open mail %s: %w", name, err)
		}
		text := strings.ReplaceAll(string(body), "\r\n", "\n")
		switch kind, _, _ := strings.Cut(part.Header.Get("Content-Type"), ";"); kind {
		case "text/plain":
			m.Text = text
		case "text/html":
			m.HTML = text
		}
	}
}

func listed(name string, h netmail.Header) Listed {
	l := Listed{Name: name, Kind: delivery.KindIn(name), From: decoded(h.Get("From")), To: decoded(h.Get("To")), Subject: decoded(h.Get("Subject"))}
	if date, err := h.Date(); err == nil {
		l.Date = date
	}
	return l
}

// decoded reads a header's encoded words; one that cannot be read stays as it
// stands.
func decoded(header string) string {
	if text, err := new(mime.WordDecoder).DecodeHeader(header); err == nil {
		return text
	}
	return header
}
