package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Replacing a workbook goes through companions: files beside it whose names
// tell what they are, so that the next run knows what to do with one that was
// left.
//
//	part   being written: never of use to anybody
//	new    ours, whole and on the disk
//	old    what stood at the path
//
// Their names carry the sum of the file that was read (base) and of the one
// that takes its place (ours). Wherever the path's file is exchanged, what
// stood there is kept as a companion until it has been compared with base: if
// it differs, somebody saved in between, and it goes back.

// errSaved says that somebody saved the workbook while it was being replaced.
// What they saved stands at the path.
var errSaved = errors.New("the workbook was saved in between")

// A swap replaces the file at path, whose content had the sum base, by ours.
type swap struct {
	path       string
	base, ours sum
	step       func(name string)
	noExchange bool // the file system cannot exchange two names
	noLinks    bool // nor make hard links
	done       bool // ours came to the path: an error after that is not a refusal
}

// companionMark begins the name of every companion.
const companionMark = ".shelfmates-"

// A sum is as much of the SHA-256 of a file as a companion's name carries.
type sum [12]byte

func sumOfBytes(content []byte) sum {
	whole := sha256.Sum256(content)
	return sum(whole[:12])
}

func sumOf(file string) (sum, error) {
	content, err := os.ReadFile(file)
	return sumOfBytes(content), err
}

// companion returns the path of the companion in that role.
func (s *swap) companion(role string) string {
	dir, name := filepath.Split(s.path)
	return filepath.Join(dir, companionMark+hex.EncodeToString(s.base[:])+"-"+hex.EncodeToString(s.ours[:])+"."+role+"-"+nameTag(name))
}

// nameTag is the end of the names of a workbook's companions. A long name is
// cut, with a sum in place of the rest.
func nameTag(name string) string {
	const room = 120
	if len(name) <= room {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return strings.ToValidUTF8(name[:room-20], "") + "-" + hex.EncodeToString(sum[:8])
}

// run puts content, which has the sum ours, in the place of the file at path.
// It returns errSaved, with everything as somebody saved it, when the file was
// no longer base.
func (s *swap) run(content []byte, info fs.FileInfo) error {
	err := s.prepare(content, info)
	if errors.Is(err, fs.ErrNotExist) {
		err = errSaved // as in exchange
	}
	if err != nil {
		s.drop("part", "new")
		return err
	}
	err = s.exchange()
	if err == nil {
		syncFolder(filepath.Dir(s.path))
	}
	return err
}

// prepare writes ours beside the workbook, whole and on the disk.
func (s *swap) prepare(content []byte, info fs.FileInfo) error {
	part := s.companion("part")
	s.step("create")
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	half := len(content) / 2
	s.step("write the first half")
	if _, err := f.Write(content[:half]); err != nil {
		return err
	}
	s.step("write the second half")
	if _, err := f.Write(content[half:]); err != nil {
		return err
	}
	if err := likeness(f, info); err != nil {
		return err
	}
	s.step("sync")
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	s.step("name")
	return os.Rename(part, s.companion("new"))
}

// exchange makes ours the file at path and what stood there a companion, then
// settles what that was. A companion that has vanished was cleared by another
// run, which does no harm: the caller tries again.
func (s *swap) exchange() error {
	err := s.trade()
	if errors.Is(err, fs.ErrNotExist) {
		err = errSaved
	}
	if err != nil {
		s.drop("new")
		return err
	}
	s.done = true
	s.step("compare")
	restored := false
	for _, role := range []string{"old", "new"} {
		put, err := s.settle(s.companion(role))
		if err != nil {
			return err
		}
		restored = restored || put
	}
	if restored {
		return errSaved
	}
	return nil
}

// trade brings ours to the path by the best way that the file system has: both
// names exchanged in one step; else the file linked to a second name first;
// else read again right before.
func (s *swap) trade() error {
	if !s.noExchange {
		s.step("exchange")
		err := exchangeFiles(s.companion("new"), s.path)
		if !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	linked := false
	if !s.noLinks {
		s.step("link")
		linked = os.Link(s.path, s.companion("old")) == nil
	}
	if !linked {
		s.step("read again")
		if now, err := sumOf(s.path); err != nil || now != s.base {
			if err == nil {
				err = errSaved
			}
			return err
		}
	}
	s.step("rename over")
	return os.Rename(s.companion("new"), s.path)
}

// settle decides about one companion by its content. It reports whether it put
// something back to the path that somebody else had saved.
//
//	ours             did not come to its place, or came back from it: removed
//	base             what was replaced on purpose: removed
//	anything else    saved by somebody in between: put back, if the path still
//	                 holds ours; removed, if in the same moment the path was
//	                 saved yet another time, over that; kept under a name of its
//	                 own, if that may have been long after, without it
//
// Whatever it is, it is put back when nothing stands at the path.
func (s *swap) settle(file string) (restored bool, err error) {
	past := map[sum]bool{s.base: true, s.ours: true}
	for {
		was, err := sumOf(file)
		if errors.Is(err, fs.ErrNotExist) {
			return restored, nil
		}
		if err != nil {
			return restored, err
		}
		now, err := sumOf(s.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.step("put back")
			return true, os.Rename(file, s.path)
		case err != nil:
			return restored, err
		case past[was] || was == now, !past[now] && s.done:
			s.step("remove")
			return restored, remove(file)
		case !past[now]:
			s.step("keep")
			return restored, os.Rename(file, keptName(s.path))
		}
		s.step("put back")
		restored, past[was] = true, true
		err = errors.ErrUnsupported
		if !s.noExchange {
			err = exchangeFiles(file, s.path) // what comes out is looked at in the next turn
		}
		if errors.Is(err, errors.ErrUnsupported) {
			return true, os.Rename(file, s.path)
		}
		if err != nil {
			return restored, err
		}
	}
}

// keptName is the name under which a version is kept that nobody may lose and
// that does not belong to the path any more.
func keptName(path string) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s (kept %d)%s", stem, n, ext)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
}

// drop removes companions that are of no use to anybody.
func (s *swap) drop(roles ...string) {
	for _, role := range roles {
		_ = remove(s.companion(role))
	}
}

func remove(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// settle puts right what an earlier Write left that was cut short: its
// half-written files are removed, and a workbook that somebody saved in the
// wrong moment is put back.
func settle(path string) error {
	dir, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return nil // reading the file says more
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), companionMark) {
			names = append(names, e.Name())
		}
	}
	for _, role := range []string{"part", "old", "new"} {
		for _, n := range names {
			sums, is := strings.CutSuffix(n[len(companionMark):], "."+role+"-"+nameTag(name))
			base, ours, two := strings.Cut(sums, "-")
			if !is || !two || len(base) != 24 || len(ours) != 24 {
				continue
			}
			s := swap{path: path, step: func(string) {}}
			_, err1 := hex.Decode(s.base[:], []byte(base))
			_, err2 := hex.Decode(s.ours[:], []byte(ours))
			if err1 != nil || err2 != nil {
				continue
			}
			if role == "part" {
				err = remove(s.companion(role))
			} else {
				_, err = s.settle(s.companion(role))
			}
			if err != nil && !errors.Is(err, fs.ErrPermission) {
				return fmt.Errorf("clear what an earlier run left: %w", err)
			}
		}
	}
	return nil
}
