import type { ApplyConflict } from '../types';

/** The message of the 409 that reports conflicts, as the API words it. */
export function conflictMessage(conflicts: ApplyConflict[]): string {
  if (conflicts.length === 1) {
    const [{ message, field }] = conflicts;
    return `Apply failed with 1 conflict: ${message}: ${field}`;
  }
  const byManager = new Map<string, string[]>();
  for (const { message, field } of conflicts) {
    byManager.set(message, [...(byManager.get(message) ?? []), field]);
  }
  const parts = [...byManager.keys()]
    .sort()
    .flatMap(message => [
      `${message.replace('conflict with', 'conflicts with')}:`,
      ...(byManager.get(message) ?? []).map(field => `- ${field}`),
    ]);
  return `Apply failed with ${conflicts.length} conflicts: ${parts.join('\n')}`;
}
