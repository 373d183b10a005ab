import { Hono } from "hono";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import type { Logger } from "../base/logger.ts";
import { messagePage } from "./pages/message-page.ts";
import { homePage } from "./pages/home-page.ts";
import { playPage } from "./pages/play-page.ts";
import type { SiteFacts } from "./site-facts.ts";
import { readStaticFiles } from "./static-files.ts";

/**
 * The game's web site: the front page, the page to play on, and their files (`web-and-operations.md` §10). It needs
 * nothing from any other host, and no page of another site can frame it or run code in it (§14).
 *
 * @example
 * const site = createSite(facts, logger);
 * const page = await site.request("/");
 */
export function createSite(facts: SiteFacts, logger: Logger): Hono {
  const files = readStaticFiles();
  const site = new Hono();
  site.use(headers);
  site.use(etag());
  site.use(async (context, next) => {
    await next();
    // Kept, but asked for anew each time: a reload may bring other pages and scripts.
    context.header("cache-control", "no-cache");
  });
  site.get("/", (context) => context.html(homePage(facts)));
  site.get("/play", (context) => context.html(playPage(facts, files.script("play"))));
  site.get("/assets/:name", (context) => {
    const file = files.find(context.req.param("name"));
    return file === null ? context.notFound() : context.body(file.body, 200, { "content-type": file.type });
  });
  site.get("/robots.txt", (context) => context.text("User-agent: *\nDisallow: /play\n"));
  site.notFound((context) => {
    const words = "There is no page at this address. It may have moved, or the address has a slip in it.";
    return context.html(messagePage(facts, "Page not found", words), 404);
  });
  site.onError((error, context) => {
    logger.error("a page failed", { error, path: context.req.path });
    const words = "Something went wrong while this page was made. The staff can find out why in the log.";
    return context.html(messagePage(facts, "This page failed", words), 500);
  });
  return site;
}

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  // Belongs to whoever does TLS.
  strictTransportSecurity: false,
});
