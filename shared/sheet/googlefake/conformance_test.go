package googlefake

import "shelfmates/shared/sheet/sheettest"

var _ sheettest.Staff = (*Staff)(nil)
