import { PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { PreflightFacts } from './PreflightFacts';

/** Looks at one thing that could go wrong. */
export type PreflightRule = (facts: PreflightFacts) => PreflightCheck;

/** Text and next step of a check that found something. */
interface Finding {
  id: string;
  field?: string;
  text: string;
  nextStep?: string;
}

export function passes(id: string, text: string): PreflightCheck {
  return { id, level: 'ok', text };
}

export function fails(finding: Finding): PreflightCheck {
  return { level: 'error', ...finding };
}

export function warns(finding: Finding): PreflightCheck {
  return { level: 'warning', ...finding };
}

/** For a check whose facts could not be read. */
export function unknown(
  id: string,
  subject: string,
  field?: string,
): PreflightCheck {
  return {
    id,
    level: 'warning',
    field,
    text: `${subject} could not be checked, because it cannot be read at present.`,
    nextStep: 'Try again, or ask the team that operates it.',
  };
}
