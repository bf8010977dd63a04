// Package googlefake is a strict fake of Google Sheets and Drive for our tests
// and for the demo: an HTTP server on loopback that keeps spreadsheets in
// memory.
//
//	our client --HTTP--> token, quota, faults --> discovery check --> tabs, files
//	staff (a test, or the page at "/") ------------------------------> the same tabs
//
// Every request is held against Google's discovery documents (a compact form of
// those inside google.golang.org/api is embedded): an unknown path, parameter,
// field, type, value or field mask is answered with 400 as Google does, and
// recorded besides, so that a test fails on it even when the caller would have
// forgiven the answer. What Google documents nowhere is taken from what others
// met; the comments name where and when.
//
// It is used by tests and by the command's demo, and by nothing else.
package googlefake
