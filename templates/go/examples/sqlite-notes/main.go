// Command ledger keeps a balance in SQLite.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", "ledger.db")
	if err != nil {
		log.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS entry (amount INTEGER NOT NULL)"); err != nil {
		log.Fatal(err)
	}

	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		<-signals
		os.Exit(0)
	}()

	http.HandleFunc("/add", func(w http.ResponseWriter, _ *http.Request) {
		var balance int
		_, err := db.Exec("INSERT INTO entry VALUES (7)")
		if err == nil {
			err = db.QueryRow("SELECT sum(amount) FROM entry").Scan(&balance)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "balance %d", balance)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
