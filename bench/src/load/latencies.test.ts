import { expect, it } from "vitest";
import { Latencies } from "./latencies.ts";

it("gives exact percentiles over any number of values", () => {
  const latencies = new Latencies();
  for (let value = 5000; value >= 1; value--) latencies.add(value);
  expect(latencies.count).toBe(5000);
  expect(latencies.summary()).toEqual({ p50: 2501, p90: 4501, p99: 4951, max: 5000 });
});
