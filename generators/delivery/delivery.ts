import type { Delivery } from '../plan/delivery.js';
import { composeFileOf } from '../project/compose-services.js';
import type { Made } from '../project/generated.js';
import type { Project } from '../project/project.js';
import type { OutputFile } from '../render/render.js';
import { ciEntry, ciFile } from './ci/ci.js';
import { type ComposedApp, composeFile } from './compose.js';

export interface DeliveryRequest {
  apps: readonly ComposedApp[];
  project: Project;
  delivery: Delivery;
  made: Made;
}

/** The files that build, start and publish the apps together: the compose file and the pipeline that are asked for. */
export function deliveryFiles({ apps, project, delivery, made }: DeliveryRequest): OutputFile[] {
  const { compose = false, ci } = delivery;
  const plans = apps.map(({ plan }) => plan);
  return [
    ...(compose ? [composeFile({ apps, project, made })] : []),
    ...(ci === undefined ? [] : [ciFile(ci, { plans, project, made, bake: apps.length > 1 })]),
  ];
}

/** What they add to the root of the repository: a second run finds it, and so has to the first. */
export function deliveryEntries({ compose = false, ci }: Delivery, project: Project): string[] {
  return [...(compose ? [composeFileOf(project)] : []), ...(ci === undefined ? [] : [ciEntry(ci)])];
}
