import { arg, command, seq } from "../../../api.ts";

const kinds = ["ansi", "xterm256", "truecolor"] as const;

export const color = command({
  key: "color",
  aliases: ["colour"],
  help:
    "Show all colours of a kind, as your client shows them: ansi has 16, xterm256 has 256, truecolor shades between any " +
    "two. The first letter suffices.",
  examples: ["color ansi", "color x"],
  args: seq(arg.oneOf("kind", kinds)),
  run(ctx, { kind }) {
    const alt = `A table of ${kind} colours, which is of no use without eyes.`;
    ctx.msg({ text: tables[kind](), options: { alt } });
  },
});

const tables = { ansi, xterm256, truecolor } as const;

const letters = [..."rgybmcwx"];

/** Dark and bright, as letters and as ground. */
function ansi(): string {
  return letters
    .map((letter) => {
      const dark = letter.toUpperCase();
      return [
        `|${dark}||${dark}|n`,
        `|${letter}||${letter}|n`,
        `|[${dark}||[${dark}|n`,
        `|[${letter}||[${letter}|n`,
      ];
    })
    .map((row) => row.join("  "))
    .join("\n");
}

function xterm256(): string {
  const digits = [0, 1, 2, 3, 4, 5];
  const cube = digits.flatMap((red) =>
    digits.map((green) => digits.map((blue) => colourCell(`${red}${green}${blue}`)).join(" ")),
  );
  const greys = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => colourCell(`=${letter}`));
  return [...cube, greys.slice(0, 13).join(" "), greys.slice(13).join(" ")].join("\n");
}

function colourCell(code: string): string {
  return `|${code}||${code}|n`;
}

/** From red over green to blue, and from black to white; the ground shows best. */
function truecolor(): string {
  const steps = 72;
  const shades = (colourAt: (part: number) => readonly number[]): string =>
    Array.from({ length: steps }, (_, step) => `|[#${hex(colourAt(step / (steps - 1)))} `).join("") + "|n";
  const hump = (part: number): number => Math.max(0, 1 - Math.abs(part));
  return [
    shades((part) => [hump(2 * part), hump(2 * part - 1), hump(2 * part - 2)]),
    shades((part) => [part, part, part]),
  ].join("\n");
}

function hex(parts: readonly number[]): string {
  return parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("");
}
