import { describe, expect, it } from "vitest";
import { clientWishes } from "./client-wishes.ts";

const options = (kwargs: Record<string, string | number | boolean | null>): object =>
  clientWishes({ name: "client_options", args: [], kwargs });

describe("clientWishes", () => {
  it("reads switches in any spelling", () => {
    expect(options({ ansi: "on", XTERM256: 1, "utf-8": "true", nocolor: "off", raw: false })).toEqual({
      ANSI: true,
      XTERM256: true,
      "UTF-8": true,
      NOCOLOR: false,
      RAW: false,
    });
  });

  it("brings sizes into bounds and leaves out what is none", () => {
    expect(options({ screenwidth: "9999", screenheight: 1 })).toEqual({ SCREENWIDTH: 500, SCREENHEIGHT: 5 });
    expect(options({ screenwidth: "wide", screenheight: -3 })).toEqual({});
    expect(clientWishes({ name: "window_size", args: [100, 0], kwargs: {} })).toEqual({ SCREENWIDTH: 100 });
  });

  it("takes name, version and encoding", () => {
    expect(options({ client: "Mudlet", version: "4.19", encoding: "ISO-8859-1" })).toEqual({
      CLIENTNAME: "Mudlet",
      CLIENTVERSION: "4.19",
      ENCODING: "iso-8859-1",
    });
  });

  it("leaves out what no client may set, and other messages", () => {
    expect(options({ uid: 1, mccp: true, oob: "gmcp", get: true, client: null })).toEqual({});
    expect(clientWishes({ name: "look", args: [], kwargs: { ansi: true } })).toEqual({});
  });
});
