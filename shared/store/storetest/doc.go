// Package storetest holds every adapter of the port store.Store against the
// port's words, and wraps a store so that it fails, tells or pauses.
//
//	adapter -> Run -> one case for each sentence of the port
//	store -> FailAt, CrashAt, Record, Observe -> store, for tests of what uses it
//	client -> Faults, Meter -> DynamoDB Local, at the network
package storetest
