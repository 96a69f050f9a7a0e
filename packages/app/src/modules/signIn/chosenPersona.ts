import { Persona, personas } from './personas';

const KEY = 'rackstage.demo.persona';

/** Whom the viewer chose before, so that a reload keeps the session. */
export function readChosenPersona(): Persona | undefined {
  const id = window.localStorage.getItem(KEY);
  return personas.find(persona => persona.id === id);
}

export function writeChosenPersona(persona: Persona): void {
  window.localStorage.setItem(KEY, persona.id);
}

export function forgetChosenPersona(): void {
  window.localStorage.removeItem(KEY);
}
