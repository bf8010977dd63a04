package lambdatest_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"

	"shelfmates/shared/lambdaqueue/lambdatest"
)

// A counter is a queue with its dead letters, and somebody who sends and
// receives through the SDK.
type counter struct {
	t      *testing.T
	clock  time.Time
	sqs    *lambdatest.SQS
	client *sqs.Client
}

const visibility = 330 * time.Second

func newCounter(t *testing.T) *counter {
	c := &counter{t: t, clock: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}
	c.sqs = lambdatest.StartSQS(func() time.Time { return c.clock },
		lambdatest.QueueSpec{Name: "sync.fifo", FIFO: true, Visibility: visibility, DeadLetters: "dead.fifo", MaxReceives: 2},
		lambdatest.QueueSpec{Name: "dead.fifo", FIFO: true},
	)
	t.Cleanup(c.sqs.Close)
	endpoint := c.sqs.URL()
	c.client = sqs.NewFromConfig(aws.Config{
		Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	return c
}

func (c *counter) send(group, id string) {
	c.t.Helper()
	_, err := c.client.SendMessage(c.t.Context(), &sqs.SendMessageInput{
		QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")), MessageBody: aws.String(group + id),
		MessageGroupId: &group, MessageDeduplicationId: &id,
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// receive returns the bodies of what is handed out, and the receipts.
func (c *counter) receive() (bodies string, receipts []string) {
	c.t.Helper()
	out, err := c.client.ReceiveMessage(c.t.Context(), &sqs.ReceiveMessageInput{
		QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")), MaxNumberOfMessages: 10,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	var list []string
	for _, m := range out.Messages {
		list = append(list, *m.Body)
		receipts = append(receipts, *m.ReceiptHandle)
	}
	return strings.Join(list, " "), receipts
}

func (c *counter) delete(receipt string) error {
	_, err := c.client.DeleteMessage(c.t.Context(), &sqs.DeleteMessageInput{
		QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")), ReceiptHandle: &receipt,
	})
	return err
}

func TestQueues(t *testing.T) {
	t.Run("messages are handed out in order, and no group while one of its is out", func(t *testing.T) {
		c := newCounter(t)
		c.send("a", "1")
		c.send("b", "2")
		c.send("a", "3")
		if got, _ := c.receive(); got != "a1 b2 a3" {
			t.Errorf("got %q", got)
		}
		c.send("a", "4")
		c.send("c", "5")
		if got, _ := c.receive(); got != "c5" {
			t.Errorf("while a and b are out: %q", got)
		}
	})
	t.Run("what is not deleted comes again, and what is deleted does not", func(t *testing.T) {
		c := newCounter(t)
		c.send("a", "1")
		c.send("b", "2")
		_, receipts := c.receive()
		if err := c.delete(receipts[0]); err != nil {
			t.Fatal(err)
		}
		c.clock = c.clock.Add(visibility)
		if got, _ := c.receive(); got != "b2" {
			t.Errorf("got %q", got)
		}
		if err := c.delete(receipts[1]); err == nil {
			t.Error("the receipt of an earlier receive still counts")
		}
	})
	t.Run("a repeated ID is dropped for five minutes, also when the first is done", func(t *testing.T) {
		c := newCounter(t)
		c.send("a", "1")
		_, receipts := c.receive()
		if err := c.delete(receipts[0]); err != nil {
			t.Fatal(err)
		}
		c.clock = c.clock.Add(5*time.Minute - time.Second)
		c.send("a", "1")
		if got, _ := c.receive(); got != "" {
			t.Errorf("within five minutes: %q", got)
		}
		c.clock = c.clock.Add(time.Second)
		c.send("a", "1")
		if got, _ := c.receive(); got != "a1" {
			t.Errorf("after five minutes: %q", got)
		}
	})
	t.Run("a message received too often goes to the dead letters, and its group goes on", func(t *testing.T) {
		c := newCounter(t)
		c.send("a", "1")
		c.send("a", "2")
		for range 2 {
			c.receive()
			c.clock = c.clock.Add(visibility)
		}
		if got, _ := c.receive(); got != "" {
			t.Errorf("both were received twice, still handed out: %q", got)
		}
		c.send("a", "3")
		if got, _ := c.receive(); got != "a3" {
			t.Errorf("afterwards: %q", got)
		}
		var dead []string
		for _, l := range c.sqs.Letters("dead.fifo") {
			dead = append(dead, l.Body)
		}
		if !slices.Equal(dead, []string{"a1", "a2"}) {
			t.Errorf("dead letters %v", dead)
		}
	})
	t.Run("a batch says of each message whether it was taken", func(t *testing.T) {
		c := newCounter(t)
		out, err := c.client.SendMessageBatch(t.Context(), &sqs.SendMessageBatchInput{
			QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")),
			Entries: []types.SendMessageBatchRequestEntry{
				{Id: aws.String("0"), MessageBody: aws.String("x"), MessageGroupId: aws.String("a"), MessageDeduplicationId: aws.String("1")},
				{Id: aws.String("1"), MessageBody: aws.String("x"), MessageGroupId: aws.String("a b"), MessageDeduplicationId: aws.String("2")},
			},
		})
		if err != nil || len(out.Successful) != 1 || len(out.Failed) != 1 || !out.Failed[0].SenderFault {
			t.Errorf("got %+v, %v", out, err)
		}
	})
	t.Run("what the service refuses is refused", func(t *testing.T) {
		c := newCounter(t)
		for what, in := range map[string]*sqs.SendMessageInput{
			"InvalidParameterValue": {QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")), MessageBody: aws.String("x"), MessageGroupId: aws.String("a")},
			"MissingParameter":      {QueueUrl: aws.String(c.sqs.QueueURL("sync.fifo")), MessageBody: aws.String("x"), MessageDeduplicationId: aws.String("a")},
			"QueueDoesNotExist":     {QueueUrl: aws.String(c.sqs.QueueURL("none.fifo")), MessageBody: aws.String("x"), MessageGroupId: aws.String("a")},
		} {
			_, err := c.client.SendMessage(t.Context(), in)
			var api smithy.APIError
			if !errors.As(err, &api) || api.ErrorCode() != what {
				t.Errorf("got %v, want %s", fmt.Sprint(err), what)
			}
		}
	})
}
