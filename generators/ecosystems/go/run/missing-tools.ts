import type { Warning } from '../../../plan/plan.js';
import { lineAt } from '../../../project/evidence.js';
import type { Base } from '../../../vocabulary.js';
import type { Program } from '../read/program.js';

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
 * - `own`: the name of the program itself.
 */
export function missingTools(program: Program, base: Base, own: string): Warning | undefined {
  const bare = base === 'distroless' || base === 'scratch';
  const places = new Map<string, string>();
  for (const { code, path, generated } of program.sources) {
    if (generated) continue;
    for (const { 1: name = '', index } of code.matchAll(RUNS)) {
      if (name === own || places.has(name) || DESKTOP.test(name) || (!bare && USERLAND.test(name))) continue;
      places.set(name, `${path}:${lineAt(code, index)}`);
    }
  }
  const [first] = places;
  if (first === undefined) return undefined;
  const names = [...places.keys()];
  const listed =
    names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const way = bare ? 'choose --base slim or alpine and install it there' : 'install it in the last stage';
  return {
    message: `it can run ${listed}, which the image does not have: where you need that, ${way}`,
    from: first[1],
  };
}
