// Package link makes and checks the signed links in letters: to stop mails, to
// choose among them, to hand in an idea, to stop a letter.
//
//	letter: Link --Sign--> token --> https://pages/u/TOKEN
//	page:   TOKEN --Verify--> Link, or one of four reasons why not
//
// A token says what it is for, which school it belongs to, whom or what it is
// about and until when it holds. Whom it is about is a hash that only the store
// can bring back to a person, so an address in a browser's history, a server's
// log or a forwarded mail tells nobody who was written to. There is no clock and
// no chance in here, except where keys are made: equal links give equal tokens.
//
// Two keys are live. The newer signs, both are honoured, so that links in
// letters of last week still work after a change of keys.
package link
