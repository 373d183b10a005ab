import { z } from "zod";

/** The first line of a backup. */
export const archiveHeader = z.object({
  format: z.literal("mudlark world"),
  /** Of the format; grows when older engines cannot read it any more. */
  version: z.literal(1),
  /** The engine that wrote it. */
  engine: z.string(),
  /** The game's name. */
  game: z.string(),
  /** When, in ISO 8601. */
  createdAt: z.string(),
});

export type ArchiveHeader = z.infer<typeof archiveHeader>;

/** Describes a backup of this game. `now` is in milliseconds since 1970. */
export function archiveHeaderOf(about: {
  readonly engine: string;
  readonly game: string;
  readonly now: number;
}): ArchiveHeader {
  const { engine, game, now } = about;
  return { format: "mudlark world", version: 1, engine, game, createdAt: new Date(now).toISOString() };
}
