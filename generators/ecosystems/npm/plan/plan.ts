function plan(situation: Situation): Plan {
  if (isLoneFile(situation)) return planLoneFile(situation);
  const { project, detection } = situation;
  const manifest = readManifest(project, detection.app);
  const pages = pagesIn(project, detection.app);
  if (manifest === undefined && pages !== undefined) return planPages(situation, pages);
  const install = readInstall(situation);
  const app = wishedApp(situation, install) ?? appOf(startContext(situation, install));
  if (app === undefined && pages !== undefined) return planPages(situation, pages);
  if (app === undefined) throw nothingRuns([detection.app]);
  return app.kind === 'static'
    ? planStatic(situation, install, app.output)
    : planServer(situation, install, app);
}

function startContext({ project }: Situation, install: Install): StartContext {
  return { project, manifest: install.app, lock: install.choice.lock, line: Number(install.node.line.value) };
}

/** The app that `--start-command` asks for. */
function wishedApp(situation: Situation, install: Install): App | undefined {
  const wish = situation.wishes.startCommand;
  if (wish === undefined) return undefined;
  const context = startContext(situation, install);
  const start = resolveText(context, wish.value, { from: cite(wish.from), seen: [] });
  if (start?.kind === 'shell') return { kind: 'shell', start };
  if (start?.kind !== 'node') {
    throw new UserError(`${cite(wish.from)} "${wish.value}" starts nothing that stays running`, {
      hint: 'Give a command such as "node dist/server.js".',
    });
  }
  const entry = entryFile(context, start.args);
  if (entry === undefined) throw new UserError(`${cite(wish.from)} "${wish.value}" names no file for node`);
  const output = frameworkOutput(context);
  return { kind: 'program', start, entry, ...(output === undefined ? {} : { output }) };
}
