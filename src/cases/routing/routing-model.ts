import type { RoutingModel, RoutingProposal } from '../../office/agencies/suggest-agency.js';

/** The learned model of this process; made once at boot from the files in `config/`. */
export abstract class Routing implements RoutingModel {
  abstract readonly agencies: RoutingModel['agencies'];
  abstract suggest(text: string, language?: 'id' | 'en'): RoutingProposal;
}
