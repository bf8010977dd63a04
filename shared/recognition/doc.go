// Package recognition knows what thanks a school owes, since when, and what
// each thank-you may say.
//
//	School --occasions--> gifts, milestones, visits … --x channels--> Thanks
//	                                                                    |
//	Recognition rows, Memory --------close, draft, settle---------------+
//	                                                                    |
//	                                            Draft: words and Posts, per network
//
// An occasion is something to be thankful for. A Thanks is one thank-you for
// one or more occasions in one channel, and is in exactly one State. Debt is
// computed from the records alone, so the order of rows, and how often it is
// asked, change nothing. The sentences are in package words; what goes into
// them, and what must not, is decided here.
package recognition
