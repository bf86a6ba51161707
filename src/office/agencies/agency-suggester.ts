import type { RoutingModel, RoutingProposal } from './suggest-agency.js';

/** The learned routing model of this process; made once at boot from the files in `config/`. */
export abstract class AgencySuggester implements RoutingModel {
  abstract readonly agencies: RoutingModel['agencies'];
  abstract suggest(text: string, language?: 'id' | 'en'): RoutingProposal;
}
