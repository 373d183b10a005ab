import { command } from "../../../api.ts";

const shared = { locks: "cmd:pperm(Player)", needs: ["session", "account"], protected: true } as const;

export const quell = command({
  ...shared,
  key: "quell",
  help:
    "Put your powers aside in this session, so that you see the game as your character's own permissions let you. " +
    "unquell takes them up again.",
  run({ session }) {
    if (session.isQuelled)
      return session.msg("You have put your powers aside already. Take them up with |wunquell|n.");
    session.setQuelled(true);
    return session.msg(
      "In this session, only what your character itself may do counts from now on. Type |wunquell|n to end that.",
    );
  },
});

export const unquell = command({
  ...shared,
  key: "unquell",
  help: "Take up the powers again that quell put aside.",
  run({ session }) {
    if (!session.isQuelled) return session.msg("You have all your powers already.");
    session.setQuelled(false);
    return session.msg("You have all your powers again.");
  },
});
