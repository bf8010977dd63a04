// Package gsheet is the Google Sheet: the port sheet.Book on the Sheets API.
//
//	Read    known tabs --values.batchGet--> typed cells --> sheet.Snapshot
//	Detail  cells wanted --spreadsheets.get--> formats, merged ranges
//	Write   edits + what stands there now (values.batchGet) --> plan
//	                                --one spreadsheets.batchUpdate--> sheet
//
// Requests and replies are those of google.golang.org/api; they travel over a
// plain HTTP client of our own (call.go), which alone knows of tokens, quota,
// faults and when something may be asked again. The values of a sheet are
// decoded straight into cells (values.go): the generated client boxes every
// cell and takes several times the memory.
//
// A Client is one Google account and may be shared; a Book is one spreadsheet.
package gsheet
