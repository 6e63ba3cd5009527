// Light, dark, or whatever the device says.

export const schemes = ['auto', 'light', 'dark'] as const
export const schemeCookie = 'pv.scheme'
