package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"shelfmates/shared/checkup"
	"shelfmates/shared/config"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/words"
)

type checkCmd struct {
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (c *checkCmd) Help() string {
	return "Example: shelfmates check --sheet \"xlsx:My own list.xlsx\""
}

// errNotGood makes check exit with 1 when something is broken.
var errNotGood = errors.New(words.CheckNotGood)

// Run looks at each part and says how it stands. It writes nothing.
func (c *checkCmd) Run(s *session) error {
	findings := checkup.Run(s.ctx, s.probeSheet, s.probeStore, s.probeMail, s.probePages)
	if c.JSON {
		if err := s.printJSON(map[string]any{"findings": findings}); err != nil {
			return err
		}
	} else {
		for _, f := range findings {
			s.printFinding(f)
		}
	}
	if checkup.Count(findings, checkup.Broken) > 0 {
		return errNotGood
	}
	if !c.JSON {
		s.printf("\n%s\n", words.CheckVerdict(checkup.Count(findings, checkup.Look)))
	}
	return nil
}

func (s *session) printFinding(f checkup.Finding) {
	mark := s.color(green, "ok    ")
	switch f.Level {
	case checkup.Look:
		mark = s.color(amber, "look  ")
	case checkup.Broken:
		mark = s.color(red, "broken")
	}
	s.printf("%s  %s: %s\n", mark, f.About, f.Text)
	if f.Fix != "" {
		s.printf("        %s\n", f.Fix)
	}
}

func broken(about string, err error) checkup.Finding {
	f := checkup.Finding{Level: checkup.Broken, About: about, Text: err.Error()}
	var setting *config.SettingError
	if errors.As(err, &setting) {
		f.Text = setting.Text
	}
	f.Fix = adviceIn(err)
	return f
}

func (s *session) probeSheet(ctx context.Context) []checkup.Finding {
	book, err := s.spreadsheet(workbook.Options{Patience: patience})
	if err != nil {
		return []checkup.Finding{broken(words.CheckSheet, err)}
	}
	var findings []checkup.Finding
	if g := book.google; g != nil {
		findings = g.account.Probe(ctx)
		if checkup.Count(findings, checkup.Broken) == 0 {
			findings = append(findings, g.Probe(book.Name)(ctx)...)
		}
		if checkup.Count(findings, checkup.Broken) > 0 {
			return findings
		}
	}
	snapshot, err := book.Read(ctx, sheet.Known{})
	if err != nil {
		return append(findings, broken(words.CheckSheet, err))
	}
	rows := 0
	for _, g := range snapshot.Grids {
		rows += len(g.Rows)
	}
	findings = append(findings, checkup.Finding{Level: checkup.Fine, About: words.CheckSheet, Text: words.CheckRead(len(snapshot.Grids), rows)})
	if snapshot.Held != "" {
		findings = append(findings, checkup.Finding{Level: checkup.Look, About: words.CheckSheet, Text: words.CheckHeld, Fix: snapshot.Held})
	}
	findings = append(findings, staleMarks(book.file)...)
	tabs := checkup.Spreadsheet(snapshot.Grids)
	s.strange = !slices.ContainsFunc(snapshot.Grids, func(g sheet.Grid) bool { return len(sheet.IDs(&g)) > 0 })
	return append(findings, tabs...)
}

// staleMarks names the marks that say that a workbook is open elsewhere, and
// are too old to be believed.
func staleMarks(file *workbook.Book) []checkup.Finding {
	if file == nil {
		return nil
	}
	locks, err := file.Locks()
	if err != nil {
		return nil // the file could be read; its folder does not matter
	}
	var findings []checkup.Finding
	for _, l := range locks {
		if l.Ignored {
			findings = append(findings, checkup.Finding{
				Level: checkup.Look, About: words.CheckSheet, Text: words.LockStale, Fix: words.RemoveMark + " " + l.File,
			})
		}
	}
	return findings
}

func (s *session) probeStore(ctx context.Context) []checkup.Finding {
	db, err := s.look()
	if err != nil {
		return []checkup.Finding{broken(words.CheckStore, err)}
	}
	edition, err := roster.New(db).Load(ctx, s.settings.School)
	f := checkup.Finding{Level: checkup.Fine, About: words.CheckStore}
	switch {
	case errors.Is(err, roster.ErrNeverSynced):
		f.Text, f.Fix = words.NeverSynced, words.SyncFirst
	case errors.Is(err, roster.ErrHalfway):
		f.Level, f.Text, f.Fix = checkup.Look, words.StoreHalfway, words.SyncFirst
	case err != nil:
		return []checkup.Finding{broken(words.CheckStore, err)}
	default:
		records := 0
		for _, t := range edition.Tabs {
			records += t.Rows
		}
		f.Text = words.CheckStored(records, edition.Settings.SchoolName, words.On(edition.Settings.Calendar.DayOf(edition.AsOf).Date()), edition.Settings.Calendar.ClockOf(edition.AsOf).String())
	}
	f.Text += words.StoredAt(s.storeName(), s.settings.School)
	findings := []checkup.Finding{f}
	if edition != nil && s.strange {
		findings = append(findings, checkup.Finding{Level: checkup.Look, About: words.CheckStore, Text: words.StoreOfAnother, Fix: words.SchoolOfItsOwn})
	}
	if s.storeAt != "" && s.settings.Sheet.Scheme == "xlsx" && sameFolder(s.storeAt, s.settings.Sheet.Rest) {
		findings = append(findings, checkup.Finding{Level: checkup.Look, About: words.CheckStore, Text: words.StoreBeside, Fix: words.MoveStore})
	}
	return append(findings, s.probeSettings(ctx)...)
}

func sameFolder(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && filepath.Dir(x) == filepath.Dir(y)
}

// probeSettings prints every setting of the Settings tab with where its value
// comes from.
func (s *session) probeSettings(ctx context.Context) []checkup.Finding {
	db, err := s.look()
	if err != nil {
		return nil // said already
	}
	values, typed, err := roster.Settings(ctx, db, s.settings.School)
	if err != nil || values == nil {
		return nil
	}
	var findings []checkup.Finding
	schema := sheet.Settings()
	for i := range schema.Columns {
		col := &schema.Columns[i]
		f := checkup.Finding{Level: checkup.Fine, About: words.CheckSetting + " " + col.Name}
		value, from := values[i], words.FromSettings
		if value.State != sheet.Good {
			value, from = col.UsualValue(), words.FromDefault
		}
		if _, unread := typed[i]; unread {
			f.Level = checkup.Look
			from = words.FromLastValue
			if values[i].State != sheet.Good {
				from = words.FromDefaultUnread
			}
		}
		text := sheet.FormatValue(col, value)
		if text == "" {
			text = col.Default
		}
		f.Text = fmt.Sprintf("%s (%s)", text, from)
		findings = append(findings, f)
	}
	return findings
}

func (s *session) probeMail(ctx context.Context) []checkup.Finding {
	box, err := s.outbox()
	if err != nil {
		return []checkup.Finding{broken(words.CheckMail, err)}
	}
	if err := writable(box.Dir()); err != nil {
		return []checkup.Finding{broken(words.CheckMail, err)}
	}
	return []checkup.Finding{{Level: checkup.Fine, About: words.CheckMail, Text: words.OutboxReady + ": " + box.Dir()}}
}

// writable reports whether files can be made in the folder, or the folder in
// the nearest one above it that exists. It makes nothing that stays.
func writable(dir string) error {
	for {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			return fmt.Errorf("%s is a file, not a folder", dir)
		}
		if err == nil {
			break
		}
		if parent := filepath.Dir(dir); parent != dir && errors.Is(err, fs.ErrNotExist) {
			dir = parent
			continue
		}
		return fmt.Errorf("look at the outbox: %w", err)
	}
	f, err := os.CreateTemp(dir, ".shelfmates-*")
	if err != nil {
		return fmt.Errorf("write in the outbox: %w", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func (s *session) probePages(context.Context) []checkup.Finding {
	if !config.Loopback(s.settings.Listen) {
		return []checkup.Finding{{Level: checkup.Broken, About: words.CheckPages, Text: words.NoSignInYet}}
	}
	return nil
}
