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
