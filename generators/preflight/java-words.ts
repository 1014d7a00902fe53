import { baseName, fileOf } from './started.js';

/** The package that `java -jar` starts, of the commands of a start. */
export function startedJar(commands: readonly string[][]): string | undefined {
  return commands
    .filter(([program = '']) => baseName(program) === 'java')
    .map(([, ...args]) => fileOf('java', args))
    .find((file) => file !== undefined && !file.includes('$'));
}

/** Options of java whose value is the next word: https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html */
const WITH_VALUE =
  /^(-cp|-classpath|--class-path|-p|--module-path|--upgrade-module-path|--add-modules|--add-opens|--add-exports|--add-reads|--limit-modules|--patch-module|--source)$/;

/** The class that a command starts by its name; undefined where it starts something else. */
export function classOf([program = '', ...args]: readonly string[]): string | undefined {
  if (baseName(program) !== 'java') return undefined;
  const told = args.map((arg) => /^-Dloader\.main=(.+)$/.exec(arg)?.[1]).find(Boolean);
  if (told !== undefined) return named(told);
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (/^(-jar|-m|--module)$/.test(word) || word.startsWith('@')) return undefined;
    if (WITH_VALUE.test(word)) i++;
    else if (!/^[-$]/.test(word)) return named(word);
  }
  return undefined;
}

function named(word: string): string | undefined {
  return /^\w[\w$]*(\.[\w$]+)+$/.test(word) ? word : undefined;
}

/** Paths of packages that the commands of a RUN take, and whether each gets one name; none where the directory changes. */
export function takenIn(run: string): { path: string; single: boolean }[] {
  if (/\b(cd|pushd)\s/.test(run)) return [];
  return run
    .split(/&&|\|\||;/)
    .flatMap((command) => {
      const bare = command.replace(/"?\$\(\s*ls\s([^()]*)\)"?/g, '$1').trim();
      const [program = '', ...words] = bare.split(/\s+/);
      if (program === 'mv' || program === 'cp') {
        const paths = words.slice(words.findIndex((word) => !word.startsWith('-')));
        const target = paths.pop();
        const single = target !== undefined && !/(^\.|\/)$/.test(target);
        return paths.map((path) => ({ path, single }));
      }
      const read = /^(?:java\s(?:.*\s)?-jar|jar\s+-?xf|unzip(?:\s+-\S+)*)\s+(\S+)/.exec(bare)?.[1];
      return read === undefined ? [] : [{ path: read, single: false }];
    })
    .filter(({ path }) => !/["'`$]/.test(path));
}
