import type { Timer } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { CommandSet } from "../command/sets/command-set.ts";
import type { CommandSetRegistry } from "../command/sets/command-set-registry.ts";
import type { Dialogs } from "../command/dialogs/dialogs.ts";
import type { Outcome } from "../command/run/outcome.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Turn } from "../model/turn/turn.ts";
import type { Account } from "./accounts/account.ts";

/** What a session needs of the world around it. */
export interface SessionWorld<Session> {
  /** The open turn. @throws MudlarkError TURN_CLOSED */
  requireTurn(): Turn;
  /** Called when a session changes whom it belongs to or plays, so that the indexes follow. */
  accountChanged(session: Session, before: Account | null): void;
  puppetChanged(session: Session, before: WorldObject | null): void;
  /** The sessions that share the asking one's place (`sessions.md` §8.3). */
  replySessions(session: Session, policy: boolean | "auto"): readonly Session[];
  /** Runs something as a turn of the session, that many seconds from now. */
  later(session: Session, seconds: number, label: string, work: () => void): Timer;
  /** Runs a line as the session's. */
  run(session: Session, line: string): Promise<Outcome>;
  now(): number;
  readonly logger: Logger;
  readonly commandSets: CommandSetRegistry;
  /** Opens pagers, menus and editors. */
  dialogs(): Dialogs;
  /** The commands at the login screen, or those of every session that is logged in. */
  defaultCommandSet(session: Session): CommandSet | null;
}
