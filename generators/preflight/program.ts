import type { ProgramNeeds } from '../plan/step.js';
import { citeLine, type Evidence } from '../project/evidence.js';
import { type Built, type BuiltProgram, startPlace } from './built.js';
import { type Finding, finding, type Place } from './finding.js';
import { runsOf } from './stages.js';
import { baseName, commandsOf, programPath, startWords } from './started.js';
import { resolve } from './tree.js';

/** What the started program needs and the image lacks. */
export interface ProgramCheck {
  findings: Finding[];
  /** What could not be judged, in words. */
  unknown: string[];
}

/**
 * Compares what the started program needs around it, as the step that makes it declares, with what the last stage
 * holds. Of a program that no step declares nothing is known, and that is said.
 */
export function checkProgram(stages: readonly Built[], built: Built): ProgramCheck {
  const [word = ''] = commandsOf(startWords(built)).at(-1) ?? [];
  const path = programPath(built, word);
  if (path === undefined) return { findings: [], unknown: [] };
  const program = built.programs.findLast((one) => one.path === path);
  if (program === undefined) return { findings: [], unknown: isMade(built, path) ? [needsOf(word)] : [] };
  const { needs } = program;
  return {
    findings: [
      ...missingFiles(built, needs),
      ...missingData(stages, built, needs),
      ...missingLibrary(built, program),
    ],
    unknown: [],
  };
}

function needsOf(word: string): string {
  return `what ${baseName(word)} needs around it`;
}

/** True for a file that a build made: it is in the image, and the repository holds none that was copied there. */
function isMade({ tree, sources }: Built, path: string): boolean {
  return tree.look(path) === 'file' && !sources.some(({ target }) => `${path}/`.startsWith(`${target}/`));
}

function missingFiles(built: Built, { files = [] }: ProgramNeeds): Finding[] {
  const place = built.entrypoint?.instruction ?? startPlace(built);
  return files.flatMap(({ path, from }) => {
    const at = resolve(built.workdir, path);
    if (built.tree.look(at) !== 'absent') return [];
    return [finding('file-missing', { path, at, from: citeLine(from) }, place)];
  });
}

/** What programs expect of a system: where it lies, any of these places being enough. */
const DATA = [
  { need: 'zones', id: 'zones-missing', paths: ['/usr/share/zoneinfo/UTC'] },
  {
    need: 'certificates',
    id: 'certificates-missing',
    paths: ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem', '/etc/pki/tls/certs/ca-bundle.crt'],
  },
  { need: 'users', id: 'users-missing', paths: ['/etc/passwd'] },
] as const;

function missingData(stages: readonly Built[], built: Built, needs: ProgramNeeds): Finding[] {
  const { contents, image, stage, tree } = built;
  if (contents === undefined || !runsOf(stages, built).every(isPlain)) return [];
  return DATA.flatMap(({ need, id, paths }) => {
    const from: Evidence | undefined = needs[need];
    const there = paths.some((path) => tree.look(path) !== 'absent');
    return from === undefined || there ? [] : [finding(id, { image, from: citeLine(from) }, stage)];
  });
}

/** Commands that neither install anything nor write system files. */
const PLAIN = /^(chmod|chown|echo|mkdir|rm|true)\b/;

function isPlain(commands: string): boolean {
  return commands.split(/&&|;/).every((command) => PLAIN.test(command.trim()) && !/[|>]/.test(command));
}

/** A program that is linked with one C library, in an image with another or with none. */
function missingLibrary({ contents, image, stage }: Built, program: BuiltProgram): Finding[] {
  const { needs, libc: linked } = program;
  const runs = contents?.libc;
  if (needs.libc === undefined || linked === undefined || runs === undefined || linked === runs) return [];
  const place: Place = stage;
  const values = { program: baseName(program.path), stage: program.stage, linked, image, runs };
  return [finding('libc-missing', { ...values, from: citeLine(needs.libc) }, place)];
}
