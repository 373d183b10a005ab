import type { CommandDefinition } from "../../command/declaration/definition.ts";
import { cmdset, type CommandSet } from "../../command/sets/command-set.ts";
import type { Entity } from "../../model/entity/entity.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { Account } from "../../session/accounts/account.ts";
import type { Session } from "../../session/session.ts";
import type { GameCommands } from "../../game/define-game.ts";

/** The commands that every game has, by who has them. */
export type StockCommands = Readonly<
  Record<"loggedOut" | "session" | "account" | "staff" | "character", readonly CommandDefinition[]>
>;

/** The same without some of them. */
export function withoutCommands(stock: StockCommands, left: readonly CommandDefinition[]): StockCommands {
  const others = (commands: readonly CommandDefinition[]): readonly CommandDefinition[] =>
    commands.filter((command) => !left.includes(command));
  const { loggedOut, session, account, staff, character } = stock;
  return {
    loggedOut: others(loggedOut),
    session: others(session),
    account: others(account),
    staff: others(staff),
    character: others(character),
  };
}

/** The sets at the bottom of every stack: what the engine brings, with the game's own commands on top. */
export class DefaultCommandSets {
  readonly loggedOut: CommandSet;
  readonly session: CommandSet;
  readonly account: CommandSet;
  readonly staff: CommandSet;
  readonly character: CommandSet;

  constructor(stock: StockCommands, own: GameCommands = {}) {
    this.loggedOut = cmdset({ key: "logged out", commands: [...stock.loggedOut, ...(own.loggedOut ?? [])] });
    this.session = cmdset({
      key: "session",
      priority: -20,
      commands: [...stock.session, ...(own.session ?? [])],
    });
    this.account = cmdset({
      key: "account",
      priority: -10,
      commands: [...stock.account, ...(own.account ?? [])],
    });
    this.staff = cmdset({ key: "staff", priority: -9, commands: [...stock.staff] });
    this.character = cmdset({ key: "character", commands: [...stock.character, ...(own.character ?? [])] });
  }

  get all(): readonly CommandSet[] {
    return [this.loggedOut, this.session, this.account, this.staff, this.character];
  }

  ofEntity(entity: Entity): CommandSet | null {
    if (entity instanceof Account) return this.account;
    const isCharacter =
      entity instanceof WorldObject && (entity.constructor as typeof WorldObject).contentType === "character";
    return isCharacter ? this.character : null;
  }

  ofSession(session: Session): CommandSet {
    return session.isLoggedIn ? this.session : this.loggedOut;
  }
}
