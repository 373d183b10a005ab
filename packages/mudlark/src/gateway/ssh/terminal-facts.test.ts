import { expect, it } from "vitest";
import { terminalFlags } from "./terminal-facts.ts";

const flagsOf = (term: string | null, environment: Record<string, string> = {}) =>
  terminalFlags({ term, size: { columns: 0, rows: 0 }, environment }, { clientWidth: 78, clientHeight: 45 });

it.each(["xterm-kitty", "xterm-ghostty", "foot", "foot-direct", "wezterm", "alacritty-direct"])(
  "%s is shown links",
  (term) => {
    expect(flagsOf(term)).toMatchObject({ OSC8: true });
  },
);

it.each(["xterm-256color", "screen", "linux", "footman", "dumb", null])("%s is shown none", (term) => {
  expect(flagsOf(term, { TERM: "foot" })).toMatchObject({ OSC8: false });
});
