// Command import adds the lines of its input to the notes.
package main

import (
	"bufio"
	"log"
	"os"

	"example.com/notes/internal/store"
)

func main() {
	notes, err := store.Open("data")
	if err != nil {
		log.Fatal(err)
	}
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		if err := notes.Add(scanner.Text()); err != nil {
			log.Fatal(err)
		}
	}
}
