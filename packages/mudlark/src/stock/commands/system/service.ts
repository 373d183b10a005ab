import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  type CommandContext,
  type ServiceState,
} from "../../../api.ts";

export const service = command({
  key: "service",
  aliases: ["services"],
  category: "system",
  locks: "cmd:perm(service) or perm(Developer)",
  help:
    "List what runs beside the game, such as a bridge to another chat; start or stop one by its exact name; or delete " +
    "it. A new world, as after a reload, has all of them again.",
  examples: ["service", "service/stop tides", "service/start tides", "service/delete tides"],
  switches: {
    list: flag("list them, as without it"),
    start: flag("start it"),
    stop: flag("stop it"),
    delete: flag("stop it and take it out of the list; not what is part of the engine"),
  },
  args: seq(optional(arg.text("name"))),
  run(ctx, { name, switches }) {
    const { services } = ctx.game;
    const { list: isList, ...verbs } = switches;
    const chosen = Object.values(switches).filter(Boolean).length;
    if (chosen > 1) return ctx.fail("One switch at a time, please.");
    if (name === undefined) {
      return Object.values(verbs).includes(true)
        ? ctx.fail("Which service? Name it exactly as service lists it.")
        : list(ctx, services.all());
    }
    const shown = escapeMarkup(name);
    const found = services.find(name);
    if (found === null)
      return ctx.fail(`There is no service "${shown}". service lists them; capital letters count.`);
    if (isList || chosen === 0) return list(ctx, [found]);
    const isRunning = found.state === "running";
    if (verbs.start) {
      if (isRunning) return ctx.fail(`The service ${shown} runs already.`);
      services.start(name);
      return ctx.msg(`The service ${shown} is being started.`);
    }
    if (verbs.stop) {
      if (!isRunning) return ctx.fail(`The service ${shown} does not run.`);
      services.stop(name);
      return ctx.msg(`The service ${shown} is being stopped.`);
    }
    if (found.isCore) return ctx.fail(`The service ${shown} is part of the engine and cannot be deleted.`);
    services.delete(name);
    return ctx.msg(`The service ${shown} is taken out of the list.`);
  },
});

function list(ctx: CommandContext, services: readonly ServiceState[]): void {
  const rows = services.map(({ name, isCore, state, problem }) => [
    escapeMarkup(name),
    problem === null ? state : `failed: ${escapeMarkup(ctx.game.server.hideSecrets(problem))}`,
    isCore ? "the engine" : "the game",
  ]);
  ctx.page(ctx.styledTable(["Service", "State", "Part of"], rows));
}
