import {
  run,
  serverVariable,
  templateVariable,
  withDatabase,
} from './database/create-test-database.js';
import { buildProduct } from './database/build-product.js';
import { migrateDatabase, startServer } from './database/start-server.js';

let stop: (() => Promise<void>) | undefined;

/** Once per run of the project "db": a server, and a template database with the product's migrations. */
export async function setup(): Promise<void> {
  await buildProduct();
  const given = process.env['TEST_DATABASE_URL'];
  const isBorrowed = given !== undefined && given !== '';
  const server = isBorrowed ? { url: given, stop: () => Promise.resolve() } : await startServer();
  // On a borrowed server other runs may be at work at the same time.
  const template = isBorrowed ? `hookline_template_${process.pid}` : 'hookline_template';
  stop = async () => {
    if (isBorrowed) await run(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
  try {
    await run(server.url, `create database ${template}`);
    await migrateDatabase(withDatabase(server.url, template));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env[serverVariable] = server.url;
  process.env[templateVariable] = template;
}

export async function teardown(): Promise<void> {
  await stop?.();
}
