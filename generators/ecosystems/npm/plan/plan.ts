import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan } from '../../../plan/plan.js';
import type { Wishes } from '../../../plan/wishes.js';
import { cite } from '../../../project/evidence.js';
import { type App, appOf } from '../app/app.js';
import { withImports } from '../app/development-imports.js';
import { entryFile } from '../app/entry.js';
import { frameworkOutput } from '../app/frameworks/frameworks.js';
import { pagesIn } from '../app/pages.js';
import type { StartContext } from '../app/start.js';
import { resolveText } from '../app/start-command.js';
import { readInstall } from '../build/install/install.js';
import { refuse } from '../sentences.js';
import { foundationOf, startContextOf } from '../version/foundation.js';
import { nothingRuns } from './detect.js';
import type { NpmFacts } from './facts.js';
import { planLoneFile } from './plan-lone-file.js';
import { planPages } from './plan-pages.js';
import { planServer } from './plan-server.js';
import { planStatic } from './plan-static.js';

/** The whole decision for one app. Throws a UserError when it cannot work or a wish cannot be met. */
export function plan(situation: Situation<NpmFacts>): Plan {
  const { project, detection, wishes } = situation;
  const { facts } = detection;
  if (facts.kind === 'refused') throw facts.error;
  if (facts.kind === 'file') return planLoneFile(situation, facts.file);
  if (facts.kind === 'pages') return planPages(situation, facts.pages);
  // An answer may ask for another Node than the flags did when the app was found.
  const foundation = foundationOf(facts.foundation.app, situation);
  const context = startContextOf(foundation);
  const same = foundation.node.line.value === facts.foundation.node.line.value;
  const app = wishedApp(wishes.startCommand, context) ?? (same ? facts.app : appOf(context));
  const pages = pagesIn(project, detection.app);
  if (app === undefined && pages !== undefined) return planPages(situation, pages);
  if (app === undefined) throw nothingRuns([detection.app]);
  const install = readInstall(foundation);
  return app.kind === 'static'
    ? planStatic(situation, install, app.output)
    : planServer(situation, install, withImports(context, app));
}

/** The app that `--start-command` asks for. */
function wishedApp(wish: Wishes['startCommand'], context: StartContext): App | undefined {
  if (wish === undefined) return undefined;
  const start = resolveText(context, wish.value, { from: wish.from, seen: [] });
  if (start?.kind === 'shell') return { kind: 'shell', start };
  if (start?.kind !== 'node') {
    throw refuse('start-ends', { asked: cite(wish.from), command: wish.value }, wish.from);
  }
  const entry = entryFile(context, start.args);
  if (entry === undefined)
    throw refuse('start-fileless', { asked: cite(wish.from), command: wish.value }, wish.from);
  const output = frameworkOutput(context);
  return { kind: 'program', start, entry, ...(output === undefined ? {} : { output }) };
}
