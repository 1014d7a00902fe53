/** Stand-ins by name: drivers read the address when they are loaded and connect when they are used. */
const STAND_INS: [name: RegExp, value: string][] = [
  [/MONGO.{0,60}UR[IL]$|MONGODB$|MONGO.{0,60}CONN(ECTION)?(_STR(ING)?)?$/, 'mongodb://localhost/NAME'],
  [/REDIS.{0,60}UR[IL]$/, 'redis://localhost'],
  [/MYSQL.{0,60}UR[IL]$/, 'mysql://localhost/NAME'],
  [/(DATABASE|POSTGRES|PG|DB).{0,60}UR[IL]$/, 'postgres://localhost/NAME'],
  [/UR[IL]$/, 'http://localhost'],
];

/** An address that a driver takes, by the name of the variable; undefined where any text will do. */
export function standInFor(name: string, database = 'build'): string | undefined {
  return STAND_INS.find(([pattern]) => pattern.test(name))?.[1].replace('NAME', database);
}
