import { isClientSetting } from '../../../knowledge/client-settings.js';
import { directoryOf } from '../../../project/paths.js';
import type { Program } from '../read/program.js';
import { type Source, spotAt } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort, namesClient } from './port.js';
import { listens } from './port-files.js';

/** A function with a parameter that is a port: `func New(port string)`. */
interface Taker {
  name: string;
  /** How many parameters stand before it. */
  position: number;
  source: Source;
}

/** Ports that are handed to a function as a number, in a package that listens: `http.New("3000")`. */
export function givenPorts({ sources }: Program): Port[] {
  const takers = sources.filter(({ generated }) => !generated).flatMap(takersIn);
  const listening = takers.filter(({ source }) => listens(beside(sources, source)));
  return listening.flatMap(({ name, position, source }) => {
    const before = String.raw`(?:[^,()\n]{1,200},\s*){${position}}`;
    const call = new RegExp(
      String.raw`(?<!func )(?<!\) )(?:\b(\w+)\.)?\b${name}\(\s*${before}"?:?(\d{4,5})"?\s*[,)]`,
      'g',
    );
    return sources.flatMap((caller) =>
      [...caller.code.matchAll(call)].flatMap(({ 1: qualifier, 2: digits, index }): Port[] => {
        const near = qualifier === undefined && directoryOf(caller.path) === directoryOf(source.path);
        if (!near && qualifier === undefined) return [];
        const value = Number(digits);
        if (!isServerPort(value)) return [];
        return [
          { value, from: spotAt(caller, index), because: `${name} is given it as its port`, weight: 4 },
        ];
      }),
    );
  });
}

function takersIn(source: Source): Taker[] {
  return [...source.code.matchAll(/^func (?:\([^)\n]{0,200}\) )?(\w+)\(([^()\n]{1,300})\)/gm)].flatMap(
    ([, name = '', parameters = '']) => {
      const position = parameters.split(',').findIndex((one) => /^\s*\w{0,30}[pP]ort(?:\s|$)/.test(one));
      if (position === -1 || isClientSetting(`${name} ${parameters.split(',')[position] ?? ''}`)) return [];
      return namesClient(name) || /dial|client|connect/i.test(name) ? [] : [{ name, position, source }];
    },
  );
}

/** The files of a file's package. */
function beside(sources: readonly Source[], { path }: Source): Source[] {
  return sources.filter((one) => directoryOf(one.path) === directoryOf(path));
}
