import { total } from '@till/money';
import Fastify from 'fastify';

const server = Fastify({ logger: true });

server.get<{ Querystring: { price?: string | string[] } }>('/total', (request) => {
  const prices = [request.query.price ?? []].flat();
  return { total: total(prices), items: prices.length, in: 'euros' };
});

process.on('SIGTERM', () => void server.close());
await server.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 4000) });
