// Command clock tells the time, and how many of the company's certificates it trusts.
package main

import (
	"crypto/x509"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func trusted() int {
	pem, err := os.ReadFile("/etc/ssl/certs/company-ca.pem")
	if err != nil || !x509.NewCertPool().AppendCertsFromPEM(pem) {
		return 0
	}
	return 1
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "it is %s, %d trusted", time.Now().Format("15:04"), trusted())
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
