// Package match decides which row is which record, what a name means, and what
// may be removed. It is pure: what it needs to know comes in, a plan goes out.
//
//	rows + records --Pair--> Pairing --Advance--> Settled --Plan(names)--> Plan
//	                                                 |           ^
//	                                                 +--Records--+ of all tabs
//
// A Plan says what is created, updated and removed, which IDs go into the sheet,
// and what is to be said of it.
//
// Identity goes by evidence, the strongest first: content that is exactly and
// uniquely the same, the ID cell, the natural key, what is left over and shares
// most cells, and at last a new record. Removal is slow: a record whose row is
// gone counts for ten minutes more, and a breaker holds back what looks like an
// accident. A tab whose columns only changed places among the rows is taken for
// sorted by mistake, and nothing of it is believed.
package match
