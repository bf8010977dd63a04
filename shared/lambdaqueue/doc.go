// Package lambdaqueue turns the batches that SQS hands to a function into one
// call for each message.
//
//	event --> messages, in order --Handle--> done
//	                                 |
//	                                 +--> failed: its ID goes back in the answer,
//	                                      with the later ones of its group
//
// A message that is done is deleted by the service; one that is returned comes
// again, five times in all, and then lies in the dead letters. Whatever happens
// to one message (an error, a panic, no time left) is nothing to the others,
// except that a group never overtakes itself.
package lambdaqueue
