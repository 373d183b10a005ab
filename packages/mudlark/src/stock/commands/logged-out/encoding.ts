import { arg, command, encodingNames, escapeMarkup, flag, optional, seq, wishesOf } from "../../../api.ts";

export const encoding = command({
  key: "encoding",
  aliases: ["encode"],
  category: "login",
  help: "Show how letters are sent to you and read from you, or change it for this session; /clear goes back to utf-8.",
  examples: ["encoding", "encoding iso-8859-1", "encoding/clear"],
  switches: { clear: flag("go back to utf-8") },
  needs: ["session"],
  args: seq(optional(arg.word("name"))),
  run({ session }, { name, switches }) {
    if (session.flags.ENCODING_SOURCE === "fixed") {
      return session.msg("Your encoding is utf-8, as for all who connect by WebSocket. It has all letters.");
    }
    const wanted = switches.clear ? "utf-8" : name;
    if (wanted === undefined) {
      const now = nameOf(session.flags.ENCODING);
      return session.msg(`Your encoding is ${now}. The server knows: ${encodingNames.join(", ")}.`);
    }
    const flags = wishesOf({ ENCODING: wanted });
    if (flags.ENCODING === undefined) {
      return session.msg(
        `"${escapeMarkup(wanted)}" is an invalid encoding. The server knows: ${encodingNames.join(", ")}.`,
      );
    }
    session.updateFlags(flags);
    return session.msg(`Your encoding was changed to ${nameOf(flags.ENCODING)}.`);
  },
});

function nameOf(encodingFlag: unknown): string {
  return typeof encodingFlag === "string" ? escapeMarkup(encodingFlag) : "utf-8";
}
