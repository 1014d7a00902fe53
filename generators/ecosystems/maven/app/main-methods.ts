import { appRank } from '../../../knowledge/app-folders.js';
import { desktopToolkits, offsetOf } from '../../../knowledge/java.js';
import { lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { MainClass, Model } from '../read/types.js';

const JAVA_MAIN = /\b(?:public\s+static|static\s+public)\s+(?:final\s+)?void\s+main\s*\(/;

const KOTLIN_MAIN = /^(?:suspend\s+)?fun\s+main\s*\(/m;

const KOTLIN_STATIC_MAIN = /@JvmStatic\s+fun\s+main\s*\(/;

/** Since Java 25 neither `static` nor arguments are needed (JEP 512), and 21 to 24 had it as a preview. */
const INSTANCE_MAIN =
  /^[ \t]*(?:public\s+|protected\s+)?(?:static\s+)?(?:final\s+)?void\s+main\s*\(\s*(?:final\s+)?(?:String\s*(?:\[\s*\]|\.\.\.)\s*\w+\s*)?\)/m;

const SCALA_3_MAIN = /^[ \t]*@main\s+def\s+(\w+)/m;

const SCALA_MAIN =
  /\bobject\s+(\w+)\b[^{]{0,500}\bextends\s+(?:\w+\s+with\s+)*(?:App|IOApp(?:\.Simple)?|ZIOApp(?:Default)?)\b|\bobject\s+(\w+)\b[\s\S]{0,3000}?\bdef\s+main\s*\(/;

const APPLICATION = /^[ \t]*@(SpringBootApplication|EnableAutoConfiguration|QuarkusMain)\b/m;

/** Spring's controllers and resources of JAX-RS. */
const ANSWERS = /^[ \t]*@(RestController|Controller|Path)\b/m;

const TOOLKITS = desktopToolkits();

/** All classes of a module with a main method; `instance` allows for the short form of Java 25. */
export function mainClasses(project: Project, model: Model, instance = false): MainClass[] {
  return project.once('main classes', `${model.pom.path} ${instance}`, () => {
    const found = classesWith(project, model, staticMainOf);
    return found.length > 0 || !instance ? found : classesWith(project, model, instanceMainOf);
  });
}

/** Looks for a main method in a file: `text` as it is written, `code` without its comments. */
type Find = (file: {
  path: string;
  text: string;
  code: string;
}) => { name: string; offset: number } | undefined;

function classesWith(project: Project, model: Model, find: Find): MainClass[] {
  const found: MainClass[] = [];
  for (const { path, text: code } of codeFiles(project, model)) {
    const text = project.read(path) ?? '';
    const main = find({ path, text, code });
    if (main === undefined) continue;
    const from = place(path, lineAt(text, main.offset), 'main');
    const window = TOOLKITS.some((each) => offsetOf(each, code) !== undefined);
    const more = { ...(window && { window }), ...(ANSWERS.test(code) && { answers: true as const }) };
    found.push({ name: main.name, from, marked: APPLICATION.test(text), ...more });
  }
  return found;
}

function instanceMainOf({ path, text, code }: Parameters<Find>[0]): ReturnType<Find> {
  const found = path.endsWith('.java') ? INSTANCE_MAIN.exec(code) : null;
  return found === null ? undefined : { name: qualified(text, fileName(path)), offset: found.index };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function qualified(text: string, name: string): string {
  const packaged = /^[ \t]*package\s+([\w.`]+)/m.exec(text)?.[1]?.replaceAll('`', '');
  return packaged === undefined ? name : `${packaged}.${name}`;
}

function staticMainOf({ path, text, code }: Parameters<Find>[0]): ReturnType<Find> {
  const file = fileName(path);
  const named = (name: string, offset: number) => ({ name: qualified(text, name), offset });
  if (path.endsWith('.kt')) {
    const top = KOTLIN_MAIN.exec(text);
    const jvmName = /@file:JvmName\("(\w+)"\)/.exec(text)?.[1];
    if (top !== null) return named(jvmName ?? `${file.charAt(0).toUpperCase()}${file.slice(1)}Kt`, top.index);
    const inside = KOTLIN_STATIC_MAIN.exec(text);
    return inside === null ? undefined : named(file, inside.index);
  }
  if (path.endsWith('.scala')) {
    const found = SCALA_MAIN.exec(text) ?? SCALA_3_MAIN.exec(text);
    return found === null ? undefined : named(found[1] ?? found[2] ?? file, found.index);
  }
  const found =
    JAVA_MAIN.exec(code) ?? (path.endsWith('.groovy') ? /static\s+void\s+main\s*\(/.exec(text) : null);
  return found === null ? undefined : named(file, found.index);
}

/** Names of the class that starts the program, and of one that is started among its tools and clients. */
const NAMES = [
  /(^|\.)(Main|App|Application|\w+Application|MainKt|AppKt|ApplicationKt)$/,
  /(^|\.)\w*(Server|Service|Bootstrap|Launcher|Starter)(Main|App|Kt)?$/,
];

/**
 * The class to start among several: the one that is marked, else the only one, else the only one whose
 * name says that it is the application, or its server. One that opens a window is none, beside others.
 * Undefined when it would be a guess.
 */
export function chooseMain(classes: MainClass[]): MainClass | undefined {
  if (classes.length <= 1) return classes[0];
  const marked = classes.filter((each) => each.marked);
  if (marked.length === 1) return marked[0];
  const [first, ...others] = classes.filter(({ window }) => !window);
  if (first !== undefined && others.length === 0) return first;
  for (const pattern of NAMES) {
    const named = [first, ...others].filter((each) => each !== undefined && pattern.test(each.name));
    if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  }
  return undefined;
}

/** The classes that may be meant where none stands out, the likeliest first; none that opens a window. */
export function likeliest(classes: readonly MainClass[]): MainClass[] {
  const rank = ({ name, marked, answers }: MainClass): number[] => {
    const named = NAMES.findIndex((pattern) => pattern.test(name));
    const simple = name.slice(name.lastIndexOf('.') + 1).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-');
    return [marked ? 0 : 1, answers ? 0 : 1, named < 0 ? NAMES.length : named, appRank(simple)];
  };
  return classes
    .filter(({ window }) => !window)
    .map((each) => ({ each, rank: rank(each) }))
    .sort((a, b) => a.rank.map((value, i) => value - (b.rank[i] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ each }) => each);
}
