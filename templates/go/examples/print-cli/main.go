// Command wordcount prints how often each word of its input occurs, the most frequent first.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
)

func main() {
	text := flag.String("text", "", "text to count instead of standard input")
	flag.Parse()

	var input io.Reader = os.Stdin
	if *text != "" {
		input = strings.NewReader(*text)
	}
	for _, line := range count(input) {
		fmt.Println(line)
	}
}

func count(input io.Reader) []string {
	seen := map[string]int{}
	scanner := bufio.NewScanner(input)
	scanner.Split(bufio.ScanWords)
	for scanner.Scan() {
		seen[strings.ToLower(scanner.Text())]++
	}
	words := make([]string, 0, len(seen))
	for word := range seen {
		words = append(words, word)
	}
	sort.Slice(words, func(i, j int) bool {
		if seen[words[i]] != seen[words[j]] {
			return seen[words[i]] > seen[words[j]]
		}
		return words[i] < words[j]
	})
	for i, word := range words {
		words[i] = fmt.Sprintf("%d %s", seen[word], word)
	}
	return words
}
