package main

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHello(t *testing.T) {
	recorder := httptest.NewRecorder()
	routes().ServeHTTP(recorder, httptest.NewRequest("GET", "/hello/ann", nil))
	if !strings.Contains(recorder.Body.String(), "hello ann") {
		t.Fatalf("got %q", recorder.Body)
	}
}
