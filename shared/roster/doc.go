// Package roster is one school's typed records, loaded once per version of the
// store and shared by everybody who reads them.
//
//	store items --decode--> sheet.Record --build--> partnership.School
//	                 |                                    |
//	                 +--- problems, missing rows ------> Edition --> pages, mail
//
// An Edition is never changed once it is handed out. Nothing here writes.
package roster
