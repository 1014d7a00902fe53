import type { Ecosystem } from '../../plan/ecosystem.js';
import { type Candidate, detect } from './app/detect.js';
import { plan } from './plan/plan.js';

/** Maven: Spring Boot, Quarkus, Micronaut and plain Java programs, single or multi-module. */
export const maven: Ecosystem<Candidate> = { id: 'maven', title: 'Maven', manifest: 'pom.xml', detect, plan };
