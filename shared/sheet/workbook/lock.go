package workbook

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// lockAge is how old a mark must be before it counts as left over, when the
// workbook was not saved since.
const lockAge = 24 * time.Hour

// maxLock bounds a mark; Excel's has 165 bytes.
const maxLock = 4096

// A Lock is the mark that another program leaves beside a workbook while it
// has it open: ~$x.xlsx (Excel) or .~lock.x.xlsx# (LibreOffice).
type Lock struct {
	File    string    // the mark's own path
	By      string    // who has the workbook open, as the mark says; or the program's name
	Since   time.Time // when the mark was made
	Ignored bool      // older than a day, and the workbook was not saved since
}

// Locks returns the marks beside the workbook, those that are ignored
// included.
func (b *Book) Locks() ([]Lock, error) {
	target, err := b.target()
	if err != nil {
		return nil, advise("look at", b.path, err)
	}
	return b.locks(target, func() time.Time { return savedAt(target) })
}

// held reports whether there is a mark that counts.
func (b *Book) held(f *loaded) bool {
	locks, _ := b.locks(f.target, func() time.Time { return f.saved })
	return slices.ContainsFunc(locks, func(l Lock) bool { return !l.Ignored })
}

// locks looks for marks beside the file and beside the link to it. saved is
// asked only when a mark is old.
func (b *Book) locks(target string, saved func() time.Time) ([]Lock, error) {
	var list []Lock
	places := []string{target}
	if filepath.Clean(b.path) != filepath.Clean(target) {
		places = append(places, b.path)
	}
	for _, place := range places {
		dir, name := filepath.Split(place)
		for _, mark := range []struct {
			name string
			who  func([]byte) string
		}{
			{"~$" + name, excelOwner},
			{".~lock." + name + "#", officeOwner},
		} {
			file := filepath.Join(dir, mark.name)
			info, err := os.Stat(file)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return list, advise("look at", file, err)
			}
			l := Lock{File: file, By: mark.who(readMark(file)), Since: info.ModTime()}
			l.Ignored = b.options.FileClock().Sub(l.Since) > lockAge && !saved().After(l.Since)
			list = append(list, l)
		}
	}
	return list, nil
}

// readMark returns how a mark begins; nothing where it cannot be read, as Excel on
// Windows lets nobody do.
func readMark(file string) []byte {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, _ := io.ReadAll(io.LimitReader(f, maxLock))
	return content
}

// excelOwner reads the name in Excel's mark: its length in the first byte and
// the name in the code page of the machine; from byte 54 on the same in UTF-16.
func excelOwner(mark []byte) string {
	if len(mark) > 56 {
		n := int(binary.LittleEndian.Uint16(mark[55:]))
		if rest := mark[57:]; n > 0 && n*2 <= len(rest) {
			units := make([]uint16, n)
			for i := range units {
				units[i] = binary.LittleEndian.Uint16(rest[2*i:])
			}
			if name := strings.TrimSpace(string(utf16.Decode(units))); name != "" {
				return name
			}
		}
	}
	return "Excel"
}

// officeOwner reads the name in LibreOffice's mark: fields between commas, the
// full name first, then the user's.
func officeOwner(mark []byte) string {
	fields := bytes.Split(bytes.TrimRight(mark, ";\r\n"), []byte(","))
	for _, field := range fields[:min(len(fields), 2)] {
		if name := strings.TrimSpace(string(field)); name != "" && !strings.ContainsAny(name, `\/`) {
			return name
		}
	}
	return "LibreOffice"
}

// savedAt tells when the workbook was last saved, as far as it can be known.
func savedAt(target string) time.Time {
	file, info, err := readFile(target)
	if err != nil {
		return time.Time{}
	}
	if a, err := openArchive(file); err == nil {
		if saved, _, err := a.saved(info); err == nil {
			return saved
		}
	}
	return info.ModTime()
}

// saved returns when a spreadsheet program last saved the workbook: as it says
// in its properties, else as our last write noted, else by the time of the file.
// That time alone would not do: writing cells changes it, and would make a mark
// that was left over look like one of somebody at work.
func (a *archive) saved(info fs.FileInfo) (at time.Time, says bool, err error) {
	top, err := a.relations("")
	if err != nil {
		return time.Time{}, false, err
	}
	for _, l := range top {
		if l.kind == "core-properties" && a.parts[partName(l.target)] != nil {
			if at, err = a.modified(l.target); err != nil || !at.IsZero() {
				return at, true, err
			}
		}
	}
	for _, f := range a.files {
		if at, noted := savedNote(f.Extra); noted {
			return at, false, nil
		}
	}
	return info.ModTime(), false, nil
}

func (a *archive) modified(part string) (time.Time, error) {
	r, err := a.open(part)
	if err != nil {
		return time.Time{}, err
	}
	defer r.Close()
	s := newScanner(r)
	var text []byte
	inside := false
	for s.next() {
		switch s.kind {
		case startTag:
			inside = string(local(s.name)) == "modified" && !s.empty
		case endTag:
			inside = false
		case textRun:
			if inside {
				text = s.appendText(text)
			}
		}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
	if err != nil {
		at = time.Time{}
	}
	return at, s.err
}
