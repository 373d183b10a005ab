import type { JsonObject } from "../../base/json.ts";
import { normaliseUsername } from "../../session/accounts/username.ts";
import { Account } from "../../session/accounts/account.ts";
import type { Engine } from "../engine.ts";

/** The word for the rank that is no permission: it passes every lock. */
const superuser = "superuser";

/** What the operator does with accounts (`web-and-operations.md` §2). */
export class AccountDesk {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Every account, by id. */
  list(): Promise<JsonObject[]> {
    return this.#turn("account list", () => this.#all().map((account) => this.#describe(account)));
  }

  async create(typed: string, password: string, permissions: readonly string[]): Promise<JsonObject> {
    const { accounts } = this.#engine;
    const name = normaliseUsername(typed);
    refuseIf(await accounts.passwordProblems(password, name));
    const passwordHash = await accounts.hash(password);
    return this.#turn("account create", () => {
      refuseIf(accounts.nameProblems(name));
      const isSuperuser = permissions.includes(superuser);
      const account = accounts.create({ name, passwordHash, address: null, superuser: isSuperuser });
      this.#give(account, permissions);
      this.#note("an account was made", account);
      return this.#describe(account);
    });
  }

  /** Whoever knew the old password is out: every session of the account ends. */
  async setPassword(name: string, password: string): Promise<JsonObject> {
    const { accounts, entrance } = this.#engine;
    refuseIf(await accounts.passwordProblems(password, name));
    const hash = await accounts.hash(password);
    return this.#turn("account password", () => {
      const account = this.#find(name);
      entrance.replacePassword(account, hash);
      this.#note("a password was set", account);
      return this.#describe(account);
    });
  }

  grant(name: string, permissions: readonly string[]): Promise<JsonObject> {
    return this.#turn("account grant", () => {
      const account = this.#find(name);
      this.#give(account, permissions);
      this.#note("permissions were given", account, permissions);
      return this.#describe(account);
    });
  }

  revoke(name: string, permissions: readonly string[]): Promise<JsonObject> {
    return this.#turn("account revoke", () => {
      const account = this.#find(name);
      for (const permission of permissions) this.#take(account, permission);
      this.#note("permissions were taken away", account, permissions);
      return this.#describe(account);
    });
  }

  #give(account: Account, permissions: readonly string[]): void {
    if (permissions.includes(superuser)) account.makeSuperuser();
    account.permissions.add(permissions.filter((permission) => permission !== superuser));
  }

  #take(account: Account, permission: string): void {
    if (permission === superuser ? !account.hasSuperuserRank : !account.permissions.has(permission)) {
      throw new Error(`${account.key} does not have ${permission}. Nothing was changed.`);
    }
    if (permission !== superuser) return account.permissions.remove([permission]);
    const others = this.#all().filter((other) => other !== account && other.hasSuperuserRank);
    if (others.length === 0) {
      throw new Error(
        `${account.key} is the only superuser. Give somebody else that rank first: mudlark account grant NAME superuser`,
      );
    }
    account.endSuperuserRank();
  }

  #all(): Account[] {
    return [...this.#engine.game.collection("account").ofClass(Account)];
  }

  #find(name: string): Account {
    const account = this.#engine.accounts.find(name);
    if (account !== null) return account;
    throw new Error(`There is no account "${name}". All of them: mudlark account list`);
  }

  #describe(account: Account): JsonObject {
    return {
      id: account.id,
      name: account.key,
      superuser: account.hasSuperuserRank,
      permissions: [...account.permissions.all()],
      characters: account.characters.map((character) => character.key),
      lastLogin: account.lastLogin,
      sessions: this.#engine.sessions.ofAccount(account).length,
    };
  }

  #note(what: string, account: Account, permissions: readonly string[] = account.permissions.all()): void {
    const { turns, logger } = this.#engine.game;
    const facts = { by: "operator", from: "command line", account: account.key, permissions };
    turns.requireTurn().onCommit(() => logger.security(what, facts));
  }

  #turn<T>(label: string, work: () => T): Promise<T> {
    return this.#engine.game.turns.run({ kind: "event", label, lane: "operator" }, work);
  }
}

function refuseIf(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
