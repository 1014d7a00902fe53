const path = require('node:path');
const express = require('express');

const pages = path.join(__dirname, '../client/dist');
const guests = ['Ada', 'Grace'];
const app = express();
app.get('/api/guests', (request, response) => response.json(guests));
app.use(express.static(pages));
app.get('/{*path}', (request, response) => response.sendFile(path.join(pages, 'index.html')));

const server = app.listen(process.env.PORT || 5000);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
