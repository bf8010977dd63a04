package main

import (
	"fmt"
	"time"

	"shelfmates/shared/config"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/words"
)

// demoSheet is the ID of the demo's Google Sheet.
const demoSheet = "maple-hollow"

// demoEvery is how often the demo reads its Google Sheet: nobody counts the
// requests there, and nobody likes to wait.
const demoEvery = 2 * time.Second

// makeGoogle puts a Google of our own on this machine, and the sample school
// into a sheet of it. It lasts until the session ends. It goes by the machine's
// clock, whatever time the demo plays in: by that clock the credentials sign.
func (s *session) makeGoogle(dir string) (*googlefake.Spreadsheet, error) {
	fake, err := googlefake.Start(googlefake.Options{})
	if err != nil {
		return nil, err
	}
	s.opened = append(s.opened, func() error { fake.Close(); return nil })
	key, err := fake.Default().WriteKey(dir)
	if err != nil {
		return nil, err
	}
	s.settings.Sheet = config.Place{Scheme: "google", Rest: demoSheet}
	s.settings.GoogleEndpoint, s.settings.GoogleKey = fake.URL(), key
	template, err := sampleTemplate(s.now())
	if err != nil {
		return nil, err
	}
	sheet := fake.NewSheet(demoSheet, words.DemoSheetTitle, template.Zone, "")
	account, err := s.google()
	if err != nil {
		return nil, err
	}
	if _, err := account.Shape(s.ctx, demoSheet, template); err != nil {
		return nil, fmt.Errorf("make the sheet of the demo: %w", err)
	}
	return sheet, nil
}
