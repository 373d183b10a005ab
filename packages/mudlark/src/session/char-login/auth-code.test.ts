import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { defineGame } from "../../game/define-game.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";

/** An OpenID provider on a port of its own. It knows one code, and says of whom it is what the test wants. */
class Provider {
  readonly #server: Server;
  readonly asked: { form: Record<string, string>; authorization: string | undefined }[] = [];
  claims: JsonObject = {};
  /** Answers with this instead of a token. */
  status: number | null = null;
  body: string | null = null;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(([status, body]) => response.writeHead(status).end(body));
    });
  }

  static async start(): Promise<Provider> {
    const provider = new Provider();
    provider.#server.listen(0, "127.0.0.1");
    await once(provider.#server, "listening");
    return provider;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage): Promise<[number, string]> {
    if (request.url === "/.well-known/openid-configuration")
      return [200, JSON.stringify({ issuer: this.address, token_endpoint: `${this.address}/token` })];
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const form = Object.fromEntries(new URLSearchParams(text));
    this.asked.push({ form, authorization: request.headers.authorization });
    if (this.status !== null) return [this.status, "{}"];
    if (this.body !== null) return [200, this.body];
    if (form["code"] !== "right") return [400, JSON.stringify({ error: "invalid_grant" })];
    return [200, JSON.stringify({ access_token: "x", token_type: "Bearer", id_token: this.#idToken() })];
  }

  #idToken(): string {
    const claims = { iss: this.address, sub: "ann-1", aud: "quay", exp: 9_999_999_999, ...this.claims };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "RS256" })}.${part(claims)}.signature`;
  }
}

let provider: Provider;
let game: TestGame;

beforeEach(async () => {
  provider = await Provider.start();
  game = await testGame({
    superuser: { name: "Ann", password: "three wet herons" },
    definition: defineGame({
      client: {
        signIn: { accountOf: ({ subject }, world) => world.accounts.find(subject.replace(/-\d+$/, "")) },
      },
    }),
    config: {
      accounts: {
        oauth: {
          discovery: `${provider.address}/.well-known/openid-configuration`,
          clientId: "quay",
          clientSecret: "deep water",
        },
      },
    },
  });
});

afterEach(() => provider.stop());

/** What `Char.Login` answered to a code, by name. */
async function tried(
  kwargs: JsonObject = {},
  flags: JsonObject = { SSL: true },
): Promise<[string, JsonObject][]> {
  const session = await game.connect({ flags: { OOB: "gmcp", ...flags } });
  const grant = {
    code: "right",
    code_verifier: "v".repeat(43),
    redirect_uri: "http://127.0.0.1:1/",
    ...kwargs,
  };
  session.send("char_login_authcode", [], grant);
  const answers = () => session.commands.filter(({ name }) => name.startsWith("Char.Login."));
  await expect.poll(() => answers().length, { interval: 5 }).toBeGreaterThan(0);
  await game.rest();
  return answers().map(({ name, kwargs: told }) => [name.slice("Char.Login.".length), told]);
}

const refused = (message: RegExp) => [
  ["Result", { success: false, message: expect.stringMatching(message) as string }],
];

describe("a code of a provider", () => {
  it("logs in whom the provider vouches for", async () => {
    provider.claims = { nonce: "n-7", aud: ["other", "quay"] };
    expect(await tried({ nonce: "n-7" })).toEqual([
      ["Result", { success: true }],
      ["Token", { account: "Ann", token: expect.any(String) as string, secure_only: true }],
    ]);
    expect(provider.asked).toEqual([
      {
        form: {
          grant_type: "authorization_code",
          code: "right",
          code_verifier: "v".repeat(43),
          redirect_uri: "http://127.0.0.1:1/",
          client_id: "quay",
        },
        authorization: `Basic ${Buffer.from("quay:deep%20water").toString("base64")}`,
      },
    ]);
    const log = JSON.stringify(game.log);
    for (const secret of ["vvvv", "right", "deep"]) expect(log).not.toContain(secret);
  });

  it("is taken on encrypted connections only", async () => {
    expect(await tried({}, {})).toEqual(refused(/encrypted/));
    expect(provider.asked).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["a wrong code", {}, { code: "wrong" }],
    ["a word for another game", { aud: "elsewhere" }, {}],
    ["a word of somebody else", { iss: "https://elsewhere.example" }, {}],
    ["a word that is out of date", { exp: 1 }, {}],
    ["a word for another client", { nonce: "n-8" }, { nonce: "n-7" }],
  ])("is refused for %s, and counted", async (_what, claims, kwargs) => {
    provider.claims = claims;
    for (let tries = 0; tries < 5; tries++) expect(await tried(kwargs)).toEqual(refused(/no longer/));
    const { length } = provider.asked;
    expect(await tried(kwargs)).toEqual(refused(/Too many/));
    expect(provider.asked).toHaveLength(length);
  });

  it("is of no use without an account", async () => {
    provider.claims = { sub: "zoe-1" };
    expect(await tried()).toEqual(refused(/no account/));
  });

  it("is not counted when the provider cannot say", async () => {
    provider.status = 503;
    for (let tries = 0; tries < 6; tries++) expect(await tried()).toEqual(refused(/just now/));
    provider.status = null;
    for (const body of ["no JSON", '{"id_token":7}', '{"id_token":"a.b.c"}', "x".repeat(100_000)]) {
      provider.body = body;
      expect(await tried()).toEqual(refused(/just now/));
    }
    provider.body = null;
    expect((await tried())[0]).toEqual(["Result", { success: true }]);
  });
});
