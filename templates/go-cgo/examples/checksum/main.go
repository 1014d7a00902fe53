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
		data := C.CString(word)
		sum := C.adler32((*C.uchar)(unsafe.Pointer(data)), C.size_t(len(word)))
		C.free(unsafe.Pointer(data))
		fmt.Printf("%08x %s\n", uint32(sum), word)
	}
}
