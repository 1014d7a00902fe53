// Command checksum prints the Adler-32 of its arguments, computed in C.
package main

/*
#include <stdlib.h>
#include "adler.h"
*/
import "C"

import (
	"fmt"
	"os"
	"unsafe"
)

func main() {
	for _, word := range os.Args[1:] {
		fmt.Printf("%08x %s\n", adler32(word), word)
	}
}

func adler32(word string) uint32 {
	data := C.CString(word)
	defer C.free(unsafe.Pointer(data))
	return uint32(C.adler32((*C.uchar)(unsafe.Pointer(data)), C.size_t(len(word))))
}
