import { builder } from '../builder.ts';
import './api-tokens.ts';
import './personal-data.ts';
import './registry.ts';
import './calendars.ts';
import './cycles.ts';
import './editions.ts';
import './drafting.ts';
import './evidence.ts';
import './documents.ts';
import './review.ts';
import './assessment.ts';
import './clarification.ts';
import './deadlines.ts';
import './objection.ts';

builder.mutationType({
  description:
    'Everything that can be asked to be written. What is understood and turned down is answered as a `Refusal`; what is malformed is an error.',
});
