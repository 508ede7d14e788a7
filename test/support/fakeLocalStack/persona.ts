/** Whom the fake plays: LocalStack with the Chaos add-on, LocalStack without it, or another emulator. */
export const personas = ['licensed', 'unlicensed', 'floci', 'ministack'] as const;

export type Persona = (typeof personas)[number];

export const isPersona = (text: string): text is Persona => (personas as readonly string[]).includes(text);

/** The release that the LocalStack personas are. */
export const localStackVersion = '2026.4.0';
