package googlefake

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// An edit is one thing that changes.list may tell of, and who hears of it.
type edit struct {
	file   string
	at     time.Time
	access map[string]bool
}

// startPageToken is the end of what changes.list would tell now.
func (f *Fake) startPageToken(*request) any {
	return map[string]any{"kind": "drive#startPageToken", "startPageToken": strconv.Itoa(f.told() + 1)}
}

// told is how many edits Drive tells of by now: those older than DriveDelay.
func (f *Fake) told() int {
	n := 0
	for n < len(f.edits) && !f.edits[n].at.Add(f.options.DriveDelay).After(f.now()) {
		n++
	}
	return n
}

// changes tells which files changed since a page token: each file once, with
// its last change; removed where the caller lost it.
func (f *Fake) changes(c *request) (any, error) {
	text := c.query["pageToken"][0]
	from, err := strconv.Atoi(text)
	end := f.told()
	if err != nil || from < 1 || from > end+1 {
		return nil, &apiError{http: http.StatusBadRequest, reason: "invalid", message: "Invalid Value", location: "pageToken"}
	}
	size := 100
	if v, ok := c.query["pageSize"]; ok {
		if size, err = strconv.Atoi(v[0]); err != nil || size < 1 || size > 1000 {
			return nil, against("Invalid value '%s'. Values must be within the range: [1, 1000]", v[0])
		}
	}
	last := map[string]int{} // the last edit of each file
	for i := from - 1; i < end; i++ {
		last[f.edits[i].file] = i
	}
	list := []any{}
	next := end + 1
	more := false
	for i := from - 1; i < end; i++ {
		e := f.edits[i]
		if last[e.file] != i || !e.access[c.account.Email] {
			continue
		}
		if len(list) == size {
			next, more = i+1, true
			break
		}
		change := map[string]any{"kind": "drive#change", "changeType": "file", "type": "file", "fileId": e.file, "removed": false, "time": stamp(e.at)}
		s := f.files[e.file]
		if _, shared := s.access[c.account.Email]; s.deleted || !shared {
			change["removed"] = true
		} else {
			change["file"] = s.file(c.account)
		}
		list = append(list, change)
	}
	result := map[string]any{"kind": "drive#changeList", "changes": list}
	if more {
		result["nextPageToken"] = strconv.Itoa(next)
	} else {
		result["newStartPageToken"] = strconv.Itoa(next)
	}
	if _, masked := c.query["fields"]; !masked {
		keepDefaults(result)
	}
	return result, nil
}

// keepDefaults leaves of each file what Drive answers when no mask is given.
func keepDefaults(result map[string]any) {
	for _, change := range result["changes"].([]any) {
		if file, ok := change.(map[string]any)["file"].(map[string]any); ok {
			change.(map[string]any)["file"] = mask{"kind": nil, "id": nil, "name": nil, "mimeType": nil}.apply(file)
		}
	}
}

// fileOf is files.get. A file on a shared drive is found only by a caller who
// says that it supports them.
func (f *Fake) fileOf(c *request) (any, error) {
	s := f.files[c.file()]
	supports := slices.Contains(c.query["supportsAllDrives"], "true")
	shared := false
	if s != nil {
		_, shared = s.access[c.account.Email]
	}
	if !shared || s.deleted || s.drive != "" && !supports {
		return nil, &apiError{http: http.StatusNotFound, reason: "notFound", message: "File not found: " + c.file() + ".", location: "fileId"}
	}
	file := s.file(c.account)
	if _, masked := c.query["fields"]; !masked {
		return mask{"kind": nil, "id": nil, "name": nil, "mimeType": nil}.apply(file), nil
	}
	return file, nil
}

// file is the file as Drive describes it to an account.
func (s *Spreadsheet) file(a *Account) map[string]any {
	role := s.access[a.Email]
	file := map[string]any{
		"kind": "drive#file", "id": s.id, "name": s.name, "mimeType": "application/vnd.google-apps.spreadsheet",
		"trashed": s.trashed, "explicitlyTrashed": s.trashed, "starred": false, "shared": true, "ownedByMe": false,
		"createdTime": stamp(s.created), "modifiedTime": stamp(s.modified), "version": strconv.FormatInt(s.version, 10),
		"webViewLink": "https://docs.google.com/spreadsheets/d/" + s.id + "/edit",
		"capabilities": map[string]any{
			"canEdit": role == Writer, "canModifyContent": role == Writer, "canComment": role != Reader,
			"canReadRevisions": role == Writer, "canShare": role == Writer, "canCopy": true, "canDownload": true,
			"canTrash": false, "canDelete": false, "canRename": role == Writer,
		},
	}
	if s.office {
		file["mimeType"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	if s.drive != "" {
		file["driveId"] = s.drive
	} else {
		file["owners"] = []any{map[string]any{
			"kind": "drive#user", "displayName": "Librarian", "me": false, "emailAddress": s.owner, "permissionId": "0" + strconv.Itoa(len(s.owner)),
		}}
	}
	return file
}

// stamp is a time as Drive writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
