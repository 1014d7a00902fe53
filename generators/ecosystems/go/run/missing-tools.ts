import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';

const RUNS = /\bexec\.(?:Command\(|CommandContext\(\s*[\w.()]+\s*,|LookPath\()\s*"([A-Za-z][\w.+-]*)"/g;

/** Run on a desktop, or by people who work at a terminal: no container misses them. */
const DESKTOP =
  /^(open|xdg-open|rundll32|cmd|explorer|start|powershell|pwsh|osascript|launchctl|systemctl|service|sudo|su|pbcopy|pbpaste|xclip|xsel|wl-copy|wl-paste|clip|sw_vers|less|more|vim?|nano|code|tput|stty|which|where|ps|go|gofmt|.*\.exe)$/;

/** What Debian's and Alpine's smallest userlands both have. */
const USERLAND =
  /^(sh|ls|cat|cp|mv|rm|mkdir|rmdir|ln|touch|chmod|chown|echo|env|date|df|du|sleep|kill|hostname|uname|id|whoami|head|tail|sort|uniq|wc|cut|tr|tee|sed|grep|find|xargs|tar|gzip|gunzip|md5sum|sha256sum|true|false|test|mktemp|readlink|stat|sync|timeout|nproc|base64)$/;

/**
 * Programs the code starts that the base has not, where their path is a plain name.
 *
 * - `bare`: true for a base without any userland.
 * - `own`: the name of the program itself.
 */
export function missingTools(
  program: Program,
  { bare, own }: { bare: boolean; own: string },
): { name: string; from: Spot }[] {
  const found = new Map<string, Spot>();
  for (const { code, path, generated } of program.sources) {
    if (generated) continue;
    for (const { 1: name = '', index } of code.matchAll(RUNS)) {
      if (name === own || found.has(name) || DESKTOP.test(name) || (!bare && USERLAND.test(name))) continue;
      found.set(name, spotAt({ path, code }, index));
    }
  }
  return [...found].map(([name, from]) => ({ name, from }));
}
