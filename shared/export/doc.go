// Package export writes a school's records as JSON lines, CSV or a workbook,
// and moves everything from one store to another.
//
//	store --records + names--> Lines, CSV, XLSX   (what people read)
//	store --items--> All --> Import --> store     (everything there is)
//
// References are written as present names, and so that they mean the same when
// they are typed: of two of one name "Maria Garcia (YMCA)". Whoever asked to be
// removed is "a volunteer", but for All, which moves records as they are.
// Nothing that is written can be taken for a formula. Nothing but Import writes
// to a store, and Import takes only one without records.
package export
