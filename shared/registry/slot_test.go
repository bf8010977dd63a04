package registry_test

import (
	"fmt"
	"testing"

	"shelfmates/shared/registry"
)

func TestSlotOf(t *testing.T) {
	t.Run("is the same in every version", func(t *testing.T) {
		for school, want := range map[string][2]int{
			"school": {12, 3}, "maple-hollow": {9, 3}, "a": {10, 2},
		} {
			if slot, quarter := registry.SlotOf(school); [2]int{slot, quarter} != want {
				t.Errorf("%s: got slot %d, quarter %d, want %v", school, slot, quarter, want)
			}
		}
	})
	t.Run("spreads schools evenly", func(t *testing.T) {
		const schools = 60_000
		count := map[[2]int]int{}
		for i := range schools {
			slot, quarter := registry.SlotOf(fmt.Sprintf("district-%d-school-%d", i%97, i))
			count[[2]int{slot, quarter}]++
		}
		for slot := range registry.Slots {
			for quarter := range registry.Quarters {
				// A thousand each; six standard deviations are 190.
				if n := count[[2]int{slot, quarter}]; n < 810 || n > 1190 {
					t.Errorf("slot %d, quarter %d has %d of %d schools", slot, quarter, n, schools)
				}
			}
		}
	})
}
