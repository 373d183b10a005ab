import { describeProcessDeath } from "../store-process.suite.ts";
import { SqliteBench } from "./sqlite-store.suite.ts";

describeProcessDeath("sqlite", 10, () => new SqliteBench());
