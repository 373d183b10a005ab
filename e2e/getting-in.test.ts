import { describe, expect, it } from "vitest";
import { GameServer, password, superuser } from "./support/game-server.ts";

describe.concurrent("getting in", () => {
  it("is not for those who are banned, by name or by address, over any restart [sessions 7]", async () => {
    await using server = await GameServer.start({ environment: { MUDLARK_THROTTLE_LOGIN_MAX: "null" } });
    const warden = await server.enter(superuser.name, superuser.password);
    const bert = await server.enterAsNew("Bert");
    await server.enterAsNew("Anna");
    const besieger = await server.connect("127.0.0.2");
    await besieger.expect(/connect/);
    await warden.ask("ban Bert: Spam", /\[Y\]\/N/);
    await warden.ask("y", /bert is banned\. One session was closed/);
    await bert.untilClosed();
    expect(bert.heard).toContain("You are banned");
    await warden.ask("ban 127.0.0.2 : Flood", /\[Y\]\/N/);
    await warden.ask("", /127\.0\.0\.2 is banned\. One session was closed/);
    await besieger.untilClosed();

    const check = async (): Promise<void> => {
      for (const from of ["127.0.0.1", "127.0.0.3"]) {
        const client = await server.connect(from);
        await client.expect(/connect/);
        await client.ask(`connect bert ${password}`, /banned/);
      }
      const refused = await server.connect("127.0.0.2");
      await refused.untilClosed();
      expect(refused.heard).toContain("banned");
      expect(refused.heard).not.toContain("connect");
      const namesake = await server.connect("127.0.0.21");
      await namesake.expect(/connect/);
      await server.logIn(namesake, "Anna");
    };
    await check();
    process.kill(await server.untilWorlds(1), "SIGKILL");
    await warden.expect(/has restarted/);
    await check();
    await warden.ask("unban 2", /\[Y\]\/N/);
    await warden.ask("y", /not banned any more/);
    const back = await server.connect("127.0.0.2");
    await back.expect(/connect/);
  });

  it("takes no more tries than the throttle has, though the world dies in between", async () => {
    await using server = await GameServer.start({
      environment: { MUDLARK_THROTTLE_LOGIN_MAX: "3", MUDLARK_THROTTLE_LOGIN_WINDOW: "3000" },
    });
    const anna = await server.enterAsNew("Anna");
    for (let tries = 0; tries < 3; tries++) {
      const guesser = await server.connect("127.0.0.2");
      await guesser.expect(/connect/);
      await guesser.ask("connect Anna open sesame", /Incorrect/);
    }
    process.kill(await server.untilWorlds(1), "SIGKILL");
    await anna.expect(/has restarted/);
    const guesser = await server.connect("127.0.0.2");
    await guesser.expect(/connect/);
    await guesser.ask(`connect Anna ${password}`, /Too many/);
    const elsewhere = await server.connect("127.0.0.3");
    await elsewhere.expect(/connect/);
    await server.logIn(elsewhere, "Anna");
  });

  it("as a guest ends at a reset, and nobody else notices", async () => {
    await using server = await GameServer.start({ environment: { MUDLARK_GUESTS_ENABLED: "true" } });
    const warden = await server.enter(superuser.name, superuser.password);
    const guest = await server.connect();
    await guest.expect(/connect/);
    await guest.ask("connect guest", /You become Guest1/);
    await warden.expect("Guest1 has entered the game");
    await warden.ask("reload", /has restarted/);
    await guest.ask("say Still here.", 'You say, "Still here."');
    await warden.ask("reset", /has restarted/);
    await guest.untilClosed();
    expect(guest.heard).toContain("guests have to leave");
    await warden.ask("who", /One account is connected/);
    await warden.ask('eval game.called("object", "Guest1").length', /\b0\b/);
    const next = await server.connect();
    await next.expect(/connect/);
    await next.ask("connect guest", /You become Guest1/);
  });
});
