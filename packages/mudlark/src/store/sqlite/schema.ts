import type { Migration } from "../migration.ts";

/** How far apart the numbers of two kinds are: 2^40 ids each. */
export const idsPerKind = 2 ** 40;

/**
 * The steps from an empty file to the present schema. Never change one that was released: add the next.
 *
 * An entity's row number is its kind's number × 2^40 + its id, so that a kind's entities lie together in the order
 * of their ids and one number finds any of them. Class and content repeat a great deal and are stored once.
 */
export const migrations: readonly Migration[] = [
  {
    name: "first schema",
    sql: `
      CREATE TABLE state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        epoch INTEGER NOT NULL,
        sequence INTEGER NOT NULL
      ) STRICT;
      INSERT INTO state VALUES (1, 0, 0);

      CREATE TABLE kind (
        number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 8000),
        name TEXT NOT NULL UNIQUE,
        highest_id INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE class (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        UNIQUE (id, content)
      ) STRICT;

      CREATE TABLE entity (
        number INTEGER PRIMARY KEY,
        class INTEGER NOT NULL,
        key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        location INTEGER,
        home INTEGER,
        destination INTEGER,
        aliases TEXT,
        tags TEXT,
        locks TEXT,
        body TEXT
      ) STRICT;

      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE mark (
        gateway TEXT NOT NULL,
        session INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        lines TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (gateway, session)
      ) STRICT, WITHOUT ROWID;

      -- For people with an SQL shell: the entities with their names in place of numbers.
      CREATE VIEW entity_named AS
        SELECT kind.name AS kind, entity.number % 1099511627776 AS id, class.id AS class, class.content, entity.key,
          datetime(entity.created_at / 1000.0, 'unixepoch', 'subsec') AS created_at,
          location, home, destination, aliases, tags, locks, body
        FROM entity
        JOIN kind ON kind.number = entity.number / 1099511627776
        JOIN class ON class.number = entity.class;
    `,
  },
];
