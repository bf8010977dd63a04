package registrytest_test

import (
	"testing"

	"shelfmates/shared/registry"
	"shelfmates/shared/registry/registrytest"
)

func TestMemory(t *testing.T) {
	m := registrytest.NewMemory()
	registrytest.Run(t, func(*testing.T) registry.Table { return m })
}
