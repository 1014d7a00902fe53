import type { Manifest } from './manifest.js';

/** Packages that answer over the network or keep a process busy: their user is a program, not a library. */
const SERVERS =
  /^(express|fastify|koa|hono|@hono\/node-server|@hapi\/hapi|hapi|restify|polka|micro|h3|@nestjs\/core|apollo-server.*|@apollo\/server|graphql-yoga|socket\.io|ws|discord\.js|telegraf|grammy|node-telegram-bot-api|bullmq|bull|amqplib|kafkajs|mqtt|node-cron|probot|@slack\/bolt|@modelcontextprotocol\/sdk|json-server|@adonisjs\/core|@feathersjs\/.*|sails|total\.js|moleculer|@trpc\/server|egg|midway|@loopback\/.*|loopback|@strapi\/strapi|strapi|parse-server|ghost|keystone|whatsapp-web\.js|eris|@fastify\/.*|@grpc\/grpc-js|elysia)$/;

export function isServerPackage(manifest: Manifest): boolean {
  return Object.keys(manifest.json.dependencies ?? {}).some((name) => SERVERS.test(name));
}
