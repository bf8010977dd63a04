package testenv

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// An Office is LibreOffice, run without a window and with a profile of its own.
type Office struct {
	program string
	python  string
	profile string
}

// LibreOffice returns LibreOffice with Debian's Python bridge to it
// (libreoffice-calc, python3-uno).
func LibreOffice(t testing.TB) *Office {
	t.Helper()
	o := &Office{profile: t.TempDir()}
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil && o.program == "" {
			o.program = path
		}
	}
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if o.python == "" && exec.Command(name, "-c", "import uno").Run() == nil {
			o.python = name
		}
	}
	if o.program == "" || o.python == "" {
		leaveOut(t, fmt.Errorf("LibreOffice with python3-uno %w", errMissing))
	}
	return o
}

// Run starts LibreOffice, runs a Python script against it, stops it, and
// returns what the script printed. The script finds desktop, load(path),
// store(doc) for the file that doc came from, save(doc, path) as .xlsx, new()
// for an empty spreadsheet, prop(name, value), and its arguments in args.
func (o *Office) Run(t testing.TB, script string, args ...string) string {
	t.Helper()
	pipe := fmt.Sprintf("shelfmates-%d-%s", os.Getpid(), filepath.Base(o.profile))
	office := exec.Command(o.program, "--headless", "--norestore", "--nologo", "--nodefault",
		"-env:UserInstallation=file://"+filepath.ToSlash(o.profile), "--accept=pipe,name="+pipe+";urp;")
	if err := office.Start(); err != nil {
		t.Fatalf("start LibreOffice: %v", err)
	}
	var out, trouble bytes.Buffer
	python := exec.Command(o.python, append([]string{"-c", prelude + script + ending, pipe}, args...)...)
	python.Stdout, python.Stderr = &out, &trouble
	if err := python.Run(); err != nil {
		_ = office.Process.Kill()
		_ = office.Wait()
		t.Fatalf("script in LibreOffice: %v\n%s", err, trouble.String())
	}
	_ = office.Wait() // it ends with any code once it was told to
	return out.String()
}

// ending stops LibreOffice, which may take the connection down at once, and
// leaves Python without the bridge's own clearing up, which crashes then.
const ending = `
sys.stdout.flush()
try:
    desktop.terminate()
except Exception:
    pass
os._exit(0)
`

const prelude = `
import json, os, sys, time, uno
from com.sun.star.beans import PropertyValue

args = sys.argv[2:]

def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p

def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(600):
        try:
            return resolver.resolve("uno:pipe,name=" + sys.argv[1] + ";urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")

context = connect()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

def new():
    return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (prop("Hidden", True),))

def load(path):
    return desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True),))

def save(doc, path):
    doc.storeAsURL(uno.systemPathToFileUrl(path), (prop("FilterName", "Calc MS Excel 2007 XML"),))

def store(doc):
    doc.store()

`
