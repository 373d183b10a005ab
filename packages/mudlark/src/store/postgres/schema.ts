import type { Migration } from "../migration.ts";

/** Where a world's tables are, so that they share a database with anything. */
export const worldSchema = "mudlark";

/**
 * The steps from an empty schema to the present one. Never change one that was released: add the next.
 *
 * Names sort by their code, as everywhere in a store, not by the rules of a language.
 */
export const migrations: readonly Migration[] = [
  {
    name: "first schema",
    sql: `
      CREATE TABLE state (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        epoch bigint NOT NULL,
        sequence bigint NOT NULL
      );
      INSERT INTO state (epoch, sequence) VALUES (0, 0);

      CREATE TABLE highest_id (kind text COLLATE "C" PRIMARY KEY, id bigint NOT NULL);

      CREATE TABLE entity (
        kind text COLLATE "C" NOT NULL,
        id bigint NOT NULL,
        class_id text NOT NULL,
        content text NOT NULL,
        key text NOT NULL,
        created_at bigint NOT NULL,
        location bigint,
        home bigint,
        destination bigint,
        aliases text,
        tags text,
        locks text,
        body text,
        PRIMARY KEY (kind, id)
      );

      CREATE TABLE setting (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

      CREATE TABLE mark (
        gateway text NOT NULL,
        session bigint NOT NULL,
        revision bigint NOT NULL,
        lines text NOT NULL,
        state text NOT NULL,
        PRIMARY KEY (gateway, session)
      );
    `,
  },
];
