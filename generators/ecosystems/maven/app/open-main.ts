import type { Project } from '../../../project/project.js';
import { shellWord } from '../../../project/shell.js';
import { atLeast } from '../read/dependencies.js';
import { plugin, setting } from '../read/plugins.js';
import { resolved } from '../read/properties.js';
import type { MainClass, Model } from '../read/types.js';
import { warn } from '../sentences.js';
import { likeliest } from './main-methods.js';
import { mainsOf } from './start-class.js';

/** The class of several that Spring Boot is to start, what is told about it, and how the build is told. */
export interface OpenMain {
  main: MainClass;
  warning: ReturnType<typeof warn>;
  /** Absent where the build cannot be told. */
  flag?: string;
}

/**
 * `repackage` stops over several main classes that nothing tells apart: neither a setting, nor
 * `@SpringBootApplication` on one alone. `start-class` is a property of spring-boot-starter-parent, or of the POM's own
 * `mainClass`: https://docs.spring.io/spring-boot/maven-plugin/packaging.html.
 */
export function openMain(model: Model, project: Project, version = ''): OpenMain | undefined {
  const named = setting(plugin(model, 'spring-boot-maven-plugin'), 'mainClass');
  if (resolved(model, 'start-class') !== undefined) return undefined;
  if (named !== undefined && !named.includes('${start-class}')) return undefined;
  const classes = mainsOf(model, project);
  if (classes.length < 2) return undefined;
  const [marked, ...others] = classes.filter((each) => each.marked);
  if (marked !== undefined && others.length === 0 && (version === '' || atLeast(version, '2.0')))
    return undefined;
  const [main] = likeliest(classes);
  if (main === undefined) return undefined;
  const told = named !== undefined || model.external?.artifactId === 'spring-boot-starter-parent';
  const rest = classes.filter((each) => each !== main).map(({ name }) => name);
  return {
    main,
    warning: warn(
      'main-class-likeliest',
      { pom: model.pom.path, started: main.name, others: rest },
      main.from,
    ),
    ...(told && { flag: shellWord(`-Dstart-class=${main.name}`) }),
  };
}
