package bench

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
)

// page weighs the first view of the demo's survey, as a browser with an empty cache gets it: the page and everything it
// names to be loaded, compressed as it comes.
func page(ctx context.Context, r *run) error {
	survey, err := publish(ctx, r.scratch.service, "demo-csat", "after-visit", nil)
	if err != nil {
		return err
	}
	server, err := r.startTask(ctx, task{Kind: "serve"})
	if err != nil {
		return err
	}
	defer server.stop()
	base, err := server.line()
	if err != nil {
		return err
	}
	view, err := firstView(ctx, base+"/s/"+survey.channel.Code)
	if err != nil {
		return err
	}
	r.print("page.gzip", float64(view.bytes), "bytes")
	r.print("page.html.gzip", float64(view.html), "bytes")
	r.print("page.requests", float64(view.requests), "requests")
	return nil
}

type weighed struct{ bytes, html, requests int }

// loaded finds what a browser loads by itself: src of scripts, pictures and frames, href of links, url() of styles.
var loaded = regexp.MustCompile(`(?:\ssrc=|<link[^>]*\shref=|url\()["']?([^"')\s>]+)`)

// firstView loads a page and what it names. Scripts are searched for imports too: a chunk is one more request.
func firstView(ctx context.Context, address string) (weighed, error) {
	client, total := newHTTP(2), weighed{}
	seen, queue := map[string]bool{}, []string{address}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if seen[next] {
			continue
		}
		seen[next] = true
		header, body, err := get(ctx, client, next)
		if err != nil {
			return total, err
		}
		total.bytes, total.requests = total.bytes+len(body), total.requests+1
		if next == address {
			total.html = len(body)
		}
		if header.Get("Content-Encoding") == "gzip" {
			if body, err = gunzip(body); err != nil {
				return total, err
			}
		}
		for _, found := range references(header.Get("Content-Type"), string(body)) {
			u, err := resolve(next, found)
			if err != nil {
				return total, err
			}
			if u != "" {
				queue = append(queue, u)
			}
		}
	}
	return total, nil
}

// imported finds static imports of a module.
var imported = regexp.MustCompile(`(?:^|[;}\n])import(?:[^"'();]*from)?\s*["']([^"']+)["']`)

func references(contentType, body string) []string {
	pattern := loaded
	if strings.Contains(contentType, "javascript") {
		pattern = imported
	}
	var out []string
	for _, m := range pattern.FindAllStringSubmatch(body, -1) {
		out = append(out, m[1])
	}
	return out
}

// resolve makes an address of a reference; "" for one that takes no request.
func resolve(from, reference string) (string, error) {
	if strings.HasPrefix(reference, "data:") || strings.HasPrefix(reference, "#") {
		return "", nil
	}
	u, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	to, err := u.Parse(reference)
	if err != nil {
		return "", fmt.Errorf("the page names %q: %w", reference, err)
	}
	return to.String(), nil
}

func gunzip(body []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
