package googlefake

import (
	"fmt"
	"time"
)

// DefaultAccount is the service account that every Fake begins with and every
// new sheet is shared with, as writer.
const DefaultAccount = "shelfmates@shelfmates-demo.iam.gserviceaccount.com"

// An Account is a service account.
type Account struct {
	fake    *Fake
	Email   string
	Project string // "shelfmates-demo": whose quota its calls spend
	keyID   string
}

// NewAccount adds a service account; its project is read from its address.
// Sheets made before are not shared with it.
func (f *Fake) NewAccount(email string) *Account {
	f.mu.Lock()
	defer f.mu.Unlock()
	a := &Account{fake: f, Email: email, Project: projectOf(email), keyID: fmt.Sprintf("key%d", f.id())}
	f.accounts[email] = a
	return a
}

// Account returns the account of that address, or nil.
func (f *Fake) Account(email string) *Account {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.accounts[email]
}

// Default returns the account DefaultAccount.
func (f *Fake) Default() *Account { return f.Account(DefaultAccount) }

// The scopes that Shelfmates asks for.
const (
	ScopeSheets        = "https://www.googleapis.com/auth/spreadsheets"
	ScopeDriveMetadata = "https://www.googleapis.com/auth/drive.metadata.readonly"
)

// Token issues an access token without ceremony, good for an hour; with the
// scopes that Shelfmates asks for when none is named.
func (a *Account) Token(scopes ...string) string {
	if len(scopes) == 0 {
		scopes = []string{ScopeSheets, ScopeDriveMetadata}
	}
	a.fake.mu.Lock()
	defer a.fake.mu.Unlock()
	return a.fake.issue(token{account: a.Email, scopes: scopes, until: a.fake.now().Add(time.Hour)})
}

// RevokeTokens makes every token issued so far worthless.
func (f *Fake) RevokeTokens() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.tokens)
}

// Disable has every token refused to the account from now on, as when its key
// was deleted: "invalid_grant".
func (a *Account) Disable() {
	a.fake.mu.Lock()
	defer a.fake.mu.Unlock()
	delete(a.fake.accounts, a.Email)
	for secret, t := range a.fake.tokens {
		if t.account == a.Email {
			delete(a.fake.tokens, secret)
		}
	}
}

type token struct {
	account   string
	scopes    []string
	until     time.Time
	federated bool // of a workload identity pool: good for impersonation only
}

// issue remembers a token and returns its secret. The lock is held.
func (f *Fake) issue(t token) string {
	s := "ya29." + secret()
	f.tokens[s] = t
	return s
}
