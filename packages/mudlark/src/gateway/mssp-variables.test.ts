import { expect, it } from "vitest";
import { resolveConfig } from "../config/resolve-config.ts";
import { msspVariables, type MsspNumbers } from "./mssp-variables.ts";

const numbers: MsspNumbers = {
  players: 3,
  startedAt: 1_800_000_000_000,
  ports: [4000, 4001],
  tlsPort: null,
  sshPort: null,
  webSocket: null,
  counts: null,
  version: "1.2.3",
};

const described = (game: object, telnet: object = {}, more: Partial<MsspNumbers> = {}) =>
  msspVariables(
    resolveConfig({
      file: { game: { name: "Quay", ...game }, telnet },
      environment: {},
      mode: "test",
      directory: "/quay",
    }),
    { ...numbers, ...more },
  );

it("tells what the server knows, and nothing that it does not", () => {
  const plain = described({});
  expect(plain).toMatchObject({
    NAME: "Quay",
    PLAYERS: 3,
    UPTIME: 1_800_000_000,
    PORT: [4001, 4000],
    MCCP: 1,
  });
  for (const name of ["SSL", "SSH", "WEBSOCKET", "CONTACT", "STATUS", "ROOMS"])
    expect(plain).not.toHaveProperty(name);
  const counts = { rooms: 5, exits: 8, things: 13, helpTopics: 21 };
  const webSocket = "wss://quay.example/ws";
  const full = described(
    { contact: "keeper@quay.example", status: "Open Beta" },
    { mccp: { enabled: false } },
    { tlsPort: 4003, sshPort: 4004, webSocket, counts },
  );
  expect(full).toMatchObject({
    SSL: 4003,
    SSH: 4004,
    WEBSOCKET: webSocket,
    CONTACT: "keeper@quay.example",
    STATUS: "Open Beta",
    ROOMS: 5,
    EXITS: 8,
    OBJECTS: 13,
    HELPFILES: 21,
    MCCP: 0,
  });
});

it("tells what the configuration adds, but lets it claim nothing that the server knows", () => {
  expect(
    described({ mssp: { GENRE: "Fantasy", LANGUAGE: ["German", "English"], "MINIMUM AGE": 13 } }),
  ).toMatchObject({
    GENRE: "Fantasy",
    LANGUAGE: ["German", "English"],
    "MINIMUM AGE": 13,
  });
  expect(() => described({ mssp: { PLAYERS: 5000 } })).toThrow(/game\.mssp.*knows PLAYERS by itself/s);
  expect(() => described({ mssp: { genre: "Fantasy" } })).toThrow(/game\.mssp.*capitals/s);
});
