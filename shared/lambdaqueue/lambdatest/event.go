package lambdatest

import (
	"fmt"
	"strconv"

	"github.com/aws/aws-lambda-go/events"
)

// sequenceNumber is a message's place in a FIFO queue: 20 digits, rising.
func sequenceNumber(n int) string { return fmt.Sprintf("%020d", n) }

// systemAttributes are what the service says of a message beside its body.
func systemAttributes(l Letter) map[string]string {
	a := map[string]string{
		"SentTimestamp":           strconv.FormatInt(l.Sent.UnixMilli(), 10),
		"ApproximateReceiveCount": strconv.Itoa(l.Received),
		"SenderId":                account,
	}
	if l.deduplicationID != "" {
		a["MessageDeduplicationId"], a["SequenceNumber"] = l.deduplicationID, sequenceNumber(l.sequence)
	}
	if l.Group != "" {
		a["MessageGroupId"] = l.Group
	}
	return a
}

// sqsEvent is the event that a function gets of a batch.
func sqsEvent(arn string, letters []Letter) events.SQSEvent {
	var event events.SQSEvent
	for _, l := range letters {
		event.Records = append(event.Records, events.SQSMessage{
			MessageId: l.ID, ReceiptHandle: l.Receipt, Body: l.Body, Md5OfBody: l.MD5(),
			Attributes: systemAttributes(l), MessageAttributes: map[string]events.SQSMessageAttribute{},
			EventSourceARN: arn, EventSource: "aws:sqs", AWSRegion: region,
		})
	}
	return event
}

const region = "us-east-1"
