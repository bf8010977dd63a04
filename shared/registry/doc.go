// Package registry is which schools a deployment has: each one's spreadsheet,
// the minutes at which it is read, and when something is due there.
//
//	schools add ------> SCHOOL, SHEET (claimed), SLOT --+
//	sync, mail -------> DUE, failing since, zone -------+--> Table (dynamo, sqlite)
//	look for hints ---> ACCOUNT: page token ------------+        |
//	tick <------------- SLOT, DUE, last minute <-----------------+
//
// The registry is the one place that crosses from one school to another, so
// nothing of what a school holds stands in it: the records are in package
// store.
//
// Every change reads what is there, decides, and writes on condition that it
// still is; when another came in between it begins again. So one that was done
// and whose reply was lost finds itself done.
package registry
