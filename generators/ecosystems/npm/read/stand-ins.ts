/** Stand-ins by name: drivers read the address when they are loaded and connect when they are used. */
const STAND_INS: [name: RegExp, value: string][] = [
  [/MONGO.*UR[IL]$|MONGODB$|MONGO.*CONN(ECTION)?(_STR(ING)?)?$/, 'mongodb://localhost/NAME'],
  [/REDIS.*UR[IL]$/, 'redis://localhost'],
  [/MYSQL.*UR[IL]$/, 'mysql://localhost/NAME'],
  [/(DATABASE|POSTGRES|PG|DB).*UR[IL]$/, 'postgres://localhost/NAME'],
  [/UR[IL]$/, 'http://localhost'],
];

/** An address that a driver takes, by the name of the variable; undefined where any text will do. */
export function standInFor(name: string, database = 'build'): string | undefined {
  return STAND_INS.find(([pattern]) => pattern.test(name))?.[1].replace('NAME', database);
}
