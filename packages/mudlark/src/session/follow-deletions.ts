import type { Kernel } from "../model/kernel.ts";
import { WorldObject } from "../model/object/world-object.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { Account } from "./accounts/account.ts";
import type { Entrance } from "./entrance.ts";
import type { Puppets } from "./puppets.ts";
import type { Sessions } from "./sessions.ts";
import { words } from "./words.ts";

interface Followers {
  readonly sessions: Sessions;
  readonly puppets: Puppets;
  readonly entrance: Entrance;
}

/** From now on, sessions let go of what is deleted: of a character, and of the account that they belong to. */
export function followDeletions(game: Kernel, followers: Followers): void {
  game.signals.on("entityDeleting", ({ entity }) => {
    if (entity instanceof Account) endSessionsOf(entity, followers);
    else if (entity instanceof WorldObject) release(entity, followers);
  });
}

function endSessionsOf(account: Account, { sessions, entrance }: Followers): void {
  for (const session of sessions.ofAccount(account)) {
    entrance.end(session, "accountDeleted", words.accountDeleted);
  }
}

/** First everything is undone that points to it, so that no screen shows it any more. */
function release(puppet: WorldObject, { sessions, puppets, entrance }: Followers): void {
  const players = sessions.ofPuppet(puppet);
  const account = sessions.accountOf(puppet);
  for (const session of players) {
    session.msg(words.puppetDestroyed(escapeMarkup(puppet.key)));
    puppets.leave(session, "");
  }
  if (account === null) return;
  account.removeCharacter(puppet);
  if (account.lastPuppet === puppet) account.setLastPuppet(null);
  for (const session of players) entrance.showOutOfCharacter(session);
}
