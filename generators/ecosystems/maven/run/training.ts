import { artifactsOf } from '../../../knowledge/java.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { cite, type Evidence } from '../../../project/evidence.js';
import { appSettings } from '../read/app-settings.js';
import type { Artifact, Model } from '../read/types.js';
import { refuse } from '../sentences.js';
import { databaseServer, findDependency } from './databases.js';

const SERVER_URL = /^(jdbc:(postgresql|mysql|mariadb|sqlserver|oracle)|r2dbc:)/;

/** A run of the app while the image is built, and the option that lets later starts use what it leaves. */
export interface Training {
  /** The variable `training` of the template: `{ file, command }`, or null. */
  variable: Decision<Json>;
  /** The whole start command. */
  entrypoint: Decision<string[]>;
}

/** What such a run depends on. */
export interface TrainingRequest {
  situation: Situation;
  artifact: Artifact;
  model: Model;
  /** The module and those it needs that hold code. */
  models: Model[];
  java: Decision<string>;
}

/**
 * Has the app started once in its image, so that Java keeps what it loaded: in an AOT cache from Java 25
 * on, in a class data archive before. Both serve only the very Java that made them.
 *
 * Throws a UserError when it is asked for and such a run would fail or never end.
 */
export function decideTraining(found: TrainingRequest, entrypoint: Decision<string[]>): Training {
  const wish = found.situation.wishes.optimizeStartup;
  if (wish?.value !== true) {
    return { variable: decide(null, 'default', 'not asked for with --optimize-startup'), entrypoint };
  }
  checkTraining(found, wish.from);
  const { file, record, use } = kindOf(Number(found.java.value));
  const [java = 'java', ...rest] = entrypoint.value;
  return {
    variable: decide(
      { file, command: [java, `${record}=${file}`, '-Dspring.context.exit=onRefresh', ...rest] },
      wish.from,
    ),
    entrypoint: { ...entrypoint, value: [java, `${use}=${file}`, ...rest] },
  };
}

/** https://docs.spring.io/spring-boot/how-to/class-data-sharing.html and aot-cache.html */
function kindOf(java: number): { file: string; record: string; use: string } {
  return java >= 25
    ? { file: 'app.aot', record: '-XX:AOTCacheOutput', use: '-XX:AOTCache' }
    : { file: 'app.jsa', record: '-XX:ArchiveClassesAtExit', use: '-XX:SharedArchiveFile' };
}

/** Throws a UserError where the app cannot be run and ended in the build. */
function checkTraining({ situation, artifact, models, model }: TrainingRequest, from: Evidence): void {
  const { project, wishes } = situation;
  const asked = cite(from);
  if (wishes.startCommand !== undefined) throw refuse('startup-own-command', { asked }, from);
  if (artifact.kind !== 'boot') throw refuse('startup-not-boot', { asked }, from);
  if (artifact.boot.launcher !== undefined) {
    throw refuse('startup-boot-launcher', { asked, version: artifact.version }, from);
  }
  const settings = appSettings(project, model);
  const url = settings.get('spring.datasource.url') ?? settings.get('spring.r2dbc.url');
  if (url !== undefined && SERVER_URL.test(url.value)) {
    throw refuse('startup-server', { asked, server: 'its database', place: cite(url.from) }, from);
  }
  const packed = (scope: string) => scope !== 'test';
  const server = databaseServer(models, packed) ?? findDependency(models, artifactsOf('service'), packed);
  if (server === undefined) return;
  throw refuse('startup-server', { asked, server: 'a server', place: cite(server.from) }, from);
}
