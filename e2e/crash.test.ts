import { describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import { killAWorld } from "./support/kill-a-world.ts";
import { riddleGame } from "./support/riddle-game.ts";

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe("a world that is killed while people write", () => {
  it.concurrent.each(seeds)("loses nothing that anybody saw, and does nothing twice (seed %i)", (seed) =>
    killAWorld(seed),
  );
});

describe("a world that is killed while people play", () => {
  it("is back soon; they are told, and stay where they are [operations 21]", async () => {
    await using server = await GameServer.start();
    const [tess, bert] = [await server.enterAsNew("Tess"), await server.enterAsNew("Bert")];
    await tess.expect(/Bert has entered/);
    process.kill(await server.untilWorlds(1), "SIGKILL");
    await tess.expect(/One moment, please/);
    tess.send("say Is anybody there?");
    const heard = await bert.expect('Tess says, "Is anybody there?"', 5000);
    expect(heard).toMatch(/One moment, please/);
    expect(heard).toMatch(/has restarted/);
    expect(heard).not.toMatch(/Tess has|become/);
    expect(await server.status()).toMatchObject({ sessions: 2, world: { state: "serving", restarts: 1 } });
  });

  it("leaves a text open that somebody writes, with every line that they saw", async () => {
    await using server = await GameServer.start();
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("sethelp/edit gulls", /You are editing the help on gulls/);
    await warden.ask("Gulls steal.", "1  Gulls steal.");
    process.kill(await server.untilWorlds(1), "SIGKILL");
    warden.send("They steal bread.");
    await warden.expect("You are still editing the help on gulls.");
    await warden.expect("2  They steal bread.");
    process.kill(await server.untilWorlds(2), "SIGKILL");
    await warden.expect("You are still editing the help on gulls.");
    await warden.ask(":wq", "Saved: the help on gulls.");
    await warden.ask("help gulls", /Gulls steal\.\s+They steal bread\./);
  });

  it("says so when it took a login or a question along, which can be had again", async () => {
    await using server = await GameServer.start();
    const tess = await server.enterAsNew("Tess");
    const newcomer = await server.connect();
    await newcomer.ask("connect Tess", /Password: /);
    await tess.ask("password", /old password: /);
    process.kill(await server.untilWorlds(1), "SIGKILL");
    await newcomer.expect(/in the middle of "connect", which was cancelled/);
    await tess.expect(/in the middle of "password", which was cancelled/);
    // Neither is at a question any more, and neither hears of it a second time.
    const [before] = [newcomer.heard.length];
    await server.logIn(newcomer, "Tess");
    process.kill(await server.untilWorlds(2), "SIGKILL");
    await newcomer.expect(/has restarted/);
    await newcomer.ask("look", /Limbo/);
    expect(newcomer.heard.slice(before)).not.toContain("cancelled");
  });

  it("never runs an answer as a command, and every line after it once", async () => {
    await using server = await GameServer.start({ files: { "src/game.ts": riddleGame } });
    const [tess, bert] = [await server.enterAsNew("Tess"), await server.enterAsNew("Bert")];
    await tess.ask("riddle", /cannot eat\?/);
    // The world gets the answer, but not round to reading it.
    const world = await server.untilWorlds(1);
    process.kill(world, "SIGSTOP");
    tess.send("say a comb");
    tess.send("say Where am I?");
    process.kill(world, "SIGKILL");
    await tess.expect(/in the middle of "riddle", which was cancelled/);
    await tess.expect(/not run as a command: say a comb/);
    const heard = await bert.expect('Tess says, "Where am I?"');
    expect(heard).not.toContain("a comb");
    // Typed while there is no world, by somebody who cannot know yet that nobody asks any more.
    await tess.ask("riddle", /cannot eat\?/);
    process.kill(await server.untilWorlds(2), "SIGKILL");
    await tess.expect(/One moment, please/);
    tess.send("say a saw");
    await tess.expect(/not run as a command: say a saw/);
    // A reload says at once that nobody asks any more: what is typed from there on is a command.
    await tess.ask("riddle", /cannot eat\?/);
    const reload = server.verb("reload");
    await tess.expect(/"riddle" is cancelled/);
    tess.send("say Here I am");
    expect(await bert.expect('Tess says, "Here I am"')).not.toContain("a saw");
    await reload;
  });
});
