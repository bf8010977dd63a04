package dynamo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"shelfmates/shared/store"
)

// unavailable turns what the SDK says into the errors of the port. The SDK's
// own types stay inside; what it says is kept as text.
func (s *Store) unavailable(ctx context.Context, err error) error {
	var missing *types.ResourceNotFoundException
	var api smithy.APIError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", store.ErrUnavailable, ctx.Err())
	case errors.As(err, &missing):
		return fmt.Errorf("there is no table %q in this account and region: %w", s.table, store.ErrUnavailable)
	case errors.As(err, &api):
		switch code := api.ErrorCode(); code {
		case "ValidationException":
			return fmt.Errorf("DynamoDB refuses the request: %s", api.ErrorMessage())
		case "AccessDeniedException", "UnrecognizedClientException", "ExpiredTokenException",
			"InvalidSignatureException", "MissingAuthenticationTokenException":
			return fmt.Errorf("AWS refuses these credentials (%s): %w", code, store.ErrUnavailable)
		default:
			return fmt.Errorf("DynamoDB answers %s: %w", code, store.ErrUnavailable)
		}
	}
	return fmt.Errorf("%w: %v", store.ErrUnavailable, err)
}

// tooLarge says whether the service refused a write for a size that it alone
// can judge: what an Update leaves of an item, or all items of a transaction.
// There is no code for it, only ValidationException and its text.
func tooLarge(code, message string) bool {
	return strings.HasPrefix(code, "Validation") && strings.Contains(strings.ToLower(message), "size")
}
