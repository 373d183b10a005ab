import {
  arg,
  command,
  escapeMarkup,
  fingerprintOf,
  flag,
  optional,
  parseSshKey,
  seq,
  type SshKey,
} from "../../../api.ts";

const mostKeys = 10;

export const sshkey = command({
  key: "sshkey",
  aliases: ["sshkeys"],
  locks: "cmd:pperm(Player)",
  help:
    "Say with which keys you can log in over SSH without a password. Add the one line of a file such as " +
    "`~/.ssh/id_ed25519.pub`; never the file beside it without `.pub`. Alone, the command lists your keys.",
  examples: ["sshkey", "sshkey/add ssh-ed25519 AAAAC3Nz... anna@laptop", "sshkey/delete 1"],
  switches: {
    add: flag("add a public key"),
    delete: flag("remove the key with that number"),
  },
  needs: ["session", "account"],
  args: optional(seq(arg.text("key", { max: 8000 }))),
  run(ctx, { key: typed, switches }) {
    const { account, session, game } = ctx;
    const keys = account.sshKeys;
    if (switches.add) return add(parseSshKey(typed ?? ""));
    if (switches.delete) return remove(Number(typed));
    if (typed !== undefined) return ctx.fail("To add a key, type |wsshkey/add|n and the key.");
    if (keys.length === 0) return ctx.msg("You have no keys. Add one with |wsshkey/add|n.");
    return ctx.msg(
      ["Your keys:", ...keys.map((each, index) => `${index + 1}. ${described(each)}`)].join("\n"),
    );

    function add(key: SshKey | null): void {
      if (key === null) {
        return ctx.fail(
          "That is no public key. Type the whole line of your |wid_ed25519.pub|n after the command.",
        );
      }
      if (account.isGuest) return ctx.fail("Guests have no keys.");
      if (keys.some(({ data }) => data === key.data)) return ctx.fail("You have that key already.");
      if (keys.length >= mostKeys)
        return ctx.fail("You have ten keys. Remove one with |wsshkey/delete|n first.");
      account.setSshKeys([...keys, key]);
      game.logger.security("an SSH key was added", { account: account.key, session: session.id });
      return ctx.msg(`You can log in over SSH with that key from now on: ${described(key)}.`);
    }

    function remove(number: number): void {
      const key = keys[number - 1];
      if (key === undefined) return ctx.fail("You have no key with that number. |wsshkey|n lists them.");
      account.setSshKeys(keys.filter((each) => each !== key));
      game.logger.security("an SSH key was removed", { account: account.key, session: session.id });
      return ctx.msg(`That key is gone: ${described(key)}.`);
    }
  },
});

function described(key: SshKey): string {
  return escapeMarkup([key.kind, fingerprintOf(key), key.comment].join(" ").trimEnd());
}
