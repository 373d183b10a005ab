import { command } from "../../../api.ts";

export const screenreader = command({
  key: "screenreader",
  category: "login",
  help: "Switch the mode for screen readers on or off: text without colours, frames and decoration.",
  needs: ["session"],
  run({ session }) {
    const isOn = session.flags.SCREENREADER !== true;
    session.updateFlags({ SCREENREADER: isOn });
    session.msg(`The mode for screen readers: screenreader is ${isOn ? "on" : "off"}.`);
  },
});
