import { defineConfig } from "mudlark/config";

/** Everything has a default: point at a key in your editor to read what it does. */
export default defineConfig({
  game: {
    name: "Saltmere Harbour",
    slogan: "a small place by the sea",
  },
});
