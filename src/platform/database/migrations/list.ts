import { Foundation20261124000001 } from './20261124000001-foundation.js';
import { Cases20261124000002 } from './20261124000002-cases.js';
import { GuardsAndViews20261124000003 } from './20261124000003-guards-and-views.js';
import { OversightViews20261124000004 } from './20261124000004-oversight-views.js';
import { TrailHeads20261124000005 } from './20261124000005-trail-heads.js';
import { RecentlyClosedIndex20261124000006 } from './20261124000006-recently-closed-index.js';
import { RuleSets20261126000001 } from './20261126000001-rule-sets.js';
import { DecisionsByItem20261126000002 } from './20261126000002-decisions-by-item.js';
import { Refusals20261126000003 } from './20261126000003-refusals.js';
import { ObjectionReplies20261126000004 } from './20261126000004-objection-replies.js';
import { FamiliesAndDisputes20261126000005 } from './20261126000005-families-and-disputes.js';
import { CalendarDecrees20261126000006 } from './20261126000006-calendar-decrees.js';
import { IntakeAndLetters20261126000007 } from './20261126000007-intake-and-letters.js';
import { RegistersAndReport20261126000008 } from './20261126000008-registers-and-report.js';
import { StepsToTheCourts20261126000009 } from './20261126000009-steps-to-the-courts.js';
import { ObjectionsOnPaper20261126000021 } from './20261126000021-objections-on-paper.js';
import { FrozenLetters20261126000022 } from './20261126000022-frozen-letters.js';
import { ImportedObjections20261126000023 } from './20261126000023-imported-objections.js';
import { DecreeReviews20261126000024 } from './20261126000024-decree-reviews.js';
import { LettersOfObjectionsPosted20261126000025 } from './20261126000025-letters-of-objections-posted.js';
import { RegistersOfALargeYear20261126000026 } from './20261126000026-registers-of-a-large-year.js';
import { PurposeOfObjections20261127000001 } from './20261127000001-purpose-of-objections.js';
import { SettlementsAndNumbers20261127000027 } from './20261127000027-settlements-and-numbers.js';
import { RegistersOfAPastDay20261127000030 } from './20261127000030-registers-of-a-past-day.js';
import { RulingsReceived20261127000040 } from './20261127000040-rulings-received.js';
import { LoweredCosts20261127000041 } from './20261127000041-lowered-costs.js';
import { WhatOrdersGave20261128000001 } from './20261128000001-what-orders-gave.js';
import { FiledInTimeAndLearntLate20261128000002 } from './20261128000002-filed-in-time-and-learnt-late.js';
import { ProposalsThatEnded20261128000003 } from './20261128000003-proposals-that-ended.js';
import { PapersByName20261128000004 } from './20261128000004-papers-by-name.js';
import { LetterNumbersWithoutSpaces20261128000031 } from './20261128000031-letter-numbers-without-spaces.js';
import { OutcomeOfTheNotice20261128000032 } from './20261128000032-outcome-of-the-notice.js';
import { LettersOfOlderRegisters20261129000009 } from './20261129000009-letters-of-older-registers.js';
import { WorkerRounds20261129000010 } from './20261129000010-worker-rounds.js';
import { NewestCases20261130000002 } from './20261130000002-newest-cases.js';
import { ClosingsOnce20261130000003 } from './20261130000003-closings-once.js';
import { PoliciesToPlanWith20261130000004 } from './20261130000004-policies-to-plan-with.js';
import { TrailByTime20261130000005 } from './20261130000005-trail-by-time.js';
import { ChangesOfWhatIsCounted20261130000006 } from './20261130000006-changes-of-what-is-counted.js';
import { OrdersToAnswer20261130000011 } from './20261130000011-orders-to-answer.js';
import { DisputesFiledTooEarly20261130000012 } from './20261130000012-disputes-filed-too-early.js';
import { PromisesOfDocuments20261130000021 } from './20261130000021-promises-of-documents.js';
import { LettersThatLeft20261130000031 } from './20261130000031-letters-that-left.js';
import { PapersThatLack20261130000032 } from './20261130000032-papers-that-lack.js';
import { OrdersThatRun20261130000041 } from './20261130000041-orders-that-run.js';
import { WhatStaysOpen20261130000045 } from './20261130000045-what-stays-open.js';
import { OrdersThatEnded20261130000051 } from './20261130000051-orders-that-ended.js';
import { CostsThatRulingsLowered20261130000052 } from './20261130000052-costs-that-rulings-lowered.js';
import { EndsOfFirstTerms20261130000061 } from './20261130000061-ends-of-first-terms.js';
import { LettersThatWait20261130000062 } from './20261130000062-letters-that-wait.js';
import { RepliesThatLeft20261130000063 } from './20261130000063-replies-that-left.js';
import { PromisesOnTheBoard20261130000071 } from './20261130000071-promises-on-the-board.js';
import { WhatWasGrantedFirst20261130000072 } from './20261130000072-what-was-granted-first.js';
import { EachPartItsDay20261130000101 } from './20261130000101-each-part-its-day.js';
import { PersonsBesideWorkers20261130000111 } from './20261130000111-persons-beside-workers.js';
import { OrdersThatAreContested20261130000121 } from './20261130000121-orders-that-are-contested.js';
import { HowMuchRulingsOrder20261130000122 } from './20261130000122-how-much-rulings-order.js';
import { AgreementsAreOrders20261130000131 } from './20261130000131-agreements-are-orders.js';
import { MeasuredByWhatLeft20261130000141 } from './20261130000141-measured-by-what-left.js';
import { HowMuchOrdersGive20261130000155 } from './20261130000155-how-much-orders-give.js';
import { EndsOfOrdersInTheRegister20261130000156 } from './20261130000156-ends-of-orders-in-the-register.js';
import { OrdersOfParts20261130000157 } from './20261130000157-orders-of-parts.js';
import { OrdersInALetter20261130000161 } from './20261130000161-orders-in-a-letter.js';
import { HandoversInLetters20261130000162 } from './20261130000162-handovers-in-letters.js';
import { ObjectionsThatFollow20261130000171 } from './20261130000171-objections-that-follow.js';
import { AgreementsThatWaitForPayment20261130000181 } from './20261130000181-agreements-that-wait-for-payment.js';
import { DeliveriesInALetter20261130000182 } from './20261130000182-deliveries-in-a-letter.js';
import { OrdersThatRulingsReplaced20261130000191 } from './20261130000191-orders-that-rulings-replaced.js';
import { WhatOrdersHandedOver20261130000211 } from './20261130000211-what-orders-handed-over.js';
import { DaysOncePaid20261130000221 } from './20261130000221-days-once-paid.js';
import { WhatIsToBeReturned20261130000222 } from './20261130000222-what-is-to-be-returned.js';
import { WhatOrdersGaveByHand20261130000261 } from './20261130000261-what-orders-gave-by-hand.js';
import { OlderRegistersAsTheyTell20261130000262 } from './20261130000262-older-registers-as-they-tell.js';
import { ChangesOfWhatQueuesCount20261130000271 } from './20261130000271-changes-of-what-queues-count.js';
import { QueuesInTheirOrder20261130000272 } from './20261130000272-queues-in-their-order.js';
import { TheKeyOfTheDatabase20261130000281 } from './20261130000281-the-key-of-the-database.js';
import { WorkOfNoLaterDay20261130000291 } from './20261130000291-work-of-no-later-day.js';
import { WorkersThatAreSeen20261130000292 } from './20261130000292-workers-that-are-seen.js';
import { WhoseCountsChanged20261130000301 } from './20261130000301-whose-counts-changed.js';

/** Every migration in order; a migration is written once and never changed after a release. */
export const MIGRATIONS = [
  Foundation20261124000001,
  Cases20261124000002,
  GuardsAndViews20261124000003,
  OversightViews20261124000004,
  TrailHeads20261124000005,
  RecentlyClosedIndex20261124000006,
  RuleSets20261126000001,
  DecisionsByItem20261126000002,
  Refusals20261126000003,
  ObjectionReplies20261126000004,
  FamiliesAndDisputes20261126000005,
  CalendarDecrees20261126000006,
  IntakeAndLetters20261126000007,
  RegistersAndReport20261126000008,
  StepsToTheCourts20261126000009,
  ObjectionsOnPaper20261126000021,
  FrozenLetters20261126000022,
  ImportedObjections20261126000023,
  DecreeReviews20261126000024,
  LettersOfObjectionsPosted20261126000025,
  RegistersOfALargeYear20261126000026,
  PurposeOfObjections20261127000001,
  SettlementsAndNumbers20261127000027,
  RegistersOfAPastDay20261127000030,
  RulingsReceived20261127000040,
  LoweredCosts20261127000041,
  WhatOrdersGave20261128000001,
  FiledInTimeAndLearntLate20261128000002,
  ProposalsThatEnded20261128000003,
  PapersByName20261128000004,
  LetterNumbersWithoutSpaces20261128000031,
  OutcomeOfTheNotice20261128000032,
  LettersOfOlderRegisters20261129000009,
  WorkerRounds20261129000010,
  NewestCases20261130000002,
  ClosingsOnce20261130000003,
  PoliciesToPlanWith20261130000004,
  TrailByTime20261130000005,
  ChangesOfWhatIsCounted20261130000006,
  OrdersToAnswer20261130000011,
  DisputesFiledTooEarly20261130000012,
  PromisesOfDocuments20261130000021,
  LettersThatLeft20261130000031,
  PapersThatLack20261130000032,
  OrdersThatRun20261130000041,
  WhatStaysOpen20261130000045,
  OrdersThatEnded20261130000051,
  CostsThatRulingsLowered20261130000052,
  EndsOfFirstTerms20261130000061,
  LettersThatWait20261130000062,
  RepliesThatLeft20261130000063,
  PromisesOnTheBoard20261130000071,
  WhatWasGrantedFirst20261130000072,
  EachPartItsDay20261130000101,
  PersonsBesideWorkers20261130000111,
  OrdersThatAreContested20261130000121,
  HowMuchRulingsOrder20261130000122,
  AgreementsAreOrders20261130000131,
  MeasuredByWhatLeft20261130000141,
  HowMuchOrdersGive20261130000155,
  EndsOfOrdersInTheRegister20261130000156,
  OrdersOfParts20261130000157,
  OrdersInALetter20261130000161,
  HandoversInLetters20261130000162,
  ObjectionsThatFollow20261130000171,
  AgreementsThatWaitForPayment20261130000181,
  DeliveriesInALetter20261130000182,
  OrdersThatRulingsReplaced20261130000191,
  WhatOrdersHandedOver20261130000211,
  DaysOncePaid20261130000221,
  WhatIsToBeReturned20261130000222,
  WhatOrdersGaveByHand20261130000261,
  OlderRegistersAsTheyTell20261130000262,
  ChangesOfWhatQueuesCount20261130000271,
  QueuesInTheirOrder20261130000272,
  TheKeyOfTheDatabase20261130000281,
  WorkOfNoLaterDay20261130000291,
  WorkersThatAreSeen20261130000292,
  WhoseCountsChanged20261130000301,
] as const;
