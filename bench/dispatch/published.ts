// What others reached, to be printed beside our figures: Reyes et al. 2018, and a plain dispatcher of a hundred lines.

export interface Reached {
  readonly who: string
  readonly undeliveredPercent: number
  readonly clickToDoor: number
  readonly readyToPickup: number
  readonly costPerOrder: number
}

/** Means over many instances. The paper's are over all 240, the floor's over those of seeds 5 to 9. */
export const certain: readonly Reached[] = [
  {
    who: 'paper, 240 instances',
    undeliveredPercent: 0.25,
    clickToDoor: 32.74,
    readyToPickup: 1.93,
    costPerOrder: 11.42,
  },
  { who: 'floor, seeds 5-9', undeliveredPercent: 0, clickToDoor: 32.04, readyToPickup: 1.63, costPerOrder: 11.4 },
]

export const uncertain: readonly Reached[] = [
  {
    who: 'paper, 240 instances',
    undeliveredPercent: 0.62,
    clickToDoor: 34.03,
    readyToPickup: 2.9,
    costPerOrder: 11.32,
  },
  { who: 'floor, seeds 5-9', undeliveredPercent: 0.001, clickToDoor: 34.56, readyToPickup: 3.95, costPerOrder: 11.25 },
]

/** Where ours must be. */
export const bars = {
  certain: { clickToDoor: 31.6, undeliveredPercent: 0 },
  uncertain: { clickToDoor: 33.9, undeliveredPercent: 0.1 },
  decisionMsP99: 200,
  decisionMsMax: 1000,
} as const

/** Click-to-door of single instances: the paper's heuristic, its clairvoyant optimum, the floor. */
export const singles: ReadonlyMap<string, readonly [paper: number, optimum: number, floor: number]> = new Map([
  ['0o50t100s1p100', [31.19, 29.81, 30.86]],
  ['0o50t100s1p125', [34.67, 33.4, 34.24]],
  ['0o50t100s2p100', [29.79, 28.96, 29.54]],
  ['0o50t100s2p125', [34.18, 32.6, 33.01]],
  ['0o50t75s1p100', [28.4, 27.49, 27.69]],
  ['0o50t75s1p125', [31.62, 31.1, 31.38]],
  ['0o50t75s2p100', [27.29, 26.83, 27.15]],
  ['0o50t75s2p125', [31.19, 30.52, 30.75]],
  ['0r50t100s1p100', [32.46, 30.76, 31.9]],
  ['0r50t100s1p125', [36.75, 34.66, 35.53]],
  ['0r50t100s2p100', [31.21, 29.93, 30.48]],
  ['0r50t100s2p125', [35.6, 33.86, 34.32]],
  ['0r50t75s1p100', [29.57, 28.47, 28.92]],
  ['0r50t75s1p125', [33.71, 32.45, 32.67]],
  ['0r50t75s2p100', [29.03, 27.95, 28.14]],
  ['0r50t75s2p125', [33.41, 32, 32.18]],
])
