/** `npm run demo`: the main job from filing to objection, told in a few lines, each proved; exit 0 only if all were seen. */
import { build } from './build.mjs';

await build();
const { startProgram } = await import('./demo/program.mjs');
const { createOffice } = await import('./demo/office.mjs');
const { tellStory } = await import('./demo/story.mjs');

const program = await startProgram();
try {
  const seen = await tellStory(createOffice(program), (line) => console.log(line));
  console.log(`\nSelesai: ${seen} hal terlihat di basis data dan kotak surat.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await program.stop();
}
