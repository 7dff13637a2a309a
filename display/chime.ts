/**
 * What the board does for the ear. `blocked`: the browser keeps quiet until somebody touches the
 * page; `none`: there is no sound device to speak of, and nothing a touch could change.
 */
export type Sound = "on" | "blocked" | "none";

export interface Chime {
  /** Sounds once. Silently does nothing while the sound is not on: a late tone would mislead. */
  ring(): void;
  /** Called from a touch or a key press: the browser then lets the page be heard. */
  unlock(): void;
  /** Tells now, and whenever it changes. Returns the way to stop listening. */
  onSound(listener: (sound: Sound) => void): () => void;
}

/** Two falling tones, a major third apart (E5, C5): calm, and clear of speech. */
const tones = [
  { hertz: 659.25, afterS: 0, lengthS: 0.9 },
  { hertz: 523.25, afterS: 0.42, lengthS: 1.15 },
] as const;
/** A bell's second partial, softly, so that it does not sound like a machine's beep. */
const partials = [
  { times: 1, loud: 1 },
  { times: 2, loud: 0.22 },
] as const;
/** Of full scale; the television's own volume does the rest, and two tones never clip. */
const loudness = 0.32;
/** Long enough not to click, short enough to be a stroke. */
const attackS = 0.012;
/** An exponential ramp cannot reach zero; this is below hearing. */
const silence = 0.0001;

/** A chime made by the browser itself, without a sound file. `open` is nothing without WebAudio. */
export function createChime(open: (() => AudioContext) | null): Chime {
  const audio = openOrNothing(open);
  const sound = (): Sound => {
    if (audio === null || audio.state === "closed") return "none";
    return audio.state === "running" ? "on" : "blocked";
  };
  return {
    ring() {
      if (audio !== null && sound() === "on") strike(audio);
    },
    unlock() {
      // Refused without a real touch: the state then stays as it is, and so does the hint.
      if (sound() === "blocked") audio?.resume().catch(() => undefined);
    },
    onSound(listener) {
      const tell = () => listener(sound());
      audio?.addEventListener("statechange", tell);
      tell();
      return () => audio?.removeEventListener("statechange", tell);
    },
  };
}

function openOrNothing(open: (() => AudioContext) | null): AudioContext | null {
  try {
    return open?.() ?? null;
  } catch {
    // A machine without a sound device. The board says nothing of it: a touch would not help.
    return null;
  }
}

function strike(audio: AudioContext): void {
  const now = audio.currentTime;
  for (const { hertz, afterS, lengthS } of tones) {
    for (const { times, loud } of partials) {
      const from = now + afterS;
      const envelope = audio.createGain();
      envelope.gain.setValueAtTime(silence, from);
      envelope.gain.exponentialRampToValueAtTime(loudness * loud, from + attackS);
      envelope.gain.exponentialRampToValueAtTime(silence, from + lengthS / times);
      const tone = audio.createOscillator();
      tone.frequency.value = hertz * times;
      tone.connect(envelope).connect(audio.destination);
      tone.start(from);
      tone.stop(from + lengthS);
    }
  }
}
