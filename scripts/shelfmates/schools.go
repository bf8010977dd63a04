package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"shelfmates/shared/config"
	"shelfmates/shared/registry"
	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/words"
)

// schoolsCmd looks after the schools of a deployment.
type schoolsCmd struct {
	List   schoolsListCmd   `cmd:"" default:"withargs" help:"List the schools."`
	Add    schoolsAddCmd    `cmd:"" help:"Register a school, or change its sheet."`
	Remove schoolsRemoveCmd `cmd:"" help:"Take a school out; its records stay."`
}

func (schoolsCmd) Help() string {
	return "Example: shelfmates schools add maple-hollow --sheet google:ID --store dynamodb:TABLE"
}

type schoolsListCmd struct {
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (schoolsListCmd) Help() string { return "Example: shelfmates schools --store dynamodb:TABLE" }

// A schoolEntry is one school as it is printed. Its JSON is a contract: the keys
// stay.
type schoolEntry struct {
	School   string `json:"school"`
	Sheet    string `json:"sheet"`
	Audience string `json:"audience"`
	Zone     string `json:"zone"`
}

func entryOf(s registry.School) schoolEntry {
	return schoolEntry{School: s.ID, Sheet: "google:" + s.Sheet, Audience: s.Audience, Zone: s.Zone}
}

// A listedSchool says also since when it is failing, in RFC 3339; "" when it is
// not.
type listedSchool struct {
	schoolEntry
	Failing string `json:"failing"`
}

// Run lists the schools.
func (c *schoolsListCmd) Run(s *session) error {
	r, err := s.registry(s.look)
	if err != nil {
		return err
	}
	schools, err := r.Schools(s.ctx)
	if err != nil {
		return explainRegistry(err)
	}
	failing, err := failingSince(s.ctx, r)
	if err != nil {
		return explainRegistry(err)
	}
	if c.JSON {
		entries := []listedSchool{}
		for _, school := range schools {
			entry := listedSchool{schoolEntry: entryOf(school)}
			if since := failing[school.ID]; !since.IsZero() {
				entry.Failing = since.Format(time.RFC3339)
			}
			entries = append(entries, entry)
		}
		return s.printJSON(map[string]any{"schools": entries})
	}
	if len(schools) == 0 {
		s.printf("%s\n", words.SchoolsNone)
	}
	for _, school := range schools {
		line := school.Zone
		if school.Audience != "" {
			line += ", " + words.SchoolPinged
		}
		if since := failing[school.ID]; !since.IsZero() {
			line += ", " + s.color(red, words.SchoolFailing(since))
		}
		s.printf("%-20s google:%s  %s\n", school.ID, school.Sheet, line)
	}
	return nil
}

// failingSince returns since when which schools are failing.
func failingSince(ctx context.Context, r *registry.Registry) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	for n := range registry.Slots {
		slot, err := r.Slot(ctx, n)
		if err != nil {
			return nil, err
		}
		for _, t := range slot.Schools {
			since[t.School] = t.Failing
		}
	}
	return since, nil
}

type schoolsAddCmd struct {
	ID           string  `arg:"" help:"The school's short name: small letters, digits, - and _."`
	PingAudience *string `name:"ping-audience" placeholder:"AUDIENCE" help:"The audience of the script in the sheet; without it the one that is there stays."`
	JSON         bool    `name:"json" help:"Print one JSON object."`
}

func (schoolsAddCmd) Help() string {
	return "Example: shelfmates schools add maple-hollow --sheet google:ID --store dynamodb:TABLE"
}

// Run registers a school, or changes what is registered of it.
func (c *schoolsAddCmd) Run(s *session) error {
	if err := checkSchool(c.ID); err != nil {
		return err
	}
	if s.settings.Sheet.Scheme != "google" {
		return &config.SettingError{Name: config.Sheet, Text: words.SchoolsNeedSheet}
	}
	if c.PingAudience != nil && strings.ContainsAny(*c.PingAudience, " \t\r\n") {
		return &usageError{words.AudienceForm}
	}
	r, err := s.registry(s.open)
	if err != nil {
		return err
	}
	school, err := r.School(s.ctx, c.ID) // for the audience that stays
	if err != nil && !errors.Is(err, registry.ErrUnknown) {
		return explainRegistry(err)
	}
	school.ID, school.Sheet = c.ID, s.settings.Sheet.Rest
	if c.PingAudience != nil {
		school.Audience = *c.PingAudience
	}
	added, err := r.Add(s.ctx, school)
	if err != nil {
		return explainRegistry(err)
	}
	if !c.JSON {
		s.printf("%s\n", words.SchoolAdded(school.ID, school.Sheet, school.Audience, added))
		return nil
	}
	if school, err = r.School(s.ctx, c.ID); err != nil {
		return explainRegistry(err)
	}
	return s.printJSON(struct {
		schoolEntry
		Added bool `json:"added"`
	}{entryOf(school), added})
}

type schoolsRemoveCmd struct {
	ID   string `arg:"" help:"The school's short name."`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

func (schoolsRemoveCmd) Help() string {
	return "Example: shelfmates schools remove maple-hollow --store dynamodb:TABLE"
}

// Run takes a school out of the registry.
func (c *schoolsRemoveCmd) Run(s *session) error {
	r, err := s.registry(s.open)
	if err != nil {
		return err
	}
	err = r.Remove(s.ctx, c.ID)
	switch {
	case errors.Is(err, registry.ErrUnknown):
		return errors.New(words.SchoolUnknown(c.ID))
	case err != nil:
		return explainRegistry(err)
	case c.JSON:
		return s.printJSON(map[string]any{"school": c.ID, "removed": true})
	}
	s.printf("%s\n", words.SchoolRemoved(c.ID))
	return nil
}

// registry returns the registry in the store that is set. There is no default:
// a deployment's store is not the one of this machine.
func (s *session) registry(open func() (store.Store, error)) (*registry.Registry, error) {
	if s.settings.Store.IsZero() {
		return nil, &config.SettingError{Name: config.Store, Text: words.SchoolsNeedStore}
	}
	opened, err := open()
	if err != nil {
		return nil, err
	}
	if db, is := opened.(*dynamo.Store); is {
		return registry.New(db.Registry()), nil
	}
	return registry.New(opened.(*sqlite.Store).Registry()), nil
}

// checkSchool refuses what no school can be called, as the setting does.
func checkSchool(id string) error {
	_, err := config.Parse(func(name string) string {
		if name == config.School {
			return id
		}
		return ""
	})
	var wrong *config.SettingError
	if errors.As(err, &wrong) {
		return &usageError{wrong.Text}
	}
	return err
}

// A spoken is an error whose text is for people.
type spoken string

func (s spoken) Error() string { return string(s) }

// explainRegistry says in words what the registry refuses.
func explainRegistry(err error) error {
	var claimed *registry.ClaimedError
	var newer *registry.NewerError
	switch {
	case errors.As(err, &claimed):
		return spoken(words.SheetClaimed(claimed.Sheet, claimed.School))
	case errors.As(err, &newer):
		return spoken(words.RegistryNewer)
	}
	return err
}
