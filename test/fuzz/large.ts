// The large repositories one after the other, a line of JSON each: what came of it, and the time it took.
import { UserError } from '../../generators/errors.js';
import { defaultCatalog } from '../../generators/home.js';
import { produce } from '../../generators/produce.js';
import { mapProject } from '../../generators/project/map.js';
import { LARGE } from '../support/large.js';

const catalog = defaultCatalog();

for (const [name, files] of Object.entries(LARGE)) {
  const project = mapProject(files());
  const start = process.cpuUsage();
  const outcome = await produce({ version: '1.0.0', project, catalog, wishes: {} }).then(
    () => 'files',
    (error: unknown) => (error instanceof UserError ? 'a sentence' : `a defect: ${(error as Error).stack}`),
  );
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ name, outcome, seconds: (user + system) / 1e6 }));
}
