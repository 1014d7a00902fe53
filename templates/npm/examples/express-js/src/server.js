const path = require('node:path');
const express = require('express');
const greeting = require('./greeting');

const app = express();
app.use(express.static(path.join(__dirname, '..', 'public')));
app.get('/hello/:name', (request, response) => {
  response.json({ message: greeting(request.params.name) });
});

const port = process.env.PORT || 3000;
const server = app.listen(port, () => console.log(`listening on ${port}`));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
