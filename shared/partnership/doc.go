// Package partnership holds the nouns of the trade and the rules over them:
// partners, programs, volunteers, hours, donations, recognitions, meetings,
// ideas, the team and the school's settings.
//
//	roster --School--> partnership's rules --> tally, recognition, schedule
//
// It is pure: it knows Days, never instants, files or pages. A School is built
// once per version of the store and is never changed afterwards.
package partnership
