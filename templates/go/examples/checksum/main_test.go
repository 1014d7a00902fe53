package main

import "testing"

func TestAdler32(t *testing.T) {
	if sum := adler32("Wikipedia"); sum != 0x11e60398 {
		t.Fatalf("got %08x", sum)
	}
}
