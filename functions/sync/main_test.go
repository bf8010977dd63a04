package main

import (
	"testing"

	"shelfmates/shared/lambdaqueue/lambdatest"
)

func TestTheTemplateSetsWhatIsRead(t *testing.T) {
	lambdatest.CheckVariables(t, "../../template.yaml", "dist/sync.zip", variables)
}
