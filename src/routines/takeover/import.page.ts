import type { Texts } from '../../platform/views/texts.js';
import type { RegisterKind } from '../../office/register/register-numbers.js';
import type { CheckedRegister } from './import-register.js';
import { faultWords, summaryWords } from './import-words.js';
import type { RowFault } from './register-entry.js';
import type { StagedImport } from './stage-import.js';

const MOST_FAULTS = 200;
const SAMPLE = 10;

/** The page of one handed-in file. It names no person: what is checked are numbers, days and decisions. */
export function previewModel(texts: Texts, found: StagedImport, checked: CheckedRegister | null): object {
  const faults = checked?.faults ?? [];
  const warnings = checked?.warnings ?? [];
  const isGood = checked !== null && checked.fileFault === null && faults.length === 0;
  return {
    id: found.id,
    heading: texts.t('takeover.preview', { name: found.fileName }),
    state: found.state,
    stateWords: texts.t(`takeover.states.${found.state}`, { done: found.doneRows, n: found.rows }),
    progress: found.state === 'running' ? { done: found.doneRows, total: Math.max(found.rows, 1) } : null,
    fileFault: checked?.fileFault == null ? null : texts.t(`takeover.files.${checked.fileFault}`),
    warningsTitle: warnings.length === 0 ? null : texts.t('takeover.warnings-title', { n: warnings.length }),
    ...warningWords(texts, warnings, checked?.register ?? 'requests'),
    faultsTitle: faults.length === 0 ? null : texts.t('takeover.faults-title', { n: faults.length }),
    faults: faults
      .slice(0, MOST_FAULTS)
      .map((fault) => faultWords(texts, fault, checked?.register ?? 'requests')),
    moreFaults:
      faults.length > MOST_FAULTS
        ? texts.t('takeover.more-faults', { n: faults.length - MOST_FAULTS })
        : null,
    summary: isGood ? summaryWords(texts, checked) : null,
    sample: (isGood ? checked.entries : []).slice(0, SAMPLE).map((entry) => ({
      line: String(entry.line),
      number: entry.writtenNumber,
      date: texts.formats.dateShortYear(entry.receivedOn),
      decision: entry.written.decision ?? texts.t('takeover.open-entry'),
    })),
  };
}

function warningWords(texts: Texts, warnings: readonly RowFault[], register: RegisterKind): object {
  const more = warnings.length - MOST_FAULTS;
  return {
    warnings: warnings.slice(0, MOST_FAULTS).map((warning) => faultWords(texts, warning, register)),
    moreWarnings: more > 0 ? texts.t('takeover.more-faults', { n: more }) : null,
  };
}
