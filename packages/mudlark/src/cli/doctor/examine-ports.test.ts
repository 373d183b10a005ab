import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { examinePorts } from "./examine-ports.ts";

it("tells ports that are taken from those that are free", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as AddressInfo;
  const wanted = [{ host: "127.0.0.1", port, setting: "telnet.ports" }];

  expect(await examinePorts(wanted)).toMatchObject([
    { state: "bad", found: "taken", cure: expect.stringMatching(/telnet\.ports/) as string },
  ]);
  await new Promise((resolve) => holder.close(resolve));
  // Of its own, because another process may have that one by now.
  expect(await examinePorts([{ host: "127.0.0.1", port: 0, setting: "web.port" }])).toMatchObject([
    { state: "good" },
  ]);
});

it("knows when the machine has no such address", async () => {
  const [finding] = await examinePorts([{ host: "192.0.2.1", port: 4000, setting: "telnet.ports" }]);
  expect(finding).toMatchObject({ state: "bad", found: expect.stringMatching(/no such address/) as string });
});
