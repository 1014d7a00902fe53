import { readFile } from 'node:fs/promises';
import Router from '@koa/router';
import Koa from 'koa';

const notes = ['water the plants'];
const router = new Router();
router.get('/', async (context) => {
  const page = await readFile(new URL('../views/index.html', import.meta.url), 'utf8');
  context.type = 'html';
  context.body = page.replace('{{notes}}', notes.map((note) => `<li>${note}</li>`).join(''));
});
router.get('/notes', (context) => {
  context.body = { notes };
});

const server = new Koa().use(router.routes()).listen(Number(process.env.PORT ?? 4000));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
