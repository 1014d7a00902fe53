// Command guestbook serves a page that is compiled into it, and the names that the page asks for.
package main

import (
	"embed"
	"encoding/json"
	"io/fs"
	"log"
	"net/http"
	"os"
)

//go:embed all:web/dist
var dist embed.FS

func main() {
	pages, err := fs.Sub(dist, "web/dist")
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/", http.FileServerFS(pages))
	http.HandleFunc("/api/guests", guests)

	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	log.Fatal(http.ListenAndServe(":"+port, nil))
}

func guests(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode([]string{"Ada", "Grace", "Linus"}); err != nil {
		log.Print(err)
	}
}
