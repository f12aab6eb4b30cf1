// Checks the generated theme: text at least 4.5 to 1, edges of controls 3 to 1, in light and in dark.
import { getContrastFromHex } from "@digdir/designsystemet";

const BACKGROUNDS = ["background-default", "background-tinted", "surface-default", "surface-tinted"];
const PAIRS = [
  ...BACKGROUNDS.flatMap((ground) => [
    ["text-default", ground, 4.5],
    ["text-subtle", ground, 4.5],
  ]),
  ["border-default", "background-default", 3],
  ["border-default", "surface-default", 3],
  ["base-contrast-default", "base-default", 4.5],
];

function schemeColours(css, scheme) {
  const start = css.indexOf(`@layer ds.theme.color-scheme.${scheme} {`);
  const block = css.slice(start, css.indexOf("@media", start));
  const colours = new Map();
  for (const [, name, value] of block.matchAll(/--ds-color-([\w-]+): (#[0-9a-fA-F]{6});/g)) colours.set(name, value);
  return colours;
}

/** One line for each pair of colours of the theme that lies too close together. */
export function faultsOfContrast(css) {
  const faults = [];
  for (const scheme of ["light", "dark"]) {
    const colours = schemeColours(css, scheme);
    if (colours.size === 0) throw new Error(`The theme has no colours for the ${scheme} scheme.`);
    const families = new Set([...colours.keys()].map((name) => name.split("-")[0]));
    for (const family of families) {
      for (const [front, ground, least] of PAIRS) {
        const [one, other] = [colours.get(`${family}-${front}`), colours.get(`${family}-${ground}`)];
        if (!one || !other) continue;
        const ratio = getContrastFromHex(one, other);
        if (ratio < least) {
          faults.push(`${scheme}: ${family} ${front} on ${ground} is ${ratio.toFixed(2)}, needs ${least}`);
        }
      }
    }
  }
  return faults;
}
