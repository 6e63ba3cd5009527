// A bell made of waves, so that there is no file to load and nothing to wait for.

/** Two struck tones and their overtones, a fifth apart: cuts through an extractor fan without hurting. */
export function ring(audio: AudioContext): void {
  const loud = new DynamicsCompressorNode(audio, { threshold: -18, ratio: 6 })
  loud.connect(audio.destination)
  for (const [after, pitch] of [
    [0, 880],
    [0.16, 1318.5],
    [0.32, 880],
    [0.48, 1318.5],
  ] as const) {
    for (const [multiple, part] of [
      [1, 0.8],
      [2.01, 0.35],
      [3.02, 0.16],
    ] as const) {
      const at = audio.currentTime + after
      const tone = new OscillatorNode(audio, { frequency: pitch * multiple })
      const fade = new GainNode(audio, { gain: 0 })
      fade.gain.setValueAtTime(0, at)
      fade.gain.linearRampToValueAtTime(part, at + 0.008)
      fade.gain.exponentialRampToValueAtTime(0.001, at + 0.7)
      tone.connect(fade).connect(loud)
      tone.start(at)
      tone.stop(at + 0.75)
    }
  }
}
