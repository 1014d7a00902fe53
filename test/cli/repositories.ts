const MAIN = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n';

/** A Go program without dependencies at the root. */
export const GO = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': MAIN };

/** Two Go programs that look alike. */
export const TWO_PROGRAMS = {
  'go.mod': GO['go.mod'],
  'cmd/alpha/main.go': MAIN,
  'cmd/beta/main.go': MAIN,
};

/** A Node.js server with a lock file. */
export const NODE = {
  'package.json': JSON.stringify({ name: 'api', version: '1.0.0', scripts: { start: 'node server.js' } }),
  'package-lock.json': JSON.stringify({ name: 'api', version: '1.0.0', lockfileVersion: 3, packages: {} }),
  'server.js': 'require("node:http").createServer((_, r) => r.end("ok")).listen(process.env.PORT || 3000);\n',
};
