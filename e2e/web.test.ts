import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BrowserPlayer, hasBrowser, openBrowser } from "./support/browser.ts";
import { BrittleLine } from "./support/brittle-line.ts";
import { GameServer, password, superuser } from "./support/game-server.ts";
import { missing, play, tintin, tinyfugue } from "./support/real-client.ts";

const patience = { timeout: 20_000 };

/** `legend` shows colours, `ramble` tells the width of the client and wraps to it, `notes` edits a text. */
const game = `
import { command, defineGame, editor } from "mudlark";
import { link, wrap } from "mudlark/text";

const legend = command({
  key: "legend",
  help: "Show colours.",
  run(ctx) {
    ctx.msg("|rRuby|n |520Amber|n |#1e90ffSea|n |[yGold|n |*Turned|n");
    ctx.msg("see |luhttps://example.org/map|ltthe map|le or |lclook|ltlook around|le");
    ctx.msg("then " + link.prefill("speak", "say Well, ") + " or " + link.menu("the gull", [
      { label: "Praise it", command: "say Fine gull!" },
      { label: "Look", command: "look" },
    ], "A gull"));
  },
});

const ramble = command({
  key: "ramble",
  help: "Talk for long.",
  run(ctx) {
    ctx.msg("width " + ctx.size.width + "\\n" + wrap("la ".repeat(120).trim(), ctx.size.width) + "\\nramble ends");
  },
});

export const notesEditor = editor({
  id: "notes",
  title: () => "your notes",
  load: (edit) => String(edit.game.objects.get(edit.params.of)?.db.notes ?? ""),
  save(edit, text) {
    edit.game.objects.get(edit.params.of).db.notes = text;
  },
});

const notes = command({
  key: "notes",
  help: "Write your notes.",
  needs: ["puppet"],
  run: (ctx) => ctx.edit(notesEditor, { of: ctx.puppet.id }),
});

export default defineGame({ commands: { character: [legend, ramble, notes] } });
`;

describe.skipIf(!hasBrowser)("the web site", () => {
  let server: GameServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await GameServer.start({ files: { "src/game.ts": game } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  const sitDown = (address: string, options = {}): Promise<BrowserPlayer> =>
    BrowserPlayer.sitDown(browser, server.webPort, address, options);

  it("[operations 41] leads from the front page into the game by the keyboard alone", async () => {
    await using player = await sitDown("/");
    const { page } = player;
    expect(await page.title()).toBe("Testing Grounds");
    expect(await page.locator("main").textContent()).toContain(`telnet localhost ${server.telnetPort}`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play");
    const field = page.getByLabel("Your command");
    await player.enterAsNew("Keys", password);
    await player.type("look");
    await player.hears(/Limbo/);
    await player.type("say Nothing but keys.");
    await player.hears(/You say, "Nothing but keys\."/);

    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await field.inputValue()).toBe("look");
    await page.keyboard.press("ArrowDown");
    expect(await field.inputValue()).toBe("say Nothing but keys.");
    await page.keyboard.press("ArrowDown");
    expect(await field.inputValue()).toBe("");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("log");

    await page.keyboard.press("Tab");
    await player.type("quit");
    await player.hears(/You have left the game/);
    await page.getByRole("button", { name: "Connect again" }).press("Enter");
    await player.hears(/^Connected\.$/);
    expect(player.complaints).toEqual([]);
  });

  it("[operations 5] lets the superuser act by telnet and in the browser alike", async () => {
    const telnet = await server.enter(superuser.name, superuser.password);
    await telnet.ask("dig Cellar = cellar, up", /Cellar.*#\d+/);
    await using player = await sitDown("/play");
    await player.hears(/create/);
    await player.logIn(superuser.name, superuser.password);
    await player.type("dig Attic = attic, down");
    await player.hears(/Attic.*#\d+/);
    await player.type("cellar");
    await player.hears(/^Cellar/);
  });

  it("keeps the history on the device, and passwords nowhere", async () => {
    await using player = await sitDown("/play");
    const { page } = player;
    const field = page.locator("#line");
    await player.hears(/create/);
    await player.type("create Shade");
    await player.hears(/^Password/);
    expect(await field.getAttribute("type")).toBe("password");
    await player.type(password);
    await player.hears(/^The same again/);
    expect(await field.getAttribute("type")).toBe("password");
    await player.type(password);
    await player.hears(/Y.*N/);
    expect(await field.getAttribute("type")).toBe("text");
    await player.type("y");
    await player.hears(/account was created/);
    await player.type(`connect Shade ${password}`);
    await player.hears(/you can do/);
    await player.type("say one for the books");
    await player.hears(/You say/);
    expect(await page.content()).not.toContain(password);
    expect(JSON.stringify(await page.context().storageState())).not.toContain("herons");
    expect((await player.heard()).join()).not.toContain("herons");

    await page.reload();
    await player.hears(/You are back where you were/);
    await page.keyboard.press("ArrowUp");
    expect(await field.inputValue()).toBe("say one for the books");
    await page.keyboard.press("ArrowUp");
    expect(await field.inputValue()).toBe("say one for the books");
  });

  it("completes what was begun by the tab key, says so, and holds nobody in the field", async () => {
    await using player = await sitDown("/play");
    const { page } = player;
    const field = page.locator("#line");
    const focused = (): Promise<string> =>
      page.evaluate("document.activeElement.id || document.activeElement.type");
    await player.enterAsNew("Tabitha", password);
    await page.keyboard.type("lege");
    await page.keyboard.press("Tab");
    await player.hears(/^legend$/);
    expect(await field.inputValue()).toBe("legend ");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe("");

    await page.keyboard.type("s");
    await page.keyboard.press("Tab");
    await player.hears(/to choose from: .*say.*Tab chooses, Escape goes back/);
    await page.keyboard.press("Tab");
    await player.hears(/^say, 1 of \d+$|^\S+, 1 of \d+$/);
    expect(await field.inputValue()).not.toBe("s");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe("s");
    expect(await focused()).toBe("line");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("submit");

    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("End");
    await page.keyboard.type("qqq");
    await page.keyboard.press("Tab");
    await player.hears(/Nothing completes this/);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("submit");
    expect(player.complaints).toEqual([]);
  });

  it("edits a text in a field of many lines, which is the text of the line editor", async () => {
    await using player = await sitDown("/play");
    const { page } = player;
    const field = page.locator("#editor-text");
    await player.enterAsNew("Penelope", password);
    await player.type("notes");
    await player.hears(/You can write the text here, too/);
    await player.type("The ferry leaves at noon.");
    await player.hears(/1\s+The ferry leaves at noon\./);
    expect(await field.inputValue()).toBe("The ferry leaves at noon.");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("editor-text");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nIt costs a coin.");
    await page.keyboard.press("Tab");
    await player.hears(/^Kept as a draft\.$/);

    await page.reload();
    await player.hears(/You are back where you were/);
    await player.hears(/You can write the text here, too/);
    expect(await field.inputValue()).toBe("The ferry leaves at noon.\nIt costs a coin.");
    const audit = await new AxeBuilder({ page }).include("#editor").analyze();
    expect(audit.violations).toEqual([]);
    await page.getByRole("button", { name: "Save and close" }).press("Enter");
    await player.hears(/Saved: your notes/);
    expect(await field.isVisible()).toBe(false);
    expect(await page.evaluate("document.activeElement.id")).toBe("line");
    await player.type("notes");
    await player.hears(/2\s+It costs a coin\./);
    expect(player.complaints).toEqual([]);
  });

  it.skipIf(missing.has(tintin.program) || missing.has(tinyfugue.program))(
    "brings tt++, tf and the browser together in one room",
    async () => {
      await using ann = await play(tintin, server.telnetPort, "Tinann", true);
      await using ben = await play(tinyfugue, server.telnetPort, "Tinyben", true);
      await using eve = await sitDown("/play", { colorScheme: "dark" });
      await eve.enterAsNew("Webeve", password);
      await ann.expect(/Webeve.* has entered the game/);
      await ben.expect(/Webeve.* has entered the game/);

      await eve.type("say Hello from the browser.");
      await eve.hears(/You say, "Hello from the browser\."/);
      await ann.expect(/Webeve.* says, "Hello from the browser\."/);
      await ben.expect(/Webeve.* says, "Hello from the browser\."/);
      ann.type("say Hello from tt++.");
      await ben.expect(/Tinann.* says, "Hello from tt\+\+\."/);
      await eve.hears(/Tinann.* says, "Hello from tt\+\+\."/);
      ben.type("say Hello from tf.");
      await ann.expect(/Tinyben.* says, "Hello from tf\."/);
      await eve.hears(/Tinyben.* says, "Hello from tf\."/);

      // Bright red and an orange of the 256, in each client's own way of passing them on.
      for (const terminal of [ann, ben]) {
        terminal.type("legend");
        await terminal.expect(/\u001B\[(?:0;)?(?:1;31|1m\u001B\[31|91)m[^]{0,12}Ruby/);
        await terminal.expect(/\u001B\[(?:0;)?38;(?:5;208|2;255;135;0)m[^]{0,12}Amber/);
      }
      await eve.type("legend");
      await eve.hears(/Ruby/);
      const colourOf = (words: string): Promise<string> =>
        eve.page.evaluate(
          `getComputedStyle([...document.querySelectorAll("#log span")].find((span) => span.textContent === "${words}")).color`,
        );
      // Pure red is a shade too dark to be read on the dark page.
      expect(await colourOf("Ruby")).toBe("rgb(255, 13, 13)");
      expect(await colourOf("Amber")).toBe("rgb(255, 135, 0)");
      expect(await colourOf("Sea")).toBe("rgb(30, 144, 255)");

      for (const terminal of [ann, ben]) {
        terminal.type("ramble");
        // The terminal has 120 columns; TinyFugue keeps the last one for itself.
        await terminal.expect(terminal === ann ? /width 120\s/ : /width 119\s/);
        await terminal.expect(/ramble ends/);
        expect(terminal.shown).not.toContain("herons");
      }
      expect(await eve.page.content()).not.toContain("herons");
      expect(eve.complaints).toEqual([]);
    },
  );

  it("wraps to the size of the window, and follows when that changes", async () => {
    await using player = await sitDown("/play", { viewport: { width: 1000, height: 700 } });
    await player.enterAsNew("Wrapper", password);
    const longest = async (): Promise<readonly [told: number, shown: number]> => {
      const before = (await player.heard()).length;
      await player.type("ramble");
      await player.hears(new RegExp(`^width`));
      const texts = (await player.heard()).slice(before).join("\n");
      const lines = texts.split("\n").filter((line) => line.startsWith("la "));
      return [Number(/width (\d+)/.exec(texts)?.[1]), Math.max(...lines.map((line) => line.length))];
    };
    const [wide, wideLine] = await longest();
    expect(wide).toBeGreaterThan(90);
    expect(wideLine).toBeGreaterThan(wide - 3);
    expect(wideLine).toBeLessThanOrEqual(wide);

    await player.page.setViewportSize({ width: 360, height: 640 });
    await expect.poll(() => player.sent.at(-1), patience).toMatch(/^\["window_size",\[\d\d,/);
    await player.forget();
    const [narrow, narrowLine] = await longest();
    expect(narrow).toBeLessThan(60);
    expect(narrowLine).toBeLessThanOrEqual(narrow);
    const isTooWide = await player.page.evaluate("document.documentElement.scrollWidth > innerWidth");
    expect(isTooWide).toBe(false);
  });

  it("opens links safely, and sends commands that are clicked", async () => {
    await using player = await sitDown("/play");
    await player.enterAsNew("Linker", password);
    await player.type("legend");
    await player.hears(/the map/);
    const link = player.page.getByRole("link", { name: "the map" });
    expect(await link.getAttribute("href")).toBe("https://example.org/map");
    expect(await link.getAttribute("rel")).toContain("noopener");
    await player.forget();
    await player.page.getByRole("button", { name: "look around" }).click();
    await player.hears(/Limbo/);
    await player.page.getByRole("button", { name: "speak" }).click();
    expect(await player.page.locator("#line").inputValue()).toBe("say Well, ");
    await player.page.getByRole("combobox", { name: "the gull: A gull" }).selectOption("Praise it");
    await player.hears(/You say, "Fine gull!"/);
  });

  it("stays where the reader scrolled to, and leads back to the end", async () => {
    await using player = await sitDown("/play", { viewport: { width: 800, height: 300 } });
    await player.enterAsNew("Scroller", password);
    const newer = player.page.getByRole("button", { name: /go to the end/ });
    const isAtEnd =
      "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 5)(document.getElementById('log'))";
    await player.type("ramble");
    await player.hears(/ramble ends/);
    expect(await newer.isVisible()).toBe(false);
    expect(await player.page.evaluate(isAtEnd)).toBe(true);
    await player.page.keyboard.press("PageUp");
    await expect.poll(() => player.page.evaluate(isAtEnd), patience).toBe(false);
    const other = await server.enterAsNew("Shouter");
    other.send("say News!");
    await player.hears(/News!/);
    await newer.waitFor();
    expect(await player.page.evaluate(isAtEnd)).toBe(false);
    await newer.click();
    await expect.poll(() => player.page.evaluate(isAtEnd), patience).toBe(true);
    expect(await newer.isVisible()).toBe(false);
    expect(await player.page.evaluate("document.activeElement.id")).toBe("line");
  });

  it("announces each line once, through a reload and a crash of the world", async () => {
    await using player = await sitDown("/play");
    await player.enterAsNew("Listener", password);
    const other = await server.enterAsNew("Teller");
    const tell = async (words: string): Promise<void> => {
      other.send(`say ${words}`);
      await player.hears(new RegExp(words));
    };
    await tell("word one");
    await tell("word two");
    expect((await server.verb("reload")).code).toBe(0);
    await tell("word three");
    const worlds = server.pastWorlds.length;
    process.kill(await server.worldPid(), "SIGKILL");
    await server.untilWorlds(worlds + 1);
    await tell("word four");
    await player.type("say the last word");
    await player.hears(/You say, "the last word"/);
    const heard = await player.heard();
    for (const words of ["word one", "word two", "word three", "word four", "the last word"]) {
      expect(
        heard.filter((text) => text.includes(words)),
        words,
      ).toHaveLength(1);
    }
    // A page asked for while there is no world waits for the next one, or says that it takes longer.
    process.kill(await server.worldPid(), "SIGKILL");
    const ask = async (): Promise<Response> => fetch(`http://127.0.0.1:${server.webPort}/`);
    let response = await ask();
    while (response.status === 503) response = await ask();
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Testing Grounds");
  });

  it("connects again by itself when the line is cut", async () => {
    await using player = await sitDown("/play");
    await player.enterAsNew("Cutter", password);
    expect(await server.stop()).toBe(0);
    await player.hears(/connection is lost/i);
    await player.type("say is anybody there");
    expect(await player.page.getByLabel("Your command").inputValue()).toBe("say is anybody there");
    await player.page.keyboard.press("Escape");
    await server.run();
    await player.hears(/Connected again/);
    await player.logIn("Cutter", password);
    const heard = await player.heard();
    expect(heard.filter((text) => text.includes("you can do"))).toHaveLength(1);
  });

  it("goes on where it was after the network failed, also past a crash of the world, and says so", async () => {
    await using line = await BrittleLine.to(server.webPort);
    await using player = await BrowserPlayer.sitDown(browser, line.port, "/play");
    await player.enterAsNew("Wanderer", password);
    const other = await server.enterAsNew("Waiter");
    await player.hears(/Waiter.* has entered/);
    await player.forget();
    line.cut();
    await player.hears(/connection is lost/i);
    other.send("say Where are you?");
    await other.expect(/You say/);
    const worlds = server.pastWorlds.length;
    process.kill(await server.worldPid(), "SIGKILL");
    await server.untilWorlds(worlds + 1);
    other.send("say Are you there?");
    await other.expect(/You say, "Are you there/);
    line.mend();
    await player.page.evaluate("window.dispatchEvent(new Event('online'))");
    await player.hears(/You are back where you were/);
    await player.hears(/Are you there/);
    await player.type("say Here I am.");
    await player.hears(/You say, "Here I am/);
    await other.expect('Wanderer says, "Here I am."');
    const heard = (await player.heard()).join("\n");
    expect(heard.match(/Where are you/g)).toHaveLength(1);
    expect(heard.match(/Are you there/g)).toHaveLength(1);
    expect(heard).not.toMatch(/Wanderer has|Waiter has|Log in to go on/);

    await player.forget();
    await player.page.reload();
    await player.hears(/You are back where you were/);
    await player.type("look");
    await player.hears(/Waiter/);
    await player.type("quit");
    await player.hears(/You have left the game/);
    await player.forget();
    await player.page.reload();
    await player.hears(/create/);
    expect(player.complaints).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "[operations 60] has nothing that axe finds serious, %s",
    async (colorScheme) => {
      await using player = await sitDown("/", { colorScheme });
      const { page } = player;
      const findings = async (): Promise<unknown[]> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      };
      expect(await findings()).toEqual([]);
      await page.goto(page.url() + "no-such-page");
      expect(await findings()).toEqual([]);
      await page.goto(new URL("/play", page.url()).href);
      await player.enterAsNew(colorScheme === "light" ? "Lightaxe" : "Darkaxe", password);
      await player.type("legend");
      await player.hears(/Ruby/);
      await page.getByText("Settings").click();
      expect(await findings()).toEqual([]);
    },
  );
});
