import { storeTakenOver, requireSequence } from "../refusals.ts";
import type { Batch, EntityRow } from "../rows.ts";
import type { Durability } from "../store.ts";
import type { Connection, Query } from "./connection.ts";
import { toStoredText } from "./stored-text.ts";

/**
 * A batch is one statement: whole or not at all, in one round trip. Nothing happens unless the epoch is ours and the
 * batch is the next, or the last again. Within a statement nothing sees what its other parts do, and no row may be
 * touched twice; so marks that are stored anew are kept out of what is forgotten.
 */
const statement = `
  WITH turn AS (
    UPDATE state SET sequence = $2 WHERE epoch = $1 AND sequence IN ($2 - 1, $2)
    RETURNING set_config('synchronous_commit', $3, true)
  ), entities AS (
    INSERT INTO entity
      SELECT * FROM unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[],
        $11::bigint[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::text[])
      WHERE EXISTS (SELECT FROM turn)
    ON CONFLICT (kind, id) DO UPDATE SET
      class_id = excluded.class_id, content = excluded.content, key = excluded.key,
      created_at = excluded.created_at, location = excluded.location, home = excluded.home,
      destination = excluded.destination, aliases = excluded.aliases, tags = excluded.tags,
      locks = excluded.locks, body = excluded.body
  ), removed AS (
    DELETE FROM entity USING unnest($17::text[], $18::bigint[]) AS gone (kind, id)
    WHERE entity.kind = gone.kind AND entity.id = gone.id AND EXISTS (SELECT FROM turn)
  ), highest AS (
    INSERT INTO highest_id
      SELECT kind, max(id) FROM unnest($19::text[], $20::bigint[]) AS given (kind, id)
      WHERE EXISTS (SELECT FROM turn) GROUP BY kind
    ON CONFLICT (kind) DO UPDATE SET id = greatest(highest_id.id, excluded.id)
  ), settings AS (
    INSERT INTO setting
      SELECT key, value FROM unnest($21::text[], $22::text[]) AS given (key, value)
      WHERE value IS NOT NULL AND EXISTS (SELECT FROM turn)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
  ), unset AS (
    DELETE FROM setting USING unnest($21::text[], $22::text[]) AS given (key, value)
    WHERE setting.key = given.key AND given.value IS NULL AND EXISTS (SELECT FROM turn)
  ), marks AS (
    INSERT INTO mark
      SELECT * FROM unnest($23::text[], $24::bigint[], $25::bigint[], $26::text[], $27::text[])
      WHERE EXISTS (SELECT FROM turn)
    ON CONFLICT (gateway, session) DO UPDATE SET
      revision = excluded.revision, lines = excluded.lines, state = excluded.state
  ), forgotten AS (
    DELETE FROM mark
    WHERE (gateway <> $28 OR (gateway, session) IN (SELECT * FROM unnest($29::text[], $30::bigint[])))
      AND (gateway, session) NOT IN (SELECT * FROM unnest($23::text[], $24::bigint[]))
      AND EXISTS (SELECT FROM turn)
  )
  SELECT count(*) FROM turn`;

/** A batch as it crosses to the server; holds copies, so that later changes do not show. */
export function batchQuery(batch: Batch, epoch: number, durability: Durability): Query {
  const { put, remove, highestIds, settings, marks, forgetMarks } = batch;
  return {
    name: "write a batch",
    text: statement,
    values: [
      epoch,
      batch.sequence,
      // Less than the server's own disk would let a crash of the server take back what somebody saw.
      batch.sync || durability === "power" ? "on" : "local",
      ...columnsOf(put),
      remove.map(({ kind }) => kind),
      remove.map(({ id }) => id),
      highestIds.map(({ kind }) => kind),
      highestIds.map(({ id }) => id),
      settings.map(({ key }) => key),
      settings.map(({ value }) => text(value)),
      marks.map(({ gateway }) => gateway),
      marks.map(({ session }) => session),
      marks.map(({ revision }) => revision),
      marks.map(({ lines }) => JSON.stringify(lines)),
      marks.map(({ state }) => text(state)),
      batch.forgetGatewaysExcept,
      forgetMarks.map(({ gateway }) => gateway),
      forgetMarks.map(({ session }) => session),
    ],
  };
}

/**
 * @throws MudlarkError STORE_EPOCH, RangeError (not the next sequence), or what `pg` throws
 */
export async function writeBatch(connection: Connection, query: Query, batch: Batch): Promise<void> {
  const [row] = await connection.rows<[number]>(query);
  if (row?.[0] === 1) return;
  const [state] = await connection.rows<[epoch: number, sequence: number]>(
    "SELECT epoch, sequence FROM state",
  );
  if (state?.[0] === query.values?.[0]) requireSequence(batch.sequence, state?.[1] ?? 0);
  throw storeTakenOver();
}

function columnsOf(rows: readonly EntityRow[]): unknown[][] {
  return [
    rows.map(({ kind }) => kind),
    rows.map(({ id }) => id),
    rows.map(({ classId }) => text(classId)),
    rows.map(({ content }) => content),
    rows.map(({ key }) => text(key)),
    rows.map(({ createdAt }) => createdAt),
    rows.map(({ location }) => location),
    rows.map(({ home }) => home),
    rows.map(({ destination }) => destination),
    rows.map(({ aliases }) => text(aliases)),
    rows.map(({ tags }) => text(tags)),
    rows.map(({ locks }) => text(locks)),
    rows.map(({ body }) => text(body)),
  ];
}

function text(value: string | null): string | null {
  return value === null ? null : toStoredText(value);
}
