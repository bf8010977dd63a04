package workbook

import (
	"fmt"
	"path"
	"strings"

	"shelfmates/shared/words"
)

// contents is what the workbook part says: which tabs there are and where the
// parts are that they share.
type contents struct {
	part     string // of the workbook itself
	is1904   bool   // dates count from 1904
	tabs     []tab
	strings  string // part of the shared strings; "" when there is none
	styles   string
	calc     string // part of the calculation chain
	links    []relation
	sheetIDs map[string]int // by part: what the calculation chain calls the sheet
}

// A tab is one worksheet.
type tab struct {
	title string
	part  string
}

// maxTabs bounds the tabs of a workbook; people have ten, or fifty.
const maxTabs = 10000

// contents reads the workbook part.
func (a *archive) contents() (contents, error) {
	c := contents{part: "xl/workbook.xml", sheetIDs: map[string]int{}}
	top, err := a.relations("")
	if err != nil {
		return c, err
	}
	for _, l := range top {
		if l.kind == "officeDocument" {
			c.part = l.target
		}
	}
	switch {
	case path.Ext(c.part) == ".bin":
		return c, troubled(words.WorkbookBinary, nil)
	case a.parts[partName(c.part)] == nil:
		return c, troubled(words.WorkbookOther, nil)
	}
	if c.links, err = a.relations(c.part); err != nil {
		return c, err
	}
	targets := map[string]relation{}
	for _, l := range c.links {
		targets[l.id] = l
		switch l.kind {
		case "sharedStrings":
			c.strings = l.target
		case "styles":
			c.styles = l.target
		case "calcChain":
			c.calc = l.target
		}
	}
	return c, c.read(a, targets)
}

// read scans the workbook part for its tabs. Tabs that are charts or macros
// have no cells and are left out.
func (c *contents) read(a *archive, targets map[string]relation) error {
	r, err := a.open(c.part)
	if err != nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	root := false
	for s.next() {
		if s.kind != startTag {
			continue
		}
		name := string(local(s.name))
		if !root {
			if root = true; name != "workbook" {
				s.skip()
				return troubled(words.WorkbookOther, s.err)
			}
			continue
		}
		switch name {
		case "workbookPr":
			c.is1904 = isTrue(s.attr("date1904"))
		case "sheet":
			if err := c.add(s, targets); err != nil {
				return err
			}
		case "AlternateContent", "extLst", "definedNames":
			s.skip()
		}
	}
	switch {
	case s.err != nil:
		return s.err
	case len(c.tabs) == 0:
		return troubled(words.WorkbookNoSheets, nil)
	}
	return nil
}

func (c *contents) add(s *scanner, targets map[string]relation) error {
	title, id := s.decoded("name"), ""
	for _, at := range s.attrs {
		if strings.HasSuffix(string(at.name), ":id") {
			id = string(at.value)
		}
	}
	to, found := targets[id]
	switch {
	case s.err != nil:
		return s.err
	case !found:
		return fmt.Errorf("%w: tab %d points nowhere", errMalformed, len(c.tabs)+1)
	case to.kind != "worksheet":
		return nil
	case len(c.tabs) == maxTabs:
		return fmt.Errorf("%w: it has more than %d tabs", errEnormous, maxTabs)
	}
	c.tabs = append(c.tabs, tab{title: title, part: to.target})
	c.sheetIDs[to.target] = s.number("sheetId")
	return nil
}

func isTrue(value []byte) bool {
	return string(value) == "1" || string(value) == "true" || string(value) == "on"
}
