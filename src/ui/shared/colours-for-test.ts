/** For unit tests of the palette: what eyes make of two colours, by published formulas. */
type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const by = ([a, b, c]: Matrix, [x, y, z]: Triple): Triple => [
  a[0] * x + a[1] * y + a[2] * z,
  b[0] * x + b[1] * y + b[2] * z,
  c[0] * x + c[1] * y + c[2] * z,
];
const each = ([x, y, z]: Triple, change: (value: number) => number): Triple => [
  change(x),
  change(y),
  change(z),
];
const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const linear = (hex: string): Triple => [channel(hex, 1), channel(hex, 3), channel(hex, 5)];

/** WCAG 2.2, "contrast ratio", 1 to 21. Colours as #rrggbb. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [one, other]
    .map(
      (hex) =>
        by(
          [
            [0.2126, 0.7152, 0.0722],
            [0, 0, 0],
            [0, 0, 0],
          ],
          linear(hex),
        )[0],
    )
    .sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** https://bottosson.github.io/posts/oklab */
const oklab = (rgb: Triple): Triple =>
  by(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    each(
      by(
        [
          [0.4122214708, 0.5363325363, 0.0514459929],
          [0.2119034982, 0.6806995451, 0.1073969566],
          [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        rgb,
      ),
      Math.cbrt,
    ),
  );

/** Machado, Oliveira and Fernandes 2009, severity 1. */
export const EYES: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const seen = (hex: string, eyes: Matrix): Triple =>
  oklab(each(by(eyes, linear(hex)), (value) => Math.min(Math.max(value, 0), 1)));

/** How far apart two colours, #rrggbb, look to such eyes: a distance in OKLab. kind: a key of EYES. */
export function seenApart(one: string, other: string, kind: string): number {
  const [a, b] = [seen(one, EYES[kind]!), seen(other, EYES[kind]!)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** A colour of tokens.css, whose text is given, in both themes, #rrggbb. Throws when there is none of this name. */
export function tokenColours(css: string, token: string): { readonly light: string; readonly dark: string } {
  const found = new RegExp(`${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  if (!found) throw new Error(`tokens.css has no ${token}`);
  return { light: found[1]!, dark: found[2]! };
}
