package words

import "strings"

// A GoogleTrouble is what can be wrong with a Google Sheet, with the account
// that reads it, or on Google's side.
type GoogleTrouble string

// What can be wrong with the sheet itself.
const (
	GoogleNotShared   GoogleTrouble = "not shared"
	GoogleDomain      GoogleTrouble = "domain forbids"
	GoogleNoEdit      GoogleTrouble = "may not be edited"
	GoogleTrashed     GoogleTrouble = "in the trash"
	GoogleGone        GoogleTrouble = "no such sheet"
	GoogleProtected   GoogleTrouble = "protected"
	GoogleOffice      GoogleTrouble = "office file"
	GoogleFull        GoogleTrouble = "no room for more cells"
	GoogleNoStaffTabs GoogleTrouble = "no grid tabs"
)

// What can be wrong with how we come to it.
const (
	GoogleNoCredential  GoogleTrouble = "no credential set"
	GoogleKeyMissing    GoogleTrouble = "key not there"
	GoogleKeyForbidden  GoogleTrouble = "key not permitted"
	GoogleKeyUnreadable GoogleTrouble = "key unreadable"
	GoogleKeyOfAPerson  GoogleTrouble = "key of another kind"
	GoogleKeyRefused    GoogleTrouble = "key refused"
	GoogleClock         GoogleTrouble = "clock wrong"
	GoogleStoreAway     GoogleTrouble = "secret store out of reach"
	GoogleAudience      GoogleTrouble = "audience malformed"
	GoogleNoAWS         GoogleTrouble = "no AWS identity"
	GoogleExchange      GoogleTrouble = "exchange refused"
	GoogleActAs         GoogleTrouble = "impersonation refused"
	GoogleTokenRefused  GoogleTrouble = "token refused"
	GoogleSheetsOff     GoogleTrouble = "Sheets API off"
	GoogleDriveOff      GoogleTrouble = "Drive API off"
)

// What can be wrong on the way or over there.
const (
	GoogleAway  GoogleTrouble = "out of reach"
	GoogleQuota GoogleTrouble = "quota"
	GoogleSlow  GoogleTrouble = "too slow"
)

// What says what is wrong, as the end of a sentence: "it is in the trash".
// Account is the address that reads the sheet, "" where it is not known.
func (t GoogleTrouble) What(account string) string { return forAccount(googleTroubles[t][0], account) }

// Advice says the one thing to do about it.
func (t GoogleTrouble) Advice(account string) string {
	return forAccount(googleTroubles[t][1], account)
}

func forAccount(text, account string) string {
	if account == "" {
		account = "the service account that Shelfmates uses"
	}
	return strings.ReplaceAll(text, "ACCOUNT", account)
}

var googleTroubles = map[GoogleTrouble][2]string{
	GoogleNotShared: {
		"it is not shared with ACCOUNT",
		"Share the sheet with ACCOUNT, as editor: open it, click Share, put in that address, choose Editor. If Google says that your school does not allow it, docs/google-sheet.md has the ways on.",
	},
	GoogleDomain: {
		"your school's Google does not let it be shared outside",
		"Send this to whoever looks after Google at your school: “Please allow our library's sheet to be shared with ACCOUNT (Admin console: Apps, Google Workspace, Drive and Docs, Sharing settings; or a trust rule for that address). It is the account of a program, not of a person, and sees nothing but what is shared with it.”",
	},
	GoogleNoEdit: {
		"ACCOUNT may read it, and may not write in it",
		"Make ACCOUNT an editor: open the sheet, click Share, and beside that address choose Editor. Until then it is read, and notes and IDs wait.",
	},
	GoogleTrashed: {
		"it is in the trash",
		"Take it out of the trash: in Google Drive, Trash, right-click the sheet, Restore. What was read from it stays.",
	},
	GoogleGone: {
		"there is no sheet of that ID that ACCOUNT can see",
		"Check the ID: it is the long part of the sheet's address, between /d/ and /edit. If it is right, share the sheet with ACCOUNT, as editor.",
	},
	GoogleProtected: {
		"a cell that we have to write in is protected",
		"In the sheet choose Data, Protect sheets and ranges, and let ACCOUNT edit the columns Shelfmates note and ID, or take that protection off. Until then it is read, and notes and IDs wait.",
	},
	GoogleOffice: {
		"it is an Excel file that is opened in Google Sheets",
		"Choose File, Save as Google Sheets, and give the ID of the sheet that this makes.",
	},
	GoogleFull: {
		"it has no room for more cells",
		"A Google Sheet holds 10 million cells, the blank ones counted in. Delete the blank rows and columns of large tabs.",
	},
	GoogleNoStaffTabs: {
		"it has no tab with cells",
		"Add a tab with cells, or let Shelfmates make them: shelfmates new-sheet.",
	},
	GoogleNoCredential: {
		"nothing says as whom to open a Google Sheet",
		"Set SHELFMATES_GOOGLE_KEY to the key file of a service account. docs/google-sheet.md says how to get one.",
	},
	GoogleKeyMissing: {
		"there is no key of that name",
		"Check the name: it is a path to the key file, or ssm:/name for a parameter of AWS Systems Manager.",
	},
	GoogleKeyForbidden: {
		"the key may not be read",
		"Give the user who runs Shelfmates the right to read the file; on AWS give the function's role ssm:GetParameter on that parameter, and kms:Decrypt on its key.",
	},
	GoogleKeyUnreadable: {
		"the key cannot be read as one",
		"Download a new key: Google Cloud console, Service accounts, the account, Keys, Add key, JSON. Keep the file as it is.",
	},
	GoogleKeyOfAPerson: {
		"the file is a credential of another kind",
		"It takes the JSON key of a service account, with \"type\": \"service_account\" in it, or for AWS the file that gcloud iam workload-identity-pools create-cred-config makes. A person's own sign-in does not do.",
	},
	GoogleKeyRefused: {
		"Google no longer takes the key of ACCOUNT",
		"The key was deleted, or the account is off. In Google Cloud console, Service accounts, turn the account on or add a new key, and put the new file in the place of the old.",
	},
	GoogleClock: {
		"this machine's clock is wrong, so Google does not take what is signed with it",
		"Set the clock of this machine.",
	},
	GoogleStoreAway: {
		"the key lies in AWS Systems Manager, which does not answer",
		"Nothing to do if it passes. Else check the region (AWS_REGION) and the network of this machine.",
	},
	GoogleAudience: {
		"SHELFMATES_GOOGLE_AUDIENCE is not the name of a workload identity provider",
		"It takes //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, then # and the address of the service account.",
	},
	GoogleNoAWS: {
		"this machine has no AWS identity to show to Google",
		"Keyless access is for machines on AWS, or with AWS credentials set. Elsewhere use a key: SHELFMATES_GOOGLE_KEY.",
	},
	GoogleExchange: {
		"Google does not take this machine's AWS identity",
		"Check the workload identity provider: its AWS account number, its attribute condition, and that SHELFMATES_GOOGLE_AUDIENCE names it.",
	},
	GoogleActAs: {
		"this machine may not act as ACCOUNT",
		"Give the AWS role roles/iam.workloadIdentityUser on ACCOUNT, and enable the IAM Service Account Credentials API in its project. docs/google-sheet.md has the commands.",
	},
	GoogleTokenRefused: {
		"Google did not take the token that it gave us",
		"We try again with a new one by ourselves. If it stays, check with shelfmates check.",
	},
	GoogleSheetsOff: {
		"the Google Sheets API is off in the project of ACCOUNT",
		"Turn it on: Google Cloud console, APIs & Services, Library, Google Sheets API, Enable. It takes a few minutes to count.",
	},
	GoogleDriveOff: {
		"the Google Drive API is off in the project of ACCOUNT",
		"Turn it on: Google Cloud console, APIs & Services, Library, Google Drive API, Enable. Until then changes are seen a little later.",
	},
	GoogleAway: {
		"Google cannot be reached",
		"Nothing to do if it passes; we try again by ourselves. Else check the network of this machine.",
	},
	GoogleQuota: {
		"it was asked more often than Google answers within a minute",
		"Nothing to do: we try again by ourselves.",
	},
	GoogleSlow: {
		"Google took too long to answer",
		"Nothing to do if it passes. If it stays, look for formulas that fetch from elsewhere, and for very large tabs.",
	},
}

// Words of check and of new-sheet about a Google Sheet.
const (
	CheckGoogleAccount = "Google account"
	CheckGoogleSheet   = "Google Sheet"
	CheckGoogleOwner   = "owner of the sheet"

	GoogleOnDrive = "it stands on a shared drive, so it outlasts everybody's account"
	GoogleToDrive = "Move it to a shared drive: in Google Drive, right-click the sheet, Organize, Move. It keeps its ID, and whom it is shared with."

	ShapeNothing = "The sheet has everything. Nothing was written."
	ShapeAgain   = "Somebody changed the tabs meanwhile, so nothing was written. Run it again."
)

// GoogleCredential says as whom sheets are opened, and by what.
func GoogleCredential(account, source, at string) string {
	if account == "" {
		account = "an account that only Google knows"
	}
	return account + " (" + source + ": " + at + ")"
}

// GoogleOpens says that a sheet can be opened.
func GoogleOpens(title string) string { return "“" + title + "” can be opened" }

// GoogleOwnedBy says that a sheet belongs to one person.
func GoogleOwnedBy(owner string) string {
	return "it belongs to " + owner + " alone; when that account is closed, the sheet goes with it"
}

// ShapeAdded, ShapeMended, ShapeFilled, ShapeKept and ShapeOthers say what
// new-sheet did with the tabs of a Google Sheet.
func ShapeAdded(tabs []string) string  { return "Made: " + List(tabs) + "." }
func ShapeMended(tabs []string) string { return "Got what they lacked: " + List(tabs) + "." }
func ShapeFilled(tabs []string) string { return "Filled with the sample school: " + List(tabs) + "." }

// ShapeKept is said of tabs that the sample did not go into.
func ShapeKept(tabs []string) string {
	return "Have rows already, which stay as they are: " + List(tabs) + "."
}

// ShapeOthers is said of tabs that are none of ours.
func ShapeOthers(tabs []string) string { return "Left alone, and not read: " + List(tabs) + "." }

// ShapeUnclear is said of a tab that is ours by name only.
func ShapeUnclear(tab, what, todo string) string {
	return tab + " was left as it is: " + what + " " + todo
}
