// Package sheet is the contract with staff: which tabs and columns there are,
// how each kind of cell is read, and what is said about one that cannot be.
//
//	Book --Snapshot--> Grids --schema--> Readings: rows + problems
//
// It knows neither files nor Google (adapters behind the port Book do), nor
// which row is which record (package match does). The schema is one piece of
// data; parsing, the template, the dropdowns, the column reference and the
// exports are all made from it. A wrong cell is data, never an error.
package sheet
