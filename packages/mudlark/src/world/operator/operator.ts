import { setImmediate } from "node:timers/promises";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { checkSessions, type SessionFacts } from "../../session/check-sessions.ts";
import { checkContents } from "../check/check-contents.ts";
import { checkIndexes } from "../check/check-indexes.ts";
import { checkReads } from "../check/check-reads.ts";
import { checkStored } from "../check/check-stored.ts";
import type { Engine } from "../engine.ts";
import { AccountDesk } from "./account-desk.ts";
import { evaluateForOperator } from "./evaluate-for-operator.ts";
import { readFlag, readSessionFacts, readText, readTexts } from "./request.ts";

/** So many fit into one answer; whoever mends those sees the rest. */
const mostFindings = 1000;

/**
 * Does in the world what the command line asks for, each thing as a turn (`web-and-operations.md` §6.4). Whoever may
 * open the control socket, or the database, may do everything; a refusal is an Error whose message is for that person.
 */
export class Operator {
  readonly #engine: Engine;
  readonly #accounts: AccountDesk;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#accounts = new AccountDesk(engine);
  }

  /** Resolves when what was done is stored. */
  async perform(verb: string, args: JsonObject): Promise<JsonValue> {
    const name = (): string => readText(args, "name");
    switch (verb) {
      case "eval":
        return evaluateForOperator(this.#engine, readText(args, "code"), readFlag(args, "colour"));
      case "checkMemory":
        return this.#checkMemory(readSessionFacts(args));
      case "accountList":
        return this.#accounts.list();
      case "accountCreate":
        return this.#accounts.create(name(), readText(args, "password"), readTexts(args, "permissions"));
      case "accountPassword":
        return this.#accounts.setPassword(name(), readText(args, "password"));
      case "accountGrant":
        return this.#accounts.grant(name(), readTexts(args, "permissions"));
      case "accountRevoke":
        return this.#accounts.revoke(name(), readTexts(args, "permissions"));
      default:
        throw new Error(`The world knows nothing called "${verb}".`);
    }
  }

  /** What is wrong with what only a running world has. */
  async #checkMemory(connected: readonly SessionFacts[] | undefined): Promise<JsonValue> {
    const { game, time, store } = this.#engine;
    const find = (id: number) => game.record("object", id);
    const sessions = checkSessions(game, connected).map((fault) => ({ ...fault, rule: "sessions" }));
    const pause = (): Promise<void> => setImmediate();
    const timers = [...time.faults()].map((fault) => ({ ...fault, rule: "timer" }));
    const findings = [
      ...checkReads(game),
      ...(await checkContents(game.objects.records(), find, pause)),
      ...(await checkIndexes(game, pause)),
    ];
    for await (const finding of checkStored(game, store, pause)) findings.push(finding);
    const inShort = findings.map(({ rule, about, problem }) => ({ rule, about, problem }));
    return [...sessions, ...timers, ...inShort].slice(0, mostFindings);
  }
}
