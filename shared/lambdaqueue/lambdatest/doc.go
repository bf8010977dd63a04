// Package lambdatest runs the functions as AWS runs them: the real bootstrap
// binaries, with the queues, the schedule and the wiring of template.yaml, and
// nothing but loopback. It is for tests only.
//
//	template.yaml --> Cloud -- Tick ------------> function (process, Runtime API)
//	                    |                            |
//	                    +-- Drain <-- queue (SQS) <--+
//	                          |
//	                          +--event--> function --> done: deleted
//	                                               --> failed: visible again later
//
// Queues keep the promises that the functions count on: groups in order, one
// batch of a group at a time, an ID dropped for five minutes, a message that
// nobody deletes visible again, dead letters. Time is the test's own: nothing
// comes due before somebody says that it is later.
package lambdatest
