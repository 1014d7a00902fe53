import { XMLParser } from 'fast-xml-parser';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultCatalog } from '../../generators/home.js';
import { produce } from '../../generators/produce.js';
import { diskProject } from '../../generators/project/disk.js';
import { listExamples } from '../support/examples.js';
import { VERSION } from '../support/made.js';

afterEach(() => vi.restoreAllMocks());

/** How often each text was parsed; small ones are no files. */
function counting(): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (text: unknown) => {
    const key = String(text);
    if (key.length > 40) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const parseJson = JSON.parse;
  vi.spyOn(JSON, 'parse').mockImplementation((text, reviver) => {
    count(text);
    return parseJson(text, reviver);
  });
  const parseXml = XMLParser.prototype.parse;
  vi.spyOn(XMLParser.prototype, 'parse').mockImplementation(function (this: XMLParser, ...args) {
    count(args[0]);
    return parseXml.apply(this, args);
  });
  return counts;
}

test.each(listExamples())('$id: every manifest, lock file and POM is parsed once', async ({ directory }) => {
  const catalog = defaultCatalog();
  const counts = counting();
  await produce({ version: VERSION, project: diskProject(directory), catalog, wishes: {} });
  const twice = [...counts].filter(([, count]) => count > 1);
  expect(twice.map(([text, count]) => `${count} × ${text.slice(0, 120).replace(/\s+/g, ' ')}`)).toEqual([]);
});
