import Fastify from 'fastify';
import { metres } from './units.ts';

const server = Fastify({ logger: true });

server.get<{ Params: { unit: string }; Querystring: { amount?: string } }>('/metres/:unit', (request, reply) => {
  const result = metres(request.params.unit, Number(request.query.amount ?? 1));
  if (result === undefined) return reply.code(404).send({ error: 'no such unit' });
  return { metres: result };
});

process.on('SIGTERM', () => void server.close());
await server.listen({ host: process.env.HOST ?? '127.0.0.1', port: Number(process.env.PORT ?? 8080) });
