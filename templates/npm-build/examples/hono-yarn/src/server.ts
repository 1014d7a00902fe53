import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod';

const Settings = z.object({ PORT: z.coerce.number().default(8787) });
const { PORT } = Settings.parse(process.env);

const quotes = ['Well begun is half done.', 'Slow and steady wins the race.'];
const app = new Hono();

app.get('/', (c) => c.json({ quotes: quotes.length }));
app.get('/quotes/:number', (c) => {
  const quote = quotes[Number(c.req.param('number')) - 1];
  return quote === undefined ? c.json({ error: 'no such quote' }, 404) : c.json({ quote });
});

const server = serve({ fetch: app.fetch, port: PORT });
process.on('SIGTERM', () => server.close());
