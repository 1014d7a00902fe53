// Package store keeps notes in a file.
package store

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Store is a file of notes, one a line.
type Store struct {
	mutex sync.Mutex
	path  string
	notes []string
}

// Open makes the directory if need be and reads the notes in it.
func Open(directory string) (*Store, error) {
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return nil, err
	}
	store := &Store{path: filepath.Join(directory, "notes.txt")}
	text, err := os.ReadFile(store.path)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if len(text) > 0 {
		store.notes = strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	return store, nil
}

// All returns the notes, the oldest first.
func (s *Store) All() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]string(nil), s.notes...)
}

// Add appends a note and writes the file.
func (s *Store) Add(note string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.notes = append(s.notes, note)
	return os.WriteFile(s.path, []byte(strings.Join(s.notes, "\n")+"\n"), 0o600)
}
