import { DatabaseSync } from "node:sqlite";
import { openSqliteSnapshot } from "../../store/sqlite/sqlite-snapshot.ts";
import { SqliteBench } from "../../store/sqlite/sqlite-store.suite.ts";
import { describeWorldCheck } from "./stored-world.suite.ts";

describeWorldCheck("SQLite", async () => {
  const bench = new SqliteBench();
  return {
    store: () => bench.store(),
    snapshot: async () => openSqliteSnapshot(bench.file),
    execute: async (sql) => {
      using database = new DatabaseSync(bench.file);
      database.exec(sql);
    },
    dispose: () => bench.dispose(),
  };
});
