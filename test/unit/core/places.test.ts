import { describe, expect, test } from 'vitest';
import type { Json } from '../../../generators/plan/decision.js';
import { belowVariable, raw, sh, shellWord } from '../../../generators/project/shell.js';
import { printable, shown, shownShort } from '../../../generators/project/shown.js';
import { compile } from '../../../generators/render/compile.js';
import { structureOf } from '../../../generators/render/structure.js';

const write = (template: string, values: Record<string, Json>) => compile(template, {})(values);

describe('a value is written so that its place holds it', () => {
  test.each<[string, Record<string, Json>, string]>([
    ['# {{comment a}}', { a: 'one\nRUN two\u202e' }, '# one RUN two'],
    ['WORKDIR {{word a}}', { a: '/app/web' }, 'WORKDIR /app/web'],
    ['WORKDIR {{word a}}', { a: '/app/my $web "x"' }, 'WORKDIR "/app/my \\$web \\"x\\""'],
    ['COPY {{copy a b}}', { a: ['go.mod', 'go.sum'], b: './' }, 'COPY go.mod go.sum ./'],
    ['COPY {{copy a b}}', { a: 'my app/x', b: './' }, 'COPY ["my app/x", "./"]'],
    ['COPY {{copy a b}}', { a: 'app/[slug]', b: './a' }, 'COPY ["app/[[]slug]", "./a"]'],
    ['COPY {{copy a "/app/" b}}', { a: 'static', b: 'static' }, 'COPY static /app/static'],
    ['COPY {{copy a "/app/" b}}', { a: 'my static', b: 'x' }, 'COPY ["my static", "/app/x"]'],
    ['COPY {{copy a b}}', { a: '--from=x', b: '$x' }, 'COPY ./--from=x \\$x'],
    ['COPY {{copy a b}}', { a: '<<EOF', b: './' }, 'COPY ./<<EOF ./'],
    ['ENV {{setting a b}}', { a: 'PORT', b: '80' }, 'ENV PORT=80'],
    ['ENV {{setting a b}}', { a: 'X', b: 'a $b "c" \\' }, 'ENV X="a \\$b \\"c\\" \\\\"'],
    ['ENV {{setting a b}}', { a: 'PATH', b: '/x/bin:$PATH' }, 'ENV PATH=/x/bin:$PATH'],
    ['ENV {{setting a b}}', { a: 'OTHER', b: '/x/bin:$PATH' }, 'ENV OTHER="/x/bin:\\$PATH"'],
    ['ARG {{setting a b}}', { a: 'X', b: null }, 'ARG X'],
    ['RUN {{command a}}', { a: "echo '<<EOF' \\\n && b" }, "RUN echo '<<EOF' \\\n && b"],
    ['RUN touch {{shell a}}', { a: ["it's", 'b'] }, "RUN touch 'it'\\''s' b"],
    ['CMD {{json a}}', { a: ['a\n"b"', '\u202e'] }, 'CMD ["a\\n\\"b\\"", "\\u202e"]'],
    ['CMD ["{{inner a}}"]', { a: 'a "b"' }, 'CMD ["a \\"b\\""]'],
    ['{{pattern a}}', { a: '!cmd/a b' }, '!cmd/a b'],
    ['return 302 {{nginx a b}};', { a: '/shop/', b: 'index.html' }, 'return 302 /shop/index.html;'],
    ['return 302 {{nginx a}};', { a: '/a;b/' }, 'return 302 "/a;b/";'],
    ['location ~ {{expression a}} {', { a: '^/a{2}$' }, 'location ~ "^/a{2}$" {'],
  ])('%s with %j', (template, values, expected) => {
    expect(write(template, values)).toBe(expected);
  });

  test.each<[string, Json]>([
    ['WORKDIR {{word a}}', 'a\nb'],
    ['WORKDIR {{word a}}', '\u202ea'],
    ['COPY {{copy a "./"}}', 'a\\b'],
    ['COPY {{copy a "./"}}', 'a\nb'],
    ['ENV {{setting a "1"}}', 'A B'],
    ['RUN {{command a}}', 'a\nRUN b'],
    ['RUN {{command a}}', 'a \\'],
    ['RUN {{command a}}', 'cat <<EOF'],
    ['{{pattern a}}', '# a'],
    ['{{pattern a}}', 'a '],
    ['{{nginx a}}', '$host'],
    ['{{expression a}}', '"'],
  ])('%s refuses %j', (template, value) => {
    expect(() => write(template, { a: value })).toThrow(/cannot hold/);
  });
});

test('what a command is made of are words, whatever they hold', () => {
  expect(sh`mv ${'a b'} ${['x', '$y']} -n${2}`).toBe("mv 'a b' x '$y' -n2");
  expect(sh`${raw('npm ci')} && run ${'a;b'}`).toBe("npm ci && run 'a;b'");
  expect(shellWord('')).toBe("''");
  expect(belowVariable('$PWD', 'my "$app"')).toBe('$PWD/my \\"\\$app\\"');
});

test('the instructions of a Dockerfile, whatever its values are', () => {
  expect(structureOf('FROM a AS b\nCOPY x y ./\nENV A=1 B=2\nRUN a\n')).toEqual([
    'FROM 0 0',
    'COPY 0 3',
    'ENV 0 2',
    'RUN',
  ]);
  expect(structureOf('COPY --from=a ["x y", "./"]\n')).toEqual(['COPY 1 2']);
});

test('what a terminal shows is text', () => {
  expect(shown('a\u001b[31mb\nc')).toBe('a [31mb c');
  expect(printable('a\u001b[31mb\nc\td')).toBe('a [31mb\nc\td');
  expect(shownShort('x'.repeat(300))).toHaveLength(160);
});
