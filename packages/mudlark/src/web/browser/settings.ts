import { deviceMemory } from "./device-memory.ts";

/** Lets a choice of the settings act on the page, now and at later visits on this device. */
export function keepSetting(select: HTMLSelectElement, name: "theme" | "size", fallback: string): void {
  const offered = [...select.options].map((option) => option.value);
  const remembered = deviceMemory.recall(name) ?? fallback;
  const apply = (value: string): void => {
    document.documentElement.dataset[name] = value;
  };
  select.value = offered.includes(remembered) ? remembered : fallback;
  apply(select.value);
  select.addEventListener("change", () => {
    apply(select.value);
    deviceMemory.remember(name, select.value);
  });
}
