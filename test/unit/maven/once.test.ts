import { XMLParser } from 'fast-xml-parser';
import { afterEach, expect, test, vi } from 'vitest';
import { produce } from '../../../generators/produce.js';
import { diskProject } from '../../../generators/project/disk.js';
import { TEMPLATES } from '../../support/paths.js';
import { CATALOG } from './support.js';

const seen = vi.hoisted(() => ({ yaml: [] as string[], code: [] as string[] }));

vi.mock('yaml', async (original) => {
  const yaml = await original<typeof import('yaml')>();
  const noted =
    <T extends unknown[], R>(parse: (...args: T) => R) =>
    (...args: T): R => {
      seen.yaml.push(String(args[0]));
      return parse(...args);
    };
  return { ...yaml, parse: noted(yaml.parse), parseAllDocuments: noted(yaml.parseAllDocuments) };
});

vi.mock('../../../generators/project/comments.js', async (original) => {
  const comments = await original<typeof import('../../../generators/project/comments.js')>();
  const blankedComments = (text: string) => {
    seen.code.push(text);
    return comments.blankedComments(text);
  };
  return { ...comments, blankedComments };
});

afterEach(() => vi.restoreAllMocks());

test.each(['maven/examples/spring-boot-modules', 'maven/examples/spring-boot-rest'])(
  'no POM, settings or source file of %s is parsed twice in a run',
  async (example) => {
    seen.yaml.length = 0;
    seen.code.length = 0;
    const xml = vi.spyOn(XMLParser.prototype, 'parse');
    const project = diskProject(`${TEMPLATES}/${example}`);
    await produce({ version: '1.2.3', project, catalog: CATALOG, wishes: {} });
    const poms = xml.mock.calls.map(([text]) => String(text));
    expect(poms.length).toBeGreaterThan(0);
    expect(seen.code.length).toBeGreaterThan(0);
    for (const texts of [poms, seen.yaml, seen.code]) expect(new Set(texts).size).toBe(texts.length);
  },
);
