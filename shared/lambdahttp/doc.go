// Package lambdahttp turns the events of an API Gateway HTTP API (payload format
// 2.0) into requests to an http.Handler, and its answers back.
//
//	event --> path, query, headers, cookies, body --> http.Request --> Handler
//	answer <-- status, headers, cookies, body <-- buffer <---------------+
//
// Host and scheme are those of the public address, whatever the request says,
// and the client's address is the one that the gateway itself saw. Headers with
// which proxies tell such things do not get through, for anybody can send them.
//
// An answer is collected whole before it leaves: there is no streaming, and so
// no http.Flusher.
package lambdahttp
