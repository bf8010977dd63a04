// Package workbook is the adapter of the port sheet.Book for .xlsx files.
//
//	file -> archive -> sheet XML, strings, styles -> sheet.Snapshot
//	sheet.Edits -> verify -> patch the parts -> archive -> replace the file
//
// Reading streams each part once through a small scanner of its own and builds
// typed cells. Writing changes only the cells that it is asked to change: every
// other part of the file is copied as it was compressed, byte for byte, so
// that comments, charts, dropdowns and native checkboxes stay what they were.
// The file is replaced in one step; what stood there is compared with what was
// read, and put back when somebody saved in between.
package workbook
