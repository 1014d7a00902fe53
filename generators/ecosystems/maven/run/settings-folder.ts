import { type Decision, decide } from '../../../plan/decision.js';
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Copy, Model } from '../read/types.js';
import { frameworkOf } from './web-frameworks.js';

/**
 * The files that the image holds, with the directory of settings that the framework reads where it is started: beside
 * the POM, as Maven starts it there (https://docs.spring.io/spring-boot/reference/features/external-config.html).
 */
export function withSettings(
  project: Project,
  { model, models }: { model: Model; models: Model[] },
  files: Decision<Copy[]>,
): Decision<Copy[]> {
  const beside = frameworkOf(model, models)?.beside;
  if (beside === undefined) return files;
  const directory = below(model.directory, beside);
  const found = project
    .entries(directory)
    .find(({ kind, name }) => kind === 'file' && /^application[\w-]*\.(?:properties|ya?ml)$/.test(name));
  const copy = { from: `${directory}/`, to: `./${beside}/` };
  if (found === undefined || files.value.some(({ to }) => to === copy.to)) return files;
  const from = files.value.length === 0 ? place(below(directory, found.name)) : files.from;
  return decide([...files.value, copy], from);
}
