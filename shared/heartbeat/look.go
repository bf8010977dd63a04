package heartbeat

import (
	"context"
	"fmt"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
)

// A Drive tells which spreadsheets of a Google account changed. StartToken
// returns the token of now; Changes returns the spreadsheet IDs that changed
// since a token, and the token for the next time.
type Drive interface {
	StartToken(ctx context.Context) (string, error)
	Changes(ctx context.Context, token string) (sheets []string, next string, err error)
}

// A Looker looks for hints.
type Looker struct {
	Registry *registry.Registry
	Drive    Drive
	// Lost reports whether an error of Drive's says that it no longer knows the
	// token.
	Lost func(error) bool
	Sync queue.Queue
	Now  func() time.Time
}

// A Look is what one look for hints found.
type Look struct {
	Changed    int      // spreadsheets
	Schools    int      // rung for them; the other spreadsheets are nobody's
	Anew       bool     // there was no token, or one that Drive no longer knows
	Unreadable []string // schools of whose items in the registry nothing can be made
}

// Look asks which spreadsheets of an account changed, rings the sync of their
// schools, and keeps the page token only then: a look that ends in between is
// repeated whole, and what it rang before is not rung twice. Without a token,
// or with one that Drive no longer knows, it begins anew from now on: what
// changed before is found when its slot has its turn.
func (l *Looker) Look(ctx context.Context, account string) (Look, error) {
	look, err := l.look(ctx, account)
	if err != nil {
		return Look{}, fmt.Errorf("look for hints: %w", err)
	}
	return look, nil
}

func (l *Looker) look(ctx context.Context, account string) (Look, error) {
	token, err := l.Registry.PageToken(ctx, account)
	if err != nil {
		return Look{}, err
	}
	if token == "" {
		return l.anew(ctx, account)
	}
	sheets, next, err := l.Drive.Changes(ctx, token)
	if err != nil && l.Lost(err) {
		return l.anew(ctx, account)
	}
	if err != nil {
		return Look{}, err
	}
	schools, err := l.Registry.BySheet(ctx, sheets...)
	if err != nil {
		return Look{}, err
	}
	now := l.Now() // after Drive was asked: all that it told of is older
	var messages []queue.Message
	for _, sheet := range sheets {
		if school, ours := schools[sheet]; ours {
			messages = append(messages, queue.Message{
				Task: queue.Sync, School: school, Sheet: sheet, Cause: "drive:" + next, At: now,
			})
		}
	}
	messages, bad := sound(messages)
	if err := ring(ctx, l.Sync, messages); err != nil {
		return Look{}, err
	}
	if next != token {
		if err := l.Registry.SetPageToken(ctx, account, next); err != nil {
			return Look{}, err
		}
	}
	return Look{Changed: len(sheets), Schools: len(messages), Unreadable: bad}, nil
}

// anew begins to look from now on.
func (l *Looker) anew(ctx context.Context, account string) (Look, error) {
	token, err := l.Drive.StartToken(ctx)
	if err != nil {
		return Look{}, err
	}
	return Look{Anew: true}, l.Registry.SetPageToken(ctx, account, token)
}
