import { serviceOnLocalhost } from '../../../plan/host-machine.js';
import { lineAt, type Place, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';

/** A server that is looked for on localhost, where no setting moves it. */
export interface FixedHost {
  /** As the code or the file has it: `localhost:3306`. */
  address: string;
  from: Place;
}

/** Settings of frameworks are replaced by variables; see `host-services.ts`. */
const FRAMEWORK = /\/(application|bootstrap|microprofile-config|log4j2?|logback)[^/]*$/;

/** What replaces an address, or only talks about one. */
const MOVED = /getenv|getproperty|default|@value|optional|\?\s*$|== null|usage|example|\$\{|e\.g\./i;

/**
 * The first server that the code, or a file of its own among the resources, looks for on localhost:
 * `DriverManager.getConnection("jdbc:mysql://localhost:3306/shop")`, the connection.url of hibernate.cfg.xml.
 */
export function fixedHost(project: Project, models: readonly Model[]): FixedHost | undefined {
  for (const model of models) {
    const found = inResources(project, model) ?? inCode(project, model);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An address with its scheme. */
const ADDRESS = /(?:jdbc:|\b[a-z]{4,12}:\/\/)[^\s"'<>]{1,300}/;

function withoutComments(path: string, text: string): string {
  if (!path.endsWith('.xml')) return text;
  return text.replace(/<!--[\s\S]*?(?:-->|$)/g, (all) => all.replace(/[^\n]/g, ' '));
}

function inResources(project: Project, { directory }: Model): FixedHost | undefined {
  for (const folder of ['src/main/resources', 'src/main/webapp/WEB-INF', 'src/main/webapp/META-INF']) {
    for (const path of project.walk(below(directory, folder))) {
      if (!/\.(properties|xml|ya?ml)$/.test(path) || FRAMEWORK.test(path)) continue;
      const lines = withoutComments(path, project.read(path) ?? '').split('\n');
      for (const [index, line] of lines.entries()) {
        const address = /^\s*[#!]/.test(line) ? undefined : serviceOnLocalhost(ADDRESS.exec(line)?.[0] ?? '');
        if (address !== undefined) return { address, from: place(path, index + 1) };
      }
    }
  }
  return undefined;
}

function inCode(project: Project, model: Model): FixedHost | undefined {
  for (const { path, text } of codeFiles(project, model)) {
    if (!/localhost|127\.0\.0\.1/.test(text)) continue;
    for (const match of text.matchAll(/"((?:jdbc:|[a-z]{4,12}:\/\/)[^"\n]{1,300})"/g)) {
      const address = serviceOnLocalhost(match[1] ?? '');
      if (address === undefined) continue;
      const around = text.slice(0, match.index).split('\n').slice(-3).join('\n') + match[0];
      if (!MOVED.test(around)) return { address, from: place(path, lineAt(text, match.index)) };
    }
  }
  return undefined;
}
