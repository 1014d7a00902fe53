import { describe, expect, it } from 'vitest';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { decide } from '../../../generators/plan/decision.js';
import { mapProject } from '../../../generators/project/map.js';
import { bootParent, CATALOG, dependencies, execution, MAIN, plugin, plugins, pom } from './support.js';

function stageOf(...elements: string[]) {
  const project = mapProject({
    'pom.xml': pom(
      `${bootParent('3.5.0')}${dependencies('org.springframework.boot:spring-boot-starter-web')}${plugins(plugin('spring-boot-maven-plugin'), ...elements)}`,
    ),
    'src/main/java/com/example/App.java': MAIN,
  });
  const wishes = { lint: decide(true, { flag: 'lint' }) };
  const [detection] = maven.detect(project, wishes);
  if (detection === undefined) throw new Error('nothing detected');
  return maven.plan({ project, detection, wishes, catalog: CATALOG }).variables.test?.value as {
    does: string;
    command: string;
  };
}

describe('--lint', () => {
  it('runs the linters of the POM', () => {
    const { does, command } = stageOf(plugin('spotless-maven-plugin'), plugin('maven-checkstyle-plugin'));
    expect(does).toBe('runs spotless and checkstyle');
    expect(command).toMatch(/^--mount=[^\n]*\n[^\n]*mvn [^\n]*spotless:check checkstyle:check$/);
  });

  it('runs them as their executions are set up, and compiles for those that read classes', () => {
    const { command } = stageOf(
      plugin('maven-checkstyle-plugin', execution('check')),
      plugin('spotbugs-maven-plugin'),
    );
    expect(command).toMatch(/ compile checkstyle:check@default spotbugs:check$/);
  });

  it('is refused where no POM lints', () => {
    expect(() => stageOf()).toThrow('--lint has nothing to run: no POM has a plugin that lints');
  });
});
