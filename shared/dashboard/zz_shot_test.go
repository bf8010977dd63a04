package dashboard

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestShot(t *testing.T) {
	if os.Getenv("SHOT") == "" {
		return
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU, chromedp.ExecPath("/usr/bin/chromium"), chromedp.UserDataDir("/tmp/w/G/chrome"))
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	defer cancel()
	for _, spec := range strings.Fields(os.Getenv("SHOT")) { // path|width|scheme|name
		f := strings.Split(spec, "|")
		w := int64(390)
		if f[1] == "1280" {
			w = 1280
		}
		err := chromedp.Do(ctx, chromedp.EmulateViewport(w, 844))
		if err != nil {
			t.Fatal(err)
		}
		chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: f[2]}}})
		if err = chromedp.Do(ctx, chromedp.Navigate("http://127.0.0.1:18731"+f[0]), chromedp.Sleep(200*time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		buf, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(spec, err)
		}
		os.WriteFile("/tmp/w/G/"+f[3]+".png", buf, 0o644)
	}
}
