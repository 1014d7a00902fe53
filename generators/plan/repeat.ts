import { shellWord } from '../project/shell.js';
import type { Decision } from './decision.js';
import { type Delivery, deliveryWords } from './delivery.js';
import type { Detection } from './ecosystem.js';
import { optionRows } from './options.js';
import type { Plan } from './plan.js';
import type { Wishes } from './wishes.js';

export interface RepeatRequest {
  /** The version of this program, which the command asks for. */
  version: string;
  plan: Plan;
  /** The wishes that shaped the plan, by flag or by answer. */
  wishes: Wishes;
  detection: Detection;
  /** All apps of the repository: the app is named only where there is more than one. */
  detections: readonly Detection[];
  /** True when the run makes files for every app. */
  everyApp?: boolean;
  /** What it makes beside the Dockerfile. */
  delivery?: Delivery;
}

/** The command that makes the same files again without a question, from the repository's root. */
export function repeatCommand(request: RepeatRequest): string {
  const { version, plan, wishes, detection, detections, everyApp = false, delivery = {} } = request;
  const words = ['--yes'];
  if (everyApp) words.push('--all');
  else if (detections.length > 1) words.push(...appWords(detection, detections));
  for (const { name, wish } of optionRows) {
    if (wish === undefined || wish === 'set') continue;
    const decision: Decision | undefined = wish === 'base' && !everyApp ? plan.base : wishes[wish];
    if (decision === undefined) continue;
    words.push(`--${name}`, ...(decision.value === true ? [] : [String(decision.value)]));
  }
  for (const [name, value] of Object.entries(wishes.set?.value ?? {}))
    words.push('--set', `${name}=${value}`);
  words.push(...deliveryWords(delivery));
  return `npx create-dockerfile@${version} ${words.map(shellWord).join(' ')}`;
}

/** `--app cmd/api`, with `--language` where another ecosystem has an app of the same path. */
export function appFlags(detection: Detection, all: readonly Detection[]): string {
  return appWords(detection, all).map(shellWord).join(' ');
}

function appWords(detection: Detection, all: readonly Detection[]): string[] {
  const twin = all.some(({ app, ecosystem }) => app === detection.app && ecosystem !== detection.ecosystem);
  return ['--app', detection.app, ...(twin ? ['--language', detection.ecosystem] : [])];
}
