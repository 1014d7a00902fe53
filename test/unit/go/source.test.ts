import { describe, expect, test } from 'vitest';
import { constraintOf, isCompiled } from '../../../generators/ecosystems/go/read/constraint.js';
import { parseSource } from '../../../generators/ecosystems/go/read/source.js';

describe('isCompiled', () => {
  const pure = { cgo: false };
  test.each<[string, string, boolean]>([
    ['main.go', 'package main', true],
    ['main_test.go', 'package main', false],
    ['_old.go', 'package main', false],
    ['x_windows.go', 'package main', false],
    ['x_linux.go', 'package main', true],
    ['x_linux_arm64.go', 'package main', false],
    ['x_amd64.go', 'package main', true],
    ['linux.go', 'package main', true],
    ['a.go', '//go:build ignore\n\npackage main', false],
    ['a.go', '//go:build !windows && (linux || darwin)\n\npackage main', true],
    ['a.go', '//go:build go1.18 && !go1.20\n\npackage main', false],
    ['a.go', '// +build linux,cgo darwin\n\npackage main', false],
    ['a.go', '// +build !windows\n// +build amd64 arm64\n\npackage main', true],
    ['a.go', '// Package main is\npackage main\n\n//go:build ignore', true],
  ])('%s with %j: %s', (name, text, expected) => {
    expect(isCompiled(name, constraintOf(text), pure)).toBe(expected);
  });

  test('a cgo constraint holds only with cgo', () => {
    expect(isCompiled('a.go', ['cgo'], { cgo: true })).toBe(true);
    expect(isCompiled('a.go', ['cgo'], { cgo: false })).toBe(false);
  });
});

describe('parseSource', () => {
  const source = parseSource(
    'main.go',
    `// Package main. import "not/one"
package main

import (
	"net/http"
	api "example.com/shop/api" // "comment"
)

import "C"

//go:embed all:web/dist "a b.txt"
var files int

/* "hidden"
 */
const s = "a\\"b" + \`raw "x"\` // "no"
var r = '"'
var t = "end"
`,
  );

  test('finds imports with their lines', () => {
    expect(source.imports).toEqual([
      { path: 'net/http', line: 5 },
      { path: 'example.com/shop/api', line: 6 },
      { path: 'C', line: 9 },
    ]);
  });

  test('finds string literals and no comment, import or rune', () => {
    expect(source.literals.map(({ value, line }) => [value, line])).toEqual([
      ['a"b', 16],
      ['raw "x"', 16],
      ['end', 18],
    ]);
  });

  test('finds embed patterns', () => {
    expect(source.embeds).toEqual([
      { pattern: 'all:web/dist', line: 11 },
      { pattern: 'a b.txt', line: 11 },
    ]);
  });
});
