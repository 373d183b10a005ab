import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { defineGame } from "../../game/define-game.ts";
import { testGame, type TestGame, type TestGameOptions } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";
import { issueLoginToken, redeemLoginToken, type LoginToken } from "./login-token.ts";
import { inputFunction } from "../inputs/input-function.ts";
import { z } from "zod";

const password = "three wet herons";

async function gameOfAnn(options: TestGameOptions = {}): Promise<TestGame> {
  return testGame({
    superuser: { name: "Ann", password },
    ...options,
    config: { accounts: { sessionMode: 2 }, ...options.config },
  });
}

const client = (game: TestGame, flags: JsonObject = {}, address = "10.0.0.1"): Promise<TestSession> =>
  game.connect({ flags: { OOB: "gmcp", ...flags }, address });

/** What `Char.Login` answered, by name. */
async function tried(
  game: TestGame,
  session: TestSession,
  name: string,
  kwargs: JsonObject,
): Promise<[string, JsonObject][]> {
  const from = session.commands.length;
  session.send(`char_login_${name}`, [], kwargs);
  await game.rest();
  return session.commands
    .slice(from)
    .filter((command) => command.name.startsWith("Char.Login."))
    .map((command) => [command.name.slice("Char.Login.".length), command.kwargs]);
}

const refused = (message: RegExp) => ["Result", { success: false, message: expect.stringMatching(message) }];
const accepted = ["Result", { success: true }];

/** Logs in by password with version 2. @returns the token */
async function tokenFor(game: TestGame, session: TestSession): Promise<string> {
  const answers = await tried(game, session, "credentials", { account: "ann", password, version: 2 });
  expect(answers).toEqual([accepted, ["Token", expect.objectContaining({ account: "ann" })]]);
  return tokenIn(answers);
}

const tokenIn = (answers: readonly [string, JsonObject][]): string => {
  const token = answers[1]?.[1]["token"];
  return typeof token === "string" ? token : "";
};

describe("Char.Login.Credentials", () => {
  it("log in with what the client has stored", async () => {
    const game = await gameOfAnn();
    const first = await game.connect();
    await game.logIn(first, "ann");
    await game.call("charcreate Bob", { as: first });
    const session = await client(game);
    const attempt = (kwargs: JsonObject) => tried(game, session, "credentials", kwargs);
    expect(await attempt({ account: "ann", password: "wrong" })).toEqual([refused(/Incorrect/)]);
    expect(await attempt({})).toEqual([]);
    expect(await attempt({ account: "ann" })).toEqual([refused(/typing/)]);
    expect(await attempt({ account: "ann:bob", password })).toEqual([accepted]);
    expect(game.session(session).puppet?.key).toBe("Bob");
    expect(await attempt({ account: "ann", password })).toEqual([refused(/already/)]);
    expect(JSON.stringify(game.log)).not.toContain("herons");
  });

  it("are counted like passwords that are typed", async () => {
    const game = await gameOfAnn();
    for (let tries = 0; tries < 5; tries++) {
      const session = await client(game);
      await tried(game, session, "credentials", { account: "ann", password: "wrong" });
    }
    expect(await tried(game, await client(game), "credentials", { account: "ann", password })).toEqual([
      refused(/Too many/),
    ]);
  });

  it("never reach code of the game", async () => {
    const heard: string[] = [];
    const spy = inputFunction({
      help: "Listens.",
      takes: z.looseObject({}),
      run: (_session, given) => void heard.push(JSON.stringify(given)),
    });
    const definition = defineGame({ client: { inputs: { Char_Login_Credentials: spy } } });
    const game = await gameOfAnn({ definition });
    const answers = await tried(game, await client(game), "credentials", { account: "ann", password });
    expect(answers).toEqual([accepted]);
    expect(heard).toEqual([]);
  });
});

describe("a saved login", () => {
  it("is good once, for the same client and the next token, over a crash too", async () => {
    const game = await gameOfAnn();
    const first = await tokenFor(game, await client(game));
    expect(Buffer.from(first, "base64url")).toHaveLength(32);
    await game.crash();
    const session = await client(game);
    const answers = await tried(game, session, "reconnect", { account: "ann", token: first, version: 2 });
    expect(answers).toEqual([
      accepted,
      ["Token", { account: "ann", token: expect.any(String) as string, secure_only: false }],
    ]);
    expect(game.session(session).account?.key).toBe("Ann");
    const next = tokenIn(answers);
    expect(next).not.toBe(first);
    const again = await client(game);
    expect(await tried(game, again, "reconnect", { account: "ann", token: first })).toEqual([
      refused(/no longer/),
    ]);
    expect((await tried(game, again, "reconnect", { account: "ann", token: next }))[0]).toEqual(accepted);
    expect(JSON.stringify(game.log)).not.toContain(first);
    expect(JSON.stringify(game.session(again).account?.loginTokens)).not.toContain(next);
  });

  it("is given to nobody who does not keep it, or does not know of it", async () => {
    const game = await gameOfAnn();
    const of = (kwargs: JsonObject) => async () =>
      tried(game, await client(game), "credentials", { account: "ann", password, ...kwargs });
    expect(await of({ version: 2, token_storage: false })()).toEqual([accepted]);
    expect(await of({ version: 1 })()).toEqual([accepted]);
    expect(await of({})()).toEqual([accepted]);
    const session = await client(game);
    await tried(game, session, "credentials", { token_storage: false });
    expect(await tried(game, session, "credentials", { account: "ann", password, version: 2 })).toEqual([
      accepted,
    ]);
  });

  it("is good for nothing once it came in the clear, where it was given on an encrypted connection", async () => {
    const game = await gameOfAnn();
    const secure = await client(game, { SSL: true });
    const [, [, token]] = (await tried(game, secure, "credentials", {
      account: "ann",
      password,
      version: 2,
    })) as [unknown, [string, { token: string; secure_only: boolean }]];
    expect(token.secure_only).toBe(true);
    const saved = { account: "ann", token: token.token };
    expect(await tried(game, await client(game), "reconnect", saved)).toEqual([refused(/no longer/)]);
    const session = await client(game, { SSL: true });
    expect(await tried(game, session, "reconnect", saved)).toEqual([refused(/no longer/)]);
  });

  it("ends with its time, and when ten others have come after it", () => {
    let kept: readonly LoginToken[] = [];
    const account = {
      get loginTokens() {
        return kept.map((token) => ({ ...token }));
      },
      setLoginTokens: (tokens: readonly LoginToken[]) => void (kept = tokens),
    };
    const day = 24 * 60 * 60 * 1000;
    const tokens = Array.from({ length: 12 }, () => issueLoginToken(account, { isSecure: true, now: 0 }));
    const isGood = (index: number, now: number): boolean =>
      redeemLoginToken(account, String(tokens[index]), { isSecure: true, now });
    expect(isGood(1, 0)).toBe(false);
    expect(isGood(2, 90 * day - 1)).toBe(true);
    expect(kept).toHaveLength(9);
    expect(isGood(3, 90 * day)).toBe(false);
    expect(kept).toEqual([]);
  });

  it("ends with a new password", async () => {
    const game = await gameOfAnn();
    const other = await client(game);
    const young = await tokenFor(game, other);
    await game.call(`password ${password} = seven grey geese`, { as: other });
    expect(await tried(game, await client(game), "reconnect", { account: "ann", token: young })).toEqual([
      refused(/no longer/),
    ]);
  });

  it("cannot be guessed for long", async () => {
    const game = await gameOfAnn();
    const token = await tokenFor(game, await client(game));
    const guess = async (guessed: string) =>
      tried(game, await client(game, {}, "10.0.0.9"), "reconnect", { account: "ann", token: guessed });
    for (let tries = 0; tries < 5; tries++) expect(await guess("guess")).toEqual([refused(/no longer/)]);
    expect(await guess(token)).toEqual([refused(/Too many/)]);
  });
});

describe("a sign-in on a page", () => {
  it("is offered to those who come back to it, and completed by the game", async () => {
    const definition = defineGame({
      client: {
        signIn: {
          page: ({ account, provider }) =>
            provider === "harbour"
              ? { url: `https://quay.example/?as=${account}`, provider: "Harbour" }
              : null,
        },
      },
    });
    const game = await gameOfAnn({ definition });
    expect(game.world.charLogin.offer).toEqual({ provider: null, page: true });
    const session = await client(game);
    const attempt = (provider: string) => tried(game, session, "credentials", { account: "ann", provider });
    expect(await attempt("nobody")).toEqual([refused(/typing/)]);
    expect(await attempt("harbour")).toEqual([
      ["URL", { url: "https://quay.example/?as=ann", provider: "Harbour" }],
    ]);
    const ann = game.world.accounts.find("ann");
    const from = session.commands.length;
    await game.turn(() => {
      if (ann !== null) expect(game.world.charLogin.complete(game.session(session), ann)).toBeNull();
    });
    const answers = session.commands.slice(from).map(({ name }) => name);
    expect(answers).toEqual(expect.arrayContaining(["logged_in", "Char.Login.Result", "Char.Login.Token"]));
    await game.turn(() => {
      if (ann !== null) expect(game.world.charLogin.complete(game.session(session), ann)).toMatch(/already/);
    });
  });

  it("is never at an address that a client must not open", async () => {
    const definition = defineGame({ client: { signIn: { page: () => ({ url: "javascript:alert(1)" }) } } });
    const game = await gameOfAnn({ definition });
    const session = await client(game);
    expect(await tried(game, session, "credentials", { account: "ann", provider: "x" })).toEqual([]);
    expect(game.log.at(-1)).toMatchObject({ message: "an input function failed" });
  });
});
