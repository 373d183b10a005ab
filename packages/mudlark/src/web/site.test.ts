import { describe, expect, it } from "vitest";
import { silentLogger } from "../base/logger.ts";
import type { SiteFacts } from "./site-facts.ts";
import { createSite } from "./site.ts";

const facts: SiteFacts = {
  name: "Quay & <Sea>",
  slogan: "A harbour at night",
  telnet: { host: "quay.example", ports: [4000, 23], tlsPorts: [4003] },
  playersOnline: () => 3,
};

const get = async (path: string, change: Partial<SiteFacts> = {}, init?: RequestInit): Promise<Response> =>
  createSite({ ...facts, ...change }, silentLogger).request(path, init);

const textOf = async (path: string, change?: Partial<SiteFacts>): Promise<string> =>
  (await get(path, change)).text();

describe("the site", () => {
  it("says on its front page what the game is, who is there, and how to come in", async () => {
    const response = await get("/");
    expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    const home = await response.text();
    expect(home).toContain("<h1>Quay &amp; &lt;Sea&gt;</h1>");
    expect(home).toContain("A harbour at night");
    expect(home).toContain('href="/play"');
    expect(home).toContain("<code>telnet quay.example 4000</code> or <code>telnet quay.example 23</code>");
    expect(home).toContain("host <code>quay.example</code>, port <code>4003</code>");
    expect(home).toContain("3 players are in the game now.");
    expect(home).not.toContain("<Sea>");
  });

  it("names only what is on", async () => {
    expect(await textOf("/", { telnet: null })).not.toContain("telnet");
    expect(await textOf("/", { slogan: "" })).not.toContain("slogan");
    expect(await textOf("/", { playersOnline: () => 1 })).toContain("One player is");
    expect(await textOf("/", { playersOnline: () => 0 })).toContain("Nobody is in the game");
  });

  it("gives a page to play on, with words for those without scripts", async () => {
    const play = await textOf("/play");
    expect(play).toMatch(/id="log"\s+role="log"/);
    expect(play).toMatch(/<label[^>]+for="line"/);
    expect(play).toMatch(/<noscript>[^]*telnet quay\.example 4000[^]*<\/noscript>/);
  });

  it("lets no page bring code of its own, and no other site frame it", async () => {
    for (const path of ["/", "/play", "/nowhere"]) {
      const response = await get(path);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("referrer-policy")).toBe("same-origin");
      const html = await response.text();
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
    }
  });

  it("serves its scripts as JavaScript that a browser can keep", async () => {
    const address = /<script[^>]+src="([^"]+)"/.exec(await textOf("/play"))?.[1] ?? "";
    const queue = [address];
    const seen = new Set<string>();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const response = await get(next);
      expect(response.status, next).toBe(200);
      expect(response.headers.get("content-type")).toContain("text/javascript");
      const script = await response.text();
      expect(script).not.toMatch(/^(interface|import type|export type)\b/m);
      for (const [, name] of script.matchAll(/from "\.\/([^"]+)"/g)) queue.push(`/assets/${name}`);
    }
    expect(seen.size).toBeGreaterThan(5);
    const tag = (await get(address)).headers.get("etag") ?? "";
    expect((await get(address, {}, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  it("serves nothing that it does not list", async () => {
    for (const path of [
      "/assets/..%2fsite.ts",
      "/assets/tsconfig.json",
      "/assets/.env",
      "/assets/constructor",
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  it("answers a wrong address with a page that leads back", async () => {
    const response = await get("/nowhere");
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/Page not found[^]*href="\/"/);
  });

  it("tells a visitor nothing about why a page failed", async () => {
    const response = await get("/", {
      playersOnline: () => {
        throw new Error("the cellar key is 4711");
      },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("4711");
  });
});
