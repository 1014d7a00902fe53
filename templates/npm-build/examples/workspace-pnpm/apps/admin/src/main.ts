import { createServer } from 'node:http';

createServer((_, response) => response.end('admin')).listen(4001);
