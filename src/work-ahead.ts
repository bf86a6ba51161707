import { readCityRouting, readCityRules } from './city-files.js';
import { readMailTemplates } from './office/notifications/mail-templates.js';
import { loadCity } from './platform/config/city.js';
import { projectFile } from './platform/config/project-files.js';
import { Catalogue } from './platform/views/catalogue.js';

/** At the end of a build: works out once what every start asks for (`keptResult`). */
export function workAhead(): void {
  const works = [
    readCityRules,
    readCityRouting,
    loadCity,
    readMailTemplates,
    () => Catalogue.load(projectFile('templates', 'messages')),
  ];
  for (const work of works) {
    try {
      work();
    } catch {
      // A fault in the city's files is told by the start, whose files it concerns.
    }
  }
}
