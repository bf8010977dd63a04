// Package words holds everything that people read: sentences, and the way
// dates, spans of time, hours, money and rates are written in them.
//
//	facts (text, numbers, dates) --words--> sentences --> pages, letters, notes in cells
//
// It is one catalogue, in English, and takes primitives only, so that another
// language is another set of files and never a change elsewhere. The voice is
// plain and warm: who did what and what came of it, one thing to do per item,
// never a blame.
package words
