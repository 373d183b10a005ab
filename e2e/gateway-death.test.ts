import { expect, it } from "vitest";
import { BrowserSocket } from "./support/browser-socket.ts";
import { GameServer, password, superuser } from "./support/game-server.ts";

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

it("lets a client that holds a token come back after that without its password, once", async () => {
  await using server = await GameServer.start();
  await server.enterAsNew("Anna").then((telnet) => telnet.ask("quit", /quit/i));
  const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
  await client.expect(/Testing Grounds/);
  client.type(`connect Anna ${password}`);
  const [, [token]] = await client.expect(/"resume_token"/);
  await client.expect(/Limbo/);
  process.kill((await server.status()).gateway.pid, "SIGKILL");
  await client.closeCode();
  await server.run();

  const comesBack = async (): Promise<BrowserSocket> => {
    const back = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    back.send("resume", [token, client.last]);
    await back.expect(/"resume_failed"/);
    return back;
  };
  const back = await comesBack();
  const [, [next]] = await back.expect(/"resume_token"/);
  expect(next).not.toBe(token);
  await back.expect(/You become .*Anna/);
  back.type("say here again");
  await back.expect(/You say.*here again/);

  const thief = await comesBack();
  await thief.expect(/Testing Grounds/);
  thief.type("look");
  await thief.expect(/Testing Grounds/);
  expect((await server.status()).sessions).toBe(2);
  back.socket.close(1000);
  thief.socket.close(1000);
});
