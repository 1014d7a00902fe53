import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

interface Units {
  [name: string]: number;
}

const units: Units = JSON.parse(readFileSync('config/units.json', 'utf8'));
const server = Fastify({ logger: true });

server.get<{ Params: { unit: string }; Querystring: { amount?: number } }>('/metres/:unit', (request, reply) => {
  const factor = units[request.params.unit];
  if (factor === undefined) return reply.code(404).send({ error: 'no such unit' });
  return { metres: factor * Number(request.query.amount ?? 1) };
});

process.on('SIGTERM', () => void server.close());
await server.listen({ host: process.env.HOST ?? '127.0.0.1', port: Number(process.env.PORT ?? 8080) });
