import type { Template } from '../../catalog/catalog.js';
import type { Ecosystem } from '../../plan/ecosystem.js';
import { type DataFacts, detectApps } from './detect.js';
import { planApp } from './plan.js';

/**
 * The ecosystem of a language that a template brings: its manifest says what to look for and where everything is read.
 *
 * Throws for a template without a language: a defect.
 */
export function dataEcosystem(template: Template): Ecosystem<DataFacts> {
  const { language } = template.manifest;
  if (language === undefined) throw new Error(`${template.manifest.id} brings no language`);
  return {
    id: language.id,
    title: language.title,
    manifest: language.signs[0] ?? '',
    detect: (project) => detectApps(project, template, language),
    plan: (situation) => planApp(situation, template, language),
  };
}
