import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

const data = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

it("sshkey adds, lists and removes keys", async () => {
  const { types } = await playedScene();
  expect(await types("sshkey")).toContain("You have no keys");
  expect(await types(`sshkey/add ssh-ed25519 ${data} ann@|rlaptop`)).toContain("SHA256:");
  expect(await types(`sshkey/add ssh-ed25519 ${data}`)).toContain("already");
  expect(await types("sshkey")).toMatch(/1\. ssh-ed25519 SHA256:\S{43} ann@\|rlaptop/);
  expect(await types("sshkey/delete 2")).toContain("no key with that number");
  expect(await types("sshkey/delete 1")).toContain("is gone");
  expect(await types("sshkey")).toContain("You have no keys");
});

it.each([
  "",
  "ssh-ed25519",
  "ssh-ed25519 AAAA",
  `ssh-dss ${data}`,
  `ssh-rsa ${data}`,
  "-----BEGIN OPENSSH PRIVATE KEY-----",
])("sshkey takes only public keys that it knows: %j", async (line) => {
  const { types } = await playedScene();
  expect(await types(`sshkey/add ${line}`)).toContain("no public key");
});

it("a key logs in over SSH only", async () => {
  const { game, ann, types } = await playedScene();
  await types(`sshkey/add ssh-ed25519 ${data}`);
  const stranger = await game.connect();
  stranger.send("ssh_key_login", ["ann", data], { isProved: true });
  await game.rest();
  expect(game.session(stranger).isLoggedIn).toBe(false);
  expect(stranger.commands.at(-1)).toMatchObject({ name: "error" });
  expect(ann.session.commands.some(({ name }) => name === "ssh_key_login")).toBe(false);
});
