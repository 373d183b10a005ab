import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { GameDefinition } from "../game/define-game.ts";
import type { Kernel } from "../model/kernel.ts";
import { Account } from "../session/accounts/account.ts";
import { Accounts } from "../session/accounts/accounts.ts";
import type { Bans } from "../session/accounts/bans.ts";
import type { Invites } from "../session/accounts/invites.ts";
import { Throttle, type Attempts, type ThrottleLimit } from "../session/accounts/throttle.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";

interface AccountMaker {
  readonly config: ResolvedConfig;
  readonly definition: GameDefinition;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bans: Bans;
  readonly invites: Invites;
}

/** The accounts of a world, as its configuration wants them. */
export function makeAccounts(
  game: Kernel,
  { config, clock, definition, logger, bans, invites }: AccountMaker,
): Accounts {
  const throttle = (name: "login" | "create" | "account"): Throttle => {
    const key = `attempts.${name}`;
    const limit = (): ThrottleLimit => config.throttle[name];
    return new Throttle(
      clock,
      {
        read: () => (game.settings.get(key) as Attempts | undefined) ?? {},
        write: (attempts) => game.settings.set(key, attempts),
      },
      limit,
    );
  };
  return new Accounts({
    game,
    logger,
    loginThrottle: throttle("login"),
    createThrottle: throttle("create"),
    accountThrottle: throttle("account"),
    bans,
    invites,
    accountClass: definition.classes?.account ?? Account,
    characterClass: definition.classes?.character ?? stockClasses.Character,
    settings: {
      registration: config.accounts.registration,
      createCharacter: config.accounts.createCharacter,
      maxCharacters: config.accounts.maxCharacters,
      defaultPermission: config.accounts.defaultPermission,
      names: {
        minLength: config.security.usernameMinLength,
        maxLength: config.security.usernameMaxLength,
        blanks: config.security.usernameBlanks,
      },
      passwords: { minLength: config.security.passwordMinLength },
      guests: {
        enabled: config.guests.enabled,
        names: config.guests.names,
        start: idIn(config.guests.start),
        home: idIn(config.guests.home),
      },
    },
  });
}

/** The number in `#12`; null for nothing. */
function idIn(reference: string | null): number | null {
  return reference === null ? null : Number(reference.slice(1));
}
