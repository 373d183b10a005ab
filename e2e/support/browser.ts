import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { programPath } from "../../tools/programs.ts";

const executablePath = programPath("chromium");

/** Has this machine the browser that tests drive? */
export const hasBrowser = executablePath !== null;

/** Opens a browser without a window, that asks nobody but the pages it is given. */
export async function openBrowser(): Promise<Browser> {
  if (executablePath === null) throw new Error("there is no Chromium on this machine");
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A player at the page to play on. */
export class BrowserPlayer implements AsyncDisposable {
  readonly page: Page;
  /** Addresses of other hosts that the pages asked for, and errors of their scripts. There should be none. */
  readonly complaints: string[] = [];
  /** What the page sent to the server through its WebSocket. */
  readonly sent: string[] = [];

  private constructor(page: Page, origin: string) {
    this.page = page;
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (`http://${url.host}` !== origin) this.complaints.push(request.url());
    });
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => this.sent.push(payload.toString()));
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/WebSocket connection|ERR_CONNECTION/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  static async sitDown(
    browser: Browser,
    port: number,
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<BrowserPlayer> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.addInitScript({ path: path.join(import.meta.dirname, "screen-reader.js") });
    const origin = `http://127.0.0.1:${port}`;
    const player = new BrowserPlayer(page, origin);
    await page.route(
      ({ host }) => `http://${host}` !== origin,
      (route) => route.abort(),
    );
    await page.goto(`${origin}${address}`);
    return player;
  }

  /** Types a line into whatever has the focus, and presses Enter. */
  async type(line: string): Promise<void> {
    await this.page.keyboard.type(line);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until a screen reader has said words that match. */
  async hears(pattern: RegExp): Promise<void> {
    await this.page.waitForFunction(
      ([source, flags]) => {
        const { announced } = globalThis as unknown as { readonly announced: readonly string[] };
        return announced.some((words) => new RegExp(source, flags).test(words));
      },
      [pattern.source, pattern.flags] as const,
    );
  }

  /** Everything that a screen reader has said so far. */
  async heard(): Promise<readonly string[]> {
    return this.page.evaluate<string[]>("announced");
  }

  /** From here on, only what is said afterwards counts. */
  async forget(): Promise<void> {
    await this.page.evaluate("announced.length = 0");
  }

  /** Makes an account as a newcomer does, with the keyboard only, and enters the game. */
  async enterAsNew(name: string, password: string): Promise<void> {
    await this.hears(/create/);
    await this.type(`create ${name}`);
    await this.hears(/^Password/);
    await this.type(password);
    await this.hears(/^The same again/);
    await this.type(password);
    await this.hears(/Y.*N/);
    await this.type("y");
    await this.hears(/account was created/);
    await this.logIn(name, password);
  }

  async logIn(name: string, password: string): Promise<void> {
    await this.forget();
    await this.type(`connect ${name}`);
    await this.hears(/^Password/);
    await this.type(password);
    await this.hears(new RegExp(`become.*${name}`, "i"));
    await this.hears(/you can do/);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
