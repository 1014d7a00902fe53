import { isClientSetting } from '../../../knowledge/client-settings.js';
import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import type { Spot } from '../read/source.js';
/** What overrides an address or a port. */
export interface Override {
  name: string;
  kind: 'address' | 'port' | 'host';
}

/** A port the program listens on. */
export interface Port {
  value: number;
  /** `main.go:31`. */
  from: Spot;
  because: string;
  /** How sure: the highest stand, the others are noise of clients and examples. */
  weight: number;
  /** Set when nothing but its variable says where it listens, so the image has to. */
  assumed?: boolean;
  /** The field of the settings it is read into, while no default of it is known. */
  field?: string;
  /** Set when it listens where no other container reaches it. */
  localhost?: boolean;
  /** Set for one that is exposed beside the first, whatever its number. */
  published?: boolean;
  /** The command-line flag whose default this is. */
  flag?: Override;
  /** The variable that overrides it. */
  variable?: Override;
}

/** True for a number that is a port people listen on. */
export function isPort(value: number): boolean {
  return value >= 80 && value < 65_535;
}

/** As {@link isPort}, without those that a setting is more likely to name for another server. */
export function isServerPort(value: number): boolean {
  return isPort(value) && !isForeignPort(value);
}

/** True for the name of a setting that holds a port: `PORT`, `httpPort`, `listen_port`; not `EXPORT`. */
export function namesPort(name: string): boolean {
  if (/(^|[_.-])port$/i.test(name) || /Port$/.test(name)) return true;
  return /port$/i.test(name) && !/(im|ex|sup|re|trans|pass|air)port$/i.test(name);
}

/** True for the flag or variable of a server that the program connects to. */
export function namesClient(name: string): boolean {
  return (
    /endpoint|target|upstream|peer|service_(addr|host|url)/i.test(name) ||
    (isClientSetting(name) && !/listen|bind/i.test(name))
  );
}
