import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { rm } from "node:fs/promises";
import type { Hono } from "hono";

/** Answers requests for a site on a unix socket, where the gateway passes them on. */
export async function serveSite(site: Hono, socket: string): Promise<void> {
  const answer = getRequestListener(site.fetch);
  const server = createServer((request, response) => void answer(request, response));
  // Of an earlier process with the same number.
  await rm(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, resolve);
  });
  // The site does not keep a world alive that has nothing else to do.
  server.unref();
}
