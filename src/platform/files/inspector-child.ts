import { inspectFile, type Inspection } from './file-inspection.js';

// The child process that looks into files of strangers: no settings, no secrets, no database. It ends with its parent.
process.on('disconnect', () => process.exit(0));
process.on('message', (inspection: Inspection) => {
  const content = Buffer.from(inspection.content);
  inspectFile({ ...inspection, content }).then(
    (inspected) => process.send?.(inspected),
    () => process.send?.({ ok: false, fault: 'broken-file' }),
  );
});
