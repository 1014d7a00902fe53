import { argv } from 'node:process';

const limit = Number(argv[2] ?? 20);
const primes = [];
for (let n = 2; n <= limit; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
console.log(`primes: ${primes.join(' ')}`);
