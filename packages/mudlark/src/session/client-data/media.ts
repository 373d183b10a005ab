import { z } from "zod";
import { parseWebAddress } from "../../base/web-address.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Message } from "../../model/message.ts";

/** A file that a client can play. */
export interface MediaFile {
  /** Path below the address, such as `weather/thunder.mp3`. A star stands for any letters: one such file is chosen. */
  readonly name: string;
  /** Folder on the web where it lies, with a `/` at its end. Default: `client.mediaUrl` of the game. */
  readonly url?: string;
}

/** What is played, and how. Times are milliseconds. */
export interface MediaPlay extends MediaFile {
  /** Default: `sound`. */
  readonly type?: "sound" | "music" | "video";
  /** What it belongs to, such as `combat`, so that it can be stopped with its like. */
  readonly tag?: string;
  /** From 1 to 100, of what the player has set. Default: 50. */
  readonly volume?: number;
  readonly fadein?: number;
  readonly fadeout?: number;
  /** Where in the file it begins. */
  readonly start?: number;
  /** Where in the file it ends. */
  readonly finish?: number;
  /** How many times; -1 for ever. Default: 1. */
  readonly loops?: number;
  /** From 1 to 100: it stops everything that has less. */
  readonly priority?: number;
  /** Does music that plays already go on? `false` begins it anew. Default: true. */
  readonly continue?: boolean;
  /** Of all that have the same key, only the last one plays. */
  readonly key?: string;
  /** What there is to hear or see, in words: shown to those whose clients do not play it, and read aloud. */
  readonly caption?: string;
}

/** What is to be stopped: everything that fits all of this. Times are milliseconds. */
export interface MediaStop {
  readonly name?: string;
  readonly type?: MediaPlay["type"];
  readonly tag?: string;
  /** Everything with that priority, and less. */
  readonly priority?: number;
  readonly key?: string;
  /** Does it fade away? */
  readonly fadeaway?: boolean;
  /** For how long it fades. */
  readonly fadeout?: number;
}

const word = z.string().regex(/^\P{Cc}{1,100}$/u, "1 to 100 letters");
const fileName = z
  .string()
  .regex(/^(?![/.])(?!.*\.\.)[^\p{Cc}\\:]{1,255}$/u, "a path below the address, such as weather/rain.mp3");
const folder = z
  .string()
  .refine(
    (url) => url.endsWith("/") && parseWebAddress(url) !== null,
    "an address of the web that ends in /",
  );
const percent = z.int().min(1).max(100);
const milliseconds = z.int().min(0).max(3_600_000);
const type = z.enum(["sound", "music", "video"]);

const file = z.strictObject({ name: fileName, url: folder.optional() });
const play = file.extend({
  type: type.optional(),
  tag: word.optional(),
  volume: percent.optional(),
  fadein: milliseconds.optional(),
  fadeout: milliseconds.optional(),
  start: milliseconds.optional(),
  finish: milliseconds.optional(),
  loops: z.union([z.literal(-1), z.int().min(1).max(10_000)]).optional(),
  priority: percent.optional(),
  continue: z.boolean().optional(),
  key: word.optional(),
  caption: z.string().min(1).max(500).optional(),
});
const stop = z.strictObject({
  name: fileName.optional(),
  type: type.optional(),
  tag: word.optional(),
  priority: percent.optional(),
  key: word.optional(),
  fadeaway: z.boolean().optional(),
  fadeout: milliseconds.optional(),
});

/**
 * Sounds, music and videos for clients that play them: messages for `msgContents` of a place, and for `msg` of a character,
 * an account or a session (`Client.Media`, `protocols.md` §8.1).
 *
 * @example
 * ctx.here.msgContents(media.play({ name: "thunder.mp3", volume: 80, caption: "Thunder rolls over the harbour." }));
 * ctx.puppet.msg(media.stop({ type: "music", fadeaway: true, fadeout: 2000 }));
 */
export const media = {
  /**
   * Has clients get a file before it is played.
   *
   * @throws RangeError when the name or the address is none
   */
  load: (wanted: MediaFile): Partial<Message> => message("Client.Media.Load", file, wanted),
  /**
   * Plays a file.
   *
   * @throws RangeError when something of it is out of its bounds
   */
  play: (wanted: MediaPlay): Partial<Message> => message("Client.Media.Play", play, wanted),
  /**
   * Stops what plays: everything, or what fits.
   *
   * @throws RangeError when something of it is out of its bounds
   */
  stop: (wanted: MediaStop = {}): Partial<Message> => message("Client.Media.Stop", stop, wanted),
} as const;

/** Is that a folder on the web, from which clients may get files? */
export function isMediaFolder(url: string): boolean {
  return folder.safeParse(url).success;
}

function message(name: string, schema: z.ZodType<object>, wanted: object): Partial<Message> {
  const read = schema.safeParse(wanted);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message: what }) => `${path.join(".")}: ${what}`);
    throw new RangeError(`${name} cannot be sent: ${problems.join("; ")}`);
  }
  const given: JsonObject = Object.fromEntries(
    Object.entries(read.data).filter(([, value]) => value !== undefined),
  );
  // An object without anything in it is something else than nothing.
  return { text: null, other: { [name]: Object.keys(given).length === 0 ? [[{}], {}] : given } };
}
