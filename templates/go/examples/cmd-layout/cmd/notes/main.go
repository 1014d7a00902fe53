// Command notes serves a page of notes.
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/notes/internal/store"
)

func main() {
	address := flag.String("listen", "localhost:3000", "address to listen on")
	flag.Parse()

	zone, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		log.Fatal(err)
	}
	notes, err := store.Open("data")
	if err != nil {
		log.Fatal(err)
	}

	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		<-signals
		os.Exit(0)
	}()

	router := gin.Default()
	router.LoadHTMLGlob("web/templates/*.html")
	router.Static("/static", "./web/static")
	router.GET("/", func(c *gin.Context) {
		if err := notes.Add("visit at " + time.Now().In(zone).Format(time.RFC1123)); err != nil {
			_ = c.AbortWithError(500, err)
			return
		}
		c.HTML(200, "index.html", gin.H{"title": "Notes", "notes": notes.All()})
	})
	log.Fatal(router.Run(*address))
}
