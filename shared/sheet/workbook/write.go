package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// writeTries is how often a Write starts again because the workbook was saved
// in between.
const writeTries = 3

// Write applies the edits that still hold to the file, all in one step. It
// reads the file again before, and refuses with sheet.ErrWriteRefused while
// the workbook is open elsewhere or may not be written. When somebody saves in
// between, what they saved stays and the edits are held against that. What
// the cells hold already is not written again.
func (b *Book) Write(ctx context.Context, base sheet.Snapshot, edits sheet.Edits) (sheet.Written, error) {
	var w sheet.Written
	if edits.Empty() {
		return w, nil
	}
	if err := edits.Check(sheet.Limits{Rows: maxRow, Columns: maxColumn, Text: maxText}); err != nil {
		return w, err
	}
	for range writeTries {
		f, err := b.readPatiently(ctx, true)
		if err != nil {
			return w, err
		}
		w.Reads++
		if err := b.mayWrite(f); err != nil {
			return w, advise("write", b.path, err)
		}
		p := makePlan(f.grids, base, edits)
		changed, err := f.patch(&p, edits)
		if err != nil {
			return w, fmt.Errorf("write workbook %s: %w", b.path, err)
		}
		if len(changed) > 0 {
			err := b.replace(f, changed)
			if errors.Is(err, errSaved) {
				continue
			}
			if err != nil {
				return w, err
			}
			w.Requests = 1
		}
		for _, i := range sortedKeys(p.deferred) {
			w.Deferred = append(w.Deferred, edits.Cells[i])
		}
		w.AddedAt = p.addedAt
		return w, nil
	}
	return w, advise("write", b.path, troubled(words.WorkbookBusy, nil))
}

// anyWrite are the permissions of which a file must have one to be written. On
// Windows they tell whether the file is marked read-only.
const anyWrite = 0o222

// mayWrite says why the workbook may not be written, if it may not.
func (b *Book) mayWrite(f *loaded) error {
	if b.held(f) {
		return troubled(words.WorkbookOpen, nil)
	}
	if f.info.Mode().Perm()&anyWrite == 0 {
		return troubled(words.WorkbookReadOnly, nil)
	}
	if fixedFolder(filepath.Dir(f.target)) {
		return troubled(words.WorkbookFolderFixed, nil)
	}
	open, err := os.OpenFile(f.target, os.O_RDWR, 0)
	if err != nil {
		if t, known := refusal(err); known && t != words.WorkbookFolderFixed {
			return troubled(t, err)
		}
		return troubled(words.WorkbookReadOnly, err)
	}
	return open.Close()
}

// refusal says what stands in the way of writing, as far as it is somebody's to
// remove.
func refusal(err error) (words.WorkbookTrouble, bool) {
	switch {
	case inUse(err):
		return words.WorkbookOpen, true
	case noRoom(err):
		return words.WorkbookNoRoom, true
	case errors.Is(err, fs.ErrPermission), readOnly(err):
		return words.WorkbookFolderFixed, true
	}
	return "", false
}

// patch makes the parts that change. Edits of cells that cannot be set alone
// are added to those deferred.
func (f *loaded) patch(p *plan, edits sheet.Edits) (map[string][]byte, error) {
	changed := map[string][]byte{}
	if len(p.patches) == 0 && p.report < 0 {
		return changed, nil
	}
	f.archive.left = maxUnpacked
	texts, err := f.textTable(p)
	if err != nil {
		return nil, err
	}
	patcher := &patcher{formats: f.common.formats, is1904: f.common.is1904, texts: texts}
	gone := map[int]map[string]bool{} // formulas, by sheet as the calculation chain counts
	forget := func(tab, row, column int) {
		id := f.contents.sheetIDs[f.contents.tabs[tab].part]
		if gone[id] == nil {
			gone[id] = map[string]bool{}
		}
		gone[id][address(column, row)] = true
	}
	for _, tab := range sortedKeys(p.patches) {
		name := f.contents.tabs[tab].part
		part, err := f.archive.load(name)
		if err != nil {
			return nil, err
		}
		result, err := patcher.sheet(part, p.patches[tab])
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		for _, c := range result.refused {
			if i, is := p.edits[place{tab, c.row, c.column}]; is {
				p.deferred[i] = true
			}
		}
		for _, c := range result.formulas {
			forget(tab, c[0], c[1])
		}
		if !bytes.Equal(result.part, part) {
			changed[partName(name)] = result.part
		}
	}
	if p.report >= 0 {
		name := f.contents.tabs[p.report].part
		part, err := f.archive.load(name)
		if err != nil {
			return nil, err
		}
		if changed[partName(name)], err = patcher.report(part, edits.Report); err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		for _, r := range f.grids[p.report].Rows {
			for column, c := range r.Cells {
				if c.Formula {
					forget(p.report, r.Number, column)
				}
			}
		}
	}
	return changed, errors.Join(f.patchTexts(texts, changed), f.patchCalc(gone, changed))
}

// textTable returns the shared strings, ready to take more.
func (f *loaded) textTable(p *plan) (*textTable, error) {
	if f.contents.strings == "" || len(p.patches) == 0 {
		return newTextTable(nil)
	}
	part, err := f.archive.load(f.contents.strings)
	if err != nil {
		return nil, err
	}
	return newTextTable(part)
}

func (f *loaded) patchTexts(texts *textTable, changed map[string][]byte) error {
	if len(texts.added) == 0 {
		return nil
	}
	part, err := f.archive.load(f.contents.strings)
	if err != nil {
		return err
	}
	changed[partName(f.contents.strings)], err = texts.patch(part)
	return err
}

// patchCalc takes the formulas that are gone out of the calculation chain. A
// chain may not be empty: then it goes, and with it what points to it.
func (f *loaded) patchCalc(gone map[int]map[string]bool, changed map[string][]byte) error {
	if len(gone) == 0 || f.contents.calc == "" {
		return nil
	}
	part, err := f.archive.load(f.contents.calc)
	if err != nil {
		return err
	}
	part, left, err := patchChain(part, gone)
	if err != nil || left {
		changed[partName(f.contents.calc)] = part
		return err
	}
	changed[partName(f.contents.calc)] = nil
	dir, name := filepath.Split(f.contents.part)
	for part, leave := range map[string]func(*scanner) bool{
		"[Content_Types].xml": func(s *scanner) bool {
			return string(local(s.name)) == "Override" && partName(s.decoded("PartName")) == partName(f.contents.calc)
		},
		dir + "_rels/" + name + ".rels": func(s *scanner) bool {
			return string(local(s.name)) == "Relationship" && slices.ContainsFunc(f.contents.links, func(l relation) bool {
				return l.kind == "calcChain" && l.id == s.decoded("Id")
			})
		},
	} {
		content, err := f.archive.load(part)
		if err != nil {
			return err
		}
		if changed[partName(part)], err = removeElements(content, leave); err != nil {
			return err
		}
	}
	return nil
}

// replace puts the workbook with the changed parts in the place of the file.
func (b *Book) replace(f *loaded, changed map[string][]byte) error {
	note := f.saved
	if f.says {
		note = time.Time{}
	}
	content, err := f.archive.pack(changed, note)
	if err != nil {
		return fmt.Errorf("write workbook %s: %w", b.path, err)
	}
	if b.held(f) { // opened while we were at it
		return advise("write", b.path, troubled(words.WorkbookOpen, nil))
	}
	s := &swap{path: f.target, base: f.sum, ours: sumOfBytes(content), step: b.options.Step, noExchange: b.noExchange, noLinks: b.noLinks}
	if s.step == nil {
		s.step = func(string) {}
	}
	err = s.run(content, f.info)
	if err == nil || errors.Is(err, errSaved) {
		return err
	}
	if t, known := refusal(err); known && !s.done {
		return advise("write", b.path, troubled(t, err))
	}
	return fmt.Errorf("write workbook %s: %w", b.path, err)
}
