package dynamo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

const (
	// maxAttempts ends a call without a deadline: the pauses between them are
	// 11 s at most, 6 s on average.
	maxAttempts = 10
	firstPause  = 25 * time.Millisecond
	longestWait = 5 * time.Second
)

// newRetryer repeats what the SDK repeats (throttling, lost connections, faults
// of the service) and also what met another transaction. The SDK makes the
// token of a transaction before its first attempt, so all attempts are one to
// the service. Its rate limiter is off: it would refuse a retry because other
// calls failed.
func newRetryer() aws.RetryerV2 {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = maxAttempts
		o.RateLimiter = ratelimit.None
		o.Backoff = retry.BackoffDelayerFunc(func(attempt int, _ error) (time.Duration, error) {
			return backoff(attempt), nil
		})
		o.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(metAnother)}, o.Retryables...)
	})
}

// backoff is a random time that may be twice as long with each attempt, from 1.
func backoff(attempt int) time.Duration {
	most := longestWait
	if attempt < 8 {
		most = firstPause << attempt
	}
	return rand.N(most)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// metAnother says whether a write was refused only because another transaction
// holds one of its items, or for want of capacity.
func metAnother(err error) aws.Ternary {
	var one *types.TransactionConflictException
	if errors.As(err, &one) {
		return aws.TrueTernary
	}
	var canceled *types.TransactionCanceledException
	if !errors.As(err, &canceled) {
		return aws.UnknownTernary
	}
	for _, r := range canceled.CancellationReasons {
		switch aws.ToString(r.Code) {
		case "", "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded":
		default:
			return aws.FalseTernary
		}
	}
	return aws.TrueTernary
}

// A watched retryer notes whether an attempt failed in a way that leaves open
// whether it was done: no answer, or a fault of the service.
type watched struct {
	aws.RetryerV2
	unsure bool
}

// IsErrorRetryable is asked once for every attempt that failed.
func (w *watched) IsErrorRetryable(err error) bool {
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorFault() != smithy.FaultClient {
		w.unsure = true
	}
	return w.RetryerV2.IsErrorRetryable(err)
}
