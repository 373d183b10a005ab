import { afterAll, beforeAll, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

/** A game with a script that never ends its second tick, one that ends the world, and one that does its work. */
const game = `
import { attr, command, defineGame, Script } from "mudlark";

export class Spiral extends Script.with({ turns: attr.int({ default: 0 }) }) {
  override atRepeat() {
    this.turns += 1;
    while (this.turns > 1);
  }
}

export class Bell extends Script.with({ strokes: attr.int({ default: 0 }) }) {
  override atRepeat() {
    this.strokes += 1;
    this.owner?.msg("Dong.");
  }
}

export class Bomb extends Script {
  override atRepeat() {
    process.abort();
  }
}

const arm = command({
  key: "arm",
  help: "Start the script that ends the world.",
  run(ctx) {
    ctx.game.scripts.create(Bomb, { key: "bomb", interval: 1, startDelay: true });
    ctx.msg("It ticks.");
  },
});

const wind = command({
  key: "wind",
  help: "Start both scripts.",
  needs: ["puppet"],
  run(ctx) {
    ctx.puppet.scripts.add(Bell, { key: "bell", interval: 1 });
    ctx.game.scripts.create(Spiral, { key: "spiral", interval: 1 });
    ctx.msg("They turn.");
  },
});

const count = command({
  key: "count",
  help: "Tell how often the scripts have ticked.",
  needs: ["puppet"],
  run(ctx) {
    const [spiral] = ctx.game.scripts.all(Spiral);
    const strokes = ctx.puppet.scripts.get(Bell)?.strokes ?? 0;
    ctx.msg(\`turns: \${spiral?.turns}, strokes: \${strokes}, suspended: \${spiral?.suspension !== null}\`);
  },
});

export default defineGame({ commands: { character: [arm, wind, count] } });
`;

let server: GameServer;
let warden: TelnetClient;
let bystander: TelnetClient;

beforeAll(async () => {
  server = await GameServer.start({ files: { "src/game.ts": game } });
  warden = await server.enter(superuser.name, superuser.password);
  bystander = await server.enterAsNew("Bystander");
});
afterAll(() => server[Symbol.asyncDispose]());

it("suspends a script that hangs the world and tells the staff, and all else goes on", async () => {
  await warden.ask("wind", "They turn.");
  await warden.expect(/hung while it ran "script #\d+ Spiral"/, 40_000);
  await warden.expect(/The script spiral \(#\d+\) is suspended/);
  await bystander.ask("say Still here.", 'You say, "Still here."');
  await warden.expect('Bystander says, "Still here."');

  // What the endless tick changed is undone, and the other script ticks on.
  await warden.ask("count", /turns: 1, strokes: \d+, suspended: true/);
  warden.forget();
  await warden.expect("Dong.");
  const world = await server.worldPid();
  expect((await server.verb("reload")).code).toBe(0);
  await warden.expect("has restarted");
  await warden.ask("count", /turns: 1, strokes: \d+, suspended: true/);
  expect(await server.worldPid()).not.toBe(world);
}, 90_000);

it("suspends a script that ends the world twice, and everybody stays", async () => {
  warden.forget();
  bystander.forget();
  await warden.ask("arm", "It ticks.");
  await warden.expect(/died while it ran "script #\d+ Bomb"/, 40_000);
  await warden.expect(/The script bomb \(#\d+\) is suspended/);
  await bystander.ask("say Who is here?", 'You say, "Who is here?"');
  await warden.expect('Bystander says, "Who is here?"');
  expect(bystander.heard).not.toMatch(/has (left|entered) the game/);
  const deaths = server.log
    .split("\n")
    .filter((line) => line.includes("while it ran something") && line.includes("Bomb"));
  expect(deaths).toHaveLength(2);
  await warden.ask("scripts bomb", /suspended/);
}, 90_000);
