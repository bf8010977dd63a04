package googlefake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// AddTab adds an empty tab after the others.
func (p *Staff) AddTab(title string) {
	p.t.Helper()
	p.must(p.s.addTab(title, gridTab))
}

// AddChartTab adds a tab that is a chart; AddConnectedTab one that is connected
// to a database.
func (p *Staff) AddChartTab(title string) {
	p.t.Helper()
	p.must(p.s.addTab(title, chartTab))
}

func (p *Staff) AddConnectedTab(title string) {
	p.t.Helper()
	p.must(p.s.addTab(title, connectedTab))
}

func (s *Spreadsheet) addTab(title, kind string) error {
	return s.do(func() error {
		if err := s.free(title, -1); err != nil {
			return err
		}
		t := newTab(s.freshID(), title)
		t.kind = kind
		if kind == connectedTab {
			t.props["dataSourceSheetProperties"] = map[string]any{"dataSourceId": "source-1"}
		}
		s.tabs = append(s.tabs, t)
		return nil
	})
}

// free fails when another tab has the title; Google compares without case.
func (s *Spreadsheet) free(title string, but int64) error {
	if utf8.RuneCountInString(title) > 100 {
		return advise("The sheet name cannot be greater than 100 characters.")
	}
	for _, t := range s.tabs {
		if t.id != but && strings.EqualFold(t.title, title) {
			return advise("A sheet with the name %q already exists. Please enter another name.", title)
		}
	}
	return nil
}

func (p *Staff) RenameTab(title, to string) {
	p.t.Helper()
	p.must(p.s.edit(title, func(t *tab) error {
		if err := p.s.free(to, t.id); err != nil {
			return err
		}
		t.title = to
		return nil
	}))
}

// DeleteTab deletes a tab; RestoreTab brings it back as it was, with its
// sheetId, as version history does.
func (p *Staff) DeleteTab(title string) {
	p.t.Helper()
	p.must(p.s.do(func() error {
		t, err := p.s.tabNamed(title)
		if err != nil {
			return err
		}
		if len(p.s.tabs) == 1 {
			return fmt.Errorf("the last tab cannot be deleted")
		}
		p.s.gone = append(p.s.gone, t)
		p.s.tabs = slices.DeleteFunc(p.s.tabs, func(o *tab) bool { return o == t })
		return nil
	}))
}

func (p *Staff) RestoreTab(title string) {
	p.t.Helper()
	p.must(p.s.do(func() error {
		for i := len(p.s.gone) - 1; i >= 0; i-- {
			if t := p.s.gone[i]; t.title == title && p.s.tabByID(t.id) == nil {
				p.s.gone = slices.Delete(p.s.gone, i, i+1)
				p.s.tabs = append(p.s.tabs, t)
				return nil
			}
		}
		return fmt.Errorf("no deleted tab %q", title)
	}))
}

// CopyTab is Duplicate: "Copy of Volunteers", with a sheetId of its own, right
// after the original.
func (p *Staff) CopyTab(title string) {
	p.t.Helper()
	p.must(p.s.do(func() error {
		t, err := p.s.tabNamed(title)
		if err != nil {
			return err
		}
		c := t.clone()
		c.id, c.title = p.s.freshID(), "Copy of "+title
		if err := p.s.free(c.title, -1); err != nil {
			return err
		}
		at := slices.Index(p.s.tabs, t) + 1
		p.s.tabs = slices.Insert(p.s.tabs, at, c)
		return nil
	}))
}

// MoveTab drags a tab to another place, from 0.
func (p *Staff) MoveTab(title string, to int) {
	p.t.Helper()
	p.must(p.s.do(func() error {
		t, err := p.s.tabNamed(title)
		if err != nil {
			return err
		}
		p.s.tabs = slices.DeleteFunc(p.s.tabs, func(o *tab) bool { return o == t })
		p.s.tabs = slices.Insert(p.s.tabs, to, t)
		return nil
	}))
}

// HideTab hides a tab.
func (p *Staff) HideTab(title string) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.hidden = true })
}
