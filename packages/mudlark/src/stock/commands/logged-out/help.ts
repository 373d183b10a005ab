import { command } from "../../../api.ts";

export const help = command({
  key: "help",
  readOnly: true,
  aliases: ["h", "?"],
  category: "login",
  help: "Say what can be typed here.",
  needs: ["session"],
  protected: true,
  rawArgs: true,
  run(ctx) {
    const { contact, gameName } = ctx.game.server;
    const commands = ctx
      .available()
      .filter(({ command: known }) => known.autoHelp && !known.isSystem)
      .map(({ command: known }) => `|w${known.key}|n: ${known.help as string}`);
    ctx.session.msg(
      [
        `This is the door of ${gameName}. You can type:`,
        ...commands,
        "For example: |wconnect Anna my secret|n",
        ...(contact === null ? [] : [`Questions? Write to ${contact}.`]),
      ].join("\n"),
    );
  },
});
