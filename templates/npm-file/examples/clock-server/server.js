const http = require('http');
const { describe } = require('./lib/clock');

const server = http.createServer((request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end(`it is ${describe(new Date())} here\n`);
});

server.listen(process.env.PORT || 4000);
process.on('SIGTERM', () => server.close());
