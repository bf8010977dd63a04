// Package fifo is a queue on SQS, of the kind that keeps order.
//
//	messages --> batches of ten, no group twice --SendMessageBatch--> SQS
//	                  ^                                |
//	                  +------ those that failed -------+
//
// SQS itself keeps what the port promises: a group in order and one at a time,
// an ID dropped for five minutes.
package fifo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"

	"shelfmates/shared/queue"
)

var _ queue.Queue = (*Queue)(nil)

const (
	// batch is the most messages that one request takes (Amazon SQS message
	// quotas, read 2026-11).
	batch = 10
	// maxAttempts bounds the requests for one batch that SQS takes only in
	// part; the pauses between them are 3 s at most.
	maxAttempts = 6
	firstPause  = 50 * time.Millisecond
	// attemptLimit ends one request whose connection hangs.
	attemptLimit = 10 * time.Second
)

// A Queue is one queue of SQS.
type Queue struct {
	url    string
	client func() *sqs.Client
}

// New returns the queue at a URL. cfg says as whom; its client is made by the
// first Ring, and nothing is sent before.
func New(cfg aws.Config, url string) *Queue {
	return &Queue{url: url, client: sync.OnceValue(func() *sqs.Client { return newClient(cfg) })}
}

func newClient(cfg aws.Config) *sqs.Client {
	if cfg.HTTPClient == nil {
		cfg.HTTPClient = awshttp.NewBuildableClient()
	}
	if c, isSDK := cfg.HTTPClient.(*awshttp.BuildableClient); isSDK && c.GetTimeout() == 0 {
		cfg.HTTPClient = c.WithTimeout(attemptLimit)
	}
	return sqs.NewFromConfig(cfg, func(o *sqs.Options) {
		// To a repeated deduplication ID the reply may be of the body that came
		// first, and ours tell when they were rung.
		o.DisableMessageChecksumValidation = true
		// The SDK's rate limiter would refuse a retry because other calls failed.
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts, o.RateLimiter = maxAttempts, ratelimit.None
			o.Backoff = retry.BackoffDelayerFunc(func(attempt int, _ error) (time.Duration, error) {
				return backoff(attempt), nil
			})
		})
	})
}

// backoff is a random time that may be twice as long with each attempt, from 1.
func backoff(attempt int) time.Duration { return rand.N(firstPause << min(attempt, maxAttempts)) }

// Ring sends messages, ten to a request. A message waits until SQS has taken
// the earlier ones of its group.
func (q *Queue) Ring(ctx context.Context, messages ...queue.Message) error {
	entries := make([]types.SendMessageBatchRequestEntry, len(messages))
	for i, m := range messages {
		body, err := m.Body()
		if err != nil {
			return fmt.Errorf("ring: %w", err)
		}
		entries[i] = types.SendMessageBatchRequestEntry{
			MessageBody: &body, MessageGroupId: aws.String(m.Group()), MessageDeduplicationId: aws.String(m.ID()),
		}
	}
	for len(entries) > 0 {
		n := together(entries)
		if err := q.send(ctx, entries[:n]); err != nil {
			return fmt.Errorf("ring: %w", err)
		}
		entries = entries[n:]
	}
	return nil
}

// together returns how many of the first entries go out in one request: SQS may
// take a later one and not an earlier, so no group is there twice.
func together(entries []types.SendMessageBatchRequestEntry) int {
	groups := map[string]bool{}
	for i, e := range entries {
		if i == batch || groups[*e.MessageGroupId] {
			return i
		}
		groups[*e.MessageGroupId] = true
	}
	return len(entries)
}

// send sends one batch, and those of it that SQS did not take again.
func (q *Queue) send(ctx context.Context, entries []types.SendMessageBatchRequestEntry) error {
	for attempt := 1; ; attempt++ {
		for i := range entries {
			entries[i].Id = aws.String(strconv.Itoa(i))
		}
		out, err := q.client().SendMessageBatch(ctx, &sqs.SendMessageBatchInput{QueueUrl: &q.url, Entries: entries})
		if err != nil {
			return q.unavailable(ctx, err)
		}
		var left []types.SendMessageBatchRequestEntry
		for _, f := range out.Failed {
			if f.SenderFault {
				return fmt.Errorf("SQS refuses a message (%s): %s", aws.ToString(f.Code), aws.ToString(f.Message))
			}
			i, err := strconv.Atoi(aws.ToString(f.Id))
			if err != nil || i < 0 || i >= len(entries) {
				return fmt.Errorf("SQS speaks of a message %q that was not sent: %w", aws.ToString(f.Id), queue.ErrUnavailable)
			}
			left = append(left, entries[i])
		}
		switch {
		case len(left) == 0:
			return nil
		case attempt == maxAttempts:
			return fmt.Errorf("SQS leaves a part of a batch undone: %w", queue.ErrUnavailable)
		}
		if err := pause(ctx, backoff(attempt)); err != nil {
			return q.unavailable(ctx, err)
		}
		entries = left
	}
}

// unavailable turns what the SDK says into the error of the port.
func (q *Queue) unavailable(ctx context.Context, err error) error {
	var missing *types.QueueDoesNotExist
	var api smithy.APIError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", queue.ErrUnavailable, ctx.Err())
	case errors.As(err, &missing):
		return fmt.Errorf("there is no queue %s in this account and region: %w", q.url, queue.ErrUnavailable)
	case errors.As(err, &api):
		return fmt.Errorf("SQS answers %s: %w", api.ErrorCode(), queue.ErrUnavailable)
	}
	return fmt.Errorf("%w: %v", queue.ErrUnavailable, err)
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
