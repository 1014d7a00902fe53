// Command report says who it runs as.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Printf("report of user %d\n", os.Getuid())
}
