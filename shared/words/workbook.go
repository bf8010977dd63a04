package words

// A WorkbookTrouble is what can be wrong with a workbook file.
type WorkbookTrouble string

// What can be wrong with a workbook file.
const (
	WorkbookMissing     WorkbookTrouble = "missing"
	WorkbookDangling    WorkbookTrouble = "dangling link"
	WorkbookForbidden   WorkbookTrouble = "no permission"
	WorkbookFailing     WorkbookTrouble = "disk fails"
	WorkbookFolder      WorkbookTrouble = "folder"
	WorkbookHalf        WorkbookTrouble = "half-written"
	WorkbookDamaged     WorkbookTrouble = "damaged"
	WorkbookOther       WorkbookTrouble = "not a workbook"
	WorkbookPassword    WorkbookTrouble = "password"
	WorkbookOld         WorkbookTrouble = "xls"
	WorkbookBinary      WorkbookTrouble = "xlsb"
	WorkbookODS         WorkbookTrouble = "ods"
	WorkbookEnormous    WorkbookTrouble = "enormous"
	WorkbookLongText    WorkbookTrouble = "long text"
	WorkbookNoSheets    WorkbookTrouble = "no sheets"
	WorkbookOpen        WorkbookTrouble = "open elsewhere"
	WorkbookReadOnly    WorkbookTrouble = "read-only file"
	WorkbookFolderFixed WorkbookTrouble = "read-only folder"
	WorkbookNoRoom      WorkbookTrouble = "no room"
	WorkbookBusy        WorkbookTrouble = "being saved"
)

// What says what is wrong, as the end of a sentence: "it is protected by a
// password".
func (t WorkbookTrouble) What() string { return workbookTroubles[t][0] }

// Advice says the one thing to do about it.
func (t WorkbookTrouble) Advice() string { return workbookTroubles[t][1] }

// WorkbookLongCell is What and Advice of WorkbookLongText for one cell, "Hours
// F12"; "" where it is not known which.
func WorkbookLongCell(place string) (what, advice string) {
	if place == "" {
		return WorkbookLongText.What(), WorkbookLongText.Advice()
	}
	return place + " holds more than 32,767 characters", "Shorten the text in " + place + ", or put the rest of it in another cell, and save."
}

var workbookTroubles = map[WorkbookTrouble][2]string{
	WorkbookMissing: {
		"there is no file of that name",
		"Check the name and the folder. If the workbook was moved or renamed, give its new place.",
	},
	WorkbookDangling: {
		"it is a link to a file that is not there",
		"Put the workbook back to where the link points, or give its new place.",
	},
	WorkbookForbidden: {
		"it may not be read by this user",
		"Give the user who runs Shelfmates the right to read the file and its folder.",
	},
	WorkbookFailing: {
		"the disk or the network folder did not deliver it",
		"Check that the disk or network folder is connected. We try again by ourselves.",
	},
	WorkbookFolder: {
		"it is a folder, not a file",
		"Give the workbook inside the folder.",
	},
	WorkbookHalf: {
		"only a part of it is there, as if it were still being saved or copied",
		"Wait until it is saved or copied, then try again. If it stays like this, save it again or take an earlier version.",
	},
	WorkbookDamaged: {
		"a part of it is damaged",
		"Open it in Excel or LibreOffice, let that program repair it, and save it. If that does not help, take an earlier version.",
	},
	WorkbookOther: {
		"it is not a workbook",
		"Give an Excel workbook (.xlsx). Other spreadsheets can be saved as one.",
	},
	WorkbookPassword: {
		"it is protected by a password",
		"Open it, take the password off (in Excel: File, Info, Protect Workbook), and save it.",
	},
	WorkbookOld: {
		"it is a workbook of the old kind (.xls)",
		"Open it and save it as Excel Workbook (.xlsx), then give that file.",
	},
	WorkbookBinary: {
		"it is a binary workbook (.xlsb)",
		"Open it and save it as Excel Workbook (.xlsx), then give that file.",
	},
	WorkbookODS: {
		"it is an OpenDocument spreadsheet (.ods)",
		"Open it and save it as Excel 2007-365 (.xlsx), then give that file.",
	},
	WorkbookEnormous: {
		"it is far larger than a school's workbook",
		"Check that it is the right file. Up to 2 million filled cells and 1 GB unpacked are read.",
	},
	WorkbookLongText: {
		"a cell holds more than 32,767 characters",
		"Shorten the text in that cell, or put the rest of it elsewhere, and save.",
	},
	WorkbookNoSheets: {
		"it has no tab with cells",
		"Give a workbook with at least one tab, or make a new one with new-sheet.",
	},
	WorkbookOpen: {
		"it is open in another program",
		"Close the workbook there. What we have to write waits until then.",
	},
	WorkbookReadOnly: {
		"the file may not be written",
		"Give the user who runs Shelfmates the right to write the file. Until then it is read, and notes and IDs wait.",
	},
	WorkbookFolderFixed: {
		"its folder may not be written",
		"Give the user who runs Shelfmates the right to write in the folder. Until then the workbook is read, and notes and IDs wait.",
	},
	WorkbookNoRoom: {
		"there is no room left on the disk",
		"Make room on the disk. Nothing was changed.",
	},
	WorkbookBusy: {
		"it was saved again and again while we were writing",
		"Nothing to do: what we have to write follows at the next sync.",
	},
}
