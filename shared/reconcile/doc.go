// Package reconcile brings the store into line with the spreadsheet.
//
//	head + snapshot --> changed? --> lease --> records --match--> draft
//	                       |                                        |
//	                       +-- no: done                 store <-----+-----> sheet
//	                                                records, STATE   IDs, notes,
//	                                                                 wanted values
//
// A draft is complete before anything is written. Records go to the store in
// transactions that hold only while the lease is ours, STATE with the last of
// them; the spreadsheet is written after, each cell only while its row is what
// was read. So a crash at any moment leaves the old state or work that a rerun
// finishes, and a run that stalled and wakes up writes nothing.
//
// An unchanged spreadsheet costs one read of it, one of the store, and no write.
package reconcile
