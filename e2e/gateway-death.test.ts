import { expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";

it("[sessions 37] a killed gateway ends its sessions with their hooks, and its successor takes the world over", async () => {
  await using server = await GameServer.start();
  const anna = await server.enterAsNew("Anna");
  const bert = await server.enterAsNew("Bertold");
  const idle = await server.connect();
  await idle.expect(/connect/i);
  const before = await server.status();

  process.kill(before.gateway.pid, "SIGKILL");
  await Promise.all([anna.untilClosed(), bert.untilClosed(), idle.untilClosed()]);
  await server.run();

  const after = await server.status();
  expect(after.world.pid).toBe(before.world.pid);
  expect(after.gateway.pid).not.toBe(before.gateway.pid);
  const warden = await server.enter(superuser.name, superuser.password);
  expect(await warden.ask("who", /account\w* \w+ connected/)).not.toMatch(/Anna|Bertold/);
  expect(await warden.ask("look", /Limbo[^]*named yet|Limbo[^]*can do\./)).not.toMatch(/Anna/);
  warden.send("eval session.id");
  expect(Number(/(\d+)/.exec(await warden.expect(/\d+\s/))?.[1])).toBeGreaterThan(3);
  await server.enter("Anna");
});
